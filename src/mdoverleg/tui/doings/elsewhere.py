"""What can be done on the screens beside the table."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.forms import FORMS
from mdoverleg.domain.groups import OPEN_CASES
from mdoverleg.domain.list_rows import ChangeRow, SearchRow
from mdoverleg.domain.schema.cases import CASE_AT_FIRST
from mdoverleg.domain.snapshots import CaseRow, MeetingRow, OrganisationRow, PersonRow
from mdoverleg.domain.verb_kinds import SEEN, TRUST
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.doings import APP_DOES, Doing, Late, actions, case_records, handing_over, inviting, planning, review
from mdoverleg.tui.doings.parking import unpark
from mdoverleg.tui.doings.records import Adding, Editing, add_record, change_record, known, saving
from mdoverleg.tui.doings.screens import go, to_table
from mdoverleg.tui.doings.settings import who_sits_here
from mdoverleg.tui.runner import ask_until_saved, run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.history import HistoryScreen
    from mdoverleg.tui.screens.lists import ListScreen


def turn_filter(screen: "ListScreen") -> None:
    """Show another part of the list."""
    screen.turn_filter()


# Cases


async def add_case(screen: "ListScreen") -> None:
    """Register a case, and go on to its family."""
    if screen.snapshot is None:
        return
    if not any(row.active for row in screen.snapshot.people):
        words = _("Add people first (F5): somebody brings a case in.")
        screen.app.notify(words, severity="warning", markup=False)
        return
    brought_by = screen.window.who.person_pk if screen.window.who else None
    values = CASE_AT_FIRST | {"opened_on": screen.today, "brought_by": brought_by}
    done = await add_record(
        screen, Adding(_("New case"), "Case", FORMS["Case"].first, values), saving(screen, late.cases.add)
    )
    if done is not None and screen.list.go_to(done.value):
        await case_records.family(screen)


async def close_or_reopen_case(screen: "ListScreen") -> None:
    """Close the case with its reason, or open it again."""
    from mdoverleg.tui.dialogs.ask import Ask, Question

    if not isinstance(row := screen.list.row, CaseRow):
        return
    if row.status not in OPEN_CASES:
        await run_edit(
            screen, lambda store, who: late.cases.reopen(store, who, pk=row.pk), said=_("The case is open again.")
        )
        return
    pk = row.pk

    async def save(answers: dict[str, str]) -> object:
        reason = answers["reason"] or None
        return await run_edit(
            screen,
            lambda store, who: late.cases.close(store, who, pk=pk, reason=reason),
            said=_("The case is closed."),
        )

    questions = [Question("reason", _("What was decided"), needed=False)]
    await ask_until_saved(screen, partial(Ask, _("Close {alias}").format(alias=row.alias), questions), save)


def look_at_case(screen: "ListScreen") -> None:
    """Show the case of this line on the table."""
    row: Any = screen.list.row
    case_pk = row.pk if isinstance(row, CaseRow) else getattr(row, "case_pk", None)
    if case_pk is None:
        screen.app.notify(_("This belongs to no case."), markup=False)
        return
    board = to_table(screen)
    board.look_at(case_pk)


# People and organisations


async def add_person(screen: "ListScreen") -> None:
    """Add a participant, or an organisation where those are shown."""
    if screen.filter == "organisations":
        adding = Adding(_("New organisation"), "Organisation", FORMS["Organisation"].keys)
        added = await add_record(screen, adding, saving(screen, late.organisations.add))
        screen.list.go_to(added.value if added else None)
        return
    names = await known(screen)
    works_at = None
    if not names.records["Organisation"]:
        title = _("First the organisation where this person works")
        adding = Adding(title, "Organisation", FORMS["Organisation"].keys)
        made = await add_record(screen, adding, saving(screen, late.organisations.add))
        if made is None:
            return
        works_at = made.value
    values = {"active": True, "organisation": works_at}
    adding = Adding(_("New participant"), "Person", FORMS["Person"].keys, values)
    done = await add_record(screen, adding, saving(screen, late.people.add))
    screen.list.go_to(done.value if done else None)
    if done is not None and screen.window.who is not None and screen.window.who.person_pk is None:
        await _maybe_me(screen)


async def _maybe_me(screen: "ListScreen") -> None:
    """Ask once who sits here, as soon as there is somebody to choose."""
    if "asked who" not in screen.window.keeps:
        screen.window.keeps["asked who"] = "yes"
        await who_sits_here(screen)


async def change_person(screen: "ListScreen") -> None:
    """Change a participant or an organisation."""
    row = screen.list.row
    if isinstance(row, PersonRow):
        await change_record(screen, row.name, Editing("Person", FORMS["Person"].keys, row.pk, late.people.change))
    elif isinstance(row, OrganisationRow):
        await change_record(
            screen, row.name, Editing("Organisation", FORMS["Organisation"].keys, row.pk, late.organisations.change)
        )


# Meetings


async def show_meeting(screen: "ListScreen") -> None:
    """Show this meeting on the table; of what is parked ask what becomes of it."""
    if isinstance(row := screen.list.row, MeetingRow):
        _to_meeting(screen, row.pk)
    else:
        await unpark(screen)


def _to_meeting(screen: "ListScreen", pk: int) -> None:
    board = to_table(screen)
    board.meeting_pk = pk
    board.look_at(None)
    board.reload_soon()


# History


def not_undone() -> str:
    """Say why what stands in the log alone is not undone."""
    return _("What was looked at, unlocked, kept or erased is not undone.")


async def undo_any(screen: "ListScreen") -> None:
    """Undo the change under the cursor, whoever made it."""
    from mdoverleg.tui.dialogs.confirm import confirm

    if not isinstance(row := screen.list.row, ChangeRow):
        return
    if row.is_undone:
        screen.app.notify(_("This was undone already."), severity="warning", markup=False)
        return
    if row.verb.startswith((SEEN, TRUST)):
        screen.app.notify(not_undone(), severity="warning", markup=False)
        return
    answer = await screen.app.push_screen_wait(
        confirm(_("Undo “{what}”?").format(what=row.words), _("Yes, undo it"), _("No, leave it"))
    )
    if answer is not None and answer.key is True:
        await run_edit(
            screen, lambda store, who: late.history.undo_change(store, who, pk=row.pk), said=_("It is undone.")
        )


def show_older(screen: "HistoryScreen") -> None:
    """Show older changes too."""
    screen.show_older()


def look_at_found(screen: "ListScreen") -> None:
    """Show what was found where it belongs: on the table, among the people, or in the list of action points."""
    row = screen.list.row
    if not isinstance(row, SearchRow):
        return
    if row.case_pk is not None:
        to_table(screen).look_at(row.case_pk)
    elif row.entity == "Meeting":
        _to_meeting(screen, row.pk)
    elif row.entity == "Organisation":
        go(screen, "PeopleScreen", start=row.pk, filter_name="organisations")
    elif row.entity == "Person":
        go(screen, "PeopleScreen", start=row.pk, filter_name="all")
    elif row.entity == "ActionPoint":
        go(screen, "PointsScreen", start=row.pk)
    else:
        screen.app.notify(_("This belongs to the table as a whole."), markup=False)


CASES_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "cases.add": add_case,
    "cases.change": case_records.change_case,
    "cases.close": close_or_reopen_case,
    "cases.look": look_at_case,
    "cases.family": case_records.family,
    "cases.around": case_records.around,
    "cases.roles": case_records.roles,
    "cases.handovers": case_records.handovers,
    "cases.invite": inviting.invite,
    "cases.evaluations": case_records.evaluations,
    "cases.log": Late("log", "of_case"),
    "cases.copy_for_learning": Late("learning", "copy_case"),
    "cases.keep_until": Late("retention", "keep_until"),
    "cases.forget": Late("retention", "forget"),
}
PEOPLE_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "people.add": add_person,
    "people.change": change_person,
    "people.log": Late("log", "of_person"),
    "people.hand_over": handing_over.hand_over_all,
    "people.erase": Late("erasing_people", "erase"),
    "people.dossier": Late("erasing_people", "dossier"),
}
MEETINGS_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "meetings.plan": planning.plan_meeting,
    "meetings.series": planning.plan_series,
    "meetings.fill": Late("ordering", "fill"),
    "meetings.order": Late("ordering", "propose_order"),
    "meetings.change": planning.change_meeting,
    "meetings.open_again": planning.reopen_meeting,
    "meetings.call_off": Late("calling_off", "call_off"),
    "meetings.show": show_meeting,
}
POINTS_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "points.look": look_at_case,
    "action_points.change": case_records.change_point,
    "action_points.form": case_records.change_point,
    "action_points.done": actions.done,
    "action_points.in_progress": actions.in_progress,
    "action_points.could_not": actions.could_not,
    "action_points.not_done": actions.not_done,
    "action_points.status": actions.other_status,
    "action_points.accept": actions.accept,
    "action_points.raise": review.raise_level,
    "action_points.mark": review.mark,
    "returns.read": Late("returns", "read_in"),
}
HISTORY_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "log.undo_this": undo_any,
    "log.older": show_older,
}
FOUND_DO: Mapping[str, Doing] = {**APP_DOES, "found.look": look_at_found}
OBSTACLES_DO: Mapping[str, Doing] = {**APP_DOES, "lists.filter": turn_filter}
ALL_DO: tuple[Mapping[str, Doing], ...] = (
    CASES_DO,
    PEOPLE_DO,
    MEETINGS_DO,
    POINTS_DO,
    HISTORY_DO,
    FOUND_DO,
    OBSTACLES_DO,
)
"""What each of the list screens can do."""
