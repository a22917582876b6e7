"""What belongs to a case and is kept as lists: its family, roles with dates, helpers, hand-overs, evaluations.

The same on the list of cases, for the case under the cursor, and on the table, for the case that is shown.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from mdoverleg.domain.forms import FORMS, NEW_ROLE
from mdoverleg.domain.snapshots import ActionRow, BoardSnapshot, CaseRow
from mdoverleg.domain.words import _
from mdoverleg.reads.case_records import RecordRow, read_case_records
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.records import Records, Work
from mdoverleg.tui.doings.records import Adding, Editing, add_record, change_record, saving
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]


class CaseHere(NamedTuple):
    """The case that a verb is about, and the meeting that runs, if it does."""

    pk: int
    alias: str
    meeting_pk: int | None = None


def case_here(screen: Screen) -> CaseHere | None:
    """Return the case under the cursor, else the one that is shown; says so when there is none."""
    row = getattr(getattr(screen, "list", None), "row", None)
    if isinstance(row, CaseRow):
        return CaseHere(row.pk, row.alias)
    board = screen.snapshot
    if isinstance(board, BoardSnapshot) and board.case is not None:
        return CaseHere(board.case.head.pk, board.case.head.alias, getattr(screen, "running_meeting_pk", None))
    screen.app.notify(_("Put the cursor on a case."), severity="warning", markup=False)
    return None


def today_of(screen: Screen) -> date:
    """Return the day in the zone of the table."""
    return screen.snapshot.today if screen.snapshot is not None else date.min


def reader(screen: Screen, entity: str, case_pk: int) -> Callable[[], Awaitable[Sequence[RecordRow]]]:
    """Return what reads the records of one kind of a case, in the thread of the file."""

    async def read() -> Sequence[RecordRow]:
        return await screen.window.in_thread(lambda: read_case_records(screen.window.store, entity, case_pk))

    return read


async def change_case(screen: Screen) -> None:
    """Change the case."""
    if (case := case_here(screen)) is not None:
        title = _("Case {alias}").format(alias=case.alias)
        await change_record(screen, title, Editing("Case", FORMS["Case"].keys, case.pk, late.cases.change, case.pk))


async def change_point(screen: Any) -> None:
    """Change the action point under the cursor by its form."""
    row: ActionRow | None = screen.cursor_action
    if row is not None:
        await change_record(
            screen,
            row.id,
            Editing("ActionPoint", FORMS["ActionPoint"].keys, row.pk, late.action_points.change, row.case_pk),
        )


async def family(screen: Screen) -> None:
    """Show the family of the case; add, change and take out its members."""
    if (case := case_here(screen)) is None:
        return

    async def add() -> object:
        adding = Adding(_("New family member"), "Member", FORMS["Member"].keys, case_pk=case.pk)
        return await add_record(screen, adding, saving(screen, late.family.add_member, case_pk=case.pk))

    async def change(row: RecordRow) -> object:
        return await change_record(
            screen, row.text, Editing("Member", FORMS["Member"].keys, row.pk, late.family.change_member, case.pk)
        )

    async def remove(row: RecordRow) -> object:
        return await run_edit(screen, lambda store, who: late.family.remove_member(store, who, pk=row.pk))

    work = Work(reader(screen, "Member", case.pk), add, change, remove, _("x takes out"))
    await screen.app.push_screen_wait(Records(_("Family of {alias}").format(alias=case.alias), work))


async def around(screen: Screen) -> None:
    """Show who works around the family without a role here; add, change and end."""
    if (case := case_here(screen)) is None:
        return

    async def add() -> object:
        adding = Adding(
            _("Around the family"), "Helper", FORMS["Helper"].keys, {"started_on": today_of(screen)}, case.pk
        )
        return await add_record(screen, adding, saving(screen, late.roles.add_helper, case_pk=case.pk))

    async def change(row: RecordRow) -> object:
        return await change_record(
            screen, row.text, Editing("Helper", FORMS["Helper"].keys, row.pk, late.roles.change_helper, case.pk)
        )

    async def end(row: RecordRow) -> object:
        return await run_edit(screen, lambda store, who: late.roles.end_helper(store, who, pk=row.pk))

    work = Work(reader(screen, "Helper", case.pk), add, change, end, _("x ends today"))
    await screen.app.push_screen_wait(Records(_("Around the family of {alias}").format(alias=case.alias), work))


async def roles(screen: Screen) -> None:
    """Show who holds and held which role from when; add, change and end."""
    if (case := case_here(screen)) is None:
        return

    def assign(store: Any, who: Any, *, values: dict[str, Any]) -> int:
        names = {"holder": "person_pk", "organisation": "organisation_pk", "started_on": "on"}
        given = {names.get(key, key): value for key, value in values.items()}
        pk: int = late.roles.assign(store, who, case_pk=case.pk, meeting_pk=case.meeting_pk, **given)
        return pk

    async def add() -> object:
        adding = Adding(_("New role"), "RoleAssignment", NEW_ROLE, {"started_on": today_of(screen)}, case.pk)
        return await add_record(screen, adding, saving(screen, assign))

    async def change(row: RecordRow) -> object:
        return await change_role(screen, row.pk, row.text, case.pk)

    async def end(row: RecordRow) -> object:
        return await run_edit(screen, lambda store, who: late.roles.end(store, who, assignment_pk=row.pk))

    work = Work(reader(screen, "RoleAssignment", case.pk), add, change, end, _("x ends today"))
    await screen.app.push_screen_wait(Records(_("Roles around {alias}").format(alias=case.alias), work))


async def change_role(screen: Screen, pk: int, title: str, case_pk: int) -> object:
    """Change the dates and all else of a role that somebody holds."""

    def edit(store: Any, who: Any, *, pk: int, values: Any, expected: Any = None) -> None:
        late.roles.change(store, who, assignment_pk=pk, values=values, expected=expected)

    return await change_record(
        screen, title, Editing("RoleAssignment", FORMS["RoleAssignment"].keys, pk, edit, case_pk)
    )


async def handovers(screen: Screen) -> None:
    """Show the hand-overs that were agreed; add one, or note that one is done."""
    if (case := case_here(screen)) is None:
        return

    def agree(store: Any, who: Any, *, values: dict[str, Any]) -> int:
        given = values | {"created_in": case.meeting_pk}
        pk: int = late.case_records.add(store, who, entity="Handover", case_pk=case.pk, values=given)
        return pk

    async def add() -> object:
        adding = Adding(_("New hand-over"), "Handover", FORMS["Handover"].keys, {"warm": True}, case.pk)
        return await add_record(screen, adding, saving(screen, agree))

    async def change(row: RecordRow) -> object:
        return await change_record(
            screen,
            row.text,
            Editing(
                "Handover",
                FORMS["Handover"].keys,
                row.pk,
                partial(late.case_records.change, entity="Handover"),
                case.pk,
            ),
        )

    async def done(row: RecordRow) -> object:
        is_done = False if row.is_past else await _is_done(screen, row.text)
        if is_done is None:
            return None
        if not is_done:
            return await _remove(screen, "Handover", row)
        values = {"done_on": today_of(screen)}
        return await run_edit(
            screen,
            lambda store, who: late.case_records.change(store, who, entity="Handover", pk=row.pk, values=values),
        )

    work = Work(reader(screen, "Handover", case.pk), add, change, done, _("x: done today, or take out"))
    await screen.app.push_screen_wait(Records(_("Hand-overs around {alias}").format(alias=case.alias), work))


async def _is_done(screen: Screen, title: str) -> bool | None:
    """Ask whether a hand-over was done today, or is to be taken out; nothing for neither."""
    from mdoverleg.tui.dialogs.confirm import confirm

    answer = await screen.app.push_screen_wait(confirm(title, _("It was done today"), _("Take it out: a mistake")))
    return None if answer is None else answer.key is True


async def _remove(screen: Screen, entity: str, row: RecordRow) -> object:
    return await run_edit(screen, lambda store, who: late.case_records.remove(store, who, entity=entity, pk=row.pk))


async def evaluations(screen: Screen) -> None:
    """Show the evaluations that were held; add, change and take out."""
    if (case := case_here(screen)) is None:
        return

    async def add() -> object:
        title = _("Evaluation of {alias}").format(alias=case.alias)
        adding = Adding(
            title, "Evaluation", FORMS["Evaluation"].keys, {"held_on": today_of(screen), "stable": False}, case.pk
        )
        return await add_record(
            screen, adding, saving(screen, late.case_records.add, entity="Evaluation", case_pk=case.pk)
        )

    async def change(row: RecordRow) -> object:
        edit = partial(late.case_records.change, entity="Evaluation")
        return await change_record(
            screen, row.text, Editing("Evaluation", FORMS["Evaluation"].keys, row.pk, edit, case.pk)
        )

    async def remove(row: RecordRow) -> object:
        return await _remove(screen, "Evaluation", row)

    work = Work(reader(screen, "Evaluation", case.pk), add, change, remove, _("x takes out"))
    await screen.app.push_screen_wait(Records(_("Evaluations of {alias}").format(alias=case.alias), work))
