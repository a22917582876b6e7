"""One page for the crisis service: the pre-announcements that are valid today, and until when (A6.04)."""

from mdoverleg.domain.case_papers import CrisisPaper
from mdoverleg.domain.dates import day_long
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import confidential, file_parts, head_facts
from mdoverleg.export.model import Document, Section


def crisis_document(paper: CrisisPaper) -> Document:
    """Return the pre-announcements as a letter, in the current language."""
    sections = [
        Section(_("Valid up to and including {day}").format(day=day_long(one.valid_until)), (one.text,))
        for one in paper.notices
    ]
    return Document(
        kind="crisis",
        title=_("Pre-announcement for the crisis service"),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=head_facts(paper.head),
        footer=confidential(),
        sections=tuple(sections) or (Section("", (_("No pre-announcement is valid today."),)),),
        empty="",
        file_parts=file_parts(paper.head, p_("Export", "crisis"), paper.case.id if paper.case else ""),
        is_letter=True,
    )
