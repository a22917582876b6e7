"""Time at the table: the quiet line, the proposal, who comes when, a break, the bell, usual minutes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import LANGUAGES, Language, in_language
from mdoverleg.edits import agenda, meetings
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.tick import Ticks
from mdoverleg.tui.dialogs.times import TimesDialog
from mdoverleg.tui.text import line_width
from mdoverleg.tui.widgets.agenda import Agenda
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.times import CallLines, CatchUpLines, KindLines, SpentLines
from tests.support.late import BREAK, clock, fall_behind
from tests.support.locked import copy_of
from tests.support.sample import BEFORE, MEETING
from tests.tui.conftest import window_on
from tests.tui.driving import Table

Copy = Callable[[Path], Path]
LATE = BEFORE + timedelta(minutes=82)
"""Ten to eleven: Fuut takes forty minutes already."""


@pytest.fixture(scope="module")
def late(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting that runs late, made once."""
    path = copy_of(example, tmp_path_factory.mktemp("late") / "late.mdo")
    store = Store.open(path)
    fall_behind(store)
    store.close()
    return path


def plans(table: Table) -> dict[str, str]:
    """When each item is planned, by its title."""
    return {item.title or item.kind: item.planned_start for item in table.snapshot.agenda}


def quiet_line(table: Table) -> str:
    return table.board.query_one(Agenda).heading()[1]


async def test_a_meeting_that_runs_late_is_brought_back(late: Path, copied: Copy) -> None:
    async with window_on(copied(late), at=LATE, size=(80, 24)) as table:
        assert quiet_line(table) == "20 min te laat: T"
        assert "20 min te laat: T" in table.text()
        await table.press("T")
        dialog = table.app.screen
        assert isinstance(dialog, TimesDialog)
        lines = dialog.query_one(CatchUpLines)
        assert lines.heading() == ("Klaar om 12:20", "op tijd")
        shown = table.text()
        assert "[x] Grutto: naar de volgende keer" in shown
        for kept in (
            "Wulp blijft zo",
            "Tureluur blijft zo",
            "het gezin komt om 11:25",
            "Plevier blijft zo",
            "Kievit blijft zo",
        ):
            assert kept in shown, "a child at risk, a family in the room, put off twice: not touched"
        # Nothing ticked: it says what that means, and there is nothing to take.
        await table.press("space")
        assert lines.heading() == ("Klaar om 12:40", "20 min te laat")
        before = table.changes()
        await table.press("enter")
        assert table.changes() == before
        assert table.toasts[-1] == "Er is niets gekozen; er is niets veranderd."
        # The call times follow from what is ticked; they are copied as lines.
        await table.press("T", "tab")
        calls = dialog_of(table).query_one(CallLines)
        assert [row.call.stops for row in calls.rows if row.call and not row.call.name] == [(("11:25", 8),)]
        await table.press("y")
        await table.until(lambda: bool(table.app.clipboard))
        copied_text = table.app.clipboard
        assert "M. Akkers (Jeugdbescherming Krekenland): 11:00 punt 6, Gemeentehuis, zaal De Rietkraag" in copied_text
        assert not any(alias in copied_text for alias in ("Wulp", "Sijs", "Fuut", "Tureluur", "Kievit"))
        await table.press("shift+tab", "enter")
        assert table.changes() == [*before, "agenda.catch_up"]
        assert table.toasts[-1] == "De agenda is aangepast; 6 mensen moeten gebeld worden (T, Tab)."
        assert quiet_line(table) == "min"
        assert plans(table)["Tureluur"] == "11:25"
        assert plans(table)["Wulp"] == "11:00"
        assert [item.title for item in table.snapshot.agenda if item.not_held] == ["Grutto"]
        await table.press("u")
        assert quiet_line(table) == "20 min te laat: T"
        assert plans(table)["Wulp"] == "10:40"


def dialog_of(table: Table) -> TimesDialog:
    assert isinstance(table.app.screen, TimesDialog)
    return table.app.screen


async def test_the_proposal_is_refused_when_somebody_went_on(late: Path, copied: Copy) -> None:
    path = copied(late)
    async with window_on(path, at=LATE) as table:
        table.does_not_look()
        await table.press("T")
        other = Store.open(path)
        other.clock = clock("10:50")
        meetings.go_on(other, Who("Teun Biezen", 2, "two"), pk=MEETING)
        other.close()
        before = table.changes()
        await table.press("enter")
        assert table.changes() == before
        assert table.toasts[-1] == "Iemand is al verdergegaan; er is niets veranderd."
        # What each item took, and what kinds of cases take here.
        await table.press("T", "tab", "tab")
        spent = dialog_of(table).query_one(SpentLines)
        assert {row.title: (row.spent, row.planned) for row in spent.rows}["Fuut"] == (40, 20)
        assert "40/20 !! 20 te lang" in table.text()
        await table.press("tab")
        assert dialog_of(table).query_one(KindLines).rows[0].category == "follow_up"
        assert "gepland 22, duurde 24 min" in table.text()
        await table.press("escape")
        # A break next: the one that was to come runs now, so there is nothing to put in.
        table.board.action_verb("agenda.take_break")
        await table.settled()
        assert table.toasts[-1] == "Het is nu pauze."


