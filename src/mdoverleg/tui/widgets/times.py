"""The pages about time: what would catch up, who comes when, what each item took, and what kinds of cases take."""

from collections.abc import Hashable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from mdoverleg.domain.catching_up import MOVE, Change, Waiting, reason_of
from mdoverleg.domain.labels import label
from mdoverleg.domain.meeting_times import Call, MeetingTimes, SpentRow
from mdoverleg.domain.timing import clock_text
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.time_spent import KindSpent, TimeSpent
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.widgets.agenda import OVER, urgency
from mdoverleg.tui.widgets.lines import Lines

SHORTEST, WIDE = 24, 70
"""Columns: what the words beside a name take at least, and from which all that is said of a kind stands in one line."""


class CatchLine(NamedTuple):
    """One item that waits: what would be done with it, or why it stays as it is."""

    row: Waiting
    change: Change | None


class CatchUpLines(Lines[CatchLine]):
    """The proposal: every line with its reason, to be ticked; and what is left alone."""

    one_click = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.take", show=False)]
    times: MeetingTimes | None = None
    refused: frozenset[int] = frozenset()
    """Items of which the tick was taken away."""
    left = 0

    def show(self, times: MeetingTimes) -> None:
        """Show the proposal of these times; ticks that were taken away stay so."""
        self.times = times
        proposal = times.proposal()
        self.left = proposal.left
        by_pk = {change.item_pk: change for change in proposal.changes}
        lines = [CatchLine(row, by_pk.get(row.item_pk)) for row in times.rows]
        kept = [line for line in lines if line.change is None and reason_of(line.row, "")]
        self.put([line for line in lines if line.change is not None] + kept if by_pk or proposal.left else [])

    @property
    def offers(self) -> bool:
        """Whether there is anything to tick."""
        return any(line.change is not None for line in self.rows)

    @property
    def chosen(self) -> tuple[Change, ...]:
        """What is ticked, in the order of the agenda."""
        return tuple(line.change for line in self.rows if line.change and line.row.item_pk not in self.refused)

    def turn(self) -> None:
        """Tick the line under the cursor, or take its tick away."""
        if self.row is not None and self.row.change is not None:
            self.refused ^= {self.row.row.item_pk}
            self.again()

    def key_of(self, row: CatchLine) -> Hashable:
        return row.row.item_pk

    def can_stop(self, row: CatchLine) -> bool:
        return row.change is not None

    def heading(self) -> tuple[str, str]:
        if self.times is None or not self.times.runs:
            return _("CATCHING UP"), ""
        late = self.times.late_after(self.chosen)
        return _("Ends at {time}").format(time=clock_text(self.times.end + late)), _late_words(late)

    def when_empty(self) -> str:
        if self.times is None or not self.times.rows:
            return _("Nothing is left on the agenda.")
        if self.times.runs:
            return _("It ends on time: nothing has to be shorter.")
        if too_long := self.times.too_long():
            return _("The agenda is {n} min longer than the meeting: plan less, or end later.").format(n=too_long)
        return _("The agenda fits in the meeting. A proposal comes when the meeting runs late.")

    def lines_of(self, row: CatchLine, width: int) -> list[Line]:
        item, change = row
        if change is None:
            words = _("{item} stays as it is").format(item=item.title)
            why = Cell(self._why_kept(item), width - 7 - _half(width), "dim")
            return columns([Cell("  –", 4, "dim"), Cell(words, _half(width), "dim"), why])
        is_ticked = item.item_pk not in self.refused
        box = "[x]" if is_ticked else "[ ]"
        words = _("{item}: to the next meeting ({before} min)")
        if change.how != MOVE:
            words = _("{item}: {minutes} min instead of {before}")
        said = words.format(item=item.title, minutes=change.minutes, before=item.minutes)
        look = "strong" if is_ticked else ""
        why = Cell(reason_of(item, change.how), width - 7 - _half(width), "dim")
        return columns([Cell(f" {box}", 4, look), Cell(said, _half(width), look), why])

    def _why_kept(self, item: Waiting) -> str:
        """Say why it stays; of a family also how long it waits, with what is ticked now."""
        why = reason_of(item, "")
        if not item.has_family or self.times is None:
            return why
        waits = self.times.starts(self.chosen).get(item.item_pk, item.start) - item.start
        comes = _("the family comes at {time}").format(time=clock_text(item.start))
        longer = _("it waits {n} min").format(n=waits) if waits > 0 else ""
        return " · ".join(part for part in (why if item.risk else "", comes, longer) if part)


def _half(width: int) -> int:
    return (width - 6) // 2


def _late_words(late: int) -> str:
    return _("{n} min too late").format(n=late) if late > 0 else _("on time")


class CallLine(NamedTuple):
    """One person who is called, or the heading of a group."""

    number: int
    call: Call | None
    words: str = ""


