"""Why an action point was not done, and in the same question what follows from it."""

from collections.abc import Mapping

from textual.app import ComposeResult

from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.pick import Choice, Choices, Pick
from mdoverleg.tui.reasons import HIGHEST_LEVEL
from mdoverleg.tui.text import Part, wrap
from mdoverleg.tui.widgets.bars import Bar

MOST_LINES = 3
"""Lines of the action point that stand over the box."""


def follow_ups(row: ActionRow, status: str) -> list[Choice]:
    """Return what may follow from an answer; the first one leaves it at that."""
    choices = [
        Choice("leave", _("leave it so"), label("ActionStatus", status)),
        Choice("day", _("a new day"), _("it stays open")),
        Choice("owner", _("somebody else does it"), _("it stays open")),
        Choice("new", _("a new action point from it"), _("this one is over")),
        Choice("drop", _("it is dropped"), label("ActionStatus", "dropped")),
    ]
    if row.case_pk is not None and row.level < HIGHEST_LEVEL:
        level = max(row.level, 1) + 1
        choices.append(Choice("raise", _("one level up"), label("ObstacleLevel", str(level))))
    return choices


def title_of(row: ActionRow, status: str) -> str:
    """Return the question; what could not be done is never asked in the same words as what was not done."""
    asked = _("Could not: what changed?") if status == "could_not" else _("Not done: why?")
    return f"{row.id} · {asked}"


class WhyNot(Pick):
    """The reason in one line; Enter saves it, an arrow first chooses what follows.

    Its answer is a choice: the key says what follows, the text is the reason.
    """

    draft_key = "why_not"

    def __init__(self, row: ActionRow, status: str, *, reason: str = "", start: str = "leave") -> None:
        choices = follow_ups(row, status)
        hint = _("Reason in one line · Enter saves · arrows: what follows · Esc leaves")
        super().__init__(title_of(row, status), lambda _typed: choices, start=start, hint=hint)
        self._text = f"{row.case}: {row.text}" if row.case else row.text
        self._reason = reason

    def body(self) -> ComposeResult:
        yield Bar(id="about")
        yield LineInput(self._reason, id="typed")
        yield Choices()

    def on_mount(self) -> None:
        width = max(10, min(self.app.size.width, self.widest) - 6)
        lines = wrap(self._text, width, MOST_LINES)
        self.lines_above = len(lines)
        self.query_one("#about", Bar).put([(Part(f" {line}", "strong"),) for line in lines])
        self._box.cursor_position = len(self._box.value)

    @property
    def _box(self) -> LineInput:
        return self.query_one("#typed", LineInput)

    @property
    def _typed(self) -> str:
        return clean(self._box.value, one_line=True)

    def draft_values(self) -> dict[str, str]:
        return {"reason": self._typed} if self._typed != self._reason else {}

    def draft_before(self) -> dict[str, str]:
        return {"reason": self._reason}

    def restore(self, values: Mapping[str, str], before: Mapping[str, str]) -> None:
        del before
        self._box.value = values.get("reason", self._box.value)
        self._box.cursor_position = len(self._box.value)

    def step_of(self, value: Choice) -> str:
        return f"{value.key} {value.text}"

    async def take_step(self, step: str) -> bool:
        key, _space, reason = step.partition(" ")
        found = next((choice for choice in self._find("") if choice.key == key), None)
        if found is not None:
            self.answer(found._replace(text=reason))
        return found is not None

    def narrow(self, typed: str) -> None:
        """Leave the list as it is: what follows does not depend on the reason."""

    def take(self, row: Choice) -> None:
        """Answer with the reason and what follows."""
        self.answer(row._replace(text=self._typed))
