"""What one does with a line of the tabs Picture, Family and Plan: change it, take it out, say that it is done."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.forms import CASE_TEXTS, FORMS, case_fields
from mdoverleg.domain.schema.cases import PLAIN_RECORDS
from mdoverleg.domain.snapshots import FileRow
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.doings.records import Editing, change_record
from mdoverleg.tui.reasons import DONE_IN
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

MEMBER_TEXTS = ("wants", "needs", "objection")


def _on_row(doing: Callable[["BoardScreen", FileRow], Coroutine[Any, Any, None]]) -> Callable[[Any], Any]:
    """Hold on to the row that was under the cursor when the key was pressed."""

    def with_row(screen: "BoardScreen") -> Coroutine[Any, Any, None] | None:
        row = screen.file.file_row
        return doing(screen, row) if row is not None else None

    return with_row


async def _change(screen: "BoardScreen", row: FileRow) -> None:
    case_pk = screen.case.head.pk
    if row.entity == "Case":
        await change_field(screen, case_pk, row.key)
    elif row.entity == "Member":
        keys = MEMBER_TEXTS if row.key else FORMS["Member"].keys
        await change_record(screen, row.label, Editing("Member", keys, row.pk, late.family.change_member, case_pk))
    elif row.entity == "RoleAssignment":
        from mdoverleg.tui.doings.case_records import change_role

        await change_role(screen, row.pk, row.label, case_pk)
    else:
        edit = editing(row.entity, row.pk, case_pk)
        await change_record(screen, entity_label(row.entity), edit)


change = _on_row(_change)
"""Change what stands under the cursor by its form."""


def editing(entity: str, pk: int, case_pk: int) -> Editing:
    """Return how a record of a case is changed by its form."""
    if entity == "Decision":
        return Editing(entity, FORMS[entity].keys, pk, late.decisions.change, case_pk)
    change_it = partial(late.case_records.change, entity=entity)
    return Editing(entity, FORMS[entity].keys, pk, change_it, case_pk)


async def change_field(screen: "BoardScreen", case_pk: int, key: str) -> bool:
    """Write a text of the case itself, with the fields that are asked together with it; tell whether it was saved."""
    today = screen.today

    def edit(store: Any, who: Any, *, pk: int, values: Any, expected: Any = None) -> None:
        given = dict(values)
        if given.get("score_difference"):
            given["score_difference_on"] = today
        late.cases.change(store, who, pk=pk, values=given, expected=expected)

    keys = case_fields(key)
    title = _("{alias}: {what}").format(alias=screen.case.head.alias, what=field_label("Case", keys[0]))
    return await change_record(screen, title, Editing("Case", keys, case_pk, edit, case_pk)) is not None


async def _remove(screen: "BoardScreen", row: FileRow) -> None:
    edit = _removing(row)
    if edit is not None:
        await run_edit(screen, edit, said=_("It is taken out; u brings it back."))


remove = _on_row(_remove)
"""Take out what stands under the cursor; a reason is said where that cannot be."""


def _removing(row: FileRow) -> Callable[[Any, Any], Any] | None:
    """Return the edit that takes a line out: a record, a text of the case, or what a member wants."""
    pk = row.pk
    if row.entity == "Case":
        keys = CASE_TEXTS.get(row.key, (row.key,))
        values = {key: 0 if key == "tried_before" else None for key in keys if key != "earlier_help"}
        return lambda store, who: late.cases.change(store, who, pk=pk, values=values)
    if row.entity == "Member":
        if row.key:
            gone = dict.fromkeys(MEMBER_TEXTS)
            return lambda store, who: late.family.change_member(store, who, pk=pk, values=gone)
        return lambda store, who: late.family.remove_member(store, who, pk=pk)
    if row.entity == "RoleAssignment":
        return lambda store, who: late.roles.end(store, who, assignment_pk=pk)
    if row.entity == "Decision":
        return lambda store, who: late.decisions.remove(store, who, pk=pk)
    if row.entity in PLAIN_RECORDS:
        return lambda store, who: late.case_records.remove(store, who, entity=row.entity, pk=pk)
    return None


async def _done(screen: "BoardScreen", row: FileRow) -> None:
    values = {DONE_IN[row.entity]: screen.today}
    await run_edit(
        screen, lambda store, who: late.case_records.change(store, who, entity=row.entity, pk=row.pk, values=values)
    )


done = _on_row(_done)
"""Note that what stands under the cursor was done today."""


async def _to_action(screen: "BoardScreen", row: FileRow) -> None:
    meeting_pk = screen.running_meeting_pk
    await run_edit(
        screen,
        lambda store, who: late.offers.to_action(store, who, pk=row.pk, meeting_pk=meeting_pk),
        said=_("The offer is an action point now, on tab 1; it has no day yet."),
    )


to_action = _on_row(_to_action)
"""Make an action point of the offer under the cursor."""
