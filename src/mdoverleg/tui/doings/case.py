"""What one does with the case that is shown: decide, set the next evaluation, turn to another tab."""

from functools import partial
from typing import TYPE_CHECKING

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.snapshots import CourseRow
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.runner import ask_until_saved, run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.dialogs.ask import Question
    from mdoverleg.tui.screens.board import BoardScreen


def board(screen: "BoardScreen") -> None:
    """Show who does what."""
    screen.choose_tab("board")


def picture(screen: "BoardScreen") -> None:
    """Show the picture of this case."""
    screen.choose_tab("picture")


def voice(screen: "BoardScreen") -> None:
    """Show the family of this case and what it says."""
    screen.choose_tab("family")


def plan(screen: "BoardScreen") -> None:
    """Show the plan of this case."""
    screen.choose_tab("plan")


def course(screen: "BoardScreen") -> None:
    """Show what happened around this case."""
    screen.choose_tab("course")


def _plain_question(now: str = "") -> "Question":
    from mdoverleg.tui.dialogs.ask import Question

    return Question("plain_text", _("For the family, in plain words (may be left out)"), now, needed=False)


async def add_decision(screen: "BoardScreen") -> None:
    """Write down a decision on this case."""
    from mdoverleg.tui.dialogs.ask import Ask, Question

    case_pk, alias = screen.case.head.pk, screen.case.head.alias

    async def save(answers: dict[str, str]) -> object:
        values = {
            "text": answers["text"],
            "plain_text": answers["plain_text"] or None,
            "created_in": screen.running_meeting_pk,
        }
        return await run_edit(
            screen,
            lambda store, who: late.decisions.add(store, who, case_pk=case_pk, values=values),
            said="" if screen.tab == "course" else _("The decision is saved; it stands in tab 5."),
        )

    questions = [Question("text", _("What is decided")), _plain_question()]
    await ask_until_saved(screen, partial(Ask, _("Decision on {case}").format(case=alias), questions), save)


async def change_decision(screen: "BoardScreen") -> None:
    """Change the decision or the evaluation under the cursor."""
    from mdoverleg.tui.dialogs.ask import Ask, Question

    row = screen.course.row
    if isinstance(row, CourseRow) and row.kind == "evaluation":
        from mdoverleg.tui.doings.case_file import editing
        from mdoverleg.tui.doings.records import change_record

        await change_record(screen, row.text, editing("Evaluation", row.pk, screen.case.head.pk))
        return
    decision = next((one for one in screen.case.decisions if isinstance(row, CourseRow) and one.pk == row.pk), None)
    if decision is None:
        return
    pk = decision.pk
    before = {"text": decision.text, "plain_text": decision.plain_text or None}

    async def save(answers: dict[str, str]) -> object:
        after = {"text": answers["text"], "plain_text": answers["plain_text"] or None}
        values = {key: value for key, value in after.items() if value != before[key]}
        expected = {key: before[key] for key in values}
        if not values:
            return True
        return await run_edit(
            screen,
            lambda store, who: late.decisions.change(store, who, pk=pk, values=values, expected=expected),
            anyway=lambda store, who: late.decisions.change(store, who, pk=pk, values=values),
        )

    questions = [Question("text", _("What is decided"), decision.text), _plain_question(decision.plain_text)]
    await ask_until_saved(screen, partial(Ask, _("Decision {n}").format(n=decision.number), questions), save)


async def remove_decision(screen: "BoardScreen") -> None:
    """Take out the decision or the evaluation under the cursor."""
    row = screen.course.row
    if isinstance(row, CourseRow) and row.kind == "evaluation":
        gone = row.pk
        await run_edit(
            screen,
            lambda store, who: late.case_records.remove(store, who, entity="Evaluation", pk=gone),
            said=_("It is taken out; u brings it back."),
        )
    if isinstance(row, CourseRow) and row.kind == "decision":
        pk = row.pk
        await run_edit(
            screen,
            lambda store, who: late.decisions.remove(store, who, pk=pk),
            said=_("The decision is taken out; u brings it back."),
        )


async def plan_evaluation(screen: "BoardScreen") -> None:
    """Set the day of the next evaluation; an empty line takes it away."""
    from mdoverleg.tui.dialogs.ask import Ask, Question
    from mdoverleg.tui.dialogs.numbers import day_reader

    snapshot, case = screen.snapshot, screen.case
    if snapshot is None:
        return
    say, day_of = day_reader(snapshot.today, snapshot.next_meeting_on)
    now = case.head.next_evaluation
    question = Question(
        "on", _("Day (vr, 12-4, +6w, next meeting; empty: none)"), day_file(now) if now else "", say, needed=False
    )
    pk, seen = case.head.pk, {"next_evaluation": now}

    async def save(answers: dict[str, str]) -> object:
        day = day_of(answers["on"]) if answers["on"] else None
        return await run_edit(
            screen,
            lambda store, who: late.cases.plan_evaluation(store, who, pk=pk, on=day, expected=seen),
            anyway=lambda store, who: late.cases.plan_evaluation(store, who, pk=pk, on=day),
        )

    title = _("Next evaluation of {case}").format(case=case.head.alias)
    await ask_until_saved(screen, partial(Ask, title, [question]), save)