async def test_what_is_passed_is_said_once_and_rings_when_asked(late: Path, copied: Copy) -> None:
    async with window_on(copied(late), at=BEFORE + timedelta(minutes=61)) as table:
        rung: list[int] = []
        table.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
        assert quiet_line(table) == "min"
        await minute(table, 63)
        assert table.said[-1] == "De tijd voor dit punt is om."
        assert rung == [], "no bell unless this window is asked to"
        table.board.action_verb("app.ring")
        assert table.said[-1] == "De bel klinkt als de tijd om is."
        await minute(table, 67)
        assert table.said[-2:] == ["Het overleg loopt uit. T toont een voorstel.", "Dit punt loopt flink uit."]
        assert len(rung) == 2
        said = len(table.said)
        await minute(table, 70)
        assert len(table.said) == said
        await minute(table, 78)
        assert len(table.said) == said, "the break comes next"
        agenda.skip(table.store, Who("Hanna Lisdodde", 1), item_pk=BREAK, how="dropped")
        await table.board.reload()
        await minute(table, 79)
        await minute(table, 80)
        assert table.said[-1] == "Ruim een uur zonder pauze. Ctrl+P: pauze hierna."
        table.board.action_verb("agenda.take_break")
        await table.settled()
        assert table.changes()[-1] == "agenda.take_break"
        await table.until(lambda: table.said[-1] == "Na dit punt is er pauze.")


async def test_behind_the_agenda_but_in_time(example: Path, copied: Copy) -> None:
    """The example leaves a quarter of an hour at its end: nothing has to be shorter, and people must hear it."""
    path = copied(example)
    store = Store.open(path)
    for time in ("09:30", "09:35", "09:45"):
        store.clock = clock(time)
        (meetings.start if time == "09:30" else meetings.go_on)(store, Who("Hanna Lisdodde", 1), pk=MEETING)
    store.close()
    async with window_on(path, at=BEFORE + timedelta(minutes=50)) as table:
        assert quiet_line(table) == "min"
        await minute(table, 54)
        assert quiet_line(table) == "12 min achter: T"
        assert table.said[-1] == "De agenda loopt achter. T toont wie wanneer komt."
        await table.press("T")
        calls = dialog_of(table).query_one(CallLines)
        assert calls.display, "who comes when is first: it ends in time"
        assert next(row.call.stops for row in calls.rows if row.call and not row.call.name) == (("10:22", 4),)


async def minute(table: Table, number: int) -> None:
    """Let the clock show so many minutes after the beginning of the example."""
    table.store.clock = FixedClock(BEFORE + timedelta(minutes=number))
    table.board._minute()
    await table.settled()


async def test_before_the_start_it_says_whether_the_agenda_fits(late: Path, example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        assert quiet_line(table) == "min"
        await table.press("T")
        assert "De agenda past in het overleg" in table.text()
        await table.press("escape")
        table.board.action_verb("agenda.usual_minutes")
        await table.settled()
        shown = table.text()
        assert "Fuut: 25 in plaats van 20 min" in shown
        assert table.app.screen.query_one(Ticks).rows[0].note == "vervolg duurt hier 24 min, gepland 22"
        assert "+5 min" in shown
        await table.press("enter")
        assert table.changes()[-1] == "agenda.set_minutes"
        assert plans(table)["Wulp"] == "10:45"
        # The minutes of a case that comes on the agenda are proposed too.
        await table.press("I")
        await table.type("kievit")
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Ask))
        assert "Minuten" in table.text()
        await table.press("escape")
        meetings.change(table.store, Who("Hanna Lisdodde", 1), pk=MEETING, values={"planned_end": "11:30"})
        await table.board.reload()
        assert quiet_line(table) == "20 min te lang: T"
        await table.press("T")
        assert "De agenda is 20 min langer dan het overleg" in " ".join(table.text().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_fit_at_every_width(late: Path, tmp_path: Path, language: Language) -> None:
    from mdoverleg.reads.meeting_times import read_meeting_times
    from mdoverleg.reads.time_spent import read_time_spent

    store = Store.open(copy_of(late, tmp_path / "late.mdo"))
    store.clock = clock("11:00")
    times, spent = read_meeting_times(store, MEETING), read_time_spent(store)
    assert times is not None
    with in_language(language):
        for width in (38, 52, 70, 94):
            catch_up, calls, items, kinds = CatchUpLines(), CallLines(), SpentLines(), KindLines()
            catch_up.show(times)
            calls.show(times.calls(), times.location)
            walked = (("de stem van het gezin", 12), ("plan en rollen", 9), ("afspraken", 0), ("teruglezen", 3))
            items.put([row._replace(steps=walked, phases=(12, 9, 3)) for row in times.spent])
            kinds.show(spent)
            widgets: tuple[Lines[Any], ...] = (catch_up, calls, items, kinds)
            for widget in widgets:
                lines = [line for row in widget.rows for line in widget.lines_of(row, width)]
                assert lines
                assert max(map(line_width, lines)) <= width
    store.close()
