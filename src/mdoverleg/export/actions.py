"""The list of action points: of a meeting, a case, a person, an organisation, or all that is open."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from mdoverleg.domain.dates import day_long
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.labels import LABELS, label
from mdoverleg.domain.papers import ActionsPaper, CaseContacts, ListedAction
from mdoverleg.domain.words import _, current_language, n_, p_
from mdoverleg.export.changes import change_words
from mdoverleg.export.heads import confidential, file_parts, head_facts, meeting_name
from mdoverleg.export.model import Cell, Column, Document, Event, Fact, Place, Row, Section, Status, Table, Tone


class _Field(NamedTuple):
    column: Column
    cell: Callable[[ListedAction], Cell]


class _Group(NamedTuple):
    heading: str
    lines: tuple[str, ...]
    actions: tuple[ListedAction, ...]


def actions_document(paper: ActionsPaper) -> Document:
    """Return the list as a document, in the current language."""
    fields = _fields(paper)
    columns = tuple(field.column for field in fields)
    ranks = {line.id: place for place, line in enumerate(paper.actions)}

    def table(lines: Iterable[ListedAction]) -> Table:
        rows = (Row(tuple(field.cell(line) for field in fields), action_tone(line), ranks[line.id]) for line in lines)
        return Table("actions", _("Action points"), columns, tuple(rows))

    groups = tuple(_groups(paper)) or (_Group("", (), ()),)
    sections = tuple(Section(group.heading, group.lines, table(group.actions)) for group in groups)
    return Document(
        kind="actions",
        title=_title(paper),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=_facts(paper),
        footer=confidential(),
        sections=(*sections, *_beside(paper)),
        empty=_empty(paper),
        file_parts=file_parts(paper.head, p_("Export", "actions"), _scope(paper)),
        events=tuple(_events(paper)),
    )


def _events(paper: ActionsPaper) -> Iterator[Event]:
    """Give the last days: the number of the action point alone, for its text may tell about whom it is."""
    for line in (*paper.actions, *paper.over):
        if line.due is not None:
            key = (paper.head.table_mark, "action", line.id)
            summary = _("Action point {id}").format(id=line.id)
            yield Event(key, summary, line.due, line.due, "", line.revision, line.status not in LIVE)


# Head


def _title(paper: ActionsPaper) -> str:
    if paper.only_late:
        name = _("Late action points")
    elif paper.status:
        name = _("Action points with status {status}").format(status=label("ActionStatus", paper.status))
    elif paper.audience == "table" and paper.only_live:
        name = _("Open action points")
    else:
        name = _("Action list")
    about = _about(paper)
    return _("{list}: {about}").format(list=name, about=about) if about else name


def _about(paper: ActionsPaper) -> str:
    recipient = {"organisation": paper.organisation, "person": paper.person, "table": None}[paper.audience]
    names = [ref.name for ref in (recipient, paper.case) if ref]
    if not names and paper.head.meeting:
        return meeting_name(paper.head.meeting)
    if paper.audience == "organisation" and paper.person:
        names.append(paper.person.name)
    return ", ".join(names)


def _scope(paper: ActionsPaper) -> str:
    """Return what the list is about in ids that are no names of people."""
    refs = {
        "organisation": (paper.organisation, paper.person, paper.case),
        "person": (paper.person, paper.case),
        "table": (paper.case,),
    }[paper.audience]
    parts = [ref.id for ref in refs if ref]
    parts += (
        [p_("Export", "late")] if paper.only_late else [label("ActionStatus", paper.status)] if paper.status else []
    )
    return "-".join(parts)


def _facts(paper: ActionsPaper) -> tuple[Fact, ...]:
    found = []
    if paper.audience == "person" and paper.organisation:
        found.append(Fact("organisation", _("Organisation"), paper.organisation.name))
    found += head_facts(paper.head)
    found += [Fact(key, "", "", value) for key, value in _asked(paper) if value]
    found.append(Fact("count", _("Action points"), _count(paper), len(paper.actions)))
    if paper.next_meeting:
        found.append(
            Fact("next_meeting", _("Next meeting"), day_long(paper.next_meeting), paper.next_meeting.isoformat())
        )
    return tuple(found)


def _asked(paper: ActionsPaper) -> Iterator[tuple[str, str | bool | None]]:
    """Give what was asked for, in codes for machines."""
    yield "person", paper.person.name if paper.person else None
    yield "organisation_id", paper.organisation.id if paper.organisation else None
    yield "case", paper.case.name if paper.case else None
    yield "status_asked", paper.status
    yield "overdue", paper.only_late


def _count(paper: ActionsPaper) -> str:
    late = sum(line.is_late for line in paper.actions)
    number = str(len(paper.actions))
    return (
        n_("{number}, {late} late", "{number}, {late} late", late).format(number=number, late=late) if late else number
    )


def _empty(paper: ActionsPaper) -> str:
    if paper.audience == "table":
        return _("There are no action points in this list.")
    name = _about(paper)
    if paper.head.meeting:
        return _("There are no action points for {name} in this meeting.").format(name=name)
    return _("There are no action points for {name}.").format(name=name)


# Groups: per case, per person in the list of one case, none in the list of one person


def _groups(paper: ActionsPaper) -> Iterator[_Group]:
    if paper.audience == "person":
        yield _Group("", (), paper.actions)
    elif paper.audience == "table" and paper.case:
        yield from _by_owner(paper.actions)
    else:
        yield from _by_case(paper)


def _by_case(paper: ActionsPaper) -> Iterator[_Group]:
    contacts = {row.case: row for row in paper.contacts}
    for alias in (*paper.case_order, ""):
        lines = tuple(line for line in paper.actions if line.case == alias)
        if lines:
            yield _Group(alias or _("Not about a case"), tuple(_contact_lines(paper, contacts.get(alias))), lines)


def _contact_lines(paper: ActionsPaper, contacts: CaseContacts | None) -> Iterator[str]:
    if contacts:
        nobody = _("nobody yet")
        yield " · ".join(
            f"{role.label}: {', '.join(names) or nobody}"
            for role, names in ((paper.lead, contacts.leads), (paper.contact, contacts.contacts))
        )
        if contacts.joint_message:
            said = _("What all of us say")
            yield f"{said}: {contacts.joint_message}"


def _by_owner(actions: tuple[ListedAction, ...]) -> Iterator[_Group]:
    owners = dict.fromkeys((line.owner, line.organisation) for line in actions)
    for owner, organisation in sorted(owners, key=lambda pair: bool(pair[0].name or pair[1].name)):
        lines = tuple(line for line in actions if (line.owner, line.organisation) == (owner, organisation))
        names = [ref.name for ref in (owner, organisation) if ref.name]
        yield _Group(", ".join(names) or _("Nobody yet"), (), lines)


# Columns


def _fields(paper: ActionsPaper) -> tuple[_Field, ...]:
    make = {"table": _table_fields, "person": _person_fields, "organisation": _organisation_fields}[paper.audience]
    return tuple(make(paper))


def _table_fields(paper: ActionsPaper) -> Iterator[_Field]:
    by_owner = paper.case is not None
    yield _id()
    yield _case("data")
    yield _text(29)
    yield from _owner("data" if by_owner else "everywhere")
    yield from _when()
    yield _Field(Column("asked_on", _("Agreed on"), "date", 10, is_optional=True), lambda line: line.asked_on)
    if paper.since:
        heading = _("Changed since version {number}").format(number=paper.since)
        yield _Field(Column("changed", heading, share=10), lambda line: change_words(line.changed))
    yield _Field(Column("created_in", "", place="machine"), lambda line: line.asked_in)
    yield _Field(Column("kind", "", place="machine"), lambda line: line.kind)
    yield _Field(Column("remark", _("Remark"), share=14, is_optional=True), action_remark)


def _person_fields(paper: ActionsPaper) -> Iterator[_Field]:
    del paper
    yield _id()
    yield _case("everywhere")
    yield _text(42)
    yield _Field(Column("with", _("Together with"), share=17, is_optional=True), lambda line: ", ".join(line.with_whom))
    yield _Field(Column("after", p_("Export", "After"), "code", 7, is_optional=True), lambda line: line.after)
    yield from _when()


def _organisation_fields(paper: ActionsPaper) -> Iterator[_Field]:
    contacts = {row.case: row for row in paper.contacts}
    yield _id()
    yield _case("data")
    yield _text(44)
    yield from _owner("everywhere")
    yield from _when()
    yield _Field(Column("lead", paper.lead.label, place="data"), partial(_lead, contacts))
    yield _Field(Column("contact", paper.contact.label, place="data"), partial(_contact, contacts))


def _id() -> _Field:
    return _Field(Column("id", p_("Export", "No."), "code", 7), lambda line: line.id)


def _case(place: Place) -> _Field:
    return _Field(Column("case", _("Case"), "code", 9, place), lambda line: line.case)


def _text(share: int) -> _Field:
    return _Field(Column("text", _("Action"), share=share), lambda line: line.text)


def _owner(place: Place) -> Iterator[_Field]:
    yield _Field(Column("owner", p_("Export", "Who"), share=14, place=place), lambda line: line.owner)
    yield _Field(Column("organisation", _("Organisation"), share=14, place=place), lambda line: line.organisation)


def _when() -> Iterator[_Field]:
    words = tuple(label("ActionStatus", code) for code in LABELS["ActionStatus"])
    yield _Field(Column("due", p_("Export", "Due"), "date", 10, has_tone=True), lambda line: line.due)
    yield _Field(Column("status", _("Status"), "status", 9, choices=words, has_tone=True), action_status)
    yield _Field(
        Column("overdue", p_("Export", "Late"), "flag", place="data", has_tone=True), lambda line: line.is_late
    )


def action_status(line: ListedAction) -> Status | None:
    """Return the status of an action point with whether it is late."""
    return Status(line.status, label("ActionStatus", line.status), line.is_late) if line.status else None


def action_remark(line: ListedAction) -> str:
    """Return what came of it, with whom it is done and after which other."""
    parts = [line.remark]
    if line.with_whom:
        parts.append(_("with {names}").format(names=", ".join(line.with_whom)))
    if line.after:
        parts.append(_("after {id}").format(id=line.after))
    return " · ".join(part for part in parts if part)


def _lead(contacts: dict[str, CaseContacts], line: ListedAction) -> str:
    return ", ".join(contacts[line.case].leads) if line.case in contacts and not line.is_message else ""


def _contact(contacts: dict[str, CaseContacts], line: ListedAction) -> str:
    return ", ".join(contacts[line.case].contacts) if line.case in contacts and not line.is_message else ""


def action_tone(line: ListedAction) -> Tone:
    """Return how its row stands out: late, due today, or over."""
    if line.is_late:
        return "late"
    return "today" if line.urgency == 1 else "done" if line.urgency == 5 else ""


# Beside the action points


def _beside(paper: ActionsPaper) -> Iterator[Section]:
    if paper.audience == "person":
        yield _feedback(paper)
    if paper.gone:
        columns = (
            Column("id", p_("Export", "No."), "code", 8),
            Column("case", _("Case"), "code", 14),
            Column("text", _("Action"), share=78),
        )
        heading = _("Gone since version {number}").format(number=paper.since)
        rows = tuple(Row((line.id, line.case, line.text)) for line in paper.gone)
        yield Section(heading, (), Table("gone", heading, columns, rows))


def _feedback(paper: ActionsPaper) -> Section:
    columns = (Column("case", _("Case"), "code", 30), Column("due", p_("Export", "Due"), "date", 20))
    rows = tuple(Row((row.case, row.due), "late" if row.is_late else "") for row in paper.feedback)
    heading = _("To tell the family what was discussed")
    return Section(heading, (), Table("feedback", heading, columns, rows))
