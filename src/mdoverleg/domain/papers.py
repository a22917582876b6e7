"""What goes out on paper, as frozen values: the rows a reader may see, before any words or layout.

Filled in `reads` by the rules of docs/what-goes-out.md; `export` only lays them out.
"""

from datetime import date, datetime, tzinfo
from typing import Literal, NamedTuple, Protocol

from mdoverleg.domain import enums
from mdoverleg.domain.meeting_times import Call
from mdoverleg.domain.roles import CONTACT, LEAD, Role, role_unknown
from mdoverleg.domain.words import _


class Ref(NamedTuple):
    """Somebody or something that has an id for machines and a name for people."""

    id: str
    name: str


NOBODY = Ref("", "")

Audience = Literal["table", "person", "organisation"]
"""Whose list it is: what the table keeps for itself, or what goes to one of its people or organisations."""


class MeetingHead(NamedTuple):
    """The meeting that a paper is about."""

    id: str
    kind: enums.MeetingKind
    title: str
    held_on: date
    start: str
    end: str
    location: str
    chair: str
    secretary: str
    version: int
    """Times that it was made final."""
    is_final: bool
    revision: int = 0
    """Times that it was changed since it was planned."""


class PaperHead(NamedTuple):
    """What every paper says about itself."""

    table: str
    made_at: datetime
    """In the table's zone; every date and file name of the paper follows from it."""
    made_by: str
    """A person of the table, or nothing."""
    meeting: MeetingHead | None = None
    table_mark: str = ""
    """By which calendars know this table again; it tells nothing."""
    zone: tzinfo | None = None
    """Of the table: `made_at` knows only the offset of its own day."""


class ListedAction(NamedTuple):
    """One action point as this reader may see it; what they may not see is empty."""

    id: str
    case: str
    """Alias; empty: not about a case."""
    text: str
    """The text, or the message for the recipient."""
    due: date | None = None
    status: enums.ActionStatus | None = None
    """Nothing on a line that holds a message alone."""
    is_late: bool = False
    owner: Ref = NOBODY
    organisation: Ref = NOBODY
    """Of the owner, or the organisation that owns it."""
    with_whom: tuple[str, ...] = ()
    after: str = ""
    """Id of the action point that it waits for."""
    asked_on: date | None = None
    asked_in: str = ""
    remark: str = ""
    kind: enums.ActionKind | None = None
    is_message: bool = False
    urgency: int = 4
    """0 late, 1 today, 2 this week, 3 later, 4 without date, 5 finished."""
    revision: int = 0
    """Times that it was changed since it was made."""
    changed: Literal["", "new", "changed"] = ""
    """Since the earlier version of the minutes that the list names."""


class CaseContacts(NamedTuple):
    """Whom to call about a case, and what everybody says to the family (A3.14)."""

    case: str
    leads: tuple[str, ...]
    contacts: tuple[str, ...]
    joint_message: str = ""


class OpenFeedback(NamedTuple):
    """Something that still has to be told to a family."""

    case: str
    due: date | None
    is_late: bool


class ActionsPaper(NamedTuple):
    """A list of action points: of the table, or of one person or organisation (then only what is theirs)."""

    head: PaperHead
    audience: Audience
    person: Ref | None
    """`id` is a number within the organisation, fit for a file name."""
    organisation: Ref | None
    """The recipient; of a person's list, where the person works."""
    case: Ref | None
    """The only case that was asked for."""
    status: str | None
    """The only status that was asked for."""
    only_live: bool
    only_late: bool
    actions: tuple[ListedAction, ...]
    """The most urgent first, then by case."""
    case_order: tuple[str, ...] = ()
    """Aliases in the order in which the cases are shown."""
    contacts: tuple[CaseContacts, ...] = ()
    feedback: tuple[OpenFeedback, ...] = ()
    next_meeting: date | None = None
    lead: Role = role_unknown(LEAD)
    contact: Role = role_unknown(CONTACT)
    """The two roles of `contacts`, as this table calls them."""
    since: int = 0
    """Of the table's own list of a meeting: the version of its minutes that is compared with; 0: there is none."""
    gone: tuple[ListedAction, ...] = ()
    """Action points that this version held and that were taken out since."""
    over: tuple[ListedAction, ...] = ()
    """Of the list of one person or organisation: what is over now and may still stand in a calendar, by number and last
    day alone."""


