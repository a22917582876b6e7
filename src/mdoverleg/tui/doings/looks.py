"""What one does with warnings: go to what one is about, set one aside, bring one back."""

from functools import partial
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_file, day_to_look_again
from mdoverleg.domain.facts import Warning
from mdoverleg.domain.roles import CONTACT, DEPUTY_LEAD, LEAD, SAFETY
from mdoverleg.domain.snapshots import CaseView
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.doings.seats import item_of, show_person
from mdoverleg.tui.runner import ask_until_saved, run_edit
from mdoverleg.tui.screens import board_round
from mdoverleg.tui.widgets.role_board import SlotLine
from mdoverleg.tui.widgets.warnings import AsideLine, FoldedLine

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

ABOUT_ROLE = {"E01": LEAD, "E02": LEAD, "E03": CONTACT, "E04": CONTACT, "E05": SAFETY, "E06": LEAD, "E10": DEPUTY_LEAD}
"""Checks without a subject that are about one role."""
MOVED_OFTEN = "E20"
ABOUT_MEETING = ("E53", "E54", "E55", "E56", "E61", "E62")
ABOUT_ROOM = ("E51", "E57", "E58", "E59")
"""Checks about who sits at the table, and who should."""
ABOUT_FILE = {
    "E26": ("plan", "Waiting", ""),
    "E29": ("family", "Case", "informed"),
    "E30": ("family", "Case", "preference"),
    "E31": ("family", "Member", ""),
    "E32": ("family", "Member", ""),
    "E33": ("plan", "Feedback", ""),
    "E34": ("picture", "Line", ""),
    "E35": ("family", "Member", ""),
    "E36": ("plan", "Consent", ""),
    "E38": ("picture", "Score", ""),
    "E39": ("picture", "Score", ""),
    "E40": ("picture", "Score", ""),
    "E41": ("plan", "Case", "contingency"),
    "E42": ("plan", "Case", "closing_proposed_by"),
    "E43": ("plan", "Case", "next_evaluation"),
    "E44": ("plan", "Measure", ""),
    "E45": ("plan", "CrisisNotice", ""),
    "E52": ("picture", "Information", ""),
    "E64": ("picture", "Incident", ""),
    "E65": ("plan", "Decision", ""),
    "E66": ("picture", "Line", ""),
}
"""Checks about something on a tab of the case: the tab, the kind of record and the field."""


KEPT_LONG = "E63"
"""The check about the day until which a case is kept: there that day is asked."""


async def go_to(screen: "BoardScreen") -> None:
    """Put the cursor on what the warning is about."""
    row = screen.warnings.row
    if isinstance(row, AsideLine):
        screen.warnings.turn_aside()
    elif isinstance(row, FoldedLine):
        screen.warnings.turn_folded()
    elif isinstance(row, Warning) and row.check in ABOUT_ROOM and (item := item_of(screen, row.case_pk)):
        await show_person(screen, item, row.subject)
    elif isinstance(row, Warning) and row.check == KEPT_LONG:
        from mdoverleg.tui.doings.retention import keep_until

        await keep_until(screen)
    elif isinstance(row, Warning) and row.check in ABOUT_FILE and screen.snapshot and screen.snapshot.case:
        await _show_in_file(screen, row)
    elif isinstance(row, Warning):
        _show(screen, row)


async def _show_in_file(screen: "BoardScreen", warning: Warning) -> None:
    """Turn to the tab that a warning is about, with the cursor on it; say so when nothing about it stands there."""
    tab, entity, key = ABOUT_FILE[warning.check]
    member = next((row.pk for row in screen.case.members if row.id == warning.subject), None)
    screen.choose_tab(tab)
    await screen.reload()
    rows = [row for row in screen.case.file if (row.entity, row.key) == (entity, key)]
    found = next((row for row in rows if entity != "Member" or row.pk == member), None)
    if found is not None:
        screen.file.go_to((found.entity, found.pk, found.key))
    else:
        screen.app.notify(_("Nothing about it stands here yet; type f to note it down."), markup=False)


