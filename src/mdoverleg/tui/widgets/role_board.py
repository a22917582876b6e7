"""Who does what: one line per role slot, turned to one line per person or per family member."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from mdoverleg.domain.dates import day_short, day_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import CaseView, Holder, LookedBack, MemberRow, MemberTurnRow, PersonTurnRow, RoleRow
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.text import Cell, Line, columns, longest_word, width_of
from mdoverleg.tui.verbs import ROLE, bindings
from mdoverleg.tui.widgets.lines import Lines

TURNS = ("role", "person", "member")

EMPTY, DOUBLE, FILLED = "–", "!!", "✓"


class SlotLine(NamedTuple):
    """One line of the board turned to roles: a slot, one of its holders, or a member whom it does not cover yet."""

    code: str
    label: str
    sign: str
    who: str
    for_whom: str = ""
    since: str = ""
    holder: Holder | None = None
    member_pk: int | None = None


class SaidLine(NamedTuple):
    """One line of what was written when looking back, while no case is discussed yet."""

    number: int
    text: str


BoardLine = SlotLine | PersonTurnRow | MemberTurnRow | SaidLine

MOST_SAID = 5
"""Lines of looking back that are shown."""


def said_lines(looked_back: LookedBack, today: date) -> Iterator[SaidLine]:
    """Return what was written when looking back: five lines at most."""
    day = day_text(looked_back.held_on, today)
    yield SaidLine(0, _("Looking back on {day} we wrote:").format(day=day))
    lines = [line for line in looked_back.text.splitlines() if line.strip()]
    yield from (SaidLine(number, line) for number, line in enumerate(lines[:MOST_SAID], 1))


def slot_lines(case: CaseView, today: date) -> Iterator[SlotLine]:
    """Return the lines of the board turned to roles."""
    members = {member.pk: member for member in case.members}
    for row in case.roles:
        yield from _lines_of_slot(row, members, today)


def _lines_of_slot(row: RoleRow, members: dict[int, MemberRow], today: date) -> Iterator[SlotLine]:
    if row.state == "double" and row.how_many == "one":
        names = ", ".join(holder.name for holder in row.holders)
        count = _("{count}: {names}").format(count=_count(len(row.holders)), names=names)
        yield SlotLine(row.code, row.label, DOUBLE, count)
        return
    name = row.label
    for holder in row.holders:
        since = _("since {day}").format(day=day_short(holder.started_on, today))
        sign = DOUBLE if row.state == "double" else FILLED
        whom = holder.members_text or (_("all") if row.for_whom == "family" else "")
        yield SlotLine(row.code, name, sign, _with_seat(holder), whom, since, holder)
        name = ""
    for pk in row.missing:
        member = members.get(pk)
        yield SlotLine(row.code, name, EMPTY, _("nobody yet"), member.short if member else "", member_pk=pk)
        name = ""
    if not row.holders and not row.missing:
        yield SlotLine(row.code, name, EMPTY, _("nobody yet"))


def _count(number: int) -> str:
    words = {2: _("two"), 3: _("three"), 4: _("four")}
    return words.get(number, str(number))


def _with_seat(holder: Holder) -> str:
    return _("{name} (not at the table)").format(name=holder.name) if holder.at_table is False else holder.name


class RoleBoard(Lines[BoardLine]):
    """The role board of one case."""

    scope = ROLE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ROLE)]

    turn = "role"

    def show(self, case: CaseView | None, today: date, looked_back: LookedBack | None = None) -> None:
        """Show the board of a case, in the turn that is chosen; without a case what was written when looking back."""
        said = said_lines(looked_back, today) if looked_back else ()
        self.put(tuple(self._rows(case, today) if case else said))

    def can_stop(self, row: BoardLine) -> bool:
        return not isinstance(row, SaidLine)

    def _rows(self, case: CaseView, today: date) -> Iterable[BoardLine]:
        if self.turn == "person":
            return case.by_person
        return case.by_member if self.turn == "member" else slot_lines(case, today)

    def key_of(self, row: BoardLine) -> tuple[object, ...]:
        if isinstance(row, SlotLine):
            return (row.code, row.holder.pk if row.holder else row.member_pk)
        if isinstance(row, SaidLine):
            return ("said", row.number)
        return ("person", row.person_pk) if isinstance(row, PersonTurnRow) else ("member", row.member.pk)

    def heading(self) -> tuple[str, str]:
        turned = {"role": _("per role"), "person": _("per person"), "member": _("per family member")}
        return _("WHO DOES WHAT"), turned[self.turn]

    def when_empty(self) -> str:
        return _("No case is being discussed.")

    def prepare(self, width: int) -> None:
        """Work out the widths of the columns from what stands in them."""
        slots = [row for row in self.rows if isinstance(row, SlotLine)]
        words = longest_word(row.label for row in slots)
        self._role_width = min(max((width_of(row.label) for row in slots), default=0), max(12, width // 3, words))
        self._whom_width = min(max((width_of(row.for_whom) for row in slots), default=0), width // 5)
        self._since_width = max((width_of(row.since) for row in slots), default=0) if width >= 70 else 0
        gaps = 3 + bool(self._whom_width) + bool(self._since_width)
        room = max(8, width - 3 - self._role_width - self._whom_width - self._since_width - gaps)
        people = [_person_name(row) for row in self.rows if isinstance(row, PersonTurnRow)]
        self._people_width = max(map(width_of, people), default=0)
        self._who_width = min(max((width_of(row.who) for row in slots), default=0), room)

    def lines_of(self, row: BoardLine, width: int) -> list[Line]:
        if isinstance(row, SlotLine):
            return self._slot(row, width)
        if isinstance(row, SaidLine):
            indent = 3 if row.number else 1
            return columns([Cell("", indent), Cell(row.text, width - indent - 2, "" if row.number else "dim")])
        return self._person(row, width) if isinstance(row, PersonTurnRow) else self._member(row, width)

    def _slot(self, row: SlotLine, width: int) -> list[Line]:
        look = {DOUBLE: "red", EMPTY: "amber"}.get(row.sign, "")
        sign_look = look or "green"
        return columns(
            [
                Cell(f" {row.sign}", 3, sign_look),
                Cell(row.label, self._role_width, look or "strong"),
                Cell(row.who, self._who_width, look),
                Cell(row.for_whom, self._whom_width, look),
                Cell(row.since, self._since_width, "dim"),
            ]
        )

    def _person(self, row: PersonTurnRow, width: int) -> list[Line]:
        name = min(self._people_width, width // 3)
        does = list(row.roles)
        if row.actions:
            does.append(", ".join(row.actions))
        if row.late:
            does.append(n_("{n} late", "{n} late", row.late).format(n=row.late))
        who = _person_name(row)
        sign, look = ("!!", "red") if row.late else (" ", "")
        rest = width - 3 - name - 3
        return columns([Cell(f" {sign}", 3, look), Cell(who, name, "strong"), Cell(" · ".join(does), rest, look)])

    def _member(self, row: MemberTurnRow, width: int) -> list[Line]:
        name = min(24, width // 3)
        member = row.member
        parts = [member.short, label("Relation", member.relation)]
        if member.age is not None:
            parts.append(str(member.age))
        sign, look = (FILLED, "green") if row.named else (EMPTY, "amber")
        who = ", ".join(row.workers) or _("nobody yet")
        if row.workers and not row.named:
            who = _("nobody by name; {names}").format(names=who)
        if row.actions:
            who = f"{who} · {', '.join(row.actions)}"
        rest = width - 3 - name - 3
        return columns(
            [
                Cell(f" {sign}", 3, look),
                Cell(" ".join(parts), name, "strong"),
                Cell(who, rest, "" if row.named else look),
            ]
        )


def _person_name(row: PersonTurnRow) -> str:
    who = f"{row.name} · {row.organisation}" if row.organisation else row.name
    return _("{name} (not at the table)").format(name=who) if row.at_table is False else who
