"""Somebody stands in for who is away, or comes along: chosen from the people, or added on the way."""

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.domain.snapshots import PersonRow
from mdoverleg.domain.words import _
from mdoverleg.reads.who_sits_here import Room
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

NEW = "new"
NEWCOMER = ("name", "organisation", "function", "phone", "secrecy", "active")
"""What is asked of somebody who walks in; the rest can be filled in later."""


class Absent(NamedTuple):
    """For whom somebody stands in."""

    person_pk: int
    name: str
    is_away: bool
    deputy_pk: int | None
    """Their deputy, who is not there yet."""


async def deputy(screen: "BoardScreen", row: Absent, *, pk: int, item_pk: int | None) -> None:
    """Note who stands in for somebody who is not there: their deputy at once, else who is chosen or added.

    They stand in at the meeting with this key, and for its item where one is given.
    """
    if not row.is_away:
        screen.app.notify(_("This person is there; nobody has to stand in."), severity="warning", markup=False)
        return
    given: dict[str, Any] = {"pk": pk, "absent_pk": row.person_pk, "item_pk": item_pk}
    if row.deputy_pk is not None:
        await run_edit(screen, lambda store, who: late.attendance.deputise(store, who, **given))
        return
    away = next((one for one in _people(screen) if one.pk == row.person_pk), None)
    organisation = away.organisation_pk if away is not None else None
    title = _("Who stands in for {name}?").format(name=row.name)
    picked = await _asked(screen, title, colleagues_of=organisation, without=row.person_pk)
    if picked is None:
        return
    if picked != NEW:
        chosen = int(picked)
        await run_edit(screen, lambda store, who: late.attendance.deputise(store, who, deputy_pk=chosen, **given))
        return
    edit = partial(late.attendance.deputise, **given)
    await _added(screen, edit, {"active": True, "organisation": organisation})


async def newcomer(screen: "BoardScreen", room: Room) -> None:
    """Let somebody come in who is not on the list yet, known or new; who is new comes as a guest."""
    picked = await _asked(screen, _("Who else is there?"))
    if picked == NEW:
        await _added(screen, partial(late.seats.bring_in, item_pk=room.item_pk), {"active": True})
    elif picked is not None:
        pk = int(picked)
        await run_edit(
            screen, lambda store, who: late.seats.come_in(store, who, item_pk=room.item_pk, person_pks=(pk,))
        )


def _people(screen: "BoardScreen") -> tuple[PersonRow, ...]:
    return screen.snapshot.people if screen.snapshot is not None else ()


async def _asked(
    screen: "BoardScreen", title: str, *, colleagues_of: int | None = None, without: int | None = None
) -> str | None:
    """Ask for a person of the table, colleagues of an organisation first; NEW is somebody who is not known yet."""
    from mdoverleg.tui.dialogs.who import people_finder

    people = tuple(row for row in _people(screen) if row.pk != without)
    colleagues = tuple(row.pk for row in people if row.organisation_pk == colleagues_of)
    known = people_finder(people, colleagues)
    picked = await screen.app.push_screen_wait(
        Pick(title, lambda typed: [*known(typed), Choice(NEW, _("Somebody new …"))])
    )
    return str(picked.key) if picked is not None else None


async def _added(screen: "BoardScreen", edit: Any, first: dict[str, Any]) -> None:
    from mdoverleg.tui.doings.records import Adding, add_record, saving

    values = {key: value for key, value in first.items() if value is not None}
    await add_record(screen, Adding(_("Somebody new"), "Person", NEWCOMER, values), saving(screen, edit))
