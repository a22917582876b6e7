"""The four buffers of parenthood: the state of each by one digit, a note and a step by its form."""

from functools import partial
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.forms import FORMS
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import CaseView
from mdoverleg.domain.words import _
from mdoverleg.reads.buffers import BufferRow, read_buffers
from mdoverleg.tui import late
from mdoverleg.tui.doings.records import Adding, Editing, add_record, change_record, saving
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


async def buffers(screen: "BoardScreen", case: CaseView) -> None:
    """Show the four buffers; a digit says how one is, Enter asks the rest; afterwards show them on their tab."""
    from mdoverleg.tui.dialogs.buffers import Buffers

    case_pk = case.head.pk

    async def read() -> tuple[BufferRow, ...]:
        return await screen.window.in_thread(lambda: read_buffers(screen.window.store, case_pk))

    async def set_state(row: BufferRow, state: str) -> object:
        if row.pk is not None:
            edit: Any = partial(late.case_records.change, entity="Buffer", pk=row.pk, values={"state": state})
        else:
            values = {"buffer": row.buffer, "state": state}
            edit = partial(late.case_records.add, entity="Buffer", case_pk=case_pk, values=values)
        return await run_edit(screen, edit)

    async def change(row: BufferRow) -> object:
        title = label("BufferName", row.buffer)
        keys = FORMS["Buffer"].first
        if row.pk is not None:
            changing = partial(late.case_records.change, entity="Buffer")
            return await change_record(screen, title, Editing("Buffer", keys, row.pk, changing, case_pk))

        def add(store: Any, who: Any, *, values: dict[str, Any]) -> int:
            given = values | {"buffer": row.buffer}
            pk: int = late.case_records.add(store, who, entity="Buffer", case_pk=case_pk, values=given)
            return pk

        return await add_record(screen, Adding(title, "Buffer", keys, {}, case_pk), saving(screen, add))

    title = _("Buffers around {alias}").format(alias=case.head.alias)
    await screen.app.push_screen_wait(Buffers(title, read, set_state, change))
    screen.choose_tab("picture")
    await screen.reload()
    rows = await read()
    if (first := next((row.pk for row in rows if row.pk is not None), None)) is not None:
        screen.file.go_to(("Buffer", first, ""))
