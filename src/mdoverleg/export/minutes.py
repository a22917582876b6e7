"""The minutes of a meeting: who was there, per case what was agreed, and what else was on the agenda."""

from collections.abc import Iterable, Iterator

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.labels import label
from mdoverleg.domain.meeting_papers import ChangedRole, MinutesCase, MinutesItem, MinutesPaper
from mdoverleg.domain.papers import Invited, ListedAction, Ref
from mdoverleg.domain.text import capital
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.agenda import when_there
from mdoverleg.export.changes import changes_section
from mdoverleg.export.decisions import decisions_table
from mdoverleg.export.heads import confidential, file_parts, head_facts, meeting_name
from mdoverleg.export.model import Column, Document, Fact, Row, Section, Table


def minutes_document(paper: MinutesPaper) -> Document:
    """Return the minutes as a document, in the current language."""
    name = meeting_name(paper.head.meeting) if paper.head.meeting else ""
    return Document(
        kind="minutes",
        title=_("Minutes: {meeting}").format(meeting=name),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=(*head_facts(paper.head, times=True), *_facts(paper)),
        footer=confidential(),
        sections=tuple(_sections(paper)),
        empty=_("Nobody is noted as present."),
        file_parts=file_parts(paper.head, p_("Export", "minutes")),
    )


def _facts(paper: MinutesPaper) -> Iterator[Fact]:
    meeting = paper.head.meeting
    if meeting and meeting.chair:
        yield Fact("chair", _("Chair"), meeting.chair)
    if meeting and meeting.secretary:
        yield Fact("secretary", _("Secretary"), meeting.secretary)
    said = _("read aloud at {time}").format(time=paper.read_aloud) if paper.read_aloud else _("not read aloud")
    version = f" ({paper.read_version})" if paper.read_aloud and paper.read_version else ""
    yield Fact("confidentiality", _("Confidentiality"), said + version, paper.read_aloud or None)


def _sections(paper: MinutesPaper) -> Iterator[Section]:
    together = (_("It was said aloud: we are responsible together."),) if paper.said_together else ()
    yield Section(_("Present"), together, _attendance(paper.attendance))
    if paper.since:
        yield changes_section(paper)
    for case in paper.cases:
        yield from _case(case)
    if paper.loose:
        yield Section(_("Not about a case"), (), _actions(paper.loose))
    if paper.others:
        yield Section(_("Also on the agenda"), (), _others(paper.others))


def _attendance(people: tuple[Invited, ...]) -> Table:
    columns = (
        Column("name", _("Name"), share=26),
        Column("organisation", _("Organisation"), share=30),
        Column("status", _("Attendance"), share=18),
        Column("remark", _("Remark"), share=26, is_optional=True),
    )
    rows = (
        Row((one.name, one.organisation, Ref(one.status, label("AttendanceStatus", one.status)), when_there(one)))
        for one in people
    )
    return Table("attendance", _("Present"), columns, tuple(rows))


def _case(case: MinutesCase) -> Iterator[Section]:
    times = " – ".join(time for time in (case.start, case.end) if time)
    lines = (
        [_("In the room: {names}").format(names=", ".join(one.words for one in case.present))] if case.present else []
    )
    review = day_file(case.next_review) if case.next_review else _("not planned")
    lines.append(_("Next review: {date}").format(date=review))
    if not (case.decisions or case.roles or case.actions):
        lines.append(_("No decision, role or action point was written down."))
    decided = decisions_table((case.case.name, row) for row in case.decisions)
    heading = f"{case.case.name} ({times})" if times else case.case.name
    found = (decided, _roles(case), _actions(case.actions))
    # The heading goes with the first table that says something, so that it never stands alone below a page.
    lead = next((number for number, table in enumerate(found) if table.rows), 0)
    for number, table in enumerate(found):
        yield Section(heading, tuple(lines), table) if number == lead else Section(table=table)


def _roles(case: MinutesCase) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("role", _("Role"), share=26),
        Column("what", p_("Export", "Change"), share=14),
        Column("name", p_("Export", "Who"), share=24),
        Column("organisation", _("Organisation"), share=20),
        Column("members", p_("Export", "For"), share=16),
    )
    return Table("roles", _("Roles that changed"), columns, tuple(_role(case, row) for row in case.roles))


def _role(case: MinutesCase, row: ChangedRole) -> Row:
    words = {"given": p_("Export", "given"), "ended": p_("Export", "ended")}
    what, whom = Ref(row.what, words[row.what]), row.members or _("the whole family")
    return Row((case.case.name, Ref(row.role.code, row.role.label), what, row.name, row.organisation, whom))


def _actions(lines: Iterable[ListedAction]) -> Table:
    columns = (
        Column("id", p_("Export", "No."), "code", 8),
        Column("case", _("Case"), "code", place="data"),
        Column("text", _("Action"), share=50),
        Column("owner", p_("Export", "Who"), share=16),
        Column("organisation", _("Organisation"), share=16),
        Column("due", p_("Export", "Due"), "date", 10),
    )
    rows = (Row((row.id, row.case, row.text, row.owner, row.organisation, row.due)) for row in lines)
    return Table("actions", _("New action points"), columns, tuple(rows))


def _others(items: tuple[MinutesItem, ...]) -> Table:
    columns = (
        Column("title", _("Subject"), share=50),
        Column("times", _("Time"), "code", 20),
        Column("not_held", _("Remark"), share=30, is_optional=True),
    )
    return Table("others", _("Also on the agenda"), columns, tuple(map(_other, items)))


def _other(item: MinutesItem) -> Row:
    times = " – ".join(time for time in (item.start, item.end) if time)
    why = Ref(item.not_held, label("NotHeld", item.not_held)) if item.not_held else None
    return Row((item.title or capital(label("AgendaItemKind", item.kind)), times, why))
