"""What a check is, and what a rule finds."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from mdoverleg.domain.enums import Severity
from mdoverleg.domain.records import ActionPoint
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment

Scope = Literal["case", "action points", "meeting", "table"]
Subject = Literal["", "person", "member", "role", "action point", "organisation", "life domain", "agenda item"]

RED: Severity = "red"
YELLOW: Severity = "yellow"
BLUE: Severity = "blue"

NO_WORDS: Mapping[str, str] = {}


class Found(NamedTuple):
    """One thing that a rule found: what it is about, and the words that its title asks for."""

    subject: str | None = None
    value: int | None = None
    words: Mapping[str, str] = NO_WORDS
    severity: Severity | None = None
    """Nothing: the first severity of the check."""


class TableAt(NamedTuple):
    """The table without its cases: this moment, and the action points that were made in the meeting."""

    moment: Moment
    created_here: tuple[ActionPoint, ...] = ()


CaseRule = Callable[[CaseAt], Iterable[Found]]
ActionRule = Callable[[Moment, ActionPoint], Found | None]
TableRule = Callable[[TableAt], Iterable[Found]]


class Check(NamedTuple):
    """One check of checks.md: its words, its limits and the pure functions that evaluate it."""

    id: str
    severities: tuple[Severity, ...]
    title: str
    """In English, marked for translation; `{n}` is the value, other names are filled in by the rule."""
    why: str
    """In English, marked for translation: one sentence on what goes wrong without it."""
    release: int = 1
    limits: tuple[str, ...] = ()
    scope: Scope = "case"
    """What it looks at: a case, single action points, the meeting that runs, or the table."""
    subject: Subject = ""
    """What the subject of its warnings is; empty: the warning has none."""
    title_of_one: str = ""
    """The title when the value is 1, where that reads otherwise."""
    case_rule: CaseRule | None = None
    action_rule: ActionRule | None = None
    table_rule: TableRule | None = None
    any_case: bool = False
    """Its case rule also runs for closed cases, consultations and learning cases."""
