"""The obstacles: what stands in the way, for managers, without families."""

from mdoverleg.domain.labels import label
from mdoverleg.domain.papers import ObstacleLine, ObstaclesPaper
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import file_parts, head_facts
from mdoverleg.export.model import Column, Document, Row, Section, Status, Table


def obstacles_document(paper: ObstaclesPaper) -> Document:
    """Return the obstacles as a document, in the current language."""
    title = _("What stands in the way")
    about = paper.organisation
    return Document(
        kind="obstacles",
        title=_("{list}: {about}").format(list=title, about=about.name) if about else title,
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=head_facts(paper.head),
        footer=_("For managers: it holds nothing about a family."),
        sections=(Section(table=_table(paper)),),
        empty=_("Nothing stands in the way now."),
        file_parts=file_parts(paper.head, p_("Export", "obstacles"), about.id if about else ""),
    )


def _table(paper: ObstaclesPaper) -> Table:
    columns = (
        Column("kind", p_("Export", "Kind"), share=14),
        Column("organisation", _("Organisation"), share=18),
        Column("what", p_("Export", "What"), share=34),
        Column("alternative", _("Our alternative"), share=26),
        Column("raised_to", _("Raised to"), share=18),
        Column("level", _("Level"), share=14),
        Column("since", _("Since"), "date", 12),
        Column("level", _("Level"), "number", place="machine"),
    )
    return Table("obstacles", _("Obstacles"), columns, tuple(map(_row, enumerate(paper.lines))))


def _row(numbered: tuple[int, ObstacleLine]) -> Row:
    rank, line = numbered
    level = str(line.level)
    return Row(
        (
            Status(line.kind, label("ObstacleKind", line.kind)),
            line.organisation,
            line.what,
            line.alternative,
            line.raised_to,
            f"{level} {label('ObstacleLevel', level)}",
            line.since,
            line.level,
        ),
        rank=rank,
    )
