"""Who sits here for one agenda item: in, out or not there by one key each; saved at once, and read aloud."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.words import _
from mdoverleg.reads.room_words import aloud
from mdoverleg.reads.who_sits_here import HERE, IN, MISSING, OUT, Room, RoomRow, read_room
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.attendance import SECRECY
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.reasons import of_meeting
from mdoverleg.tui.runner import Edit, run_edit
from mdoverleg.tui.text import Part, wrap
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.room import RoomLines

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

MOST_ALOUD = 3
"""Lines that what is read aloud takes at most."""


class RoomDialog(Dialog[None]):
    """The room of one item; `at` is the person on whom the cursor comes first."""

    widest = 400
    box = "tall whole"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "seat('come_in')", show=False),
        Binding("o", "seat('step_out')", show=False),
        Binding("x", "seat('not_in')", show=False),
        Binding("space", "turn", show=False),
        Binding("I", "all('come_in')", show=False),
        Binding("O", "all('step_out')", show=False),
        *(Binding(key, f"secrecy('{how}')", show=False) for key, how in SECRECY.items()),
        Binding("d", "deputy", show=False),
        Binding("plus", "newcomer", show=False),
        Binding("P", "leave", show=False),
    ]

    def __init__(self, screen: "BoardScreen", title: str, room: Room, at: int | None = None) -> None:
        super().__init__(_("Who sits here · {item}").format(item=title))
        self._board = screen
        self._at = at
        self.room = room

    def body(self) -> ComposeResult:
        yield Bar(id="aloud")
        yield RoomLines(id="room-lines")

    def on_mount(self) -> None:
        self.say_keys(
            _("i comes in · o steps out · x was not there · I who belongs · O who does not"),
            _("s signed · v covenant · d deputy · + somebody else · Esc goes back"),
        )
        self._show()
        self._list.action_end(0)
        if self._at is not None:
            self._list.go_to(("person", self._at))
        self._list.focus()

    @property
    def _list(self) -> RoomLines:
        return self.query_one(RoomLines)

    def _show(self) -> None:
        width = max(20, self.app.size.width - 6)
        lines = wrap(aloud(self.room), width, MOST_ALOUD)
        self.query_one("#aloud", Bar).put([(Part(f" {line}", "strong"),) for line in lines])
        self._list.show(self.room)

    def on_resize(self) -> None:
        self._show()

    def follow(self) -> None:
        """Read the room again: something in the file changed."""
        self.run_worker(self._read, group="read", exclusive=True)  # type: ignore[arg-type]

    async def _read(self) -> None:
        window, pk = self._board.window, self.room.item_pk
        try:
            room = await window.in_thread(lambda: read_room(window.store, pk))
        except MdError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if room is not None and self.is_mounted:
            self.room = room
            self._show()

    # What the keys do.

    def _edit(self, edit: Edit[Any]) -> None:
        """Make one edit, or say why nothing can be changed."""
        self._do(lambda: self._made(edit))

    def _do(self, doing: Callable[[], Awaitable[None]]) -> None:
        if why := of_meeting(self._board.place()):
            self.app.notify(why, severity="warning", markup=False)
            return
        self.run_worker(doing(), group="room")

    async def _made(self, edit: Edit[Any]) -> None:
        await run_edit(self._board, edit)
        if self.is_mounted:
            await self._read()

    def _row(self) -> RoomRow | None:
        """Return the person or family member under the cursor; says so where that is an organisation."""
        row = self._list.row
        if not isinstance(row, RoomRow):
            return None
        if row.organisation_pk is not None:
            self.app.notify(_("Nobody of this organisation is noted; + adds who came."), markup=False)
            return None
        return row

    def action_seat(self, how: str) -> None:
        if (row := self._row()) is not None:
            self._seat(how, [row])

    def action_turn(self) -> None:
        """Let in who is not in the room, and out who is."""
        if (row := self._row()) is not None:
            self._seat("step_out" if row.part in (HERE, OUT) else "come_in", [row])

    def action_all(self, how: str) -> None:
        """Let everybody step out who has no part in the case, or everybody come in who has."""
        rows = self.room.of(OUT) if how == "step_out" else self.room.of(IN)
        self._seat(how, list(rows))

    def _seat(self, how: str, rows: list[RoomRow]) -> None:
        item_pk = self.room.item_pk
        people = [row.person_pk for row in rows if row.person_pk is not None]
        family = [row.member_pk for row in rows if row.member_pk is not None]
        self._edit(
            lambda store, who: getattr(late.seats, how)(
                store, who, item_pk=item_pk, person_pks=people, member_pks=family
            )
        )

    def action_secrecy(self, how: str) -> None:
        row = self._row()
        if row is not None and row.person_pk is not None:
            pk = row.person_pk
            self._edit(lambda store, who: late.people.settle_secrecy(store, who, pk=pk, secrecy=how))

    def action_deputy(self) -> None:
        row = self._row()
        if row is None or row.person_pk is None:
            return
        from mdoverleg.tui.doings.deputies import Absent, deputy

        absent = Absent(row.person_pk, row.name, row.part == MISSING, row.deputy_pk)
        room = self.room
        self._do(lambda: self._then(deputy(self._board, absent, pk=room.meeting_pk, item_pk=room.item_pk)))

    def action_newcomer(self) -> None:
        from mdoverleg.tui.doings.deputies import newcomer

        self._do(lambda: self._then(newcomer(self._board, self.room)))

    async def _then(self, doing: Awaitable[object]) -> None:
        await doing
        if self.is_mounted:
            await self._read()

    @on(Lines.Chosen)
    def chosen(self, event: Lines.Chosen) -> None:
        """Turn who was clicked twice."""
        event.stop()
        self.action_turn()
