"""Adding and changing a record by its form: the same for every kind, so that no kind needs a screen of its own."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from mdoverleg.domain.forms import FORMS
from mdoverleg.domain.words import _
from mdoverleg.reads.lists import read_names, read_values
from mdoverleg.tui import late
from mdoverleg.tui.form_values import LEFT, Known, asked
from mdoverleg.tui.forms import Form, Make
from mdoverleg.tui.runner import Done, run_edit
from mdoverleg.tui.screens.base import LiveScreen

T = TypeVar("T")


async def known(screen: LiveScreen[Any], case_pk: int | None = None, entity: str = "") -> Known:
    """Return what a form on this screen can refer to; the voice of a child only to children, where there are any."""
    names = await screen.window.in_thread(lambda: read_names(screen.window.store, case_pk=case_pk))
    found = names.records
    if entity == "ChildVoice" and (children := found.get("Member child")):
        found = {**found, "Member": children, f"Member{LEFT}": found["Member"]}
    return Known(names.today, found, names.codes)


class Adding(NamedTuple):
    """A record that is to be added: what the form is called, its kind, the keys that are asked, and first values."""

    title: str
    entity: str
    keys: Sequence[str]
    values: Mapping[str, Any] = {}
    case_pk: int | None = None
    needed: Sequence[str] = ()
    """Keys that must be answered though the format does not ask for them."""


Saved = Callable[[dict[str, Any]], Awaitable[Done[T] | None]]


async def add_record(screen: LiveScreen[Any], adding: Adding, save: Saved[T]) -> Done[T] | None:
    """Ask for a new record and save it; when that is refused the form comes back with what was typed."""
    typed: Mapping[str, str] = {}
    fields = asked(adding.entity, adding.keys, adding.values, needed=adding.needed)
    while True:
        now = await known(screen, adding.case_pk, adding.entity)
        form = Form(adding.title, adding.entity, fields, now, typed=typed, makes=makers(screen, adding), is_new=True)
        answers = await screen.app.push_screen_wait(form)
        if answers is None:
            return None
        done = await save({key: value for key, value in answers.items() if value is not None})
        if done is not None:
            return done
        typed = form.kept


def saving(screen: LiveScreen[Any], edit: Callable[..., T], *, said: str = "", **fixed: Any) -> Saved[T]:
    """Return what saves the answers of a form as the `values` of one edit; the other arguments are fixed."""

    async def save(values: dict[str, Any]) -> Done[T] | None:
        return await run_edit(screen, partial(edit, values=values, **fixed), said=said)

    return save


def makers(screen: LiveScreen[Any], adding: Adding) -> dict[str, Make]:
    """Return what a form can add on the way: the organisation where somebody new works."""

    async def organisation(name: str) -> tuple[str, Known] | None:
        new = Adding(_("New organisation"), "Organisation", FORMS["Organisation"].keys, {"name": name or None})
        done = await add_record(screen, new, saving(screen, late.organisations.add))
        if done is None:
            return None
        now = await known(screen, adding.case_pk, adding.entity)
        return now.name_of("Organisation", done.value), now

    return {} if adding.entity == "Organisation" or screen.window.read_only else {"Organisation": organisation}


class Editing(NamedTuple):
    """A record that is to be changed: its kind, the keys that are asked, and the edit that makes the change."""

    entity: str
    keys: Sequence[str]
    pk: int
    change: Callable[..., None]
    case_pk: int | None = None


async def change_record(screen: LiveScreen[Any], title: str, editing: Editing) -> Done[None] | None:
    """Ask for changes of a record and make them; when that is refused the form comes back with what was typed.

    What others changed meanwhile is shown first; then the form holds what they made of the other fields. When somebody
    took the record out, what was typed stays to be read until the form is left.
    """
    entity, pk, change = editing.entity, editing.pk, editing.change
    typed: Mapping[str, str] = {}
    before: Mapping[str, Any] = {}
    while True:
        found = await screen.window.in_thread(lambda: read_values(screen.window.store, entity, pk))
        if not found and not typed:
            screen.app.notify(_("This is no longer there."), severity="warning", markup=False)
            return None
        before = found or before
        now = await known(screen, editing.case_pk, entity)
        adding = Adding(title, entity, editing.keys, before, editing.case_pk)
        fields = asked(entity, editing.keys, before)
        form = Form(title, entity, fields, now, typed=typed, makes=makers(screen, adding))
        answers = await screen.app.push_screen_wait(form)
        changed = form.changed(answers) if answers is not None else {}
        if not changed:
            return None
        expected = {key: before.get(key) for key in changed}
        edit = partial(change, pk=pk, values=changed, expected=expected)
        done = await run_edit(screen, edit, anyway=partial(change, pk=pk, values=changed))
        if done is not None:
            return done
        typed = form.kept


async def change_item(screen: LiveScreen[Any], pk: int, title: str) -> Done[None] | None:
    """Change the title, the times and the minutes per phase of an agenda item."""

    def edit(store: Any, who: Any, *, pk: int, values: Any, expected: Any = None) -> None:
        late.agenda.change_item(store, who, item_pk=pk, values=values, expected=expected)

    return await change_record(screen, title, Editing("AgendaItem", FORMS["AgendaItem"].keys, pk, edit))
