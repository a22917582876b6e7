"""The lists of the table itself: own roles, own codes, agenda templates with their items, usual action points."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from mdoverleg.domain.words import N_, _
from mdoverleg.reads.case_records import RecordRow
from mdoverleg.reads.settings import read_table_records
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.records import Doing, Records, Work
from mdoverleg.tui.doings.records import Adding, Editing, add_record, change_record, saving
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]


class Kind(NamedTuple):
    """One list: its kind of record, the keys that are asked, what it is called and what a new one is called."""

    entity: str
    keys: tuple[str, ...]
    title: str
    new: str


ROLE_KINDS = Kind(
    "RoleKind",
    ("code", "label", "looks_at", "tasks", "limits", "slot", "counted", "handover"),
    N_("Roles of this table"),
    N_("New role of this table, or a change to a built-in one"),
)
OWN_CODES = Kind("OwnCode", ("code_list", "code", "label"), N_("Own codes of this table"), N_("New own code"))
TEMPLATES = Kind("AgendaTemplate", ("name", "meeting_kind"), N_("Agenda templates"), N_("New agenda template"))
ITEMS = Kind("TemplateItem", ("kind", "title", "minutes"), N_("Items of {name}"), N_("New item"))
STANDARD_ACTIONS = Kind(
    "StandardAction", ("text", "kind", "days"), N_("Usual action points"), N_("New usual action point")
)


async def role_kinds(screen: Screen) -> None:
    """Show the roles of the table itself, and what it changed about built-in ones."""
    await _list(screen, ROLE_KINDS)


async def own_codes(screen: Screen) -> None:
    """Show the concern types and life domains of the table itself."""
    await _list(screen, OWN_CODES)


async def standard_actions(screen: Screen) -> None:
    """Show the action points that can be chosen from a list."""
    await _list(screen, STANDARD_ACTIONS)


async def agenda_templates(screen: Screen) -> None:
    """Show the agenda templates; Enter goes to the items of one, or to its name."""

    async def change(row: RecordRow) -> object:
        choices = [Choice("items", _("Its items, in order")), Choice("name", _("Its name, and for which meeting"))]
        picked = await screen.app.push_screen_wait(Pick(row.text, choices))
        if picked is not None and picked.key == "items":
            await _items(screen, row)
            return None
        return await _change(screen, TEMPLATES, row) if picked is not None else None

    await _list(screen, TEMPLATES, change=change)


async def _items(screen: Screen, template: RecordRow) -> None:
    async def change(row: RecordRow) -> object:
        choices = [Choice("change", _("Change it")), Choice(-1, _("Move it up")), Choice(1, _("Move it down"))]
        picked = await screen.app.push_screen_wait(Pick(row.text, choices))
        if picked is None or picked.key == "change":
            return await _change(screen, ITEMS, row) if picked is not None else None
        by = int(str(picked.key))
        return await run_edit(screen, lambda store, who: late.settings.move_item(store, who, pk=row.pk, by=by))

    await _list(screen, ITEMS, change=change, parent=template)


async def _list(screen: Screen, kind: Kind, *, change: Doing | None = None, parent: RecordRow | None = None) -> None:
    parent_pk = parent.pk if parent is not None else None

    async def add() -> object:
        edit = partial(late.settings.add, entity=kind.entity, parent_pk=parent_pk)
        return await add_record(screen, Adding(_(kind.new), kind.entity, kind.keys), saving(screen, edit))

    async def remove(row: RecordRow) -> object:
        return await run_edit(
            screen, lambda store, who: late.settings.remove(store, who, entity=kind.entity, pk=row.pk)
        )

    title = _(kind.title).format(name=parent.text if parent is not None else "")
    changed = change or partial(_change, screen, kind)
    work = Work(_reader(screen, kind.entity, parent_pk), add, changed, remove, _("x takes out"))
    await screen.app.push_screen_wait(Records(title, work))


async def _change(screen: Screen, kind: Kind, row: RecordRow) -> object:
    edit = partial(late.settings.change, entity=kind.entity)
    return await change_record(screen, row.text, Editing(kind.entity, kind.keys, row.pk, edit))


def _reader(screen: Screen, entity: str, parent_pk: int | None) -> Callable[[], Awaitable[Sequence[RecordRow]]]:
    async def read() -> Sequence[RecordRow]:
        return await screen.window.in_thread(lambda: read_table_records(screen.window.store, entity, parent_pk))

    return read
