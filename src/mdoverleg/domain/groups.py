"""Words of the format that count as one thing, as checks.md defines them ("Words used in the rules").

Everybody asks here: the checks, the edits, what is read for a list, and the screens.
"""

from typing import Final

from mdoverleg.domain.enums import ActionStatus, AttendanceStatus, Capacity, CaseCategory, CaseStatus, Relation

LIVE: Final[tuple[ActionStatus, ...]] = ("open", "in_progress", "waiting")
"""Status of an action point that somebody still has to do."""

WITHOUT_RESULT: Final[tuple[ActionStatus, ...]] = ("could_not", "not_done", "dropped")
"""Status of an action point that may say why not."""

OPEN_CASES: Final[tuple[CaseStatus, ...]] = ("referred", "active", "watch")
"""Status of a case that the table talks about."""

OVER: Final[tuple[CaseStatus, ...]] = ("closed", "transferred", "not_taken_up")
"""Status of a case that the table no longer talks about."""

UNCHECKED: Final[tuple[CaseCategory, ...]] = ("consultation", "learning")
"""Categories of cases that most checks do not look at."""

THERE: Final[tuple[AttendanceStatus, ...]] = ("present", "online", "by_phone", "partly")
"""Attendance that means: in the meeting."""

WITH_ALL_CASES: Final[tuple[Capacity, ...]] = ("timekeeper",)
"""As whom somebody sits with every case, without a part in it."""

WITH_THE_FAMILY: Final[tuple[Capacity, ...]] = ("interpreter", "support_person")
"""As whom somebody sits with a case for as long as the family is in the room."""

CHILDREN: Final[tuple[Relation, ...]] = (
    "daughter",
    "son",
    "stepdaughter",
    "stepson",
    "foster_child",
    "unborn_child",
    "grandchild",
)
"""Relations that are a child when no age is known."""

PARENTS: Final[tuple[Relation, ...]] = ("mother", "father", "stepmother", "stepfather", "foster_parent")
"""Relations that are a parent."""
