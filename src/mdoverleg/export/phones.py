"""The phone list: who, from where, and when they can be reached."""

from mdoverleg.domain.papers import PhonesPaper
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import file_parts, head_facts
from mdoverleg.export.model import Column, Document, Row, Section, Table


def phones_document(paper: PhonesPaper) -> Document:
    """Return the phone list as a document, in the current language."""
    title = _("Phone list")
    about = ", ".join(ref.name for ref in (paper.organisation, paper.case) if ref)
    scope = "-".join(ref.id for ref in (paper.organisation, paper.case) if ref)
    return Document(
        kind="phones",
        title=_("{list}: {about}").format(list=title, about=about) if about else title,
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=head_facts(paper.head),
        footer=_("For the people of this table only."),
        sections=(Section(table=_table(paper)),),
        empty=_("There is nobody in this list."),
        file_parts=file_parts(paper.head, p_("Export", "phones"), scope),
    )


def _table(paper: PhonesPaper) -> Table:
    columns = (
        Column("name", _("Name"), share=20),
        Column("organisation", _("Organisation"), share=22),
        Column("function", _("Function"), share=22),
        Column("phone", _("Phone"), "code", 14),
        Column("reachable", _("Reachable"), share=22),
        Column("deputy", _("Deputy"), share=18, is_optional=True),
    )
    rows = (
        Row((line.name, line.organisation, line.function, line.phone, line.reachable, line.deputy), rank=rank)
        for rank, line in enumerate(paper.lines)
    )
    return Table("phones", _("Phone list"), columns, tuple(rows))
