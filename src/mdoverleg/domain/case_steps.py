"""Where a case is in its steps, and how long each phase took: room state, that is neither logged nor undone."""

import json
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from mdoverleg.domain.clock import read_instant

KEPT: Final = "room.step"
"""The setting that holds the step of every item of a meeting that was walked through."""
PHASES: Final = ("picture", "judgement", "decision")
MOST_MINUTES: Final = 600


class Spent(NamedTuple):
    """Time by phase: seconds while a case is walked through, whole minutes on its agenda item."""

    picture: int = 0
    judgement: int = 0
    decision: int = 0


class CaseStep(NamedTuple):
    """The step at which the running case is."""

    item_pk: int
    code: str
    phase: str
    number: int
    """From 1."""
    of: int
    since: datetime
    """An instant in UTC."""
    seconds: int
    """Planned for this step."""
    spent: Spent
    """Seconds in the steps before this one."""
    previous: str
    """Code of the step before; nothing at the first one."""
    following: str
    """Code of the step after; nothing at the last one."""
    kept: str | None
    """The setting as it was read: whoever writes it must have seen this."""
    title: str
    """What the method calls it, in the language that is spoken."""
    prompt: str
    """What the method lets the chair ask or say; mostly nothing."""
    was_walked: bool
    """Somebody went from step to step of a method with all three phases: only then is known which took how long."""

    def seconds_at(self, now: datetime) -> int:
        """Return the whole seconds since this step began."""
        return max(0, int((now - self.since).total_seconds()))


def spent_at(step: CaseStep, now: datetime) -> Spent:
    """Return the seconds by phase, this step included."""
    own = step.seconds_at(now)
    return step.spent._replace(**{step.phase: getattr(step.spent, step.phase) + own})


def minutes_at(step: CaseStep | None, now: datetime) -> Spent | None:
    """Return the whole minutes by phase; nothing when the steps were not walked up to a decision.

    Who does not use the steps, or has a method without a judgement of its own, has said nothing about the phases, and a
    guess would make E60 speak.
    """
    if step is None or not step.was_walked or step.phase != "decision":
        return None
    return Spent(*(min(MOST_MINUTES, (seconds + 30) // 60) for seconds in spent_at(step, now)))


def kept_after(step: CaseStep, code: str, now: datetime, meeting_pk: int, by: str) -> str:
    """Return the setting after going to another step of the same item; of other meetings nothing is kept.

    `by` is the name of who did it, for another window that was too late.
    """
    found = read_kept(step.kept)
    items = found["items"] if found["meeting"] == meeting_pk else {}
    since = now.astimezone(UTC).replace(microsecond=0).isoformat()
    before = _seconds_by_step(items.get(str(step.item_pk)))
    by_step = {**before, step.code: before.get(step.code, 0) + step.seconds_at(now)}
    here = {"step": code, "since": since, "spent": spent_at(step, now), "by": by, "steps": by_step}
    return json.dumps({"meeting": meeting_pk, "items": {**items, str(step.item_pk): here}})


def read_kept(kept: str | None) -> dict[str, Any]:
    """Read the setting; what is damaged counts as nothing."""
    try:
        found = json.loads(kept or "")
    except (ValueError, TypeError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("items"), dict):
        return {"meeting": None, "items": {}}
    return {"meeting": found.get("meeting"), "items": found["items"]}


def item_of_kept(kept: str | None, item_pk: int) -> tuple[str, datetime, Spent] | None:
    """Return step, instant and time by phase that the setting holds of an item, if it does."""
    row = read_kept(kept)["items"].get(str(item_pk))
    try:
        spent = Spent(*(min(MOST_MINUTES * 60, max(0, int(value))) for value in row["spent"]))
        return str(row["step"]), read_instant(row["since"]), spent
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
        return None


def minutes_by_step(kept: str | None, meeting_pk: int, item_pk: int, until: datetime) -> dict[str, int]:
    """Return the whole minutes of every step of an item, up to an instant, by code; of no walked item nothing.

    The step at which the item is counts up to then: its end, or now while it runs.
    """
    found = read_kept(kept)
    row = found["items"].get(str(item_pk)) if found["meeting"] == meeting_pk else None
    here = item_of_kept(kept, item_pk)
    if row is None or here is None:
        return {}
    code, since, _spent = here
    seconds = _seconds_by_step(row)
    seconds[code] = seconds.get(code, 0) + max(0, int((until - since).total_seconds()))
    return {code: min(MOST_MINUTES, (number + 30) // 60) for code, number in seconds.items()}


def _seconds_by_step(row: object) -> dict[str, int]:
    """Read the seconds of the steps that were left; what is damaged counts as nothing."""
    found = row.get("steps") if isinstance(row, dict) else None
    if not isinstance(found, dict):
        return {}
    most = MOST_MINUTES * 60
    return {str(code): number for code, number in found.items() if type(number) is int and 0 <= number <= most}
