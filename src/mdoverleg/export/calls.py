"""Whom to call: one line per person with number and reason, to tick off; and the times of who comes for some items."""

from collections.abc import Iterator

from mdoverleg.domain.dates import day_file, day_long
from mdoverleg.domain.meeting_papers import CallLine, CallsPaper, CallTime
from mdoverleg.domain.papers import ListedAction
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.agenda import stops_words
from mdoverleg.export.heads import confidential, file_parts, head_facts, meeting_name
from mdoverleg.export.model import Column, Document, Row, Section, Table


def calls_document(paper: CallsPaper) -> Document:
    """Return the call sheet as a document, in the current language."""
    title, meeting = _("Whom to call"), paper.head.meeting
    return Document(
        kind="calls",
        title=_("{list}: {about}").format(list=title, about=meeting_name(meeting)) if meeting else title,
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=head_facts(paper.head),
        footer=confidential(),
        sections=(Section(table=_lines(paper.lines)), *_times(paper)),
        empty=_("There is nobody to call."),
        file_parts=file_parts(paper.head, p_("Export", "calls")),
    )


def _lines(lines: tuple[CallLine, ...]) -> Table:
    columns = (
        Column("number", p_("Export", "No."), "number", 5),
        Column("name", _("Name"), share=16),
        Column("organisation", _("Organisation"), share=16),
        Column("phone", _("Phone"), "code", 12),
        Column("reachable", _("Reachable"), share=12, is_optional=True),
        Column("deputy", _("Deputy"), share=12, is_optional=True),
        Column("about", _("About"), share=36),
        Column("called", _("Called on"), share=9, place="paper", is_to_fill_in=True),
    )
    rows = (
        Row(
            (
                number,
                line.name,
                line.organisation,
                line.phone,
                line.reachable,
                line.deputy,
                "\n".join(_about(line)),
                None,
            ),
            "",
            number,
        )
        for number, line in enumerate(lines, 1)
    )
    return Table("calls", _("Whom to call"), columns, tuple(rows))


def _about(line: CallLine) -> Iterator[str]:
    for action in line.late:
        due = day_file(action.due) if action.due else ""
        yield _("{action} – late since {day}").format(action=_named(action), day=due)
    for action in line.untold:
        words = _("{action} – was not there when this was agreed")
        if action.due:
            words = _("{action} – was not there when this was agreed, due {day}")
        yield words.format(action=_named(action), day=day_file(action.due) if action.due else "")
    for told in line.feedback:
        day = day_file(told.due) if told.due else ""
        yield _("{case}: should have told the family by {day}").format(case=told.case, day=day)


def _named(action: ListedAction) -> str:
    number = f"{action.id} ({action.case})" if action.case else action.id
    return f"{number} {action.text}"


def _times(paper: CallsPaper) -> Iterator[Section]:
    """Give when who comes for some items alone; of a family not which."""
    meeting = paper.times_of
    if meeting is None or not paper.times:
        return
    when = _("{day}, {start} to {end}").format(day=day_long(meeting.held_on), start=meeting.start, end=meeting.end)
    lines = [when]
    if paper.as_of:
        lines.append(_("As it looked at {time}, while the meeting ran.").format(time=paper.as_of))
    columns = (
        Column("time", _("Time"), "code", 10),
        Column("name", _("Name"), share=28),
        Column("organisation", _("Organisation"), share=30),
        Column("phone", _("Phone"), "code", 14),
        Column("items", p_("Export", "Items"), share=18),
    )
    rows = tuple(_time(call, rank) for rank, call in enumerate(paper.times))
    yield Section(_("Who comes when"), tuple(lines), Table("times", _("Who comes when"), columns, rows))


def _time(call: CallTime, rank: int) -> Row:
    first = call.stops[0][0]
    return Row((first, call.name or _("the family"), call.organisation, call.phone, stops_words(call.stops)), "", rank)
