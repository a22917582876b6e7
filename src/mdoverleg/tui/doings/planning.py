"""Planning a meeting: day and chair, agenda, cases and people, asked one after the other and saved in one step."""

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_text, day_with_year
from mdoverleg.domain.forms import FORMS, NEW_MEETING
from mdoverleg.domain.holidays import holiday_name, is_weekend
from mdoverleg.domain.labels import label
from mdoverleg.domain.rhythm import NextDay, doubts, rhythm_of
from mdoverleg.domain.snapshots import CaseRow, MeetingRow
from mdoverleg.domain.text import capital
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.ordering import read_order
from mdoverleg.reads.parking import parked_words
from mdoverleg.reads.planning import Planning, read_planning
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.doings.ordering import take_order
from mdoverleg.tui.doings.records import Adding, Editing, add_record, change_record
from mdoverleg.tui.runner import Done, run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.lists import ListScreen

SERIES = 12
"""Days that are proposed for a series."""
TICKED = 6
"""Of those, so many are ticked at first."""
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

    values = _first_values(screen, planning)
    following = planning.next_days(values["kind"]) if planning.earlier else ()
    if following and (why := following[0].why(planning.today)):
        screen.app.notify(f"{why}.", markup=False)
    adding = Adding(_("New meeting"), "Meeting", NEW_MEETING, values)
    done = await add_record(screen, adding, save)
    if done is None:
        return
    screen.list.go_to(done.value)
    proposal = await screen.window.in_thread(lambda: read_order(screen.window.store, done.value))
    if proposal is not None and any(one.has_moved for one in proposal.placed):
        await take_order(screen, proposal)
    row = next((row for row in screen.list.rows if row.pk == done.value), None)
    said = [_("The meeting is planned. Enter shows it on the table.")]
    if row is not None and row.waiting:
        words = n_("{n} previous action point waits there.", "{n} previous action points wait there.", row.waiting)
        said.append(words.format(n=row.waiting))
    screen.app.notify(" ".join(said), markup=False)


def _first_values(screen: "ListScreen", planning: Planning) -> dict[str, Any]:
    earlier = planning.earlier
    if earlier is None:
        who = screen.window.who.person_pk if screen.window.who else None
        kind = planning.templates[0].kind if planning.templates else "case_table"
        day = _weekday(planning.today + timedelta(weeks=1))
        return {"kind": kind, "held_on": day, "planned_start": "09:30", "chair": who}
    active = {row.pk for row in planning.people}
    days = planning.next_days(earlier.kind)
    return {
        "kind": earlier.kind,
        "held_on": days[0].day if days else None,
        "planned_start": earlier.planned_start,
        "location": earlier.location or None,
        "chair": earlier.chair_pk if earlier.chair_pk in active else None,
        "secretary": earlier.secretary_pk if earlier.secretary_pk in active else None,
    }


def _weekday(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if is_weekend(day) else day


async def _planned(screen: "ListScreen", planning: Planning, values: dict[str, Any]) -> Done[int] | None:
    """Ask for the agenda, the cases and the people, and save; Esc goes back to the form."""
    if not await _is_meant(screen, planning, values["held_on"]):
        return None
    agenda = await _agenda(screen, planning, values)
    chosen = await _cases(screen, planning, values) if agenda is not None else None
    people = await _people(screen, planning) if chosen is not None else None
    if agenda is None or chosen is None or people is None:
        return None
    from_pk = planning.earlier.pk if planning.earlier and agenda == BEFORE else None
    template = "" if agenda == EMPTY else None if agenda == BEFORE else str(agenda)
    cases, items = split(chosen)
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
            item_pks=items,
        ),
    )


async def _is_meant(screen: "ListScreen", planning: Planning, day: date) -> bool:
    """Ask about a holiday, a weekend, a day that is past or has a meeting already; no goes back to the form."""
    from mdoverleg.tui.dialogs.confirm import confirm

    found = doubts(day, planning.today, planning.days)
    if not found:
        return True
    answer = await screen.app.push_screen_wait(
        confirm(" ".join(found), _("Another day"), _("Plan it on this day all the same"))
    )
    return answer is not None and answer.key is False


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


async def _cases(screen: "ListScreen", planning: Planning, values: dict[str, Any]) -> tuple[Hashable, ...] | None:
    """Ask what comes on the agenda: cases, and subjects that are parked; what is due is ticked."""
    choices = choices_of(planning)
    if not choices:
        return ()
    ticked = planning.ticked(values["held_on"], values["kind"])
    return await screen.app.push_screen_wait(
        Tick(_("Which cases come on the agenda?"), choices, ticked, sum_of=planning.minutes_of)
    )


