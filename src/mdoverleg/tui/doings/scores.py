"""A round of scores on the case that is shown: asked, shown together, explained, and saved in one step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mdoverleg.domain.groups import THERE
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.words import _
from mdoverleg.reads.seats import read_seats
from mdoverleg.reads.settings import read_settings
from mdoverleg.tui import late
from mdoverleg.tui.runner import run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.dialogs.scores import Rater, Round
    from mdoverleg.tui.screens.board import BoardScreen

APART = "E38.spread"
MOST_REASONS = 2
"""Of the lowest, and of the highest: who else gave the same number says why aloud."""


async def give(screen: "BoardScreen") -> None:
    """Ask everybody's score, ask why the lowest and the highest, and save the round.

    It stays about this case, whatever another window goes on to meanwhile.
    """
    from mdoverleg.tui.dialogs.scores import Rater, Round, ScoreRound

    case = screen.case

    def here() -> Sequence[Rater]:
        board = screen.snapshot
        is_shown = board is not None and board.case is not None and board.case.head.pk == case.head.pk
        return present(screen) if is_shown else ()

    now = Round((*present(screen), *await _family(screen)))
    while True:
        answer = await screen.app.push_screen_wait(ScoreRound(screen, case, now, here))
        if answer is None:
            return
        now = answer
        reasons = await _reasons(screen, now)
        if reasons is not None and await _save(screen, case.head.pk, now, reasons):
            return


async def _save(screen: "BoardScreen", case_pk: int, now: "Round", reasons: dict[int, str]) -> bool:
    scores = [
        {"value": value, "by": rater.person_pk, "by_member": rater.member_pk, "reason": reasons.get(at) or None}
        for at, (rater, value) in enumerate(now.given)
    ]
    done = await run_edit(
        screen,
        lambda store, who: late.scores.add_round(
            store,
            who,
            case_pk=case_pk,
            scores=scores,
            subject_pk=now.subject_pk,
            scale=now.scale,
            difference=reasons.get(-1) or None,
        ),
        said=_("The scores are saved."),
    )
    return done is not None


def present(screen: "BoardScreen") -> "Sequence[Rater]":
    """Return the professionals at the table; of a case that does not run, everybody who is there."""
    from mdoverleg.tui.dialogs.scores import Rater

    board, running = screen.snapshot, screen.running
    if board is None:
        return ()
    runs = running is not None and board.case is not None and running.case_pk == board.case.head.pk
    here = [row for row in board.attendance if (row.at_table if runs else row.status in THERE)]
    return [Rater(row.person_pk, None, row.name, row.organisation) for row in here]


async def _family(screen: "BoardScreen") -> "list[Rater]":
    """Return the members of the family who sit at the table for the running item."""
    from mdoverleg.tui.dialogs.scores import Rater

    running, case = screen.running, screen.case
    if running is None or running.case_pk != case.head.pk:
        return []
    seats = await screen.window.in_thread(lambda: read_seats(screen.window.store, running.pk))
    names = {member.pk: member.short for member in case.members}
    return [
        Rater(None, seat.member_pk, names.get(seat.member_pk, seat.name), seat.note)
        for seat in seats
        if seat.member_pk is not None and seat.sits
    ]


async def _reasons(screen: "BoardScreen", now: "Round") -> dict[int, str] | None:
    """Ask why of the lowest and the highest, by their place in the round; -1 is what explains the difference.

    Nothing when the chair goes back to the scores. Where all gave the same number there is nothing to ask.
    """
    from mdoverleg.tui.dialogs.ask import Ask, Question

    if not now.spread:
        return {}
    questions = []
    for value in (now.lowest, now.highest):
        who = [(at, rater) for at, (rater, given) in enumerate(now.given) if given == value]
        for at, rater in who[:MOST_REASONS]:
            words = _("{name} gives {n}, because").format(name=rater.name, n=value)
            questions.append(Question(str(at), words, needed=False))
    settings = await screen.window.in_thread(lambda: read_settings(screen.window.store))
    if now.spread >= settings.limits.get(APART, LIMITS[APART]):
        questions.append(Question("-1", _("They lie apart, because"), needed=False))
    title = _("lowest {low} · highest {high} · apart {spread}")
    answers = await screen.app.push_screen_wait(
        Ask(
            title.format(low=now.lowest, high=now.highest, spread=now.spread),
            questions,
            hint=_("All may be left out · Enter saves · Esc goes back to the scores"),
        )
    )
    return {int(key): text for key, text in answers.items()} if answers is not None else None
