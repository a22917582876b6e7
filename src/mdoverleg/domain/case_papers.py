"""Papers about one family: what a family member takes home, and what the crisis service hears beforehand."""

from datetime import date
from typing import NamedTuple

from mdoverleg.domain.papers import ListedAction, Paper, PaperHead, Ref
from mdoverleg.domain.words import _


class Notice(NamedTuple):
    """One pre-announcement as the crisis service reads it."""

    text: str
    valid_until: date


class CrisisPaper(NamedTuple):
    """The pre-announcements that are valid today; nothing else, also not whom they are about (A6.04)."""

    head: PaperHead
    case: Ref | None
    """The only case that was asked for; in the file name alone."""
    notices: tuple[Notice, ...]


class FamilyPaper(NamedTuple):
    """What one family member may read: plain words, their own and the children's action points."""

    head: PaperHead
    case: Ref
    member: str
    """Id; in the file name alone."""
    joint_message: str
    actions: tuple[str, ...]
    decisions: tuple[str, ...]
    contingency: str
    options: str
    """What the family can do by itself (A10.05)."""
    next_review: date | None
    contact: str
    """First name of whom the family can call."""
    reach: tuple[str, ...]
    """Telephone number, and when."""
    via: str
    """First name of who hands it over, where contact goes through somebody."""
    left_out: tuple[str, ...]
    """Action points and decisions that may only go in plain words and have none; said to whoever makes it."""
    is_contact_safe: bool
    """Somebody wrote down that contact is safe, or through whom."""


class CaseLine(NamedTuple):
    """One thing that is written down: who or what, what was said, and what is known of it."""

    name: str
    text: str
    note: str = ""
    is_past: bool = False


class CasePart(NamedTuple):
    """One part of a case sheet."""

    key: str
    """Key of the list in the table format; of texts of the case itself a word for the group."""
    heading: str
    lines: tuple[CaseLine, ...]
    is_fields: bool
    """Texts of the case itself: the lines have no note."""


class CasePaper(NamedTuple):
    """Everything of one case, for who leads it and for the process director; nothing of another case."""

    head: PaperHead
    case: Ref
    who: tuple[CasePart, ...]
    """What it is about and who is there; the parts before the action points."""
    actions: tuple[ListedAction, ...]
    what: tuple[CasePart, ...]


def told_to_maker(paper: Paper) -> tuple[str, ...]:
    """Return what somebody should hear who makes a paper, and its reader not."""
    if not isinstance(paper, FamilyPaper):
        return ()
    told = []
    if paper.left_out:
        names = ", ".join(paper.left_out)
        told.append(_("Left out, for there are no plain words for the family: {names}").format(names=names))
    if not paper.is_contact_safe:
        told.append(_("Nobody wrote down whether contact with {member} is safe.").format(member=paper.member))
    return tuple(told)
