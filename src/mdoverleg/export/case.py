"""The case sheet: everything of one case with its action points, for who leads it and for the process director."""

from collections.abc import Iterable, Iterator

from mdoverleg.domain.case_papers import CaseLine, CasePaper, CasePart
from mdoverleg.domain.papers import ListedAction, Ref
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.actions import action_remark, action_status, action_tone
from mdoverleg.export.heads import confidential, file_parts, head_facts
from mdoverleg.export.model import Cell, Column, Document, Fact, Row, Section, Table


def case_document(paper: CasePaper) -> Document:
    """Return the case sheet as a document, in the current language."""
    title = _("Case sheet")
    return Document(
        kind="case",
        title=_("{list}: {about}").format(list=title, about=paper.case.name),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=(*head_facts(paper.head), Fact("case", "", "", paper.case.id), Fact("alias", "", "", paper.case.name)),
        footer=confidential(),
        sections=tuple(_sections(paper)),
        empty="",
        file_parts=file_parts(paper.head, p_("Export", "case"), paper.case.id),
    )


def _sections(paper: CasePaper) -> Iterator[Section]:
    yield from map(_part, paper.who)
    if paper.actions:
        yield Section(_("Action points"), (), _actions(paper.actions))
    yield from map(_part, paper.what)


def _part(part: CasePart) -> Section:
    rows = tuple(Row(tuple(_cells(part, line)), "done" if line.is_past else "") for line in part.lines)
    about = Column("part", p_("Export", "Part"), place="data")
    columns: tuple[Column, ...]
    if part.is_fields:
        columns = (about, Column("name", p_("Export", "What"), share=24), Column("text", _("Text"), share=76))
        return Section(part.heading, (), Table("fields", _("The case"), columns, rows))
    columns = (
        about,
        Column("name", _("Who or what"), share=20),
        Column("text", _("Text"), share=38),
        Column("note", _("Details"), share=42),
    )
    return Section(part.heading, (), Table("records", _("What was written down"), columns, rows))


def _cells(part: CasePart, line: CaseLine) -> Iterator[Cell]:
    yield from (Ref(part.key, part.heading), line.name, line.text)
    if not part.is_fields:
        yield line.note


def _actions(lines: Iterable[ListedAction]) -> Table:
    columns = (
        Column("id", p_("Export", "No."), "code", 7),
        Column("text", _("Action"), share=34),
        Column("owner", p_("Export", "Who"), share=14),
        Column("organisation", _("Organisation"), share=14),
        Column("due", p_("Export", "Due"), "date", 10, has_tone=True),
        Column("status", _("Status"), "status", 10, has_tone=True),
        Column("remark", _("Remark"), share=16, is_optional=True),
    )
    rows = (
        Row(
            (row.id, row.text, row.owner, row.organisation, row.due, action_status(row), action_remark(row)),
            action_tone(row),
        )
        for row in lines
    )
    return Table("actions", _("Action points"), columns, tuple(rows))
