"""Learning at the table: looking back, and the three questions at the end."""

from collections.abc import Callable
from pathlib import Path

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.edits import agenda, meetings
from mdoverleg.edits.learning import copy_case
from mdoverleg.reads.board import read_board
from mdoverleg.reads.planning import read_planning
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.text_box import TextBox
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.screens.lists import CasesScreen
from tests.support.sample import BEFORE, MEETING, WULP_BEGINS
from tests.tui.conftest import window_on
from tests.tui.driving import Table

Copy = Callable[[Path], Path]
CHAIR = Who("Hanna Lisdodde", 1, "chair")


def reflection(table: Table) -> str:
    with table.store.read() as reader:
        return str(reader.value("SELECT reflection FROM meeting WHERE pk = ?", (MEETING,)))


async def test_a_meeting_looks_back_and_answers_three_questions(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=WULP_BEGINS) as table:
        item = next(row for row in table.snapshot.agenda if row.kind == "reflection")
        table.board.focus_area(table.board.agenda_list)
        await table.pilot.pause()
        table.board.agenda_list.go_to(item.pk)
        await table.press("enter")
        await table.type("Wij lieten elkaar uitpraten")
        await table.press("ctrl+s")
        assert reflection(table) == "Wij lieten elkaar uitpraten"
        await table.press("S", "y")
        await table.type("het was laat")
        await table.press("enter")
        assert "Wie deed iets goeds?" in table.text()
        await table.type("Koen belde zelf")
        await table.press("enter", "enter")
        await table.type("eerst het gezin")
        await table.press("enter")
        assert table.snapshot.meeting is not None
        assert table.snapshot.meeting.closed_at is not None
        lines = reflection(table).splitlines()
        assert lines[1].startswith("Gesloten met ")
        assert lines.pop(1).endswith(" open punten, omdat: het was laat")
        assert lines == [
            "Wij lieten elkaar uitpraten",
            "Wie deed iets goeds? Koen belde zelf",
            "Wat doen wij de volgende keer anders? eerst het gezin",
        ]
        await table.until(lambda: isinstance(table.app.screen, Pick))
        await table.press("escape", "u")
        assert reflection(table) == "Wij lieten elkaar uitpraten"


async def test_what_was_written_is_shown_when_the_next_meeting_opens(example: Path, copied: Copy) -> None:
    async with window_on(copied(example), size=(80, 24)) as table:
        assert "Bij het terugkijken op di 8 sep schreven wij:" in table.text()
        assert "Bij Wulp praten we vaker over elkaar" in " ".join(table.text().split())


def test_it_is_shown_until_the_first_item_has_ended(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE)
    said = read_board(sample).looked_back
    assert said is not None
    assert str(said.held_on) == "2026-09-08"
    meetings.start(sample, CHAIR, pk=MEETING)
    assert read_board(sample).looked_back == said
    assert read_board(sample, case_pk=3).looked_back is None
    meetings.go_on(sample, CHAIR, pk=MEETING)
    assert read_board(sample).looked_back is None


def test_only_the_meeting_before_counts(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE)
    assert read_board(sample, meeting_pk=2).looked_back is None
    assert read_board(sample, meeting_pk=1).looked_back is None
    with sample.write(CHAIR, "meetings.change") as session:
        from mdoverleg.store.tables import Meeting

        session.get_one(Meeting, 2).reflection = None
    assert read_board(sample).looked_back is None


def test_a_learning_case_is_proposed_for_a_learning_meeting_alone(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE)
    pk = copy_case(sample, CHAIR, pk=1, alias="Merel", by_pk=1, texts={})
    planning = read_planning(sample)
    assert planning.proposed(BEFORE.date(), "learning") == (pk,)
    assert pk not in planning.proposed(BEFORE.date(), "case_table")
    assert planning.proposed(BEFORE.date(), "case_table")
    meeting = meetings.plan(
        sample,
        CHAIR,
        values={"kind": "learning", "held_on": BEFORE.date(), "planned_start": "13:00", "chair": 1},
        template_name="Leerbijeenkomst",
        case_pks=(pk,),
    )
    board = read_board(sample, meeting_pk=meeting, case_pk=pk)
    assert [row.title for row in board.agenda if row.kind == "case"] == ["Merel"]
    assert [one.check for one in board.warnings if one.case == "Merel"] == []


def test_a_learning_meeting_is_planned_from_its_template(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE)
    pk = meetings.plan(
        sample,
        CHAIR,
        values={"kind": "learning", "held_on": BEFORE.date(), "planned_start": "13:00", "chair": 1},
        template_name="Leerbijeenkomst",
    )
    board = read_board(sample, meeting_pk=pk)
    assert [row.kind for row in board.agenda] == ["opening", "theory", "reflection"]
    agenda.add_item(sample, CHAIR, meeting_pk=pk, values={"kind": "case", "case": 4})
    assert "case" in [row.kind for row in read_board(sample, meeting_pk=pk).agenda]


async def test_a_case_is_copied_for_learning_with_the_texts_that_are_chosen(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await table.press("f4")
        screen = table.app.screen
        assert isinstance(screen, CasesScreen)
        await table.until(lambda: bool(screen.list.rows))
        screen.list.go_to(7)
        await table.press("L")
        assert "Aalscholver" in table.text()
        await table.press("enter")
        asked = table.app.screen
        assert isinstance(asked, Tick)
        choices = {choice.key: choice for choice in asked._choices}
        assert choices["Case", 7, "story"].note == "herkenbaar"
        assert ("Case", 7, "story") not in asked._ticked
        await table.press("a", "enter")
        assert "Nergensweg 12" in table.text()
        await table.press("ctrl+s")
        assert table.toasts[-1] == "Hieraan is nog iemand te herkennen."
        box = table.app.screen.query_one(TextBox)
        box.text = "Vader kwam terug bij opa."
        await table.press("ctrl+s")
        assert table.changes()[-1] == "cases.copy_for_learning"
        with table.store.read() as reader:
            made = reader.rows('SELECT alias, category, story FROM "case" WHERE pk = 8')
        assert [tuple(row) for row in made] == [("Aalscholver", "learning", "Vader kwam terug bij opa.")]
        assert screen.list.row.alias == "Aalscholver"
