"""When a window asks for a passphrase before it opens a file, and when it does not."""

from pathlib import Path

import pytest

from mdoverleg.cli import windows
from mdoverleg.cli.context import Globals
from mdoverleg.cli.unlocking import FileKeys, unlocked
from mdoverleg.store import held, keys
from mdoverleg.tui.keys import Keys
from mdoverleg.tui.screens.welcome import Offered, Wanted
from tests.support.locked import PASSPHRASE, encrypted, make_cheap


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether letters could be shown, each time that was asked; nobody gives the passphrase."""
    found: list[bool] = []

    def run(keys: Keys, *, shows: bool = True) -> int:
        found.append(shows)
        return 0

    monkeypatch.setattr("mdoverleg.tui.screens.unlock.run_unlock", run)
    make_cheap(monkeypatch)
    return found


def test_only_an_encrypted_file_of_ours_is_asked_about(asked: list[bool], sample_path: Path, tmp_path: Path) -> None:
    letter = tmp_path / "brief.mdo"
    letter.write_text("Beste allemaal, " * 100, encoding="utf-8")
    for path in (sample_path, letter, tmp_path / "nergens.mdo", tmp_path):
        assert isinstance(unlocked(Globals(), path), FileKeys)
    assert asked == []
    secret = encrypted(tmp_path / "geheim.mdo")
    assert unlocked(Globals(), secret) == 0
    assert unlocked(Globals(), secret, on_wall=True) == 0
    assert asked == [True, False], "on a wall no letter is shown"
    assert isinstance(unlocked(Globals(key_file="3"), secret), FileKeys), (
        "it is read from there where the file is opened"
    )
    keys.header_of(secret).unlink()
    assert unlocked(Globals(), secret) == 0, "with the recovery sheet it opens"
    assert len(asked) == 3


def test_who_gives_up_comes_back_to_the_first_screen(
    asked: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    secret = encrypted(tmp_path / "geheim.mdo")
    left = [Wanted("open", secret), Wanted("quit", code=0)]
    problems: list[str] = []

    def welcome(offered: Offered, _make: object) -> Wanted:
        problems.append(offered.problem)
        return left.pop(0)

    monkeypatch.setattr("mdoverleg.tui.screens.welcome.run_welcome", welcome)
    assert windows.welcome(Globals(), tmp_path / "overlegtafel.mdo") == 0
    assert problems == ["", ""]
    assert len(asked) == 1
    assert windows.run_window(Globals(file=str(secret))) == 0
    keys.unlock(secret, PASSPHRASE)
    assert isinstance(unlocked(Globals(), secret), FileKeys), "its key is held already"
    held.let_go(secret)
