"""Planning ahead in the list of meetings, and closing a meeting through its gate."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from mdoverleg.tui.dialogs.aloud import Aloud, AloudLines
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.screens.lists import MeetingsScreen
from tests.support.sample import BEFORE, WULP_BEGINS
from tests.tui.conftest import window_on
from tests.tui.forms import opened, pick, save, ticked
from tests.tui.hostile import is_harmless, poisoned
from tests.tui.places import back, by_words, go, on, rows

Copy = Callable[[Path], Path]


async def test_plan_the_next_meeting_take_the_order_hold_it_and_close_it_through_the_gate(
    example: Path, copied: Copy
) -> None:
    async with window_on(copied(example), at=BEFORE, size=(80, 24)) as table:
        screen = await go(table, "f3")
        assert "f: 2 geparkeerd" in table.text()
        await table.press("a")
        await save(table, held_on="25-12-2026")
        assert "Eerste kerstdag" in table.text()
        await pick(table, "een andere dag")
        await save(table, held_on="06-10-2026", planned_start="14:00")
        assert "Er is al een overleg op di 6 okt." in table.text()
        await pick(table, "toch")
        await pick(table, "casustafel, halve")
        await opened(table, Tick)
        assert {"Kievit", "Plevier"} <= set(ticked(table)), "what is parked is offered"
        await table.press("a", "enter")
        await opened(table, Tick)
        await table.press("enter")
        await opened(table, Aloud)
        said = [row.text.split("  ")[1] for row in table.app.screen.query_one(AloudLines).rows if not row.is_last]
        assert said[2] == "Sijs", "the crisis comes first"
        assert said[-2] == "Tureluur", "what is being closed comes last"
        assert "crisis: vroeg" in table.text()
        await table.press("enter")
        await back(table, screen)
        assert table.changes()[-2:] == ["meetings.plan", "agenda.order"]
        assert "vorige actiepunten" in table.said[-1]
        await table.press("o")
        assert table.toasts[-1] == "De agenda staat in een goede volgorde; er is niets voor te stellen."

        await table.press("s")
        await opened(table, Tick)
        assert ticked(table)[0] == "di 3 nov 2026"
        await table.press("enter")
        await back(table, screen)
        assert table.changes()[-1] == "meetings.plan_series"
        on(screen, "held_on", date(2026, 11, 3))
        await table.press("c")
        assert "op de agenda van di 3 nov" in table.text()
        await table.press("escape")

        on(screen, "held_on", date(2026, 10, 6))
        await table.press("enter")
        await table.until(lambda: table.app.screen is table.board)
        await table.until(lambda: table.snapshot.meeting is not None and table.snapshot.meeting.title == "")
        await table.press("n")
        await table.until(lambda: table.board.running is not None)
        await table.press("S")
        await opened(table, Aloud)
        assert "Niet besproken: Sijs" in table.text()
        assert "gaat mee naar het volgende overleg" in table.text()
        await table.press("escape")
        assert "meetings.close" not in table.changes()
        await table.press("S", "y", "enter")
        assert "Hier staat nog niets." in table.text()
        await table.type("De zaal moest leeg")
        await table.press("enter", "escape")
        await opened(table, Pick)
        await table.press("escape")
        assert table.changes()[-1] == "meetings.close"
        closed = "Het overleg is gesloten. 7 punten gaan mee naar het overleg van di 3 nov."
        await table.until(lambda: table.toasts[-1] == f"{closed} Er is een reservekopie gemaakt.")

        screen = await go(table, "f3")
        on(screen, "held_on", date(2026, 11, 3))
        assert screen.list.row.cases == 7
        on(screen, "held_on", date(2026, 10, 6))
        await table.press("R")
        assert table.changes()[-1] == "meetings.reopen"
        await table.press("u", "u")
        assert table.changes()[-2:] == ["log.undo", "log.undo"]
        on(screen, "held_on", date(2026, 11, 3))
        assert screen.list.row.cases == 0


async def test_what_is_parked_is_shown_and_comes_on_an_agenda_or_is_let_go(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=WULP_BEGINS) as table:
        await by_words(table, "agenda ordenen")
        assert table.toasts[-1] == "Dit overleg is begonnen; verplaats punten een voor een."
        screen = await go(table, "f3")
        assert isinstance(screen, MeetingsScreen)
        await table.press("f")
        await table.until(lambda: bool(screen.list.rows))
        assert "uitgesteld di 8 sep" in table.text()
        assert rows(screen, "title") == ["Kievit", "Plevier"]
        held = screen.snapshot
        assert held is not None
        assert screen.take(screen.ticket(), poisoned(held, 0))
        await table.pilot.pause()
        assert is_harmless(table.text())
        assert screen.take(screen.ticket(), held)
        await table.press("s")
        assert table.toasts[-1] == "Zet de cursor op een overleg."
        await table.press("enter")
        await pick(table, "op de agenda van di 6 okt")
        await back(table, screen)
        assert table.changes()[-1] == "agenda.fill"
        assert rows(screen, "title") == ["Plevier"]
        await table.press("enter")
        await pick(table, "laat het los")
        await back(table, screen)
        assert table.changes()[-1] == "agenda.let_go"
        assert "Er is niets geparkeerd." in table.text()
        await table.press("f")
        await table.until(lambda: bool(screen.list.rows))
        assert "f: 1" not in table.text()
        await table.press("e")
        await save(table, held_on="11-10-2026")
        assert table.toasts[-1] == "zo 11 okt valt in een weekend."