def _show(screen: "BoardScreen", warning: Warning) -> None:
    screen.choose_tab("board")
    board, subject = screen.snapshot, warning.subject
    actions = [*(board.case.actions if board and board.case else ()), *(board.actions if board else ())]
    action = next((row for row in actions if row.id == subject), None)
    if action is not None:
        points = board_round.points(screen)
        points.go_to(action.pk)
        screen.focus_area(points)
        if warning.check == MOVED_OFTEN:
            screen.app.notify(_("Type E to raise it one level."), markup=False)
    elif warning.check in ABOUT_MEETING or board is None or board.case is None:
        screen.focus_area(screen.agenda_list)
    else:
        _show_role(screen, board.case, warning)


def _show_role(screen: "BoardScreen", case: CaseView, warning: Warning) -> None:
    roles, subject = screen.roles, warning.subject
    member = next((row for row in case.members if row.id == subject), None)
    person = next((row for row in (screen.snapshot.people if screen.snapshot else ()) if row.id == subject), None)
    roles.turn = "member" if member else "person" if person else "role"
    screen.show_case_parts()
    if member:
        roles.go_to(("member", member.pk))
    elif person:
        roles.go_to(("person", person.pk))
    else:
        code = subject or ABOUT_ROLE.get(warning.check)
        slot = next((row for row in roles.rows if isinstance(row, SlotLine) and row.code == code), None)
        if slot:
            roles.go_to(roles.key_of(slot))
    screen.focus_area(roles)


async def set_aside(screen: "BoardScreen") -> None:
    """Set the warning under the cursor aside, with why and until when; bring back one that is."""
    from mdoverleg.tui.dialogs.ask import Ask, Question
    from mdoverleg.tui.dialogs.numbers import day_reader

    warning, snapshot = screen.warnings.row, screen.snapshot
    if not isinstance(warning, Warning) or snapshot is None:
        return
    if warning.set_aside:
        await _bring_back(screen, warning)
        return
    say, day_of = day_reader(snapshot.today, snapshot.next_meeting_on)
    proposed = day_to_look_again(snapshot.next_meeting_on, snapshot.today, warning.check)
    questions = [
        Question("reason", _("Why it may wait")),
        Question("until", _("Until and including"), day_file(proposed), say),
    ]
    about = {"check": warning.check, "case_pk": warning.case_pk, "subject": warning.subject}

    async def save(answers: dict[str, str]) -> object:
        person, until, reason = await _somebody_of_the_table(screen), day_of(answers["until"]), answers["reason"]
        if person is None or until is None:
            return None
        given: dict[str, Any] = {**about, "by_pk": person, "until": until, "reason": reason}
        return await run_edit(screen, lambda store, who: late.warnings.set_aside(store, who, **given))

    await ask_until_saved(screen, partial(Ask, f"{warning.check} · {warning.text}", questions), save)


async def _somebody_of_the_table(screen: "BoardScreen") -> int | None:
    """Return who sits here, asking it where it is not known; says so when it is nobody of this table."""
    if screen.window.who is None or screen.window.who.person_pk is None:
        from mdoverleg.tui.dialogs.who import ask_who

        await ask_who(screen)
    found = screen.window.who.person_pk if screen.window.who else None
    if found is None:
        screen.app.notify(_("Only somebody of this table can set a warning aside."), severity="warning", markup=False)
    return found


async def _bring_back(screen: "BoardScreen", warning: Warning) -> None:
    from mdoverleg.reads.overrides import override_of

    today = screen.today
    pk = await screen.window.in_thread(lambda: override_of(screen.window.store, warning, today))
    if pk is not None:
        await run_edit(screen, lambda store, who: late.warnings.bring_back(store, who, pk=pk))
