"""For somebody who takes over: per case what it is about, what is theirs now, and who else is around the family."""

from collections.abc import Iterable, Iterator

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.labels import label
from mdoverleg.domain.papers import Around, HandoverPaper, ListedAction, Ref, TakenCase, TakenRole
from mdoverleg.domain.text import capital
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import confidential, file_parts, head_facts
from mdoverleg.export.model import Column, Document, Fact, Row, Section, Status, Table


def handover_document(paper: HandoverPaper) -> Document:
    """Return the hand-over as a document, in the current language."""
    title = _("Hand-over")
    facts = (
        Fact("person", p_("Export", "Recipient"), f"{paper.person.name}, {paper.organisation.name}", paper.person.name),
        *head_facts(paper.head),
    )
    sections = [section for case in paper.cases for section in _case(case)]
    if paper.loose:
        sections.append(Section(_("Without a case"), (), _actions("", paper.loose)))
    return Document(
        kind="handover",
        title=_("{list}: {about}").format(list=title, about=paper.person.name),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=facts,
        footer=confidential(),
        sections=tuple(sections) or (Section(table=_cases(())),),
        empty=_("Nothing was handed over to this person."),
        file_parts=file_parts(paper.head, p_("Export", "handover"), paper.person.id),
    )


def _case(case: TakenCase) -> Iterator[Section]:
    lines = [_("Goal: {text}").format(text=case.goal), _("Phase: {phase}").format(phase=label("Phase", case.phase))]
    if case.line:
        lines.append(_("The line so far: {text}").format(text=case.line))
    if case.due:
        lines.append(_("Hand-over at the latest on {day}").format(day=day_file(case.due)))
    review = day_file(case.next_review) if case.next_review else _("not planned")
    lines.append(_("Next review: {date}").format(date=review))
    yield Section(case.case.name, tuple(lines), _cases((case,)))
    yield Section(lines=(_("Your roles"),) if case.roles else (), table=_roles(case.case, case.roles))
    yield Section(
        lines=(_("Your action points"),) if case.actions else (), table=_actions(case.case.name, case.actions)
    )
    yield Section(
        lines=(_("Who else is around the family"),) if case.around else (), table=_around(case.case, case.around)
    )


def _cases(cases: Iterable[TakenCase]) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("goal", p_("Case", "Goal"), place="data"),
        Column("phase", p_("Case", "Phase"), "status", place="data"),
        Column("line_so_far", _("Line so far"), place="data"),
        Column("due", _("Hand-over on"), "date", place="data"),
        Column("next_review", _("Next review"), "date", place="data"),
    )
    rows = (
        Row((one.case.name, one.goal, Status(one.phase, label("Phase", one.phase)), one.line, one.due, one.next_review))
        for one in cases
    )
    return Table("cases", _("Cases"), columns, tuple(rows))


def _roles(case: Ref, roles: Iterable[TakenRole]) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("role", _("Role"), share=26),
        Column("members", p_("Export", "For"), share=22),
        Column("since", _("Since"), "date", 12),
        Column("from", _("Taken over from"), share=30),
    )
    rows = (
        Row(
            (
                case.name,
                Ref(row.role.code, row.role.label),
                row.members or _("the whole family"),
                row.since,
                ", ".join(row.givers),
            )
        )
        for row in roles
    )
    return Table("roles", _("Roles"), columns, tuple(rows))


def _actions(case: str, actions: Iterable[ListedAction]) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("id", p_("Export", "No."), "code", 8),
        Column("text", p_("Export", "What"), share=50),
        Column("due", p_("Export", "Before"), "date", 12, has_tone=True),
        Column("with", p_("Export", "With"), share=20, is_optional=True),
        Column("after", p_("Export", "After"), "code", 8, is_optional=True),
    )
    rows = (
        Row(
            (case, row.id, row.text, row.due, ", ".join(row.with_whom), row.after),
            "late" if row.is_late else "today" if row.urgency == 1 else "",
        )
        for row in actions
    )
    return Table("actions", _("Action points"), columns, tuple(rows))


def _around(case: Ref, around: Iterable[Around]) -> Table:
    columns = (
        Column("case", _("Case"), "code", place="data"),
        Column("what", p_("Export", "Does"), share=24),
        Column("name", p_("Export", "Who"), share=24),
        Column("organisation", _("Organisation"), share=24),
        Column("members", p_("Export", "For"), share=18),
    )
    rows = (
        Row((case.name, capital(row.what), row.name, row.organisation, row.members or _("the whole family")))
        for row in around
    )
    return Table("around", _("Around the family"), columns, tuple(rows))
