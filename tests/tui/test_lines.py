"""The list that draws its own lines: place kept by key, only what changed drawn, any number of rows."""

from typing import NamedTuple

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region

from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.themes import DARK, THEMES
from mdoverleg.tui.widgets.lines import MANY, Lines
from tests.tui.driving import resized


class Row(NamedTuple):
    key: int
    text: str
    stops: bool = True


class Plain(Lines[Row]):
    made = 0

    def key_of(self, row: Row) -> int:
        return row.key

    def can_stop(self, row: Row) -> bool:
        return row.stops

    def heading(self) -> tuple[str, str]:
        return "TITEL", "rechts"

    def when_empty(self) -> str:
        return "niets, want er kwam nog niets"

    def lines_of(self, row: Row, width: int) -> list[Line]:
        self.made += 1
        return columns([Cell(row.text, width - 1)])


class Alone(App[None]):
    CSS = "Plain { height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {name: str(colour) for name, colour in THEMES[DARK].variables.items()}

    def compose(self) -> ComposeResult:
        yield Plain(id="plain")

    @property
    def plain(self) -> Plain:
        return self.query_one(Plain)

    def shown(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


def rows(number: int) -> list[Row]:
    return [Row(key, f"rij {key}") for key in range(number)]


async def test_the_title_stays_and_the_rest_scrolls() -> None:
    app = Alone()
    async with app.run_test(size=(20, 5)) as pilot:
        app.plain.put(rows(10))
        await pilot.pause()
        assert app.shown()[0].startswith("▸TITEL")
        await pilot.press("end")
        assert app.shown()[0].startswith("▸TITEL")
        assert [line.split("  ")[0] for line in app.shown()[1:]] == ["rij 6", "rij 7", "rij 8", "rij 9"]
        await pilot.press("home", "j", "j", "k", "pagedown")
        assert app.plain.row == rows(10)[4]


async def test_cursor_and_scroll_stay_with_their_rows() -> None:
    app = Alone()
    async with app.run_test(size=(20, 5)) as pilot:
        plain = app.plain
        plain.put(rows(20))
        await pilot.pause()
        await pilot.press(*["down"] * 9)
        top = app.shown()[1].split("  ")[0]
        plain.put([Row(100, "nieuw"), Row(101, "nieuw"), *rows(20)])
        await pilot.pause()
        assert plain.row == Row(9, "rij 9")
        assert app.shown()[1].split("  ")[0] == top
        plain.put([row for row in rows(20) if row.key != 9])
        await pilot.pause()
        assert plain.row == Row(10, "rij 10")
        plain.put([])
        await pilot.pause()
        assert plain.row is None
        assert app.shown()[1:4] == ["niets, want er kwam", "nog niets", ""]


async def test_only_changed_lines_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Alone()
    async with app.run_test(size=(20, 8)) as pilot:
        plain = app.plain
        plain.put(rows(5))
        await pilot.pause()
        drawn: list[tuple[Region, ...]] = []
        monkeypatch.setattr(plain, "refresh", lambda *regions, **more: drawn.append(regions))
        plain.put([*rows(3), Row(3, "anders"), Row(4, "rij 4")])
        assert drawn == [(Region(0, 4, 20, 1),)]
        drawn.clear()
        plain.put([*rows(3), Row(3, "anders"), Row(4, "rij 4")])
        assert drawn == []
        plain.action_move(1)
        assert drawn == [(Region(0, 1, 20, 1),), (Region(0, 2, 20, 1),)]


async def test_the_cursor_passes_over_lines_that_are_no_rows() -> None:
    app = Alone()
    async with app.run_test(size=(20, 8)) as pilot:
        app.plain.put([Row(0, "kop", stops=False), Row(1, "een"), Row(2, "kop", stops=False), Row(3, "twee")])
        await pilot.pause()
        assert app.plain.row == Row(1, "een")
        await pilot.press("down")
        assert app.plain.row == Row(3, "twee")
        await pilot.press("down", "up", "up")
        assert app.plain.row == Row(1, "een")


async def test_wrapped_rows_and_a_change_of_width() -> None:
    app = Alone()
    async with app.run_test(size=(12, 8)) as pilot:
        app.plain.put([Row(0, "een twee drie vier"), Row(1, "vijf")])
        await pilot.pause()
        assert app.shown()[1:4] == ["een twee", "drie vier", "vijf"]
        await resized(pilot, 30, 8)
        assert app.shown()[1:3] == ["een twee drie vier", "vijf"]


async def test_a_hundred_thousand_rows_are_made_when_they_are_shown() -> None:
    app = Alone()
    async with app.run_test(size=(20, 8)) as pilot:
        app.plain.put(rows(100_000))
        await pilot.pause()
        await pilot.press("end")
        assert app.shown()[7].startswith("rij 99999")
        assert app.plain.made < MANY


async def test_the_wheel_scrolls_and_the_cursor_stays() -> None:
    app = Alone()
    async with app.run_test(size=(20, 5)) as pilot:
        plain = app.plain
        plain.put(rows(20))
        await pilot.pause()
        nothing = {"delta_x": 0, "button": 0, "shift": False, "meta": False, "ctrl": False}
        plain.post_message(events.MouseScrollDown(plain, 1, 1, delta_y=1, **nothing))  # type: ignore[arg-type]
        await pilot.pause()
        assert app.shown()[1].startswith("rij 3")
        assert plain.row == Row(0, "rij 0")
        plain.post_message(events.MouseScrollUp(plain, 1, 1, delta_y=-1, **nothing))  # type: ignore[arg-type]
        await pilot.pause()
        assert app.shown()[1].startswith("rij 0")


async def test_a_double_click_chooses_and_a_click_goes_there() -> None:
    chosen: list[object] = []

    class Listening(Alone):
        def on_lines_chosen(self, event: Lines.Chosen) -> None:
            chosen.append(event.row)

    app = Listening()
    async with app.run_test(size=(20, 8)) as pilot:
        app.plain.put(rows(5))
        await pilot.pause()
        await pilot.click("#plain", offset=(2, 3))
        assert app.plain.row == Row(2, "rij 2")
        assert chosen == []
        await pilot.click("#plain", offset=(2, 4), times=2)
        await pilot.press("enter")
        assert chosen == [Row(3, "rij 3"), Row(3, "rij 3")]
