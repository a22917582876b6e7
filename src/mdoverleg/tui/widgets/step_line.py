"""The step of the case that is discussed, and its time: whole minutes, and seconds for the family's voice alone."""

from collections.abc import Callable, Iterator
from datetime import datetime

from textual.timer import Timer

from mdoverleg.domain.case_steps import CaseStep
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.case_steps import TIMED
from mdoverleg.tui.text import Line, Part, first_that_fits, fit, line_width, spread
from mdoverleg.tui.verbs import BY_ID
from mdoverleg.tui.widgets.agenda import urgency
from mdoverleg.tui.widgets.bars import Bar

Now = Callable[[], datetime]
HINTS = {"scores": "scores.round", "read_back": "case.read_back"}
"""Steps that have a key of their own, and the verb that it does."""


def minutes(seconds: int) -> int:
    """Return planned seconds as people say them: whole minutes, at least one."""
    return max(1, (seconds + 30) // 60)


def step_line(step: CaseStep, now: datetime, width: int) -> Line:
    """Return the line: which step of how many, its name, its time, and the key that it has."""
    line = first_that_fits(_lines(step, now), width)
    if step.code in HINTS:
        verb = BY_ID[HINTS[step.code]]
        hint = (Part(f"{verb.key} ", "key", verb.id), Part(f"{verb.words} ", "", verb.id))
        return spread(line, hint, width) if line_width(line) + line_width(hint) < width else line
    return line


def _lines(step: CaseStep, now: datetime) -> Iterator[Line]:
    name, (said, time, short, look) = step.title, _time(step, now)
    where = _("step {n}/{of}").format(n=step.number, of=step.of)
    if step.prompt:
        yield Part(f" {where} "), Part(name, "strong"), Part(f" · {said}", look), Part(f" · {step.prompt}", "dim")
    yield Part(f" {where} "), Part(name, "strong"), Part(f" · {said}", look)
    yield Part(f" {where} "), Part(name, "strong"), Part(f" · {time}", look)
    yield Part(f" {where} "), Part(name, "strong"), Part(f" · {short}", look)
    yield Part(f" {step.number}/{step.of} "), Part(name, "strong"), Part(f" · {short}", look)
    yield Part(f" {step.number}/{step.of} "), Part(fit(name, 24), "strong"), Part(f" · {short}", look)


def _time(step: CaseStep, now: datetime) -> tuple[str, str, str, str]:
    """Return the time of a step in words, shorter, in short, and its look; a sign stands beside every colour."""
    spent = step.seconds_at(now)
    if step.code == TIMED:
        done, planned = (f"{value // 60}:{value % 60:02d}" for value in (spent, step.seconds))
        time = _("{spent} of {planned}").format(spent=done, planned=planned)
    else:
        done, planned = f"{spent // 60}", f"{minutes(step.seconds)}"
        time = n_("{n} min of {planned}", "{n} min of {planned}", spent // 60).format(n=done, planned=planned)
    state = urgency(spent * 100 // max(1, step.seconds))
    sign = {"amber": "! ", "full": "!! ", "over": "!! "}.get(state, "")
    word = {"amber": _("nearly up"), "full": _("time is up"), "over": _("well over its time")}.get(state, "")
    look = "amber" if state == "amber" else "red" if state else ""
    time = f"{sign}{time}"
    return f"{time} · {word}" if word else time, time, f"{sign}{done}/{planned}", look


class StepLine(Bar):
    """The line itself; it keeps its own time, so that nothing else is drawn again for a second."""

    _step: CaseStep | None = None
    _now: Now = datetime.now
    _timer: Timer | None = None
    _state = ""
    _width = 80

    def show(self, step: CaseStep | None, now: Now, width: int) -> None:
        """Show this step, or nothing, in so many columns; `now` gives the time that it is."""
        self._width = width
        if step is None or self._step is None or (step.item_pk, step.code) != (self._step.item_pk, self._step.code):
            self._state = _state(step, now())
        self._step, self._now = step, now
        self._again()

    def shows(self, words: str) -> bool:
        """Whether these words stand on the line."""
        return any(words in part.text for line in self.lines for part in line)

    def _again(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        step, now = self._step, self._now()
        self.put([step_line(step, now, self._width)] if step else [])
        if step is None:
            return
        wait = 1 if step.code == TIMED else 60 - step.seconds_at(now) % 60
        self._timer = self.set_timer(wait, self._again)
        before, self._state = self._state, _state(step, now)
        if step.code == TIMED and self._state == "over" and before != "over":
            self.app.notify(_("The time for the family's voice is well over; who speaks may finish."), markup=False)


def _state(step: CaseStep | None, now: datetime) -> str:
    return urgency(step.seconds_at(now) * 100 // max(1, step.seconds)) if step else ""
