"""What a save says to the file: everybody else who wants to save waits for it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points, cases
from mdoverleg.store import file, patience
from mdoverleg.store.store import Store
from tests.support.locked import plain_only

WULP = 3
MOST = {"add": 17, "status": 15, "goal": 16, "setting": 5}
"""Different statements of a save at most; settings of the connection count too."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement of every connection that is opened from now on."""
    heard: list[str] = []
    real = file._driver

    def listened(path: Path, options: str) -> Any:
        connection = real(path, options)
        connection.set_trace_callback(heard.append)
        heard.append("opened")
        return connection

    monkeypatch.setattr(file, "_driver", listened)
    return heard


@pytest.fixture
def window(said: list[str], sample_path: Path) -> Iterator[Store]:
    """A window that may write and has not yet."""
    with closing(Store.open(sample_path)) as store:
        store.prepare_writing()
        yield store


def counted(said: list[str], save: Callable[[], Any]) -> int:
    said.clear()
    save()
    # A trigger repeats the statement that set it off; what the search index says to itself begins with hyphens.
    return len({statement for statement in said if not statement.startswith("--")})


@plain_only("an encrypted one is said one statement more")
def test_a_save_says_little_to_the_file(window: Store, said: list[str], who: Who) -> None:
    pk = action_points.add(window, who, values={"text": "belt de school", "case": WULP})
    saves = {
        "add": lambda: action_points.add(window, who, values={"text": "belt de huisarts", "case": WULP}),
        "status": lambda: action_points.set_status(window, who, pk=pk, status="done", expected={"status": "open"}),
        "goal": lambda: cases.change(window, who, pk=WULP, values={"goal": "rust"}),
        "setting": lambda: window.set_setting("draft.window-1.entry", "half getypt"),
    }
    found = {name: counted(said, save) for name, save in saves.items()}
    assert {name: number for name, number in found.items() if number > MOST[name]} == {}
    assert "opened" not in said


def test_a_setting_that_had_to_wait_too_long_leaves_nothing_behind(
    window: Store, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(file.open_connection(window.path, writing=True)) as other:
        other.execute("BEGIN IMMEDIATE")
        with monkeypatch.context() as patched:
            patched.setattr(patience, "PATIENCE_S", 0.0)
            with pytest.raises(FileRefused):
                window.set_setting("draft.window-1.entry", "half getypt")
        other.execute("ROLLBACK")
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM log_head").fetchone() == (1,)
        with monkeypatch.context() as patched:
            patched.setattr(patience, "PATIENCE_S", 0.0)
            with pytest.raises(FileRefused):  # it may begin, but not commit while somebody reads
                window.set_setting("draft.window-1.entry", "half getypt")
        other.execute("ROLLBACK")
    assert window.setting("draft.window-1.entry") is None
    window.set_setting("draft.window-1.entry", "toch nog")
    cases.change(window, who, pk=WULP, values={"goal": "rust"})
    assert (window.setting("draft.window-1.entry"), window.damage()) == ("toch nog", [])
