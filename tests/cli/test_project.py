"""The projector's command: exit codes without a terminal, a file or rights, and the size that a machine keeps."""

from pathlib import Path

import pytest

from mdoverleg.cli import context
from mdoverleg.cli.wall import keep_size, kept_size
from tests.cli.conftest import Command


def test_without_a_terminal_it_is_wrong_use(on: Command, sample_path: Path) -> None:
    ran = on(sample_path, "project", language="en")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_a_file_that_is_not_there_or_no_table_is_3(
    on: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "need_terminal", lambda: None)
    ran = on(tmp_path / "gone.mdo", "project", language="en")
    assert ran.code == 3
    assert "gone.mdo" in ran.err
    assert not (tmp_path / "gone.mdo").exists()
    (tmp_path / "letter.mdo").write_text("Dear all, " * 100, encoding="utf-8")
    assert on(tmp_path / "letter.mdo", "project").code == 3
    assert on(None, "project").code == 3, "without a table there is nothing to show, and nothing is made"


def test_the_size_is_kept_on_this_machine(on: Command, tmp_path: Path) -> None:
    del on
    assert kept_size() == 0
    keep_size(-2)
    assert kept_size() == -2
    file = next(tmp_path.rglob("projector-size"))
    for text, size in (("99\n", 9), ("larger", 0), ("", 0)):
        file.write_text(text, encoding="ascii")
        assert kept_size() == size
    file.unlink()
    file.mkdir()
    keep_size(3)
    assert kept_size() == 0


def test_help_says_what_it_is(on: Command) -> None:
    ran = on(None, "project", "--help", language="en")
    assert ran.code == 0
    assert "projector" in ran.out
