"""Planning a meeting: day and chair, agenda, cases and people, asked one after the other and saved in one step."""

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.forms import NEW_MEETING
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import CaseRow
from mdoverleg.domain.words import _
from mdoverleg.reads.planning import Planning, read_planning
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.doings.records import Adding, add_record
from mdoverleg.tui.runner import Done, run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.lists import ListScreen

WEEKS = 4
"""Weeks from the meeting before to the proposed day."""
FRIDAY = 4
BEFORE, EMPTY = "before", "empty"


async def plan_meeting(screen: "ListScreen") -> None:
    """Plan a meeting and go to its line."""
    planning = await screen.window.in_thread(lambda: read_planning(screen.window.store))
    if not planning.people:
        words = _("Add people first (F5): a meeting needs somebody in the chair.")
        screen.app.notify(words, severity="warning", markup=False)
        return

    async def save(values: dict[str, Any]) -> Done[int] | None:
        return await _planned(screen, planning, values)

    adding = Adding(_("New meeting"), "Meeting", NEW_MEETING, _first_values(screen, planning))
    done = await add_record(screen, adding, save)
    if done is not None:
        screen.list.go_to(done.value)
        screen.app.notify(_("The meeting is planned. Enter shows it on the table."), markup=False)


def _first_values(screen: "ListScreen", planning: Planning) -> dict[str, Any]:
    earlier = planning.earlier
    if earlier is None:
        who = screen.window.who.person_pk if screen.window.who else None
        kind = planning.templates[0].kind if planning.templates else "case_table"
        day = _weekday(planning.today + timedelta(weeks=1))
        return {"kind": kind, "held_on": day, "planned_start": "09:30", "chair": who}
    after = max(earlier.held_on + timedelta(weeks=WEEKS), planning.today)
    active = {row.pk for row in planning.people}
    return {
        "kind": earlier.kind,
        "held_on": _weekday(after),
        "planned_start": earlier.planned_start,
        "location": earlier.location or None,
        "chair": earlier.chair_pk if earlier.chair_pk in active else None,
        "secretary": earlier.secretary_pk if earlier.secretary_pk in active else None,
    }


def _weekday(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


async def _planned(screen: "ListScreen", planning: Planning, values: dict[str, Any]) -> Done[int] | None:
    """Ask for the agenda, the cases and the people, and save; Esc goes back to the form."""
    agenda = await _agenda(screen, planning, values)
    cases = await _cases(screen, planning, values) if agenda is not None else None
    people = await _people(screen, planning) if cases is not None else None
    if agenda is None or cases is None or people is None:
        return None
    from_pk = planning.earlier.pk if planning.earlier and agenda == BEFORE else None
    template = "" if agenda == EMPTY else None if agenda == BEFORE else str(agenda)
    return await run_edit(
        screen,
        lambda store, who: late.meetings.plan(
            store,
            who,
            values=values,
            template_name=template,
            from_meeting_pk=from_pk,
            case_pks=cases,
            person_pks=people,
            carries_over=False,
        ),
    )


async def _agenda(screen: "ListScreen", planning: Planning, values: dict[str, Any]) -> Hashable | None:
    """Ask where the agenda comes from, when there is something to choose."""
    same = [row for row in planning.templates if row.kind == values["kind"]] or planning.templates
    choices = []
    if planning.earlier is not None and planning.earlier.kind == values["kind"]:
        day = day_text(planning.earlier.held_on, planning.today)
        choices.append(Choice(BEFORE, _("As in the meeting of {day}").format(day=day)))
    choices += [Choice(row.name, row.name, label("MeetingKind", row.kind)) for row in same]
    if len(choices) == 1:
        return choices[0].key
    choices.append(Choice(EMPTY, _("Only the cases")))
    if len(choices) == 1:
        return EMPTY
    picked = await screen.app.push_screen_wait(Pick(_("Which agenda?"), choices))
    return picked.key if picked is not None else None


async def _cases(screen: "ListScreen", planning: Planning, values: dict[str, Any]) -> tuple[int, ...] | None:
    """Ask which cases come on the agenda; those that are due are ticked."""
    if not planning.cases:
        return ()

    def sum_of(ticked: Sequence[Hashable]) -> str:
        return _("{n} min").format(n=len(ticked) * planning.minutes_per_case)

    choices = [Choice(row.pk, row.alias, _why(row, planning)) for row in planning.cases]
    ticked = await screen.app.push_screen_wait(
        Tick(
            _("Which cases come on the agenda?"),
            choices,
            planning.proposed(values["held_on"], values["kind"]),
            sum_of=sum_of,
        )
    )
    return None if ticked is None else tuple(int(str(pk)) for pk in ticked)


def _why(row: CaseRow, planning: Planning) -> str:
    parts = [_("put off last time")] if row.pk in planning.carried else []
    parts.append(label("CaseStatus", row.status))
    if row.next_evaluation:
        parts.append(_("evaluation {day}").format(day=day_text(row.next_evaluation, planning.today)))
    elif row.last_discussed is None:
        parts.append(_("not discussed yet"))
    return " · ".join(parts)


async def _people(screen: "ListScreen", planning: Planning) -> tuple[int, ...] | None:
    """Ask who is invited; those of the meeting before are ticked, at the first meeting everybody."""
    choices = [Choice(row.pk, row.name, row.organisation) for row in planning.people]
    ticked = await screen.app.push_screen_wait(
        Tick(_("Who is invited? They stand on the list as present."), choices, planning.invited)
    )
    return None if ticked is None else tuple(int(str(pk)) for pk in ticked)
