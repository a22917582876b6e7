"""Every list of records of the case that is shown, in a dialog that stays open."""

from typing import TYPE_CHECKING

from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.forms import Notable
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.words import _
from mdoverleg.reads.case_records import RecordRow
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.records import Records, Work
from mdoverleg.tui.doings.case_file import editing
from mdoverleg.tui.doings.case_records import reader
from mdoverleg.tui.doings.noting import add_to_case, first_values
from mdoverleg.tui.doings.records import change_record
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


async def listing(entity: str, screen: "BoardScreen") -> None:
    """Show the records of one kind of the case; add, change and take out."""
    case = screen.case

    async def add() -> object:
        return await add_to_case(screen, Notable(entity, ""), case, first_values(screen, entity, case))

    async def change(row: RecordRow) -> object:
        return await change_record(screen, entity_label(entity), editing(entity, row.pk, case.head.pk))

    async def remove(row: RecordRow) -> object:
        if entity == "Decision":
            return await run_edit(screen, lambda store, who: late.decisions.remove(store, who, pk=row.pk))
        return await run_edit(screen, lambda store, who: late.case_records.remove(store, who, entity=entity, pk=row.pk))

    work = Work(reader(screen, entity, case.head.pk), add, change, remove, _("x takes out"))
    what = field_label("Case", ENTITIES[entity].list_key)
    title = _("{what} around {alias}").format(what=what, alias=case.head.alias)
    await screen.app.push_screen_wait(Records(title, work))