def choices_of(planning: Planning) -> list[Choice]:
    """Return what can come on an agenda: the cases, then the parked subjects, each with why."""
    cases = [Choice(("case", row.pk), row.alias, _why(row, planning)) for row in planning.cases]
    return [
        *cases,
        *(Choice(("item", row.pk), row.title, parked_words(row, planning.today)) for row in planning.subjects),
    ]


def split(ticked: Sequence[Any]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the keys of the cases and those of the parked items among what was ticked."""
    return tuple(pk for kind, pk in ticked if kind == "case"), tuple(pk for kind, pk in ticked if kind == "item")


def _why(row: CaseRow, planning: Planning) -> str:
    parked = next((one for one in planning.parked if one.case_pk == row.pk), None)
    parts = [parked_words(parked, planning.today)] if parked else []
    parts.append(label("CaseStatus", row.status))
    if row.next_evaluation:
        parts.append(_("evaluation {day}").format(day=day_text(row.next_evaluation, planning.today)))
    elif row.last_discussed is None:
        parts.append(_("not discussed yet"))
    return " · ".join(parts)


async def plan_series(screen: "ListScreen") -> None:
    """Plan several meetings at once, as the one under the cursor, on the next days of its rhythm."""
    row = screen.list.row
    if not isinstance(row, MeetingRow):
        return
    planning = await screen.window.in_thread(lambda: read_planning(screen.window.store))
    held = [day for kind, day in planning.held if kind == row.kind]
    days = planning.next_days(row.kind, SERIES)
    choices = [Choice(one.day, day_with_year(one.day), _note(one, planning)) for one in days]
    words = rhythm_of(held).words(days[0].day if days else row.held_on)
    title = _("{kind}, {rhythm}: which days?").format(kind=capital(label("MeetingKind", row.kind)), rhythm=words)
    ticked = await screen.app.push_screen_wait(Tick(title, choices, [one.day for one in days[:TICKED]]))
    if not ticked:
        return
    chosen = [day for day in ticked if isinstance(day, date)]
    done = await run_edit(
        screen,
        lambda store, who: late.meetings.plan_series(store, who, days=chosen, from_meeting_pk=row.pk),
    )
    if done is not None:
        said = n_("{n} meeting is planned.", "{n} meetings are planned.", len(done.value))
        screen.list.go_to(done.value[0])
        screen.app.notify(said.format(n=len(done.value)), markup=False)


def _note(one: NextDay, planning: Planning) -> str:
    parts = []
    if one.instead_of is not None:
        day = day_text(one.instead_of, planning.today)
        parts.append(_("{day} is {holiday}").format(day=day, holiday=holiday_name(one.instead_of)))
    if one.day in planning.days:
        parts.append(_("there is another meeting that day"))
    return " · ".join(parts)


async def _people(screen: "ListScreen", planning: Planning) -> tuple[int, ...] | None:
    """Ask who is invited; those of the meeting before are ticked, at the first meeting everybody."""
    choices = [Choice(row.pk, row.name, row.organisation) for row in planning.people]
    ticked = await screen.app.push_screen_wait(
        Tick(_("Who is invited? They stand on the list as present."), choices, planning.invited)
    )
    return None if ticked is None else tuple(int(str(pk)) for pk in ticked)


async def change_meeting(screen: "ListScreen") -> None:
    """Change a meeting; say so when it is on a holiday now, in a weekend, or on a day with another meeting."""
    if not isinstance(row := screen.list.row, MeetingRow):
        return
    done = await change_record(screen, row.id, Editing("Meeting", FORMS["Meeting"].keys, row.pk, late.meetings.change))
    now = next((one for one in screen.list.rows if one.pk == row.pk), row)
    if done is not None and now.held_on != row.held_on:
        others = [one.held_on for one in screen.list.rows if one.pk != row.pk]
        if found := doubts(now.held_on, screen.today, others):
            screen.app.notify(" ".join(found), severity="warning", markup=False)


async def reopen_meeting(screen: "ListScreen") -> None:
    """Open a closed meeting again."""
    if isinstance(row := screen.list.row, MeetingRow):
        await run_edit(
            screen,
            lambda store, who: late.meetings.reopen(store, who, pk=row.pk),
            said=_("The meeting is open again."),
        )
