"""Action points: previous ones first, late ones on top; status in a word and a sign."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.text import Cell, Line, Part, columns, fit, padded, width_of
from mdoverleg.tui.verbs import ACTION, bindings
from mdoverleg.tui.widgets.lines import Lines

R = TypeVar("R")

WIDE = 76
"""From this width on a row has columns for who, before when and status; below it they stand on a line of their own."""

OFTEN = 2
"""From this many times on it is said how often one slipped: time to raise it one level (E20)."""

MARK = "■"
SIGNS = {"done": "✓", "in_progress": "▶", "waiting": "…", "could_not": "–", "not_done": "×", "dropped": "–"}
LOOKS = {"done": "green", "in_progress": "blue", "could_not": "amber", "not_done": "amber", "dropped": "dim"}


ANSWERS = ("done", "in_progress", "could_not", "not_done")
"""What a previous action point is answered with; there is room for it beforehand, so that no column moves."""


def status_text(row: ActionRow) -> str:
    """Return the status as it is said: late ones say so."""
    return _("late") if row.is_late else label("ActionStatus", row.status)


def due_of(row: ActionRow, today: date) -> str:
    """Return the day before which it is to be done, or a dash."""
    return day_text(row.due, today) if row.due else "–"


def who_of(row: ActionRow) -> str:
    """Return who owns it, with a tick when they said yes in this meeting, and who does it for them."""
    owner = f"{row.owner} ✓" if row.owner and row.accepted and not row.is_previous else row.owner
    if row.executor and row.executor != row.owner:
        return _("{owner} (by {executor})").format(owner=owner or "–", executor=row.executor)
    return f"{owner} + {row.co_owner}" if row.co_owner else owner or _("nobody")


def in_known_order(rows: Sequence[ActionRow], known: Sequence[int]) -> list[ActionRow]:
    """Return the rows in the order that is known; a new one comes after the one that it follows in its own order."""
    by_pk = {row.pk: row for row in rows}
    order = [pk for pk in known if pk in by_pk]
    before: int | None = None
    for row in rows:
        if row.pk not in order:
            order.insert(order.index(before) + 1 if before is not None else 0, row.pk)
        before = row.pk
    return [by_pk[pk] for pk in order]


def beside_text(row: ActionRow, text: str, *, with_case: bool = False) -> str:
    """Return the text of an action point with what is to be known about it: for whom, what it waits for, how often."""
    if with_case and row.case:
        text = f"{row.case}: {text}"
    if row.members_text:
        text = _("{text} (for {members})").format(text=text, members=row.members_text)
    if row.depends_on and row.is_ready:
        text = _("{text} ({id} is done: this can begin)").format(text=text, id=row.depends_on)
    elif row.depends_on:
        text = _("{text} (after {id})").format(text=text, id=row.depends_on)
    known = [slips_text(row), level_text(row)]
    return " · ".join(filter(None, (f"{text} — {row.reason}" if row.reason else text, *known)))


def slips_text(row: ActionRow) -> str:
    """Return how often it was not done by the day that was agreed, in words, from the second time on."""
    return _("slipped {n} times").format(n=row.slips) if row.slips >= OFTEN and row.status in LIVE else ""


def level_text(row: ActionRow) -> str:
    """Return at which level what stands in its way lies."""
    return _("raised to level {n}").format(n=row.level) if row.level > 1 and row.status in LIVE else ""


def next_asked(rows: Sequence[object], after: int | None) -> int | None:
    """Return the key of the next previous action point that is to be answered: below the one given, else the first."""
    points = [row for row in rows if isinstance(row, ActionRow)]
    at = next((number for number, row in enumerate(points) if row.pk == after), -1)
    return next((row.pk for row in (*points[at + 1 :], *points[: at + 1]) if is_asked(row)), None)


def is_asked(row: ActionRow) -> bool:
    """Whether an action point of before is still to be answered in this meeting."""
    return row.is_previous and not row.is_reviewed and row.status in LIVE


def progress_text(asked: int, answered: int) -> str:
    """Say how far a round is: `7 van 12 beantwoord`."""
    return n_("{n} of {all} answered", "{n} of {all} answered", asked).format(n=answered, all=asked)


class PointColumns:
    """Draws action points in columns; the widths follow from the rows that stand together."""

    with_case = False
    today = date.min
    asks = False
    """The previous ones are gone through now: those that were answered are dim."""
    marked: frozenset[int] = frozenset()
    """Keys of the action points that get the next answer together."""

    def measure(self, rows: Sequence[ActionRow], width: int) -> None:
        """Work out the widths of the columns from what stands in them."""
        self._id_width = max((width_of(row.id) for row in rows), default=5)
        self._who_width = min(max((width_of(who_of(row)) for row in rows), default=6), max(14, width // 5))
        self._due_width = max((width_of(due_of(row, self.today)) for row in rows), default=6)
        said = [status_text(row) for row in rows]
        if self.asks:
            said += [label("ActionStatus", status) for status in ANSWERS]
        self._status_width = max(map(width_of, said), default=6)

    def point_lines(self, row: ActionRow, width: int, *, dim: bool = False) -> list[Line]:
        """Return the lines of one action point; `dim`: it was answered and only stays to be seen."""
        late = row.is_late and not dim
        sign, look = ("!!", "red") if late else (SIGNS.get(row.status, " "), LOOKS.get(row.status, ""))
        said = label("ActionStatus", row.status) if dim else status_text(row)
        if row.pk in self.marked:
            sign, look = MARK, "strong"
        quiet = "dim" if dim or row.status in ("done", "dropped") else ""
        text = beside_text(row, row.text, with_case=self.with_case)
        if width >= WIDE:
            room = width - 3 - self._id_width - self._who_width - self._due_width - self._status_width - 6
            return columns(
                [
                    Cell(f" {sign}", 3, look),
                    Cell(row.id, self._id_width, quiet or "dim"),
                    Cell(text, room, quiet),
                    Cell(who_of(row), self._who_width, quiet),
                    Cell(due_of(row, self.today), self._due_width, "red" if late else quiet),
                    Cell(said, self._status_width, look),
                ]
            )
        indent = 3 + 1 + self._id_width + 1
        lines = columns(
            [Cell(f" {sign}", 3, look), Cell(row.id, self._id_width, "dim"), Cell(text, width - indent - 1, quiet)]
        )
        status, day = Part(f" · {said}", look), f" · {due_of(row, self.today)}"
        room = width - indent - width_of(status.text) - width_of(day)
        below = Part(f"{fit(who_of(row), room)}{day}", quiet)
        return [*lines, (Part(padded("", indent)), below, status)]


class PointLines(PointColumns, Lines[R]):
    """A list of action points of which several can be marked."""

    def mark(self, pk: int) -> None:
        """Mark an action point, or take its mark away."""
        self.marked = self.marked ^ {pk}
        self.again()

    def unmark(self) -> None:
        """Take all marks away."""
        self.marked = frozenset()
        self.again()

    def marked_now(self) -> tuple[int, ...]:
        """Return the keys that are marked and still shown, in order."""
        return tuple(row.pk for row in self.rows if isinstance(row, ActionRow) and row.pk in self.marked)


class ActionList(PointLines[ActionRow]):
    """Action points of one case, or of several when their aliases are to be shown."""

    scope = ACTION
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTION)]

    _of: object = None

    def show(
        self,
        rows: Sequence[ActionRow],
        today: date,
        *,
        of: object = None,
        with_case: bool = False,
        asks: bool = False,
    ) -> None:
        """Show these action points; `with_case` puts the alias of its case before every text.

        As long as they belong to the same (`of`), what is answered stays where it stood: nothing jumps under the hand.
        """
        same = self._of == of and self.today == today and self.asks == asks
        self.today, self.with_case, self._of, self.asks = today, with_case, of, asks
        self.put(in_known_order(rows, [row.pk for row in self.rows]) if same else rows)
        if not same:
            self.again()

    def key_of(self, row: ActionRow) -> int:
        return row.pk

    def heading(self) -> tuple[str, str]:
        live = sum(1 for row in self.rows if row.status in LIVE)
        still_open = n_("{n} open", "{n} open", live).format(n=live)
        asked = [row for row in self.rows if row.is_previous and (row.is_reviewed or is_asked(row))]
        if not self.asks or not asked:
            return _("ACTION POINTS"), still_open
        return _("ACTION POINTS"), f"{progress_text(len(asked), sum(row.is_reviewed for row in asked))} · {still_open}"

    def when_empty(self) -> str:
        if self.with_case:
            return _("Nothing to ask about here. F6 shows all action points; a adds one.")
        return _("No action points yet. Type a to add one.")

    def prepare(self, width: int) -> None:
        self.measure(self.rows, width)

    def lines_of(self, row: ActionRow, width: int) -> list[Line]:
        return self.point_lines(row, width, dim=self.asks and row.is_reviewed and row.is_previous)