class CallLines(Lines[CallLine]):
    """Who comes when: for those who are not at the table for the whole meeting."""

    said = ""

    def show(self, calls: Sequence[Call], place: str) -> None:
        """Show these calls, in groups."""
        self.said = place
        lines: list[CallLine] = []
        groups = (
            (_("for one item alone"), [call for call in calls if call.only_one and not call.is_here]),
            (_("for more than one item"), [call for call in calls if not call.only_one and not call.is_here]),
            (_("at the table now"), [call for call in calls if call.is_here]),
        )
        for words, group in groups:
            lines += [CallLine(len(lines), None, words)] if group else []
            lines += [CallLine(len(lines) + number, call) for number, call in enumerate(group)]
        self.put(lines)

    def key_of(self, row: CallLine) -> Hashable:
        return row.number

    def can_stop(self, row: CallLine) -> bool:
        return row.call is not None

    def heading(self) -> tuple[str, str]:
        return _("WHO COMES WHEN"), self.said

    def when_empty(self) -> str:
        return _("Everybody is there the whole time, or nobody has a seat for one item (p at the table).")

    def lines_of(self, row: CallLine, width: int) -> list[Line]:
        if row.call is None:
            return columns([Cell(f" {row.words}", width - 1, "title")])
        times = " · ".join(_stop(time, number) for time, number in row.call.stops)
        return columns([Cell("", 1), Cell(name_of(row.call), _half(width)), Cell(times, width - 4 - _half(width))])


def _stop(time: str, number: int) -> str:
    return _("{time} item {number}").format(time=time, number=number)


def name_of(call: Call) -> str:
    """Return who is called: name and organisation, or the family without a name."""
    if not call.name:
        return _("the family")
    return f"{call.name} ({call.organisation})" if call.organisation else call.name


def call_texts(calls: Sequence[Call], place: str) -> list[str]:
    """Return the list to mail or to read out: one line for each person, with time, item and place, and no more."""
    lines = []
    for call in calls:
        times = ", ".join(_stop(time, number) for time, number in call.stops)
        lines.append(", ".join(part for part in (f"{name_of(call)}: {times}", place) if part))
    return lines


class SpentLines(Lines[SpentRow]):
    """What every item of this meeting was given and what it took."""

    def key_of(self, row: SpentRow) -> Hashable:
        return row.item_pk

    def heading(self) -> tuple[str, str]:
        spent = sum(row.spent or 0 for row in self.rows)
        planned = sum(row.planned for row in self.rows if row.spent is not None)
        return _("PLANNED AND SPENT"), _("{spent} of {planned} min").format(spent=spent, planned=planned)

    def lines_of(self, row: SpentRow, width: int) -> list[Line]:
        look = "" if row.spent is not None else "dim"
        percent = (row.spent or 0) * 100 // row.planned if row.planned else 0
        state = urgency(percent)
        sign = "!!" if percent >= OVER else "!" if state == "full" and row.spent != row.planned else ""
        minutes = f"{row.planned}" if row.spent is None else f"{row.spent}/{row.planned}"
        words = _spent_words(row)
        beside = width - 15 >= 2 * SHORTEST
        name = width - 41 if beside else width - 16
        cells = [
            Cell(f"{row.number:>3}", 3, "dim"),
            Cell(row.title, name, look),
            Cell(f"{minutes:>7}", 7, look),
            Cell(sign, 2, "red" if sign else ""),
        ]
        steps = " · ".join(f"{title} {minutes}" for title, minutes in row.steps if minutes)
        if beside:
            lines = columns([*cells, Cell(words, width - 17 - name, "dim")])
        else:
            lines = columns(cells) + _below(words, width)
        return lines + _below(steps, width)


def _below(words: str, width: int) -> list[Line]:
    return columns([Cell("", 3), Cell(words, width - 5, "dim")]) if words else []


def _spent_words(row: SpentRow) -> str:
    if row.not_held:
        return label("NotHeld", row.not_held)
    if row.spent is None:
        return ""
    over = row.spent - row.planned
    parts = [_("{n} over").format(n=over)] if over > 0 else []
    picture, judgement, decision = row.phases
    if None not in row.phases:
        words = _("picture {picture}, judgement {judgement}, decision {decision}")
        parts.append(words.format(picture=picture, judgement=judgement, decision=decision))
    return " · ".join(parts)


class KindLines(Lines[KindSpent]):
    """What kinds of cases took in the meetings that are closed."""

    meetings = 0

    def show(self, spent: TimeSpent) -> None:
        """Show these kinds."""
        self.meetings = spent.meetings
        self.put(spent.kinds)

    def key_of(self, row: KindSpent) -> Hashable:
        return row.category

    def heading(self) -> tuple[str, str]:
        number = n_("{n} meeting", "{n} meetings", self.meetings).format(n=self.meetings)
        return _("PER KIND OF CASE"), number

    def when_empty(self) -> str:
        return _("No meeting with cases is closed yet.")

    def lines_of(self, row: KindSpent, width: int) -> list[Line]:
        times = n_("{n} time", "{n} times", row.items).format(n=row.items)
        said = _("planned {planned}, took {spent} min").format(planned=row.planned, spent=row.spent)
        usual = _("propose {n}").format(n=row.usual) if row.usual else ""
        kind = label("CaseCategory", row.category)
        if width < WIDE:
            said = " · ".join(part for part in (times, said, usual) if part)
            return columns([Cell("", 1), Cell(kind, width - 3)]) + columns([Cell("", 3), Cell(said, width - 5, "dim")])
        return columns(
            [
                Cell("", 1),
                Cell(kind, width - 58),
                Cell(times, 8, "dim"),
                Cell(said, 30),
                Cell(usual, 12, "strong"),
            ]
        )
