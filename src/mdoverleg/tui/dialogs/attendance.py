"""Attendance: one key per status, and who sits in for the item that runs."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.attendance import AttendanceRow
from mdoverleg.domain.groups import THERE
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.widgets.attendance import Attendance

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

KEYS: dict[str, str] = {
    "a": "present",
    "o": "online",
    "t": "by_phone",
    "m": "excused",
    "z": "absent",
    "g": "partly",
}
"""One key per status, the same in both languages: aanwezig, online, telefonisch, afgemeld, zonder, gedeeltelijk."""

SECRECY = {"s": "statement_signed", "v": "covenant"}
"""One key for each way in which secrecy is settled."""


class AttendanceDialog(Dialog[None]):
    """Everybody on the list; what is noted here is saved at once."""

    box = "tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"attend('{status}')", show=False) for key, status in KEYS.items()),
        Binding("space", "seat", show=False),
        Binding("plus", "invite", show=False),
        Binding("c", "capacity", show=False),
        Binding("x", "take_off", show=False),
        Binding("n", "now('arrive')", show=False),
        Binding("w", "now('leave')", show=False),
        Binding("A", "everybody", show=False),
        Binding("d", "deputy", show=False),
        *(Binding(key, f"secrecy('{how}')", show=False) for key, how in SECRECY.items()),
        Binding("enter", "leave", show=False),
    ]

    def __init__(self, screen: "BoardScreen") -> None:
        super().__init__(_("Who is there"), "")
        self._board = screen

    def body(self) -> ComposeResult:
        yield Attendance(id="people", full=True)

    def on_mount(self) -> None:
        self.say_keys(
            _("a present  o online  t by phone  m excused  z absent  g partly"),
            _("space: sits in for this item or not · + somebody else · c as whom"),
            _("n comes now · w leaves now · A everybody · s signed · v covenant"),
            _("d deputy · x takes off the list · Esc goes back"),
        )
        self.follow()
        self._list.focus()

    @property
    def _list(self) -> Attendance:
        return self.query_one("#people", Attendance)

    def follow(self) -> None:
        """Show what the screen below shows now."""
        board, people = self._board.snapshot, self.query_one_optional("#people", Attendance)
        if board is not None and people is not None:
            people.show(board.attendance, runs=self._board.running is not None)

    def action_attend(self, status: str) -> None:
        row = self._list.row
        if row is not None:
            self.run_worker(self._attend(row.person_pk, status, row), group="attend")

    async def _attend(self, person_pk: int, status: str, row: AttendanceRow | None = None) -> None:
        from mdoverleg.tui.doings.meeting import meeting_of

        meeting = meeting_of(self._board)
        times: dict[str, Any] = {}
        if status == "partly":
            asked = await self._times(row)
            if asked is None:
                return
            times = asked
        await run_edit(
            self._board,
            lambda store, who: late.meetings.attend(
                store, who, pk=meeting.pk, person_pk=person_pk, status=status, **times
            ),
        )

    def action_capacity(self) -> None:
        if (row := self._list.row) is not None:
            self.run_worker(self._capacity(row), group="attend")

    async def _capacity(self, row: AttendanceRow) -> None:
        """Note as whom somebody is there: a guest, who keeps the time, an interpreter."""
        from mdoverleg.domain.labels import LABELS, label
        from mdoverleg.tui.dialogs.pick import Choice, Pick
        from mdoverleg.tui.doings.meeting import meeting_of

        choices = [Choice(word, label("Capacity", word)) for word in LABELS["Capacity"]]
        picked = await self.app.push_screen_wait(Pick(_("There as whom?"), choices, start=row.capacity))
        if picked is not None:
            pk, capacity = meeting_of(self._board).pk, str(picked.key)
            await run_edit(
                self._board,
                lambda store, who: late.meetings.attend(
                    store, who, pk=pk, person_pk=row.person_pk, status=row.status, capacity=capacity
                ),
            )

    def action_take_off(self) -> None:
        from mdoverleg.tui.doings.meeting import meeting_of

        if (row := self._list.row) is not None:
            pk, person_pk = meeting_of(self._board).pk, row.person_pk
            self.run_worker(
                run_edit(
                    self._board, lambda store, who: late.meetings.take_off(store, who, pk=pk, person_pk=person_pk)
                ),
                group="attend",
            )

    def action_now(self, what: str) -> None:
        """Note that somebody comes in or leaves at this minute."""
        from mdoverleg.tui.doings.meeting import meeting_of

        if (row := self._list.row) is not None:
            pk, person_pk, edit = meeting_of(self._board).pk, row.person_pk, getattr(late.attendance, what)
            self.run_worker(
                run_edit(self._board, lambda store, who: edit(store, who, pk=pk, person_pk=person_pk)), group="attend"
            )

    def action_secrecy(self, how: str) -> None:
        """Note how secrecy is settled for somebody."""
        if (row := self._list.row) is not None:
            pk = row.person_pk
            self.run_worker(
                run_edit(self._board, lambda store, who: late.people.settle_secrecy(store, who, pk=pk, secrecy=how)),
                group="attend",
            )

    def action_deputy(self) -> None:
        """Note who stands in for somebody who is away."""
        from mdoverleg.tui.doings.deputies import Absent, deputy
        from mdoverleg.tui.doings.meeting import meeting_of

        if (row := self._list.row) is not None:
            item = self._board.running
            absent = Absent(row.person_pk, row.name, row.status not in THERE, row.deputy_pk)
            pk, item_pk = meeting_of(self._board).pk, item.pk if item else None
            self.run_worker(deputy(self._board, absent, pk=pk, item_pk=item_pk), group="attend")

    def action_everybody(self) -> None:
        """Note everybody as present who did not send word."""
        from mdoverleg.tui.doings.seats import everybody

        self.run_worker(everybody(self._board), group="attend")

    async def _times(self, row: AttendanceRow | None) -> dict[str, str] | None:
        from mdoverleg.tui.dialogs.ask import Ask, Question
        from mdoverleg.tui.dialogs.numbers import time_of, time_read

        arrives, leaves = (row.arrives or "", row.leaves or "") if row else ("", "")
        answers = await self.app.push_screen_wait(
            Ask(
                _("Partly there"),
                [
                    Question("arrives", _("Comes at (empty: from the start)"), arrives, time_read, needed=False),
                    Question("leaves", _("Leaves at (empty: stays)"), leaves, time_read, needed=False),
                ],
            )
        )
        return {key: time_of(value) if value else "" for key, value in answers.items()} if answers else None

    def action_seat(self) -> None:
        row, item = self._list.row, self._board.running
        if row is None:
            return
        if item is None:
            self.app.notify(_("No item is running. Type n to begin."), severity="warning", markup=False)
            return
        self.run_worker(
            run_edit(
                self._board,
                lambda store, who: late.agenda.seat(
                    store, who, item_pk=item.pk, person_pk=row.person_pk, at_table=not row.at_table
                ),
            ),
            group="attend",
        )

    def action_invite(self) -> None:
        self.run_worker(self._invite(), group="attend")

    async def _invite(self) -> None:
        from mdoverleg.tui.dialogs.pick import Choice, Pick
        from mdoverleg.tui.dialogs.who import people_finder
        from mdoverleg.tui.doings.deputies import NEW

        board = self._board.snapshot
        if board is None:
            return
        listed = {row.person_pk for row in board.attendance}
        known = people_finder(tuple(row for row in board.people if row.pk not in listed))

        def find(typed: str) -> list[Choice]:
            return [*known(typed), Choice(NEW, _("Somebody new …"))]

        picked = await self.app.push_screen_wait(Pick(_("Who else is there?"), find))
        if picked is not None and picked.key == NEW:
            await self._newcomer()
        elif picked is not None:
            await self._attend(int(str(picked.key)), "present")

    async def _newcomer(self) -> None:
        """Add somebody who never came before, and note them as a guest."""
        from mdoverleg.tui.doings.deputies import NEWCOMER
        from mdoverleg.tui.doings.meeting import meeting_of
        from mdoverleg.tui.doings.records import Adding, add_record, saving

        adding = Adding(_("Somebody new"), "Person", NEWCOMER, {"active": True})
        made = await add_record(self._board, adding, saving(self._board, late.people.add))
        if made is not None:
            pk, person_pk = meeting_of(self._board).pk, made.value
            await run_edit(
                self._board,
                lambda store, who: late.meetings.attend(
                    store, who, pk=pk, person_pk=person_pk, status="present", capacity="guest"
                ),
            )
            self._list.go_to(person_pk)
