"""Copying as text: the row, the list, the case; to the clipboard or to a file; nothing that a mask hides."""

import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points
from mdoverleg.tui.copied import is_too_much, rows_text
from mdoverleg.tui.doings import exporting
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import pick
from tests.tui.hostile import NASTY, is_harmless
from tests.tui.places import go, on
from tests.tui.test_mask import NAMES

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent to the clipboard of the terminal."""
    found: list[str] = []
    monkeypatch.setattr("textual.app.App.copy_to_clipboard", lambda _app, text: found.append(text))
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where documents of this user go."""
    monkeypatch.setattr(exporting, "own_folder", lambda: tmp_path / "mdoverleg")
    return tmp_path / "mdoverleg"


async def test_row_list_and_case(wulp: Path, copied: Copy, sent: list[str], folder: Path) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        before = table.changes()
        table.board.focus_area(table.board.actions)
        await table.press("home", "y")
        assert len(sent) == 1
        cells = sent[0].split("\t")
        assert (cells[0], cells[1], *cells[-3:]) == ("!!", "A-031", "R. Bos", "di 29 sep", "te laat")
        assert cells[2].startswith("Vraagt een plek aan bij de spreekuurarts (voor M)")
        assert table.said[-1].startswith("Gekopieerd: 1 regel.")
        await table.press("Y")
        await pick(table, "kopieer de lijst acties")
        lines = sent[-1].split("\n")
        assert len(lines) == len(table.board.actions.rows)
        assert lines[1].startswith("\tA-032\tOefent met vader wat hij doet in plaats van een bericht sturen")
        await table.press("Y")
        await pick(table, "kopieer de casus Wulp")
        await table.until(lambda: len(sent) == 3)
        assert sent[-1].startswith("Wulp · di 6 okt 2026\n\nBesloten\n")
        assert "\n- Procesregisseur: H. Lisdodde\n" in sent[-1]
        assert "E02" not in sent[-1], "what is lacking is not for a letter"
        screen = await go(table, "f4")
        on(screen, "alias", "Sijs")
        await table.press("y")
        assert sent[-1].startswith("!!\tSijs\tN. van der Zegge\t7 open, 1 te laat\tMoeder en de kinderen")
        assert table.said[-1].startswith("Gekopieerd: 1 regel."), "one of the list, on two lines"
        await table.press("Y")
        await pick(table, "naar een bestand: de casus Sijs")
        await table.until(lambda: folder.exists() and any(folder.iterdir()))
        await table.settled()
        (file,) = folder.iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600 or os.name == "nt"
        assert file.name == "kopie-2026-10-06-1043.txt"
        assert "Sijs · di 6 okt 2026" in file.read_text(encoding="utf-8-sig")
        assert table.changes() == [*before, "exports.write"]


async def test_nothing_that_a_mask_hides(wulp: Path, copied: Copy, sent: list[str], folder: Path) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("m")
        for lines in table.board.areas():
            assert not NAMES.findall("\n".join(rows_text(lines, lines.rows)))
        table.board.focus_area(table.board.actions)
        await table.press("home", "y")
        assert "\tR.B.\tdi 29 sep" in sent[-1]
        await table.press("Y")
        await pick(table, "naar een bestand: de casus")
        await table.until(lambda: folder.exists() and any(folder.iterdir()))
        await table.settled()
        text = next(folder.iterdir()).read_text(encoding="utf-8-sig")
        assert "- Procesregisseur: H.L." in text
        assert not NAMES.findall(text)


async def test_a_terminal_that_cannot_copy_and_text_that_is_too_long(
    wulp: Path, copied: Copy, sent: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with window_on(copied(wulp), at=NOW, size=(80, 24)) as table:
        who = Who("Hanna Lisdodde", 1, "chair")
        pk = action_points.add(table.store, who, values={"case": 3, "text": "[/b] x" + NASTY[7] + "\n" + "y " * 9000})
        await table.board.reload()
        assert table.board.actions.go_to(table.board.actions.key_of(row_of(table, pk)))
        table.board.focus_area(table.board.actions)
        await table.press("y")
        assert "y y y" in sent[-1]
        assert sent[-1].count("y ") >= 4000
        assert is_harmless(sent[-1].replace("\t", ""))
        assert is_too_much("ë" * 30_000)
        monkeypatch.setenv("TERM_PROGRAM", "Apple_Terminal")
        await table.press("y")
        await table.until(lambda: folder.exists() and any(folder.iterdir()))
        await table.settled()
        assert len(sent) == 1
        assert table.said[-1].startswith("Geschreven: ")
        assert "y y y" in next(folder.iterdir()).read_text(encoding="utf-8-sig")


def row_of(table: Table, pk: int) -> ActionRow:
    """The line of an action point at the table."""
    return next(row for row in table.board.actions.rows if row.pk == pk)
