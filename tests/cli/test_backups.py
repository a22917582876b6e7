"""The commands that make a backup and put one back."""

from pathlib import Path

import pytest

from mdoverleg.store import backups, header, held, slots
from tests.cli.conftest import Command, Ran


def test_a_backup_and_back_again(on: Command, sample_path: Path, tmp_path: Path) -> None:
    before = on(sample_path, "export", "table", "--output", "-").out
    ran = on(sample_path, "backup")
    (made,) = backups.kept(sample_path)
    assert (ran.code, ran.out, ran.err) == (0, "", f"Reservekopie gemaakt: {made.path}\n")
    assert on(sample_path, "case", "set", "Wulp", "goal=Anders").code == 0
    listed = on(sample_path, "backup", "--list", language="en")
    assert [word in listed.out for word in ("Tue 6 Oct 2026 10:45", "7 cases", made.path.name)] == [True] * 3
    (one,) = on(sample_path, "backup", "--json").json
    assert (one["number"], one["is_good"], one["path"]) == (1, True, str(made.path))
    ran = on(sample_path, "restore", str(made.path))
    said = ran.err.splitlines()
    assert (ran.code, ran.out, len(said)) == (0, "", 3)
    assert said[0].startswith("Teruggezet: 7 casussen, ")
    assert said[1].startswith("1 wijziging in de tafel is van na ")
    beside = tmp_path / "sample-20261006-084500-old.mdo"
    assert str(beside) in said[2]
    assert on(sample_path, "export", "table", "--output", "-").out == before
    assert '"goal": "Anders"' in on(beside, "export", "table", "--output", "-").out


def test_a_backup_elsewhere_and_a_table_that_is_gone(on: Command, sample_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    named = folder / "own name.mdo"
    assert on(sample_path, "backup", str(named)).code == 0
    assert on(sample_path, "backup", str(folder)).code == 0
    assert len(list(folder.glob("*.mdo"))) == 2
    for wrong in (named, tmp_path / "nowhere" / "x.mdo"):
        ran = on(sample_path, "backup", str(wrong))
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    before = on(sample_path, "export", "table", "--output", "-").out
    sample_path.unlink()
    ran = on(sample_path, "restore", str(named), language="en")
    assert (ran.code, len(ran.err.splitlines())) == (0, 1)
    assert on(sample_path, "export", "table", "--output", "-").out == before
    assert "backup put back" in on(sample_path, "log", language="en").out


def test_what_cannot_be_put_back_is_refused(on: Command, sample_path: Path, tmp_path: Path) -> None:
    before = sample_path.read_bytes()
    other = tmp_path / "other.mdo"
    other.write_bytes(b"x" * 5000)
    for file, code in ((tmp_path / "none", 1), (tmp_path, 1), (sample_path, 1), (other, 3)):
        ran = on(sample_path, "restore", str(file))
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (code, "", 1)
    assert sample_path.read_bytes() == before
    assert on(sample_path, "backup", "--list").out == ""
    for _each in range(2):
        assert on(sample_path, "backup", "--keep", "1", "--months", "0").code == 0
    assert [one.number for one in backups.kept(sample_path)] == [2]
    assert on(sample_path, "backup", "--keep", "0").code == 2


def test_closing_a_meeting_makes_a_backup(on: Command, sample_path: Path) -> None:
    assert on(sample_path, "meeting", "start", "M-003").code == 0
    ran = on(sample_path, "meeting", "close", "M-003")
    (made,) = backups.kept(sample_path)
    assert (ran.code, str(made.path) in ran.err) == (0, True)
    held.share(sample_path, made.path)
    assert backups.content_hash(made.path) == backups.content_hash(sample_path)
    folder = backups.folder_of(sample_path)
    folder.rename(folder.with_name("away"))
    folder.write_text("in the way", encoding="utf-8")
    assert on(sample_path, "meeting", "reopen", "M-003").code == 0
    ran = on(sample_path, "meeting", "close", "M-003")
    assert (ran.code, "geen reservekopie" in ran.err) == (0, True)


def test_of_an_encrypted_table_all_of_it_works_with_its_passphrase(
    on: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "COST", slots.Cost(1, 1 << 20))
    path, secret = tmp_path / "table.mdo", tmp_path / "secret"
    secret.write_text("vijf woorden die niemand raadt\n", encoding="utf-8")
    key = ("--key-file", str(secret))
    assert on(None, *key, "init", str(path), "--name", "x").code == 0

    def with_key(*words: str) -> Ran:
        held.let_go(path)
        return on(None, "--file", str(path), *key, *words)

    assert with_key("backup").code == 0
    (made,) = backups.kept(path)
    ran = with_key("doctor")
    assert (ran.code, "het bestand is versleuteld" in ran.out, "kan worden teruggezet" in ran.out) == (0, True, True)
    held.let_go(path)
    away = header.header_of(path).rename(tmp_path / "away")
    ran = on(path, "doctor")
    assert (ran.code, ran.out.count("!!")) == (3, 3)
    assert f"{header.header_of(made.path)} naar table.mdo.keys" in ran.out
    assert f"mdoverleg restore {made.path}" in ran.out
    away.rename(header.header_of(path))
    assert on(path, "restore", str(made.path)).code == 3
    assert with_key("restore", str(made.path)).code == 0
    path.unlink()
    header.remove(path)
    assert with_key("restore", str(made.path)).code == 0
    assert with_key("doctor", "--salvage", str(tmp_path / "out.json")).code == 0
