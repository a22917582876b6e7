"""What can be done on the screens beside the table."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.groups import OPEN_CASES
from mdoverleg.domain.snapshots import (
    ActionRow,
    CaseRow,
    ChangeRow,
    MeetingRow,
    OrganisationRow,
    PersonRow,
    SearchRow,
)
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.lists import read_helpers
from mdoverleg.tui import late
from mdoverleg.tui.doings import APP_DOES, Doing, actions
from mdoverleg.tui.doings.records import (
    CASE,
    EVALUATION,
    HELPER,
    MEETING,
    MEMBER,
    NEW_CASE,
    ORGANISATION,
    PERSON,
    POINT,
    Editing,
    ask_new,
    case_title,
    change_record,
    known,
)
from mdoverleg.tui.doings.screens import to_table
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.lists import ListScreen


def turn_filter(screen: "ListScreen") -> None:
    """Show another part of the list."""
    screen.turn_filter()


# Cases


async def add_evaluation(screen: "ListScreen") -> None:
    """Write down an evaluation of a case that was held."""
    if isinstance(row := screen.list.row, CaseRow):
        case_pk = row.pk
        title = _("Evaluation of {alias}").format(alias=row.alias)
        answers = await ask_new(screen, title, "Evaluation", EVALUATION, {"held_on": screen.today, "stable": False})
        if answers is not None:
            await run_edit(
                screen,
                lambda store, who: late.cases.add_evaluation(store, who, case_pk=case_pk, values=answers),
                said=_("The evaluation is noted."),
            )


async def helpers_of_case(screen: "ListScreen") -> None:
    """Show who works around the family without a role here, to add or change one."""
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    if not isinstance(row := screen.list.row, CaseRow):
        return
    case_pk = row.pk
    found = await screen.window.in_thread(lambda: read_helpers(screen.window.store, case_pk))
    choices = [Choice(pk, name, task) for pk, name, task in found]
    picked = await screen.app.push_screen_wait(
        Pick(_("Around the family of {alias}").format(alias=row.alias), [*choices, Choice("new", _("Add somebody"))])
    )
    if picked is None:
        return
    if picked.key == "new":
        answers = await ask_new(
            screen, _("Around the family"), "Helper", HELPER, {"started_on": screen.today}, case_pk=case_pk
        )
        if answers is not None:
            await run_edit(
                screen,
                lambda store, who: late.roles.add_helper(store, who, case_pk=case_pk, values=answers),
                said=_("Added around the family."),
            )
        return
    await change_record(
        screen, picked.text, Editing("Helper", HELPER, int(str(picked.key)), late.roles.change_helper, case_pk)
    )


async def change_point(screen: "ListScreen") -> None:
    """Change an action point by its form."""
    if isinstance(row := screen.list.row, ActionRow):
        await change_record(
            screen, row.id, Editing("ActionPoint", POINT, row.pk, late.action_points.change, row.case_pk)
        )


async def add_case(screen: "ListScreen") -> None:
    """Register a case."""
    values = {
        "category": "new",
        "status": "referred",
        "phase": "immediate_safety",
        "opened_on": screen.today,
        "brought_by": screen.window.who.person_pk if screen.window.who else None,
    }
    answers = await ask_new(screen, _("New case"), "Case", NEW_CASE, values)
    if answers is not None:
        done = await run_edit(screen, lambda store, who: late.cases.add(store, who, values=answers))
        if done is not None:
            screen.list.go_to(done.value)


async def change_case(screen: "ListScreen") -> None:
    """Change a case."""
    if isinstance(row := screen.list.row, CaseRow):
        await change_record(screen, case_title(row), Editing("Case", CASE, row.pk, late.cases.change, row.pk))


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
    answers = await screen.app.push_screen_wait(
        Ask(_("Close {alias}").format(alias=row.alias), [Question("reason", _("What was decided"), needed=False)])
    )
    if answers is not None:
        reason = answers["reason"] or None
        await run_edit(
            screen,
            lambda store, who: late.cases.close(store, who, pk=row.pk, reason=reason),
            said=_("The case is closed."),
        )


async def members_of_case(screen: "ListScreen") -> None:
    """Show the family members of a case, to add or change one."""
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    if not isinstance(row := screen.list.row, CaseRow):
        return
    case_pk = row.pk
    names = await known(screen, case_pk)
    family = [Choice(ref.pk, ref.id, _relation(ref.organisation)) for ref in names.records.get("Member", ())]
    found = await screen.app.push_screen_wait(
        Pick(_("Family of {alias}").format(alias=row.alias), [*family, Choice("new", _("Add somebody"))])
    )
    if found is None:
        return
    if found.key == "new":
        answers = await ask_new(screen, _("New family member"), "Member", MEMBER, {}, case_pk=case_pk)
        if answers is not None:
            await run_edit(
                screen,
                lambda store, who: late.family.add_member(store, who, case_pk=case_pk, values=answers),
                said=_("The family member is added."),
            )
        return
    await change_record(
        screen, found.text, Editing("Member", MEMBER, int(str(found.key)), late.family.change_member, case_pk)
    )


def _relation(word: str) -> str:
    from mdoverleg.domain.labels import label

    return label("Relation", word)


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
        values = await ask_new(screen, _("New organisation"), "Organisation", ORGANISATION, {})
        if values is not None:
            given = values
            added = await run_edit(screen, lambda store, who: late.organisations.add(store, who, values=given))
            screen.list.go_to(added.value if added else None)
        return
    answers = await ask_new(screen, _("New participant"), "Person", PERSON, {"active": True})
    if answers is not None:
        done = await run_edit(screen, lambda store, who: late.people.add(store, who, values=answers))
        screen.list.go_to(done.value if done else None)


async def change_person(screen: "ListScreen") -> None:
    """Change a participant or an organisation."""
    row = screen.list.row
    if isinstance(row, PersonRow):
        await change_record(screen, row.name, Editing("Person", PERSON, row.pk, late.people.change))
    elif isinstance(row, OrganisationRow):
        await change_record(screen, row.name, Editing("Organisation", ORGANISATION, row.pk, late.organisations.change))


async def hand_over_all(screen: "ListScreen") -> None:
    """Give all roles and live action points of somebody who leaves to another."""
    from mdoverleg.tui.dialogs.pick import Pick
    from mdoverleg.tui.dialogs.who import people_finder

    if not isinstance(row := screen.list.row, PersonRow) or screen.snapshot is None:
        screen.app.notify(_("Put the cursor on a person."), severity="warning", markup=False)
        return
    others = tuple(one for one in screen.snapshot.people if one.pk != row.pk)
    title = _("Who takes over the roles and action points of {name}?").format(name=row.name)
    found = await screen.app.push_screen_wait(Pick(title, people_finder(others)))
    if found is None:
        return
    to_pk = int(str(found.key))
    done = await run_edit(screen, lambda store, who: late.people.hand_over(store, who, from_pk=row.pk, to_pk=to_pk))
    if done is not None:
        words = n_(
            "{roles} roles and {n} action point handed over.",
            "{roles} roles and {n} action points handed over.",
            done.value.action_points,
        )
        screen.app.notify(words.format(roles=done.value.roles, n=done.value.action_points), markup=False)


# Meetings


async def plan_meeting(screen: "ListScreen") -> None:
    """Plan a meeting: agenda from the template or the meeting before, what was not done carried over."""
    earlier = screen.list.rows[0] if screen.list.rows else None
    values: dict[str, Any] = {"held_on": screen.today + timedelta(days=28)}
    if isinstance(earlier, MeetingRow):
        values |= {
            "kind": earlier.kind,
            "planned_start": earlier.planned_start,
            "location": earlier.location or None,
            "chair": earlier.chair_pk,
            "secretary": earlier.secretary_pk,
        }
    keys = ("kind", "title", "held_on", "planned_start", "location", "chair", "secretary")
    answers = await ask_new(screen, _("New meeting"), "Meeting", keys, values)
    if answers is None:
        return
    from_pk = earlier.pk if isinstance(earlier, MeetingRow) else None
    done = await run_edit(
        screen, lambda store, who: late.meetings.plan(store, who, values=answers, from_meeting_pk=from_pk)
    )
    if done is not None:
        screen.list.go_to(done.value)
        screen.app.notify(_("The meeting is planned; Enter shows its agenda."), markup=False)


async def change_meeting(screen: "ListScreen") -> None:
    """Change a meeting."""
    if isinstance(row := screen.list.row, MeetingRow):
        await change_record(screen, row.id, Editing("Meeting", MEETING, row.pk, late.meetings.change))


async def reopen_meeting(screen: "ListScreen") -> None:
    """Open a closed meeting again."""
    if isinstance(row := screen.list.row, MeetingRow):
        await run_edit(
            screen,
            lambda store, who: late.meetings.reopen(store, who, pk=row.pk),
            said=_("The meeting is open again."),
        )


def show_meeting(screen: "ListScreen") -> None:
    """Show this meeting on the table."""
    if isinstance(row := screen.list.row, MeetingRow):
        board = to_table(screen)
        board.meeting_pk = row.pk
        board.look_at(None)
        board.reload_soon()


# History


async def undo_any(screen: "ListScreen") -> None:
    """Undo the change under the cursor, whoever made it."""
    from mdoverleg.tui.dialogs.confirm import confirm

    if not isinstance(row := screen.list.row, ChangeRow):
        return
    if row.is_undone:
        screen.app.notify(_("This was undone already."), severity="warning", markup=False)
        return
    answer = await screen.app.push_screen_wait(
        confirm(_("Undo “{what}”?").format(what=row.words), _("Yes, undo it"), _("No, leave it"))
    )
    if answer is not None and answer.key is True:
        await run_edit(
            screen, lambda store, who: late.history.undo_change(store, who, pk=row.pk), said=_("It is undone.")
        )


def look_at_found(screen: "ListScreen") -> None:
    """Show what was found on the table."""
    if isinstance(screen.list.row, (SearchRow, ActionRow)):
        look_at_case(screen)


CASES_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "cases.add": add_case,
    "cases.change": change_case,
    "cases.close": close_or_reopen_case,
    "family.members": members_of_case,
    "cases.look": look_at_case,
    "cases.add_evaluation": add_evaluation,
    "roles.helpers": helpers_of_case,
}
PEOPLE_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "people.add": add_person,
    "people.change": change_person,
    "people.hand_over": hand_over_all,
}
MEETINGS_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "meetings.plan": plan_meeting,
    "meetings.change": change_meeting,
    "meetings.open_again": reopen_meeting,
    "meetings.show": show_meeting,
}
POINTS_DO: Mapping[str, Doing] = {
    **APP_DOES,
    "lists.filter": turn_filter,
    "points.look": look_at_case,
    "action_points.change": change_point,
    "action_points.done": actions.done,
    "action_points.in_progress": actions.in_progress,
    "action_points.could_not": actions.could_not,
    "action_points.not_done": actions.not_done,
    "action_points.status": actions.other_status,
    "action_points.accept": actions.accept,
}
HISTORY_DO: Mapping[str, Doing] = {**APP_DOES, "lists.filter": turn_filter, "log.undo_this": undo_any}
FOUND_DO: Mapping[str, Doing] = {**APP_DOES, "found.look": look_at_found}
