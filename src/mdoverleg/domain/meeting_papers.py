"""Papers about one meeting: its minutes, and whom to call after it."""

from datetime import date
from typing import Literal, NamedTuple

from mdoverleg.domain import enums
from mdoverleg.domain.papers import (
    Invited,
    ListedAction,
    ListedDecision,
    MeetingHead,
    OpenFeedback,
    PaperHead,
    Present,
    Ref,
)
from mdoverleg.domain.roles import Role


class ChangedRole(NamedTuple):
    """One role that somebody got, or left, in a meeting."""

    what: Literal["given", "ended"]
    role: Role
    name: str
    organisation: str
    members: str
    """Ids of family members; empty: the whole family."""


class MinutesCase(NamedTuple):
    """What was agreed on one case, and who was in the room."""

    case: Ref
    start: str
    end: str
    present: tuple[Present, ...]
    decisions: tuple[ListedDecision, ...]
    roles: tuple[ChangedRole, ...]
    actions: tuple[ListedAction, ...]
    next_review: date | None


class MinutesItem(NamedTuple):
    """One item that was not about a case, or that was not held."""

    kind: enums.AgendaItemKind
    title: str
    """The alias of the case, or its own title; empty: the kind says it."""
    start: str
    end: str
    not_held: enums.NotHeld | None


class InTheRoom(NamedTuple):
    """Who was in the room for a case."""

    present: tuple[Present, ...]


class NextReview(NamedTuple):
    """The day on which a case comes back."""

    on: date | None


MinutesLine = ListedAction | ListedDecision | ChangedRole | Invited | InTheRoom | NextReview


class ChangedLine(NamedTuple):
    """One line of the minutes that is not as it was in an earlier version."""

    what: Literal["new", "changed", "gone"]
    case: str
    """Alias; empty: not about a case."""
    before: MinutesLine | None
    after: MinutesLine | None


class MinutesPaper(NamedTuple):
    """The minutes of one meeting; `head.meeting` is always there."""

    head: PaperHead
    read_aloud: str
    """HH:MM at which the text on confidentiality was read; empty: it was not."""
    read_version: str
    said_together: bool
    """It was said aloud that all are responsible together (A7.04)."""
    attendance: tuple[Invited, ...]
    """Those who were there, and those who were excused."""
    cases: tuple[MinutesCase, ...]
    loose: tuple[ListedAction, ...]
    """Action points of this meeting that are about no case."""
    others: tuple[MinutesItem, ...]
    since: int = 0
    """The version that `changes` compares with; 0: there is none."""
    changes: tuple[ChangedLine, ...] = ()


class Kept(NamedTuple):
    """Minutes that are fixed, as the file keeps them."""

    paper: str
    """As `domain/freezing.py` writes it."""
    cases: tuple[int, ...]
    """Keys of the cases that are in it, so that it is found when one is erased."""


class CancellationPaper(NamedTuple):
    """A meeting that was called off: `head.meeting` is what it was to be."""

    head: PaperHead
    next_meeting: date | None
    """The first that is planned."""


class CallLine(NamedTuple):
    """Somebody to call, and about what."""

    name: str
    organisation: str
    phone: str
    reachable: str
    deputy: str
    late: tuple[ListedAction, ...] = ()
    """Their action points that are late, the oldest first."""
    untold: tuple[ListedAction, ...] = ()
    """Their live action points that were made in a meeting at which they were not."""
    feedback: tuple[OpenFeedback, ...] = ()
    """What they should have told a family by now."""


class CallTime(NamedTuple):
    """When somebody is expected who is not at the table for the whole meeting."""

    name: str
    """Nothing of a family: it is known by the number of its item alone."""
    organisation: str
    phone: str
    stops: tuple[tuple[str, int], ...]
    """HH:MM and the number of the item, in order of time."""


class CallsPaper(NamedTuple):
    """Whom to call, in order, with their numbers; and who comes when to the meeting that runs or is next."""

    head: PaperHead
    lines: tuple[CallLine, ...]
    times: tuple[CallTime, ...] = ()
    times_of: MeetingHead | None = None
    as_of: str = ""
    """HH:MM at which a meeting that runs was looked at; nothing: as planned."""
