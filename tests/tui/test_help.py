"""The help screen: keys, glossary and the five doors, for the case that is shown."""

from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.glossary import FILE, terms
from mdoverleg.domain.words import Language, in_language
from mdoverleg.reads.stuck import Stuck, read_stuck
from mdoverleg.store.store import Store
from mdoverleg.tui.widgets.help_pages import found_terms, stuck_lines
from tests.support.sample import BEFORE, WULP_BEGINS
from tests.tui.conftest import window_on
from tests.tui.driving import Table

WULP, GRUTTO = 3, 4


async def turned_to(table: Table, *keys: str) -> str:
    await table.press(*keys)
    return table.text()


async def test_help_turns_from_keys_to_glossary_to_the_doors_of_this_case(wulp: Path) -> None:
    async with window_on(wulp, at=WULP_BEGINS) as table:
        assert "TOETSEN" in await turned_to(table, "question_mark")
        assert "WOORDENLIJST" in await turned_to(table, "tab")
        await table.type("waakv")
        found = table.text()
        assert "pilot light" in found
        assert "1 woord" in found
        doors = await turned_to(table, "tab")
        await table.until(lambda: "Ik mis richting" in table.text())
        doors = table.text()
        assert "Casusregisseur: M. Akkers, J. de Wit" in doors or "Casusregisseur: J. de Wit, M. Akkers" in doors
        assert "! Twee regievoerders op één gezin" in " ".join(doors.split())
        assert "TOETSEN" in await turned_to(table, "tab")
        await table.press("escape", "ctrl+p")
        await table.type("vastgel")
        await table.press("enter")
        await table.until(lambda: "Ik mis richting" in table.text())


def page_of(sample: Store, case_pk: int | None) -> Stuck:
    sample.clock = FixedClock(BEFORE)
    return read_stuck(sample, case_pk)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_door_says_what_the_file_says(sample: Store, language: Language) -> None:
    with in_language(language):
        page = page_of(sample, WULP)
        text = [line.text for _place, line in stuck_lines(page)]
    with sample.read() as reader:
        ended = dict(reader.rows("SELECT status, count(*) FROM action_point WHERE case_id = ? GROUP BY 1", (WULP,)))
        sees = reader.value("SELECT count(*) FROM perspective WHERE case_id = ?", (WULP,))
    assert (page.done, page.could_not, page.not_done) == tuple(
        ended.get(status, 0) for status in ("done", "could_not", "not_done")
    )
    assert len(page.perspectives) == sees > 0
    assert len(page.live) == ended.get("open", 0) + ended.get("in_progress", 0) + ended.get("waiting", 0)
    assert str(page.last_reflection) == "2026-09-08"
    assert next(row for row in page.roles if len(row.holders) == 2)
    assert any(not row.holders for row in page.roles)
    assert all(point.id in "\n".join(text) for point in page.live)
    assert sum(line[:2] in {f"{n} " for n in range(1, 6)} for line in text) >= 5


def test_without_a_case_the_doors_say_what_they_are_about(sample: Store) -> None:
    page = page_of(sample, None)
    assert (page.alias, page.live, page.roles, page.warnings) == ("", (), (), ())
    with in_language("en"):
        lines = [line.text for _place, line in stuck_lines(page)]
    assert lines[0].startswith("No case is shown")
    assert any("looked back last" in line for line in lines)
    assert len(lines) == 1 + 5 * 3 + 2


def test_a_case_that_is_new_says_so(sample: Store) -> None:
    with in_language("en"):
        lines = [line.text for _place, line in stuck_lines(page_of(sample, GRUTTO))]
    assert any(line.endswith("nobody yet") for line in lines)
    assert "Nobody thinks along yet; r gives somebody the role of adviser." in lines


def test_a_warning_that_is_set_aside_is_not_behind_a_door(sample: Store) -> None:
    assert not any("bereikbaar" in text for text in page_of(sample, WULP).warnings)
    with sample.read() as reader:
        assert reader.value("SELECT count(*) FROM override WHERE \"check\" = 'E07'") == 1


def test_the_glossary_has_every_word_in_both_languages_and_finds_it() -> None:
    with in_language("nl"):
        dutch = terms()
        assert [row.word for row in found_terms("PILOT light")] == ["waakvlam"]
        assert {row.word for row in found_terms("één gezin")} >= {"één gezin, één plan, één regisseur"}
        assert found_terms("qqq") == ()
    with in_language("en"):
        english = terms()
        assert any(row.word.startswith("pilot light") for row in found_terms("waakvlam"))
    assert len(dutch) == len(english) == FILE.read_text("utf-8").count("[[words]]")
    assert all(row.word and row.other for row in (*dutch, *english))
    assert {(row.word, row.other) for row in dutch} == {(row.other, row.word) for row in english}
    assert [row.word.casefold() for row in dutch] == sorted(row.word.casefold() for row in dutch)
    assert {"drang", "vechtscheiding"}.isdisjoint(row.word for row in dutch)
    assert all((row.note == "") == (other.note == "") for row in dutch for other in english if other.other == row.word)
