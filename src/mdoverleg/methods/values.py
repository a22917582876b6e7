"""What a way of working is, as frozen values; texts are in one language."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from mdoverleg.domain.enums import ActionKind, AgendaItemKind, CodeList, MeetingKind, RoleSlot

HowMany = Literal["one", "one_each", "any"]
ForWhom = Literal["family", "parent", "child", "member"]
Phase = Literal["picture", "judgement", "decision"]

PHASE_OF_STEP: Mapping[str, Phase] = {
    "previous_actions": "picture",
    "family_voice": "picture",
    "since_last_time": "picture",
    "scores": "judgement",
    "buffers": "judgement",
    "plan_and_roles": "decision",
    "actions": "decision",
    "agreements": "decision",
    "read_back": "decision",
}
"""The steps of a case that the program knows, with what they are for; a method chooses, orders and times them."""


class SlotRule(NamedTuple):
    """How many people hold a role, and for whom."""

    how_many: HowMany
    """`one`: one in all. `one_each`: one for each of `for_whom`. `any`: none, one or more."""
    for_whom: ForWhom
    """What a holder is there for: the whole `family`, or each `parent`, `child` or `member`."""
    required: bool
    """False: it may stay empty."""


class Slot(NamedTuple):
    """One role as a method uses it."""

    role: str
    rule: SlotRule
    shown: RoleSlot | None
    """Whether an empty slot is on the board; nothing: as built in."""


class RoleChange(NamedTuple):
    """A role of the method's own, or other words for a built-in one; nothing: as built in."""

    code: str
    label: str | None
    looks_at: str | None
    tasks: str | None
    limits: str | None
    slot: RoleSlot | None
    counted: bool | None
    handover: bool | None


class MethodCode(NamedTuple):
    """A concern type or life domain of the method's own."""

    code_list: CodeList
    code: str
    label: str


class MethodItem(NamedTuple):
    """One item of an agenda template."""

    kind: AgendaItemKind
    title: str | None
    minutes: int


class MethodTemplate(NamedTuple):
    """A standard agenda; its one `case` item stands for every case."""

    name: str
    meeting_kind: MeetingKind
    items: tuple[MethodItem, ...]


class MethodAction(NamedTuple):
    """A usual action point, with the days until its proposed date."""

    text: str
    kind: ActionKind
    days: int | None


class Words(NamedTuple):
    """One text in both languages: a file keeps both, because two windows on it may speak each another."""

    nl: str
    en: str


class Step(NamedTuple):
    """One step of a case: a code of `PHASE_OF_STEP`, its share of the planned time, and the method's own wording."""

    code: str
    seconds: int
    title: Words | None = None
    """What the method calls this step; nothing: as every other."""
    prompt: Words | None = None
    """What the chair asks or says at this step."""

    @property
    def phase(self) -> Phase:
        """What the step is for: picture, judgement or decision."""
        return PHASE_OF_STEP[self.code]


class Method(NamedTuple):
    """A way of working: what a new table gets, and how its board and its cases are set up."""

    name: str
    title: str
    summary: str
    explanation: str
    meeting_kind: MeetingKind
    minutes_per_case: int
    slots: tuple[Slot, ...]
    role_kinds: tuple[RoleChange, ...]
    own_codes: tuple[MethodCode, ...]
    agenda_templates: tuple[MethodTemplate, ...]
    standard_actions: tuple[MethodAction, ...]
    panels: tuple[str, ...]
    """Which lists of a case are shown."""
    thresholds: Mapping[str, int]
    checks_off: tuple[str, ...]
    steps: tuple[Step, ...]
    retention: Mapping[str, int] = {}
    """How long data are kept, where it differs from the usual terms, by the names of `Terms`."""
