"""At which step the running case is: the method's steps, and what the windows keep about them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mdoverleg.domain.case_steps import KEPT, PHASES, CaseStep, Spent, item_of_kept, read_kept
from mdoverleg.domain.clock import began_at, minutes_of_day
from mdoverleg.domain.facts import MeetingFacts
from mdoverleg.domain.records import AgendaItem
from mdoverleg.domain.words import _
from mdoverleg.methods import Step, step_prompt, step_title
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

TIMED = "family_voice"
"""The step that is timed by the second: two minutes are two minutes, however long the case may take."""


def step_of(reader: Reader, steps: tuple[Step, ...], meeting: MeetingFacts | None, now: datetime) -> CaseStep | None:
    """Return the step of the case that runs in this meeting; nothing when none runs or the method has no steps."""
    item = running_case(meeting)
    if meeting is None or item is None or item.actual_start is None or not steps:
        return None
    kept: str | None = reader.value("SELECT value FROM setting WHERE name = ?", (KEPT,))
    found = item_of_kept(kept, item.pk)
    codes = [step.code for step in steps]
    known = found if found and found[0] in codes else None
    began = began_at(item.actual_start, now).astimezone(UTC)
    code, since, spent = known or (codes[0], began, Spent())
    at = codes.index(code)
    return CaseStep(
        item_pk=item.pk,
        code=code,
        phase=steps[at].phase,
        number=at + 1,
        of=len(steps),
        since=_not_before(since, began),
        seconds=scaled(steps, planned_seconds(item))[at],
        spent=spent,
        previous=codes[at - 1] if at else "",
        following=codes[at + 1] if at + 1 < len(codes) else "",
        kept=kept,
        title=step_title(steps[at]),
        prompt=step_prompt(steps[at]),
        was_walked=known is not None and {step.phase for step in steps} >= set(PHASES),
    )


def running_item(meeting: MeetingFacts | None) -> AgendaItem | None:
    """Return the running item; of several the one that began last."""
    running = [
        (item.actual_start, place, item)
        for place, item in enumerate(meeting.agenda if meeting else ())
        if item.actual_start and not item.actual_end and not item.not_held
    ]
    return max(running, key=lambda found: found[:2])[2] if running else None


def running_case(meeting: MeetingFacts | None) -> AgendaItem | None:
    """Return the running item when it is a case."""
    item = running_item(meeting)
    return item if item is not None and item.case_id is not None else None


def planned_seconds(item: AgendaItem) -> int:
    """Return the planned time of an item in seconds."""
    return max(0, minutes_of_day(item.planned_end) - minutes_of_day(item.planned_start)) * 60


def scaled(steps: tuple[Step, ...], planned: int) -> tuple[int, ...]:
    """Return the seconds of the steps when the case has so many seconds; the family's voice gets no longer by it."""
    whole = sum(step.seconds for step in steps) or 1
    stretched = (max(1, round(step.seconds * planned / whole)) if planned else step.seconds for step in steps)
    return tuple(
        min(seconds, step.seconds) if step.code == TIMED else seconds
        for step, seconds in zip(steps, stretched, strict=True)
    )


def _not_before(since: datetime, began: datetime) -> datetime:
    """Return when the step began: not before its item, whose start somebody may have set right."""
    return max(since, began)


RUNS = "SELECT 1 FROM agenda_item WHERE pk = ? AND actual_start IS NOT NULL AND actual_end IS NULL"


def who_went_on(store: "Store", step: CaseStep) -> str | None:
    """Return who left this step meanwhile; nothing when it is still the step of the case that runs."""
    with store.read() as reader:
        runs = reader.value(RUNS, (step.item_pk,))
        kept: str | None = reader.value("SELECT value FROM setting WHERE name = ?", (KEPT,))
    found = read_kept(kept)["items"].get(str(step.item_pk))
    if kept != step.kept and isinstance(found, dict) and found.get("step") != step.code:
        return str(found.get("by") or _("somebody"))
    return None if runs else _("somebody")
