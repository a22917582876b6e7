"""The room of an agenda item: its list by who goes, comes, is missing and sits, and the line that says who moves."""

from collections.abc import Hashable, Iterator

from mdoverleg.domain.attendance import RoomCall
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.room_words import row_words, said_aloud
from mdoverleg.reads.who_sits_here import HERE, IN, MISSING, OUT, OUTSIDE, PARTS, Room, RoomRow
from mdoverleg.tui.text import Cell, Line, Part, columns, first_that_fits, width_of
from mdoverleg.tui.verbs import BY_ID
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.lines import Lines

SIGNS = {OUT: ("●", "amber"), IN: ("○", "amber"), MISSING: ("–", "dim"), HERE: ("●", "green"), OUTSIDE: ("○", "dim")}


def part_words(part: str) -> str:
    """Return the heading of a part of the room."""
    words = {
        OUT: _("ASKED TO STEP OUT"),
        IN: _("COMES IN"),
        MISSING: _("MISSING"),
        HERE: _("IN THE ROOM"),
        OUTSIDE: _("NOT AT THIS ITEM"),
    }
    return words[part]


class RoomLines(Lines[RoomRow | str]):
    """Everybody of one item under the headings of the parts of the room."""

    people = 0
    limit = 0

    def show(self, room: Room) -> None:
        """Show this room."""
        self.people, self.limit = room.people, room.limit
        rows: list[RoomRow | str] = []
        for part in PARTS:
            if found := room.of(part):
                rows += [part, *found]
        self.put(rows)

    def key_of(self, row: RoomRow | str) -> Hashable:
        return row if isinstance(row, str) else row.key

    def can_stop(self, row: RoomRow | str) -> bool:
        return not isinstance(row, str)

    def heading(self) -> tuple[str, str]:
        title = n_("{n} AT THE TABLE", "{n} AT THE TABLE", self.people).format(n=self.people)
        return title, _("more than {n}").format(n=self.limit) if self.people > self.limit else ""

    def when_empty(self) -> str:
        return _("Nobody is on the list yet.")

    def prepare(self, width: int) -> None:
        """Work out the width of the names."""
        names = max((width_of(row.name) for row in self.rows if not isinstance(row, str)), default=0)
        self._names_width = min(names, max(12, width // 3))

    def lines_of(self, row: RoomRow | str, width: int) -> list[Line]:
        if isinstance(row, str):
            number = sum(1 for other in self.rows if not isinstance(other, str) and other.part == row)
            return [(Part(f" {part_words(row)} {number}", "title"),)]
        sign, look = SIGNS[row.part]
        quiet = "dim" if row.part == OUTSIDE else ""
        rest = width - 4 - self._names_width - 2
        first, second = " · ".join(row_words(row)), row.organisation
        text = f"{first} · {second}" if first and second and width_of(first) + width_of(second) + 3 <= rest else ""
        return columns(
            [
                Cell(f"  {sign}", 3, look),
                Cell(row.name, self._names_width, "red" if row.secrecy_open else quiet),
                Cell(text or first or second, rest, "red" if row.secrecy_open else quiet or "dim"),
            ]
        )


class RoomLine(Bar):
    """The line under the head of a case that just began: who steps out, comes in and is missing; Esc takes it away."""

    _call: RoomCall | None = None
    _gone: int | None = None

    def show(self, call: RoomCall | None, width: int) -> None:
        """Show this line, or nothing: when nobody moves, and when it was taken away for this item."""
        self._call = None if call is None or call.is_settled or call.item_pk == self._gone else call
        self.put([first_that_fits(_lines(self._call), width)] if self._call is not None else [])

    def dismiss(self) -> bool:
        """Take the line away for this item; tell whether there was one."""
        if self._call is None:
            return False
        self._gone, self._call = self._call.item_pk, None
        self.put([])
        return True


def _lines(call: RoomCall) -> Iterator[Line]:
    """Yield the line from long to short: names, then numbers; the key that tells more stays."""
    verb = BY_ID["seats.room"]
    key = (Part(f" {verb.key}", "key", verb.id), Part(f" {verb.words} ", "", verb.id))
    parts = (call.out, call.comes_in, call.missing)
    for said in ([*said_aloud(*parts)], [*said_aloud(call.out, call.comes_in, ())] if call.out else []):
        if said:
            yield (Part(" " + " ".join(said), "amber"), *key, Part(_(" Esc hides this"), "dim"))
            yield (Part(" " + " ".join(said), "amber"), *key)
    counted = [
        n_("{n} to step out", "{n} to step out", len(call.out)).format(n=len(call.out)) if call.out else "",
        n_("{n} to come in", "{n} to come in", len(call.comes_in)).format(n=len(call.comes_in))
        if call.comes_in
        else "",
        n_("{n} missing", "{n} missing", len(call.missing)).format(n=len(call.missing)) if call.missing else "",
    ]
    text = ", ".join(part for part in counted if part)
    yield (Part(f" {text} ·", "amber"), *key, Part(_(" Esc hides this"), "dim"))
    yield (Part(f" {text} ·", "amber"), *key)
    yield (Part(f" {text} ·", "amber"), key[0])
