"""However the projector ends: one calm sentence, nothing of what it was showing, and the right code."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from mdoverleg.store.store import Store
from tests.support.canaries import TELLING, fill_with_canaries
from tests.support.sample import go_on_to_wulp
from tests.windows.room import Recorded

LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""A longer run, with an error in every part and every signal: MDOVERLEG_HOSTILE_TURNS=4."""
STOPPED = "The wall has stopped."
NOT_SHOWN = "The table cannot be shown."
OpenWall = Callable[..., AbstractContextManager[Recorded]]
ENDED = "Something went wrong in the program."
# Starts the program with one part of it broken, once + was pressed, by an error that quotes what stands on the wall.
BROKEN = """
import sys
from mdoverleg.store.feed import Feed
from mdoverleg.tui.screens import wall
from mdoverleg.tui.widgets.bars import Bar
place, sys.argv = sys.argv[1], ["mdoverleg", *sys.argv[2:]]
room, name = {
    "layout": (wall, "body_lines"),
    "feed": (Feed, "moved"),
    "read": (wall, "read_wall"),
    "draw": (Bar, "render_line"),
    "key": (wall.WallScreen, "_do"),
}[place]
whole, is_broken = getattr(room, name), False

def breaks(screen):
    global is_broken
    is_broken = True
    screen._read_soon()

def broken(*given):
    if is_broken or place == "key":
        raise ValueError("Kanarie1q Wulp Mirjam Akkers", given)
    return whole(*given)

do = wall.WallScreen._do
wall.WallScreen._do = lambda screen, verb: (breaks(screen), do(screen, verb))
setattr(room, name, broken)
from mdoverleg.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A file full of canaries while Wulp is discussed, and the canaries."""
    path = tmp_path_factory.mktemp("wall") / "wall.mdo"
    canaries = fill_with_canaries(path)
    store = Store.open(path)
    go_on_to_wulp(store)
    store.close()
    return path, canaries


@pytest.fixture
def open_wall(planted: tuple[Path, list[str]], tmp_path: Path, environment: dict[str, str]) -> OpenWall:
    """Opens the projector on a copy of the file; afterwards everything that it wrote is searched."""
    path = tmp_path / "copy.mdo"
    path.write_bytes(planted[0].read_bytes())

    @contextmanager
    def open_it(*broken: str) -> Iterator[Recorded]:
        program = ["-c", BROKEN, *broken] if broken else ["-m", "mdoverleg"]
        command = [sys.executable, *program, "--lang", "en", "--file", str(path), "project"]
        environment["MDOVERLEG_NOW"] = "2026-10-06T10:50:00+02:00"
        with Recorded(command, environment=environment) as wall:
            yield wall.wait_for("WULP").wait_for("ACTION POINTS")
            assert wall.is_as_before
            told = wall.recorded
            words = (*planted[1], *TELLING, "Mirjam", "Akkers", "Traceback", "ValueError", "Error:", ".py")
            assert [word for word in words if word in told] == []

    return open_it


def test_a_file_that_is_taken_away(open_wall: OpenWall, tmp_path: Path) -> None:
    with open_wall() as wall:
        (tmp_path / "copy.mdo").unlink()
        wall.wait_for(NOT_SHOWN).wait_gone("WULP")
        assert len([line for line in wall.lines if line]) == 1
        wall.press("x")
        assert wall.wait_end() == 3


def test_a_file_that_is_damaged(open_wall: OpenWall, tmp_path: Path) -> None:
    path = tmp_path / "copy.mdo"
    with open_wall() as wall:
        with path.open("r+b") as file:
            file.write(b"Kanarie1q Wulp " * 4000)
        wall.wait_for(NOT_SHOWN).wait_gone("WULP").press("enter")
        assert wall.wait_end() == 3


@pytest.mark.parametrize("place", ["layout", "feed", "read"] if LONG else ["feed"])
def test_an_error_in_the_program(place: str, open_wall: OpenWall) -> None:
    with open_wall(place) as wall:
        wall.press("+").wait_for(STOPPED).wait_gone("WULP").press("q")
        assert wall.wait_end() == 70


@pytest.mark.parametrize("place", ["draw", "key"] if LONG else ["draw"])
def test_an_error_where_nothing_can_be_shown_any_more(place: str, open_wall: OpenWall) -> None:
    with open_wall(place) as wall:
        wall.press("+")
        assert wall.wait_end() == 70
        assert wall.shows(ENDED)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP] if LONG else [signal.SIGHUP])
def test_a_projector_that_is_stopped(number: signal.Signals, open_wall: OpenWall) -> None:
    with open_wall() as wall:
        assert wall.kill(number) == 128 + number


def test_a_projector_that_is_closed_and_ctrl_c_that_does_nothing(open_wall: OpenWall) -> None:
    with open_wall() as wall:
        wall.press("ctrl+c", "ctrl+p", "?", "f1").wait_still()
        assert wall.shows("WULP")
        assert not any(word in wall.recorded for word in ("quit", "help", "Palette"))
        wall.press("ctrl+q")
        assert wall.wait_end() == 0


def test_a_file_that_a_crash_left_in_the_middle_of_saving(
    planted: tuple[Path, list[str]], tmp_path: Path, environment: dict[str, str]
) -> None:
    path, left = tmp_path / "whole.mdo", tmp_path / "left.mdo"
    path.write_bytes(planted[0].read_bytes())
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("UPDATE setting SET value = value || ' ' || hex(zeroblob(200000))")
    left.write_bytes(path.read_bytes())
    left.with_name("left.mdo-journal").write_bytes(path.with_name("whole.mdo-journal").read_bytes())
    connection.execute("ROLLBACK")
    connection.close()
    environment["MDOVERLEG_NOW"] = "2026-10-06T10:50:00+02:00"
    command = [sys.executable, "-m", "mdoverleg", "--lang", "en", "--file", str(left), "project"]
    with Recorded(command, environment=environment) as wall:
        wall.wait_for("One moment: waiting for the other window")
        Store.open(left).close()
        wall.wait_for("WULP").press("q")
        assert wall.wait_end() == 0
