"""The agenda: every item with planned and spent minutes, the running one marked."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from mdoverleg.domain.labels import label
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.snapshots import AgendaRow
from mdoverleg.domain.text import capital
from mdoverleg.domain.timing import ItemTime
from mdoverleg.domain.words import _
from mdoverleg.tui.text import Cell, Line, Part, columns, width_of
from mdoverleg.tui.verbs import AGENDA, bindings
from mdoverleg.tui.widgets.lines import Lines

AMBER, FULL, OVER = LIMITS["E53.amber"], LIMITS["E53.full"], LIMITS["E53.over"]


MINUTES_WIDTH = 5


class AgendaLine(NamedTuple):
    """One line of the agenda: the item, its minutes now, and whether its case is the one that is looked at."""

    item: AgendaRow
    time: ItemTime
    looked_at: bool = False


def title_of(item: AgendaRow) -> str:
    """Return what an item is called: the alias of its case, its own title, or what kind of item it is."""
    return item.title or capital(label("AgendaItemKind", item.kind))


def minutes_of(time: ItemTime) -> str:
    """Return spent and planned minutes: `31/25`, or `20` before it begins."""
    return f"{time.planned}" if time.spent is None else f"{time.spent}/{time.planned}"


def urgency(percent: int) -> str:
    """Return how the time stands: amber from 80 %, red from 100 %, over from 120 % (E53), else nothing."""
    if percent >= OVER:
        return "over"
    if percent >= FULL:
        return "full"
    return "amber" if percent >= AMBER else ""


class Agenda(Lines[AgendaLine]):
    """The agenda of the meeting that is shown."""

    scope = AGENDA
    has_meeting = True
    """Whether there is a meeting at all."""
    late = ""
    """How late it is, in a few words; mostly nothing."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(AGENDA)]

    def key_of(self, row: AgendaLine) -> int:
        return row.item.pk

    def heading(self) -> tuple[str, str]:
        return _("AGENDA"), self.late or _("min")

    def when_empty(self) -> str:
        if self.has_meeting:
            return _("Nothing on the agenda yet: type I.")
        return _("No meeting yet.")

    def prepare(self, width: int) -> None:
        """Work out how much room the minutes need; no less than `31/25`, so that titles stay as they were wrapped."""
        self._minutes_width = max((width_of(minutes_of(row.time)) for row in self.rows), default=0)
        self._minutes_width = max(self._minutes_width, MINUTES_WIDTH)

    def lines_of(self, row: AgendaLine, width: int) -> list[Line]:
        item = row.item
        sign, look = self._sign(row)
        title = title_of(item)
        if item.not_held:
            title = f"{title}, {label('NotHeld', item.not_held)}"
        elif item.added_because:
            title = _("{title} (urgent)").format(title=title)
        room = width - 2 - 6 - 1 - self._minutes_width
        lines = columns([Cell(sign, 1, look), Cell(item.planned_start, 5, look), Cell(title, room, look)])
        minutes = minutes_of(row.time)
        late = urgency(row.time.percent) if item.is_running else ""
        mark = "red" if late in ("full", "over") else "amber" if late else look
        text = f"{' ' * (self._minutes_width - width_of(minutes))} {minutes}"
        if mark == "red":  # a sign beside the colour: `!31/25`
            text = f"{text[: -len(minutes) - 1]}!{minutes}"
        title_part = lines[0][-1]
        return [(*lines[0][:-1], title_part._replace(text=title_part.text[:-1]), Part(text, mark)), *lines[1:]]

    @staticmethod
    def _sign(row: AgendaLine) -> tuple[str, str]:
        if row.item.is_running:
            return "▶", "strong"
        if row.item.not_held:
            return "»" if row.item.not_held == "postponed" else "×", "dim"
        if row.looked_at:
            return "›", "strong"
        return ("✓", "dim") if row.item.is_done else (" ", "")


def position_text(rows: Sequence[AgendaRow], item: AgendaRow) -> str:
    """Return which item of how many this is (`3/9`), as the agenda and the wall count."""
    return f"{item.number}/{len(rows)}"
