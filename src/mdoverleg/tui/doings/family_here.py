"""While a family sits at the table: ask before another case is opened in any window."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.snapshots import CaseRow
from mdoverleg.domain.words import _
from mdoverleg.reads.family_here import FamilyHere, family_here
from mdoverleg.tui.verbs import CASES, FOUND, POINTS, TABLE, Verb

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen

EVERY_CASE = 0
"""Stands for all cases at once; no case has this key."""
OPENING = {
    "agenda.look": TABLE,
    "points.look": POINTS,
    "action_points.change": POINTS,
    "action_points.form": POINTS,
    "found.look": FOUND,
}
"""Verbs that open the case of the row under the cursor, and on which screen; in the list of cases all of a row do."""


def case_opened(scope: str, verb: Verb, row: object) -> int | None:
    """Return the case that a verb opens on a screen with this scope; nothing when it opens none."""
    if not (verb.scope == CASES or OPENING.get(verb.id) == scope):
        return None
    if isinstance(row, CaseRow):
        return None if verb.id == "cases.add" else row.pk
    pk: int | None = getattr(getattr(row, "item", row), "case_pk", None)
    return pk


async def open_case(
    screen: "LiveScreen[Any]", case_pk: int, doing: Callable[[Any], Coroutine[Any, Any, None] | None]
) -> None:
    """Do what opens a case, unless another family sits at the table and one would rather not."""
    if await may_open(screen, case_pk):
        found = doing(screen)
        if found is not None:
            await found


async def may_open(screen: "LiveScreen[Any]", case_pk: int) -> bool:
    """Ask when somebody of another family sits at the table; once for each case while that family is there."""
    window = screen.window
    here = await window.in_thread(lambda: family_here(window.store))
    if here is None or here.case_pk == case_pk or (kept := _kept(here, case_pk)) in window.keeps:
        return True
    from mdoverleg.tui.dialogs.confirm import confirm

    title = _("The family of {case} sits at the table. Open another case all the same?").format(case=here.alias)
    no = _("No, stay with {case}").format(case=here.alias)
    answer = await screen.app.push_screen_wait(confirm(title, _("Yes, nobody else sees this screen"), no, doubt=True))
    if answer is None or answer.key is not True:
        return False
    window.keeps[kept] = "yes"
    return True


def _kept(here: FamilyHere, case_pk: int) -> str:
    return f"open {case_pk} beside {here.case_pk}"
