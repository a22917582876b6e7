"""Decisions per case with their numbers, who holds which role now, and when the case comes back."""

from collections.abc import Iterable, Iterator

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.papers import CaseDecisions, DecisionsPaper, ListedDecision, Ref
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import confidential, file_parts, head_facts
from mdoverleg.export.model import Column, Document, Row, Section, Table


def decisions_document(paper: DecisionsPaper) -> Document:
    """Return the decisions as a document, in the current language."""
    title = _("Decision list")
    return Document(
        kind="decisions",
        title=_("{list}: {about}").format(list=title, about=paper.case.name) if paper.case else title,
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=head_facts(paper.head),
        footer=confidential(),
        sections=tuple(section for case in paper.cases for section in _sections(case))
        or (Section(table=decisions_table(())),),
        empty=_("There are no decisions in this list."),
        file_parts=file_parts(paper.head, p_("Export", "decisions"), paper.case.id if paper.case else ""),
    )


def _sections(case: CaseDecisions) -> Iterator[Section]:
    review = day_file(case.next_review) if case.next_review else _("not planned")
    line = _("Next review: {date}").format(date=review)
    who = ", ".join(one.words for one in case.present)
    lines = (line, _("In the room: {names}").format(names=who)) if who else (line,)
    yield Section(case.case.name, lines, decisions_table((case.case.name, row) for row in case.decisions))
    yield Section(table=_roles(case))
    yield Section(table=_review(case))
    if case.present:
        yield Section(table=_present(case))


def decisions_table(decisions: Iterable[tuple[str, ListedDecision]]) -> Table:
    """Return decisions as a table, each with the alias of its case."""
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("number", p_("Export", "No."), "number", 6),
        Column("text", _("Decision"), share=70),
        Column("held_on", _("Decided on"), "date", 12),
        Column("meeting", _("Meeting"), "code", 12),
    )
    rows = (Row((case, row.number, row.text, row.held_on, row.meeting)) for case, row in decisions)
    return Table("decisions", _("Decisions"), columns, tuple(rows))


def _roles(case: CaseDecisions) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("role", _("Role"), share=24),
        Column("name", p_("Export", "Who"), share=24),
        Column("organisation", _("Organisation"), share=24),
        Column("members", p_("Export", "For"), share=16),
        Column("since", _("Since"), "date", 12),
    )
    rows = (
        Row(
            (
                case.case.name,
                Ref(row.role.code, row.role.label),
                row.name,
                row.organisation,
                row.members or _("the whole family"),
                row.since,
            )
        )
        for row in case.roles
    )
    return Table("roles", _("Roles"), columns, tuple(rows))


def _review(case: CaseDecisions) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("next_review", _("Next review"), "date", place="data"),
    )
    return Table("cases", _("Cases"), columns, (Row((case.case.name, case.next_review)),))


def _present(case: CaseDecisions) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("name", p_("Export", "Who"), place="data"),
        Column("since", p_("Export", "From"), "code", place="data"),
        Column("until", p_("Export", "To"), "code", place="data"),
    )
    rows = (Row((case.case.name, one.name, one.since, one.until)) for one in case.present)
    return Table("in_the_room", _("In the room"), columns, tuple(rows))
