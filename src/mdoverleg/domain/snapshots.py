"""What the screens show: frozen values, compared old with new so that only what differs is painted again.

`pk` is the integer key for edits; `id` is what people see. Minutes that depend on the clock are not in here:
`domain/timing.py` computes them from an agenda and an instant, so that a tick reads no file.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain import enums
from mdoverleg.domain.attendance import AttendanceRow, RoomCall
from mdoverleg.domain.case_steps import CaseStep
from mdoverleg.domain.facts import Warning

if TYPE_CHECKING:
    from mdoverleg.domain.review import Review


class PersonRow(NamedTuple):
    """One professional, as lists and completion need them."""

    pk: int
    id: str
    name: str
    organisation_pk: int
    organisation: str
    function: str = ""
    phone: str = ""
    reachable: str = ""
    active: bool = True
    roles: int = 0
    """Current roles over all cases."""
    live_actions: int = 0
    late_actions: int = 0


class OrganisationRow(NamedTuple):
    """One organisation."""

    pk: int
    id: str
    name: str
    kind: str
    does: str = ""
    does_not: str = ""
    reachable: str = ""
    people: int = 0
    live_actions: int = 0


class MemberRow(NamedTuple):
    """One family member: an id and a relation, never a name."""

    pk: int
    id: str
    short: str
    """The id without the alias in front: `K1` of `Wulp-K1`."""
    relation: str
    age: int | None
    is_child: bool
    is_parent: bool


class MeetingRow(NamedTuple):
    """One meeting in the list of meetings, and the heading of the table screen."""

    pk: int
    id: str
    kind: str
    title: str
    held_on: date
    planned_start: str
    planned_end: str
    actual_start: str | None
    actual_end: str | None
    location: str
    chair_pk: int
    chair: str
    secretary_pk: int | None
    closed_at: datetime | None
    cases: int = 0
    present: int = 0
    invited: int = 0
    put_off: int = 0
    """Items that were put off to a next meeting."""
    waiting: int = 0
    """Previous action points that wait for it; only known in the list, before it begins."""

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self.actual_start is not None and self.actual_end is None


class AgendaRow(NamedTuple):
    """One agenda item, in order."""

    pk: int
    number: int
    kind: enums.AgendaItemKind
    case_pk: int | None
    title: str
    """The alias of the case, the own title, or nothing (then the kind says it)."""
    planned_start: str
    planned_end: str
    actual_start: str | None
    actual_end: str | None
    not_held: str | None = None
    added_because: str = ""
    has_family: bool = False
    """Somebody of the family has a seat: it does not begin before its planned start."""

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self.actual_start is not None and self.actual_end is None and not self.not_held

    @property
    def is_done(self) -> bool:
        """Whether it has ended."""
        return self.actual_end is not None


class CaseHead(NamedTuple):
    """The heading of a case."""

    pk: int
    alias: str
    category: str
    framework: str | None
    phase: str
    goal: str
    crisis_prone: bool
    professionals_start: int
    professionals_now: int
    lowest: int | None
    highest: int | None
    next_evaluation: date | None
    why_now: str = ""
    retain_until: date | None = None
    """The last day on which the case is kept."""


class Holder(NamedTuple):
    """One current assignment of a role."""

    pk: int
    """Of the role assignment."""
    person_pk: int | None
    organisation_pk: int | None
    name: str
    members: tuple[int, ...]
    members_text: str
    """For whom, in short ids; nothing: the whole family."""
    started_on: date
    at_table: bool | None
    """Nothing when it is unknown who is at the table."""


class RoleRow(NamedTuple):
    """One slot of the role board."""

    code: str
    label: str
    holders: tuple[Holder, ...]
    how_many: str
    """`one`, `one_each` (one per member of the kind in `for_whom`) or `any`."""
    for_whom: str
    state: str
    """`filled`, `empty`, `double`, or `partial`: somebody holds it, but not for everybody in `missing`."""
    missing: tuple[int, ...] = ()
    """Members that the slot should cover and nobody covers."""


class PersonTurnRow(NamedTuple):
    """One person on the board turned to people: their roles and live action points of this case."""

    person_pk: int | None
    name: str
    organisation: str
    at_table: bool | None
    roles: tuple[str, ...]
    actions: tuple[str, ...]
    """Ids of the action points."""
    late: int


class MemberTurnRow(NamedTuple):
    """One family member on the board turned to the family: who covers them, with what."""

    member: MemberRow
    workers: tuple[str, ...]
    """Name and role of everybody who covers this member by name or with the whole family."""
    named: bool
    """Somebody is there for this member by name."""
    actions: tuple[str, ...]


class ActionRow(NamedTuple):
    """One action point in a list."""

    pk: int
    id: str
    case_pk: int | None
    case: str
    text: str
    kind: enums.ActionKind
    owner_pk: int | None
    owner: str
    """Short name of the owner, the organisation or the family member; empty: nobody."""
    owner_organisation_pk: int | None
    organisation: str
    """Of the owner, or the organisation that owns it."""
    co_owner: str
    executor: str
    members: tuple[int, ...]
    members_text: str
    due: date | None
    status: enums.ActionStatus
    accepted: bool
    depends_on: str
    reason: str
    is_late: bool
    is_previous: bool
    """Made in an earlier meeting (or none), so it is answered first."""
    is_reviewed: bool
    """Answered in the meeting that is shown."""
    created_in: str
    slips: int = 0
    """How often it was not done by the day that was agreed."""
    is_ready: bool = False
    """What it waited for is done."""
    level: int = 0
    """The level at which an open obstacle about it lies; 0: none."""


class DecisionRow(NamedTuple):
    """One decision of the case."""

    pk: int
    number: int
    text: str
    plain_text: str
    is_new: bool
    """Made in the meeting that is shown."""


class CourseRow(NamedTuple):
    """One line of tab Verloop: what happened around this case, newest first."""

    on: date | None
    kind: str
    """`case`, `meeting`, `decision`, `evaluation`, `role`, `handover` or `action`."""
    text: str
    pk: int = 0


class FileRow(NamedTuple):
    """One line of the tabs Picture, Family and Plan: a record, a text of the case itself, or a heading."""

    section: str
    entity: str = ""
    """The kind of record, `Case` for a text of the case; nothing: a heading, or something to read only."""
    pk: int = 0
    key: str = ""
    """Of the field, where a row is about one."""
    label: str = ""
    text: str = ""
    note: str = ""
    sign: str = ""
    """`✓` settled, `–` missing, `!!` needs attention."""
    alert: str = ""
    """What may not be overlooked, under the text."""
    beside: str = ""
    """Rows with the same word stand side by side where there is room."""
    column: int = 0
    panel: str = ""
    """The list of the case that hides it when the table does not use that."""
    dim: bool = False
    """It is past."""

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a section."""
        return not self.entity and not self.text


