"""The agenda of a meeting: items with their planned times, and who is expected."""

from datetime import datetime, time

from mdoverleg.domain.labels import label
from mdoverleg.domain.papers import AgendaLine, AgendaPaper, Invited, PaperHead, Ref
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import confidential, file_parts, head_facts, meeting_name
from mdoverleg.export.model import Column, Document, Event, Fact, Row, Section, Table

ABSENT = ("excused", "absent")


def agenda_document(paper: AgendaPaper) -> Document:
    """Return the agenda as a document, in the current language."""
    return Document(
        kind="agenda",
        title=_title(paper),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=_facts(paper),
        footer=confidential(),
        sections=(
            Section(table=_items(paper)),
            *_comeswhen_there(paper),
            Section(_("Who is expected"), (), _invited(paper)),
        ),
        empty=_("There is nothing on the agenda yet."),
        file_parts=file_parts(paper.head, p_("Export", "agenda")),
        events=meeting_event(paper.head),
    )


def meeting_event(head: PaperHead) -> tuple[Event, ...]:
    """Return the meeting for a calendar, by the name of the table: its own title may tell about whom it is."""
    meeting, zone = head.meeting, head.zone or head.made_at.tzinfo
    if meeting is None:
        return ()
    start, end = (
        datetime.combine(meeting.held_on, time.fromisoformat(clock), zone) for clock in (meeting.start, meeting.end)
    )
    key = (head.table_mark, "meeting", meeting.id)
    summary = _("Meeting of {table}").format(table=head.table)
    return (Event(key, summary, start, end, meeting.location, meeting.revision),)


def _title(paper: AgendaPaper) -> str:
    meeting = paper.head.meeting
    if meeting is None:
        return _("Agenda")
    return _("{list}: {about}").format(list=_("Agenda"), about=meeting_name(meeting))


def _facts(paper: AgendaPaper) -> tuple[Fact, ...]:
    facts = [fact for fact in head_facts(paper.head, times=True) if fact.key not in {"status", "meeting"}]
    meeting = paper.head.meeting
    if meeting:
        people = (("chair", _("Chair"), meeting.chair), ("secretary", _("Secretary"), meeting.secretary))
        facts[-1:-1] = [Fact(key, words, name) for key, words, name in people if name]
        facts.append(Fact("meeting", _("Meeting no."), meeting.id))
    return tuple(facts)


def _items(paper: AgendaPaper) -> Table:
    columns = (
        Column("number", p_("Export", "No."), "number", 5),
        Column("time", _("Time"), "code", 13, "paper"),
        Column("start", p_("Export", "From"), "code", place="data"),
        Column("end", p_("Export", "To"), "code", place="data"),
        Column("minutes", _("Minutes"), "number", 9),
        Column("kind", p_("Export", "Kind"), share=16),
        Column("title", _("Subject"), share=22),
        Column("people", _("At the table"), share=34, is_optional=True),
        Column("remark", _("Remark"), share=18, is_optional=True),
    )
    rows = (
        Row(
            (
                item.number,
                f"{item.start} – {item.end}",
                item.start,
                item.end,
                item.minutes,
                Ref(item.kind, label("AgendaItemKind", item.kind)),
                item.title,
                ", ".join(who.words for who in item.people),
                _remark(item),
            ),
            "done" if item.not_held else "",
            item.number,
        )
        for item in paper.items
    )
    return Table("items", _("Agenda"), columns, tuple(rows))


def _remark(item: AgendaLine) -> str:
    parts = [label("NotHeld", item.not_held), item.added_because]
    return " · ".join(part for part in parts if part)


def _comeswhen_there(paper: AgendaPaper) -> tuple[Section, ...]:
    """Return when who comes for some items alone: time and number of the item, and of a family not which."""
    if not paper.calls:
        return ()
    columns = (
        Column("time", _("Time"), "code", 10),
        Column("name", _("Name"), share=30),
        Column("organisation", _("Organisation"), share=35),
        Column("items", p_("Export", "Items"), share=25),
    )
    table = Table(
        "calls",
        _("Who comes when"),
        columns,
        tuple(
            Row((call.stops[0][0], call.name or _("the family"), call.organisation, stops_words(call.stops)), "", rank)
            for rank, call in enumerate(paper.calls)
        ),
    )
    lines = (_("As it looked at {time}, while the meeting ran.").format(time=paper.as_of),) if paper.as_of else ()
    return (Section(_("Who comes when"), lines, table),)


def stops_words(stops: tuple[tuple[str, int], ...]) -> str:
    """Return the numbers of the items, with the time of those after the first: `6, 9 (11:40)`."""
    first, *others = stops
    return ", ".join([str(first[1]), *(f"{number} ({time})" for time, number in others)])


def _invited(paper: AgendaPaper) -> Table:
    columns = (
        Column("name", _("Name"), share=25),
        Column("organisation", _("Organisation"), share=30),
        Column("status", _("Attendance"), share=20),
        Column("remark", _("Remark"), share=25, is_optional=True),
    )
    rows = sorted(paper.invited, key=lambda row: row.status in ABSENT)
    return Table(
        "invited",
        _("Who is expected"),
        columns,
        tuple(
            Row(
                (row.name, row.organisation, Ref(row.status, label("AttendanceStatus", row.status)), when_there(row)),
                "done" if row.status in ABSENT else "",
                rank,
            )
            for rank, row in enumerate(rows)
        ),
    )


def when_there(row: Invited) -> str:
    """Say as what and from when until when somebody is there."""
    parts = []
    if row.capacity != "participant":
        parts.append(label("Capacity", row.capacity))
    if row.arrives:
        parts.append(_("from {time}").format(time=row.arrives))
    if row.leaves:
        parts.append(_("until {time}").format(time=row.leaves))
    return ", ".join(parts)
