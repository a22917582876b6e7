"""The wall as the room sees it, while a case is read back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.room import READING_BACK
from mdoverleg.domain.words import in_language
from mdoverleg.store.store import Store
from mdoverleg.tui.screens.wall import WallScreen
from mdoverleg.tui.wall import WallApp
from tests.support.sample import MEETING, WULP_BEGINS, go_on_to_wulp


class Shown(NamedTuple):
    """What a picture is made of."""

    app: WallApp

    def text(self) -> str:
        """What stands on the wall now."""
        strips = self.app.wall._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def test_a_case_is_read_back(sample: Store, same_as_before: Callable[[Any], None]) -> None:
    go_on_to_wulp(sample)
    with sample.read() as reader:
        sql = "SELECT pk FROM agenda_item WHERE meeting_id = ? AND actual_start IS NOT NULL AND actual_end IS NULL"
        running = reader.value(sql, (MEETING,))
    sample.set_setting(READING_BACK, str(running))

    def opens() -> Store:
        store = Store.open(Path(sample.path), read_only=True)
        store.clock = FixedClock(WULP_BEGINS + timedelta(minutes=21, seconds=20))
        return store

    with in_language("nl"):
        wall = WallScreen(opens, keep_size=lambda _size: None, follows_language=True)
        wall.begin()
        app = WallApp(wall)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            same_as_before(Shown(app))
        wall.close()