class ComparedRow(NamedTuple):
    """How a case stood at one moment: professionals around the family and the lowest score."""

    on: date
    what: str
    professionals: int
    lowest: int | None


class CaseView(NamedTuple):
    """Everything that the case part of the table screen shows."""

    head: CaseHead
    members: tuple[MemberRow, ...]
    roles: tuple[RoleRow, ...]
    by_person: tuple[PersonTurnRow, ...]
    by_member: tuple[MemberTurnRow, ...]
    actions: tuple[ActionRow, ...]
    decisions: tuple[DecisionRow, ...]
    course: tuple[CourseRow, ...]
    tab: str = "board"
    """The tab for which was read what only one tab shows: `file` and `compared`."""
    file: tuple[FileRow, ...] = ()
    compared: tuple[ComparedRow, ...] = ()


class BoardSnapshot(NamedTuple):
    """Everything that the table screen shows, from one read."""

    sequence: int
    """Number of the newest change in the file; a lower one never replaces a higher one."""
    table: str
    language: str
    zone: str
    today: date
    meeting: MeetingRow | None
    next_meeting_on: date | None
    agenda: tuple[AgendaRow, ...]
    attendance: tuple[AttendanceRow, ...]
    case: CaseView | None
    actions: tuple[ActionRow, ...]
    """Without a case: previous action points of all cases on this agenda."""
    warnings: tuple[Warning, ...]
    people: tuple[PersonRow, ...]
    organisations: tuple[OrganisationRow, ...]
    step: CaseStep | None = None
    """Where the running case is in its steps."""
    was_discussed: bool = True
    """The case that is shown was on the table, in this meeting or before."""
    looked_back: "LookedBack | None" = None
    """What was written when looking back last time; only while this meeting opens (A2.22)."""
    wall_is_dark: bool = False
    """Somebody made the projector dark."""
    room: RoomCall | None = None
    """Who is to go, to come and is missing; only where the case that runs is shown."""
    review: "Review | None" = None
    """The round of previous action points, while it is held or asked for."""


class LookedBack(NamedTuple):
    """What a meeting wrote when looking back."""

    held_on: date
    text: str


class CaseRow(NamedTuple):
    """One case in the list of cases."""

    pk: int
    id: str
    alias: str
    category: str
    status: str
    framework: str | None
    phase: str
    goal: str
    opened_on: date
    lead: str
    next_evaluation: date | None
    last_discussed: date | None
    live_actions: int
    late_actions: int
    retain_until: date | None = None
    """The last day on which it is kept."""
