"""What the projector shows: an allow-list. A field that is not here cannot reach the wall (P12, A4.06).

Nothing here has a key of the file, the name of a person, or the alias of a case that does not run.
"""

from datetime import date, datetime
from typing import Literal, NamedTuple

from mdoverleg.domain.enums import ActionStatus, AgendaItemKind, MeetingKind

RoleState = Literal["empty", "filled", "double"]


class WallMeeting(NamedTuple):
    """The meeting of this day."""

    kind: MeetingKind
    held_on: date
    planned_start: str
    """HH:MM, as all times of day here."""
    begun_at: str | None
    ended_at: str | None
    is_closed: bool


class WallItem(NamedTuple):
    """One agenda item."""

    number: int
    """From 1."""
    kind: AgendaItemKind | None
    """Nothing while it is still to come: what is next shows when the chair moves on."""
    planned_start: str
    planned_end: str
    actual_start: str | None
    actual_end: str | None
    is_held: bool
    """Not put off and not dropped."""
    waits: bool = False
    """It does not begin before its planned start, which counts for the expected end; never shown by itself."""


class WallStep(NamedTuple):
    """The step at which the running case is."""

    number: int
    """From 1."""
    of: int
    title: str
    seconds: int
    """Planned."""
    since: datetime
    """An instant in UTC."""
    is_timed: bool
    """Timed by the second: the family's voice."""
    is_about_actions: bool
    """Action points are what is worked on now."""


class WallHolder(NamedTuple):
    """Who holds a role."""

    initials: str
    """Nothing when an organisation holds it."""
    organisation: str


class WallRole(NamedTuple):
    """One slot of the role board."""

    label: str
    state: RoleState
    holders: tuple[WallHolder, ...]


class WallAction(NamedTuple):
    """One action point, captured now or still open."""

    id: str
    text: str
    """Without names; a sentence in its place where it tells who a family is (E62)."""
    owner: str
    """Initials, an organisation, or the family."""
    due: date | None
    status: ActionStatus
    is_new: bool
    """Captured in this meeting."""


class WallCase(NamedTuple):
    """The case that runs."""

    alias: str
    step: WallStep | None
    roles: tuple[WallRole, ...]
    actions: tuple[WallAction, ...]
    """What was captured now first, the newest on top; then what is still open, by date."""
    message: str
    """What the table says to the family together; only while the read-back is open."""


class WallSnapshot(NamedTuple):
    """The wall at one moment."""

    sequence: int
    """Number of the newest change in the file."""
    table: str
    language: str
    zone: str
    today: date
    meeting: WallMeeting | None
    """The meeting that runs or is of today."""
    items: tuple[WallItem, ...]
    running: int | None
    """Place in `items`."""
    case: WallCase | None
    is_dark: bool
    """Somebody made the wall dark (F9)."""
