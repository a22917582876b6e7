"""A round of scores: one undo step, what explains the difference, and the latest of a day counts."""

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import in_language
from mdoverleg.edits import history, scores
from mdoverleg.reads.board import read_board
from mdoverleg.reads.history import read_history
from tests.edits.world import World


def test_a_second_round_of_the_day_counts_and_the_first_stays(world: World) -> None:
    first = [{"by": world.sem, "value": 4}, {"by": world.iris, "value": 9}, {"by_member": world.mother, "value": 2}]
    scores.add_round(world.store, world.nel, case_pk=world.wulp, scores=first, difference="Ziet elk iets anders")
    case = read_board(world.store, case_pk=world.wulp).case
    assert case is not None
    assert (case.head.lowest, case.head.highest) == (2, 9)
    again = [{"by": world.iris, "value": 5, "reason": "Na de uitleg van moeder"}]
    assert len(scores.add_round(world.store, world.nel, case_pk=world.wulp, scores=again)) == 1
    case = read_board(world.store, case_pk=world.wulp).case
    assert case is not None
    assert (case.head.lowest, case.head.highest) == (2, 5)
    with world.store.read() as reader:
        assert reader.value("SELECT count(*) FROM score") == 4
        row = reader.one('SELECT score_difference, score_difference_on FROM "case" WHERE pk = ?', (world.wulp,))
    assert row is not None
    assert row[0] == "Ziet elk iets anders"
    assert row[1] is not None


def test_the_history_says_who_gave_which_score_and_undo_takes_the_round_back(world: World) -> None:
    given = [{"by": world.sem, "value": 4}, {"by_member": world.mother, "value": 10}]
    scores.add_round(world.store, world.nel, case_pk=world.wulp, scores=given)
    with in_language("en"):
        newest = read_history(world.store)[0]
    assert newest.words == "round of scores noted"
    assert any(" 4 " in line for line in newest.details)
    assert any(" 10 " in line for line in newest.details)
    history.undo_change(world.store, world.nel, pk=newest.pk)
    with world.store.read() as reader:
        assert reader.value("SELECT count(*) FROM score") == 0


def test_a_round_without_scores_or_with_an_eleven_is_refused(world: World) -> None:
    for given in ([], [{"by": world.sem, "value": 5}, {"by": world.iris, "value": 11}], [{"value": 5}]):
        with pytest.raises(Refused):
            scores.add_round(world.store, world.nel, case_pk=world.wulp, scores=given)
    with world.store.read() as reader:
        assert reader.value("SELECT count(*) FROM score") == 0
