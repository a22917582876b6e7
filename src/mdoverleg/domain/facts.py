"""What a rule looks at: records of one case, one meeting and the whole table, as frozen values.

References are integer keys (`pk`); `id` is what people see.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.names import short_name
from mdoverleg.domain.roles import Role, role_unknown


class CaseFacts(NamedTuple):
    """One case with all its lists and its action points, each in the order of the document."""

    case: records.Case
    members: tuple[records.Member, ...] = ()
    roles: tuple[records.RoleAssignment, ...] = ()
    helpers: tuple[records.Helper, ...] = ()
    handovers: tuple[records.Handover, ...] = ()
    pitches: tuple[records.Pitch, ...] = ()
    child_voices: tuple[records.ChildVoice, ...] = ()
    lines: tuple[records.Line, ...] = ()
    scores: tuple[records.Score, ...] = ()
    buffers: tuple[records.Buffer, ...] = ()
    perspectives: tuple[records.Perspective, ...] = ()
    information: tuple[records.Information, ...] = ()
    measures: tuple[records.Measure, ...] = ()
    consents: tuple[records.Consent, ...] = ()
    waiting: tuple[records.Waiting, ...] = ()
    incidents: tuple[records.Incident, ...] = ()
    crisis_notices: tuple[records.CrisisNotice, ...] = ()
    decisions: tuple[records.Decision, ...] = ()
    deviations: tuple[records.Deviation, ...] = ()
    obstacles: tuple[records.Obstacle, ...] = ()
    offers: tuple[records.Offer, ...] = ()
    evaluations: tuple[records.Evaluation, ...] = ()
    feedback: tuple[records.Feedback, ...] = ()
    notes: tuple[records.Note, ...] = ()
    actions: tuple[records.ActionPoint, ...] = ()


class MeetingFacts(NamedTuple):
    """One meeting with who was there, its agenda in order, and the seats of each agenda item (by its pk)."""

    meeting: records.Meeting
    attendance: tuple[records.Attendance, ...] = ()
    agenda: tuple[records.AgendaItem, ...] = ()
    seats: Mapping[int, tuple[records.Seat, ...]] = {}


class TableFacts(NamedTuple):
    """What every case of a table shares; `meetings` holds at least those that the asked cases refer to, by date."""

    info: records.TableInfo
    zone: tzinfo
    limits: Mapping[str, int]
    """Every limit of checks.md with the table's own value or the default."""
    roles: Mapping[str, Role]
    organisations: Mapping[int, records.Organisation]
    people: Mapping[int, records.Person]
    meetings: tuple[MeetingFacts, ...] = ()
    overrides: tuple[records.Override, ...] = ()

    def role(self, code: str) -> Role:
        """Return a role by its code, also one that the table does not know any more."""
        return self.roles.get(code) or role_unknown(code)

    def person_name(self, pk: int | None) -> str:
        """Return the short name of a person; nothing without one."""
        person = self.people.get(pk or 0)
        return short_name(person.name) if person else ""

    def holder_name(self, person_pk: int | None, organisation_pk: int | None) -> str:
        """Return who holds or does something: the short name of a person, else an organisation, else nothing."""
        organisation = self.organisations.get(organisation_pk or 0)
        return self.person_name(person_pk) or (organisation.name if organisation else "")


class Warning(NamedTuple):
    """One warning: what `check --json` prints (checks.md), and where it points at on screen."""

    check: str
    severity: str
    """`red` say it aloud, `yellow` look at it, `blue` a tip."""
    case: str | None
    """Alias of the case."""
    subject: str | None
    """An id, a role code or nothing, as each rule says."""
    value: int | None
    text: str
    """One short sentence in the current language; not a contract."""
    set_aside: bool = False
    case_pk: int | None = None
