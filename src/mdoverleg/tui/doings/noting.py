"""Noting something down while people talk: what it is, in three letters, and its form with what is known already."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.forms import FORMS, NOTABLES, Notable
from mdoverleg.domain.roles import CONTACT
from mdoverleg.domain.snapshots import CaseView
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.settings import read_hidden_panels
from mdoverleg.tui import late
from mdoverleg.tui.doings.case_file import change_field
from mdoverleg.tui.doings.records import Adding, add_record, saving

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

KEPT = ("by", "source", "kind")
"""What the next line of the same column begins with: often the same person goes on."""
SATURDAY = 5


async def note_down(screen: "BoardScreen") -> None:
    """Ask what is to be noted down, ask it, and show where it stands."""
    from mdoverleg.tui.dialogs.pick import Pick

    case = screen.case
    hidden = await screen.window.in_thread(lambda: read_hidden_panels(screen.window.store))
    shown = [one for one in NOTABLES if one.panel not in hidden]
    choices = _choices(shown)
    title = _("Note down about {alias}").format(alias=case.head.alias)
    picked = await screen.app.push_screen_wait(Pick(title, choices))
    if picked is not None and isinstance(picked.key, int):
        await note(screen, shown[picked.key], case)


def _choices(shown: Sequence[Notable]) -> list[Any]:
    from mdoverleg.tui.dialogs.pick import Choice

    tabs = {"picture": _("PICTURE"), "family": _("FAMILY"), "plan": _("PLAN"), "course": _("COURSE")}
    return [Choice(place, one.words, tabs[one.tab].capitalize()) for place, one in enumerate(shown)]


async def note(screen: "BoardScreen", what: Notable, case: CaseView) -> None:
    """Ask one thing of a case and show where it stands."""
    if what.entity == "Buffer":
        from mdoverleg.tui.doings.buffers import buffers

        await buffers(screen, case)
    elif what.entity == "Case":
        if await change_field(screen, case.head.pk, what.key):
            await show_where(screen, what, case.head.pk)
    elif what.heading:
        await _lines(screen, what, case)
    else:
        pk = await add_to_case(screen, what, case, first_values(screen, what.entity, case))
        if pk is not None:
            await show_where(screen, what, pk)


async def _lines(screen: "BoardScreen", what: Notable, case: CaseView) -> None:
    """Ask one line after the other for the same column, until Esc."""
    values = {"heading": what.heading, **first_values(screen, "Line", case)}
    last, count = None, 0
    while True:
        noted = n_("{n} noted; Esc ends", "{n} noted; Esc ends", count).format(n=count) if count else ""
        adding = Adding(" · ".join(part for part in (case.head.alias, what.words, noted) if part), "Line",
                        FORMS["Line"].keys, values, case.head.pk)  # fmt: skip
        answers: list[dict[str, Any]] = []

        def keep(store: Any, who: Any, *, values: dict[str, Any], answers: list[dict[str, Any]] = answers) -> int:
            answers.append(values)
            pk: int = late.case_records.add(store, who, entity="Line", case_pk=case.head.pk, values=values)
            return pk

        done = await add_record(screen, adding, saving(screen, keep))
        if done is None:
            break
        last, count = done.value, count + 1
        values |= {key: answers[-1].get(key) for key in KEPT}
    if last is not None:
        await show_where(screen, what, last)


async def add_to_case(screen: "BoardScreen", what: Notable, case: CaseView, values: dict[str, Any]) -> int | None:
    """Ask for a new record of a case by its form and save it; return its key, nothing when it was left."""
    entity, case_pk = what.entity, case.head.pk
    title = f"{case.head.alias} · {what.words}"
    adding = Adding(title, entity, FORMS[entity].keys, values, case_pk)
    if entity == "Member":
        save = saving(screen, late.family.add_member, case_pk=case_pk)
    elif entity == "Decision":
        save = saving(screen, late.decisions.add, case_pk=case_pk)
    else:
        save = saving(screen, _with_meeting, entity=entity, case_pk=case_pk, meeting_pk=screen.running_meeting_pk)
    done = await add_record(screen, adding, save)
    return done.value if done is not None else None


def _with_meeting(
    store: Any, who: Any, *, values: dict[str, Any], entity: str, case_pk: int, meeting_pk: int | None
) -> int:
    given = dict.fromkeys(FORMS[entity].meeting, meeting_pk) | values
    pk: int = late.case_records.add(store, who, entity=entity, case_pk=case_pk, values=given)
    return pk


def first_values(screen: "BoardScreen", entity: str, case: CaseView) -> dict[str, Any]:
    """Return what a new record of a case begins with: today, who sits here, the meeting that runs, the only child."""
    form, who = FORMS[entity], screen.window.who
    values: dict[str, Any] = dict.fromkeys(form.today, screen.today)
    if who is not None and who.person_pk is not None:
        values |= dict.fromkeys(form.me, who.person_pk)
    keys = form.keys
    values |= {key: screen.running_meeting_pk for key in form.meeting if key in keys and screen.running_meeting_pk}
    if "member" in keys:
        wanted = [member for member in case.members if member.is_child or entity != "ChildVoice"]
        if len(wanted) == 1:
            values["member"] = wanted[0].pk
    if entity == "Feedback":
        values |= _feedback(screen, case)
    if entity == "Evaluation":
        values |= {"lowest": case.head.lowest, "stable": False}
    if entity == "Handover":
        values["warm"] = True
    return values


def _feedback(screen: "BoardScreen", case: CaseView) -> dict[str, Any]:
    """Return who tells the family and when: the family contact, on the next working day."""
    contact = next((row for row in case.roles if row.code == CONTACT), None)
    holders = {holder.person_pk for holder in contact.holders} if contact else set()
    meeting = screen.snapshot.meeting if screen.snapshot else None
    return {
        "owner": holders.pop() if len(holders) == 1 else None,
        "due": next_working_day(screen.today),
        "created_in": meeting.pk if meeting else None,
    }


def next_working_day(day: date) -> date:
    """Return the first day after this one that is no Saturday and no Sunday."""
    after = day + timedelta(days=1)
    while after.weekday() >= SATURDAY:
        after += timedelta(days=1)
    return after


async def show_where(screen: "BoardScreen", what: Notable, pk: int) -> None:
    """Turn to the tab where something stands, with the cursor on it."""
    from mdoverleg.domain.forms import case_fields

    screen.choose_tab(what.tab)
    await screen.reload()
    if what.tab != "course":
        screen.file.go_to((what.entity, pk, case_fields(what.key)[0] if what.key else ""))
    else:
        row = next((row for row in screen.case.course if (row.kind, row.pk) == ("evaluation", pk)), None)
        if row is not None:
            screen.course.go_to(screen.course.key_of(row))
