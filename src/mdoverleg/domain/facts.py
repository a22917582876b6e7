"""What a rule looks at: records of one case, one meeting and the whole table, as frozen values.

References are integer keys (`pk`); `id` is what people see.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.roles import Role


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
