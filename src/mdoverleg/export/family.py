"""A sheet for one family member, in plain words: what we agreed, what we repeat, whom to call."""

from collections.abc import Iterable, Iterator

from mdoverleg.domain.case_papers import FamilyPaper
from mdoverleg.domain.dates import day_long
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import file_parts
from mdoverleg.export.model import Document, Fact, Section

BULLET = "• "


def family_document(paper: FamilyPaper) -> Document:
    """Return the sheet as a letter, in the current language."""
    return Document(
        kind="family",
        title=_("What we agreed with you"),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=(Fact("made_at", p_("Letter", "Date"), day_long(paper.head.made_at.date())),),
        footer=_("This sheet is for you. Keep it where only you can find it."),
        sections=tuple(section for section in _sections(paper) if section.lines),
        empty="",
        file_parts=file_parts(paper.head, p_("Export", "family"), paper.member),
        is_letter=True,
    )


def _sections(paper: FamilyPaper) -> Iterator[Section]:
    if paper.via:
        yield Section("", (_("You receive this sheet from {name}.").format(name=paper.via),))
    yield Section(_("What all of us say"), (paper.joint_message,) if paper.joint_message else ())
    yield Section(_("What we decided"), _bullets(paper.decisions))
    yield Section(_("What we do"), _bullets(paper.actions))
    yield Section(_("If it goes wrong again"), (paper.contingency,) if paper.contingency else ())
    yield Section(_("What you can do yourself"), (paper.options,) if paper.options else ())
    if paper.next_review:
        day = day_long(paper.next_review)
        yield Section(_("When we talk again"), (_("We look at it again on {day}.").format(day=day),))
    if paper.contact:
        reach = ", ".join(paper.reach)
        words = _("You can call {name}: {reach}.") if reach else _("You can ask {name}.")
        yield Section(_("Do you have a question?"), (words.format(name=paper.contact, reach=reach),))


def _bullets(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(BULLET + line for line in lines)
