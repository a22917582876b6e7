"""Files are written whole or not at all, for their owner alone, and never through a link."""

import errno
import io
import os
import stat
import sys
from pathlib import Path

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import in_language
from mdoverleg.export.writing import write_file, write_out


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    old = os.umask(0)
    try:
        assert write_file(path, b"abc", overwrite=False) == path
    finally:
        os.umask(old)
    assert path.read_bytes() == b"abc"
    assert files(tmp_path) == ["list.csv"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_taken_name_is_left_alone_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"old")
    with pytest.raises(Refused):
        write_file(path, b"new", overwrite=False)
    assert path.read_bytes() == b"old"
    write_file(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert files(tmp_path) == ["list.csv"]


def test_a_name_taken_at_the_last_moment_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"theirs")
    monkeypatch.setattr(os.path, "lexists", lambda _path: False)
    with pytest.raises(Refused):
        write_file(path, b"mine", overwrite=False)
    assert path.read_bytes() == b"theirs"
    assert files(tmp_path) == ["list.csv"]


def test_a_disk_without_hard_links_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_self: Path, _target: Path) -> None:
        raise OSError(errno.EOPNOTSUPP, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    path = tmp_path / "list.csv"
    write_file(path, b"abc", overwrite=False)
    assert path.read_bytes() == b"abc"
    assert files(tmp_path) == ["list.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_link_is_never_followed(overwrite: bool, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_bytes(b"precious")
    link = tmp_path / "list.csv"
    link.symlink_to(target)
    if overwrite:
        write_file(link, b"abc", overwrite=True)
        assert not link.is_symlink()
    else:
        with pytest.raises(Refused):
            write_file(link, b"abc", overwrite=False)
    assert target.read_bytes() == b"precious"


def test_a_missing_folder_and_a_folder_for_a_file_are_refused(tmp_path: Path) -> None:
    with in_language("en"):
        with pytest.raises(Refused, match="does not exist"):
            write_file(tmp_path / "none" / "list.csv", b"", overwrite=True)
        with pytest.raises(Refused, match="is a folder"):
            write_file(tmp_path, b"", overwrite=True)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "no room"), (errno.EACCES, "may not"), (errno.EIO, "cannot be written")],
)
def test_a_disk_that_fails_leaves_nothing_behind(
    number: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"old")

    def fail(_handle: int) -> None:
        raise OSError(number, "as the disk says it")

    monkeypatch.setattr(os, "fsync", fail)
    with in_language("en"), pytest.raises(Refused, match=sentence):
        write_file(path, b"new", overwrite=True)
    assert path.read_bytes() == b"old"
    assert files(tmp_path) == ["list.csv"]


class Terminal:
    """A stdout with bytes below its text."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()

    def flush(self) -> None:
        """Nothing waits here."""


def test_a_dash_is_stdout_without_the_mark_for_excel(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert write_out("-", b"\xef\xbb\xbfa;b\r\n", is_text=True, overwrite=False) is None
    assert terminal.buffer.getvalue() == b"a;b\r\n"


def test_bytes_do_not_go_to_stdout() -> None:
    with in_language("en"), pytest.raises(Refused, match="not text"):
        write_out("-", b"PK", is_text=False, overwrite=False)


def test_anything_else_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert write_out(str(path), b"x", is_text=True, overwrite=False) == path