class Present(NamedTuple):
    """Somebody who was in the room when a case was discussed; empty times: from the beginning, to the end."""

    name: str
    """Of a family member the id."""
    since: str
    until: str

    @property
    def words(self) -> str:
        """The name, with the times where it was not the whole time."""
        if self.since and self.until:
            times = _("from {start} to {end}").format(start=self.since, end=self.until)
        elif self.since:
            times = _("from {time}").format(time=self.since)
        else:
            times = _("until {time}").format(time=self.until)
        return f"{self.name} ({times})" if self.since or self.until else self.name


class AgendaLine(NamedTuple):
    """One item of an agenda."""

    number: int
    start: str
    end: str
    minutes: int
    kind: enums.AgendaItemKind
    title: str
    """The alias of the case, or its own title; empty: the kind says it."""
    case: str
    people: tuple[Present, ...]
    """Who was in the room for this item; of one to come who is asked to the table for it."""
    not_held: enums.NotHeld | None
    added_because: str


class Invited(NamedTuple):
    """Somebody who is invited to a meeting."""

    name: str
    organisation: str
    status: enums.AttendanceStatus
    arrives: str
    leaves: str
    capacity: enums.Capacity


class AgendaPaper(NamedTuple):
    """The agenda of one meeting; `head.meeting` is always there."""

    head: PaperHead
    items: tuple[AgendaLine, ...]
    invited: tuple[Invited, ...]
    calls: tuple[Call, ...] = ()
    """When those are expected who are not at the table for the whole meeting."""
    as_of: str = ""
    """HH:MM at which a meeting that runs was looked at for that; nothing: as planned."""


class ListedDecision(NamedTuple):
    """One decision with its number within the case."""

    number: int
    text: str
    held_on: date | None
    meeting: str


class HeldRole(NamedTuple):
    """One current role of a case."""

    role: Role
    name: str
    organisation: str
    members: str
    """Ids of family members; empty: the whole family."""
    since: date


class CaseDecisions(NamedTuple):
    """What was decided about a case, who does what now, and when it comes back."""

    case: Ref
    decisions: tuple[ListedDecision, ...]
    roles: tuple[HeldRole, ...]
    next_review: date | None
    present: tuple[Present, ...] = ()
    """Who was in the room for it, in the one meeting that was asked for."""


class DecisionsPaper(NamedTuple):
    """Decisions per case."""

    head: PaperHead
    case: Ref | None
    cases: tuple[CaseDecisions, ...]


class PhoneLine(NamedTuple):
    """How somebody can be reached."""

    name: str
    organisation: str
    function: str
    phone: str
    reachable: str
    deputy: str


class PhonesPaper(NamedTuple):
    """The phone list of the table, or of one case, meeting or organisation."""

    head: PaperHead
    case: Ref | None
    organisation: Ref | None
    lines: tuple[PhoneLine, ...]


class TakenRole(NamedTuple):
    """One role that the successor has in a case: for whom, since when, and from whom it came."""

    role: Role
    members: str
    """Ids of family members; empty: the whole family."""
    since: date
    givers: tuple[str, ...]
    """Who had it before; nobody at a first holder."""


class Around(NamedTuple):
    """Somebody else who works around the family."""

    what: str
    """The role, or what a helper does."""
    name: str
    organisation: str
    members: str


class TakenCase(NamedTuple):
    """One case in which somebody takes something over."""

    case: Ref
    goal: str
    phase: enums.Phase
    line: str
    """The line so far, of the newest hand-over to this person that has one."""
    due: date | None
    """The first hand-over that is still to come."""
    next_review: date | None
    roles: tuple[TakenRole, ...]
    actions: tuple[ListedAction, ...]
    around: tuple[Around, ...]


class HandoverPaper(NamedTuple):
    """What somebody takes over from colleagues, case by case."""

    head: PaperHead
    person: Ref
    """`id` is a number within the organisation, fit for a file name."""
    organisation: Ref
    cases: tuple[TakenCase, ...]
    loose: tuple[ListedAction, ...]
    """Action points without a case that came from somebody else."""


class ObstacleLine(NamedTuple):
    """One obstacle, without a word about the family."""

    kind: enums.ObstacleKind
    organisation: str
    what: str
    alternative: str
    raised_to: str
    level: int
    """1 worker, 2 team leader, 3 manager, 4 board or mayor."""
    since: date | None


class ObstaclesPaper(NamedTuple):
    """What stands in the way, for managers."""

    head: PaperHead
    organisation: Ref | None
    lines: tuple[ObstacleLine, ...]


class Paper(Protocol):
    """Any of them; those about one meeting or family are in meeting_papers.py and case_papers.py."""

    @property
    def head(self) -> PaperHead:
        """What it says about itself."""
