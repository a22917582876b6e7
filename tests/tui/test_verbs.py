"""Every verb once: keys that do not collide, words in two languages, and a place where it is found."""

from itertools import combinations
from typing import Any

import pytest

from mdoverleg.domain.words import in_language
from mdoverleg.tui.dialogs.help import help_lines
from mdoverleg.tui.dialogs.pick import finder
from mdoverleg.tui.doings import BOARD_DOES, Late
from mdoverleg.tui.palette import commands
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.screens.lists import ListScreen, TwoLists
from mdoverleg.tui.text import line_width
from mdoverleg.tui.verbs import (
    BY_ID,
    GROUPS,
    INSIDE,
    MOVEMENT,
    VERBS,
    Verb,
    at_hand,
    can_meet,
    footer_verbs,
    shown_key,
)
from mdoverleg.tui.widgets.footer import footer_lines
from tests.tui.conftest import window_on

SCOPES = ("app", *INSIDE)
WORKS_IN_EVERY_TERMINAL = {"plus", "minus", "slash", "question_mark", "enter", "space"}


def collisions(verbs: tuple[Verb, ...]) -> list[tuple[str, str]]:
    """Pairs of verbs that share a key where both can work."""
    return [
        (one.id, other.id)
        for one, other in combinations(verbs, 2)
        if set(one.keys) & set(other.keys) and can_meet(one.scope, other.scope)
    ]


def test_no_key_means_two_things_at_one_place() -> None:
    assert collisions(VERBS) == []


def test_this_test_sees_a_key_that_is_used_twice() -> None:
    undo, done, go_to = BY_ID["log.undo"], BY_ID["action_points.done"], BY_ID["warnings.go_to"]
    assert collisions((undo, done._replace(keys=("u",)))) == [("log.undo", "action_points.done")]
    assert collisions((go_to, BY_ID["action_points.change"])) == []


def test_no_verb_takes_a_key_from_movement() -> None:
    assert [verb.id for verb in VERBS if MOVEMENT & set(verb.keys)] == []


def test_only_keys_that_work_in_every_terminal() -> None:
    for verb in VERBS:
        for key in verb.keys:
            function = key[:1] == "f" and key[1:].isdigit() and 1 <= int(key[1:]) <= 10
            control = key.startswith("ctrl+") and len(key) == 6
            assert len(key) == 1 or key in WORKS_IN_EVERY_TERMINAL or function or control, verb


def test_ids_are_unique_and_every_verb_does_something() -> None:
    assert len(BY_ID) == len(VERBS)
    screens: list[type[LiveScreen[Any]]] = [BoardScreen, *TwoLists.__subclasses__(), *ListScreen.__subclasses__()]
    screens.remove(TwoLists)
    assert set(BY_ID) == {verb for screen in screens for verb in screen.does}


@pytest.mark.parametrize("name", BOARD_DOES)
def test_what_a_verb_does_can_be_loaded(name: str) -> None:
    doing = BOARD_DOES[name]
    assert isinstance(doing, Late)
    assert callable(doing.loaded())


def test_keys_of_the_screens_are_where_people_learned_them() -> None:
    keys = {verb.key: verb.id for verb in at_hand("table")}
    assert [keys[key] for key in "nar+vuU?15"] == [
        "meetings.next",
        "action_points.add",
        "roles.assign",
        "agenda.give_minutes",
        "roles.turn",
        "log.undo",
        "log.redo",
        "app.help",
        "case.board",
        "case.course",
    ]
    assert {verb.key for verb in at_hand("action_point")} >= set("dbox")
    assert {"Enter", "t"} <= {verb.key for verb in at_hand("warning")}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_footer_has_at_most_seven_keys_in_whole_words(scope: str, language: str) -> None:
    with in_language(language):  # type: ignore[arg-type]
        verbs = footer_verbs(scope)
        assert len(verbs) <= 7
        assert verbs[-1].id == "app.help"
        widths = [line_width(line) for line in footer_lines(scope, BOARD_DOES)]
        assert widths == sorted(widths, reverse=True)
        assert widths[-1] < 60


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.id)
def test_a_verb_has_words_in_both_languages(verb: Verb) -> None:
    with in_language("en"):
        english = verb.words, verb.line
    with in_language("nl"):
        dutch = verb.words, verb.line
    assert all(english)
    assert all(dutch)
    assert english[1] != dutch[1]
    assert verb.group in GROUPS
    assert len(dutch[0].split()) <= 3


def test_help_names_every_verb_of_the_screen() -> None:
    lines = {(line.label, line.key) for line in help_lines(BOARD_DOES)}
    for verb in (BY_ID[name] for name in BOARD_DOES):
        assert any(label == verb.words for label, _key in lines), verb.id


def test_keys_are_shown_as_people_read_them() -> None:
    assert [shown_key(key) for key in ("plus", "slash", "question_mark", "f1", "ctrl+p", "enter", "U")] == [
        "+",
        "/",
        "?",
        "F1",
        "Ctrl+P",
        "Enter",
        "U",
    ]


def test_every_verb_is_in_the_palette_with_its_key() -> None:
    found = commands(BOARD_DOES)
    assert {choice.key for choice in found} == set(BOARD_DOES) - {"app.palette"}
    assert any(choice.text.endswith("(n)") for choice in found)
    assert finder(found)("EVALUÁTIE")[0].key == "cases.plan_evaluation"


async def test_the_palette_opens_finds_and_does(wulp, copied) -> None:  # type: ignore[no-untyped-def]
    async with window_on(copied(wulp)) as table:
        await table.press("ctrl+p")
        await table.type("draai")
        assert "bord draaien" in table.text()
        await table.press("enter")
        assert table.board.roles.turn == "person"


async def test_help_opens_with_the_question_mark_and_f1(example, copied) -> None:  # type: ignore[no-untyped-def]
    async with window_on(copied(example)) as table:
        for key in ("question_mark", "f1"):
            await table.press(key)
            assert "Ctrl+P" in table.text() or "h j k l" in table.text()
            await table.press("escape")
        assert table.app.screen is table.board
