"""The commands on how long data are kept: due, erased, and somebody's rights."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.edits.test_erasing import bytes_beside
from tests.support.figures import figure
from tests.support.locked import plain_only


def test_purge_shows_waits_erases_and_leaves_a_certificate(on: Command, sample_path: Path, tmp_path: Path) -> None:
    path = sample_path
    sheet = tmp_path / "sheet.txt"
    on(path, "export", "case", "--case", "Kievit", "--format", "txt", "--output", str(sheet))
    on(path, "case", "set", "Kievit", "retain_until=2026-09-01")
    shown = on(path, "purge", "--dry-run", "--json").json
    assert [(one["name"], one["why"], bool(one["waits"])) for one in shown] == [("Kievit", "kept_long_enough", True)]
    assert [file["path"] for file in shown[0]["files"]] == [str(sheet)]
    assert shown[0]["rows"] > 30
    ran = on(path, "purge", language="en")
    assert (ran.code, ran.out) == (0, "")
    assert "Kievit is not erased: its status is watch" in ran.err
    on(path, "case", "close", "Kievit")
    assert "Kept until Tue 1 Sep" in on(path, "case", "show", "Kievit", language="en").out
    assert {one["alias"]: one["retain_until"] for one in on(path, "case", "list", "--json").json}[
        "Kievit"
    ] == "2026-09-01"
    assert "Kievit" in on(path, "purge", "--dry-run").out
    assert b"Kievit" in bytes_beside(path)
    ran = on(path, "purge", "--with-files", language="en", name="Nel")
    assert ran.code == 0, ran.err
    assert not sheet.exists()
    assert b"Kievit" not in bytes_beside(path)
    certificate = Path(ran.out.strip())
    text = certificate.read_text(encoding="utf-8")
    assert "erased for good by Nel" in text
    assert "1 case" in text
    assert certificate.stat().st_mode & 0o777 == 0o600
    assert "Erased for good: 1 case, the content of" in ran.err
    assert on(path, "log", "verify").code == 0
    assert on(path, "purge", language="en").err == "Nothing is due to be erased.\n"
    assert on(path, "undo", name="Nel", language="en").code == 1
    assert on(path, "case", "show", "Kievit").code == 1


class Typed(io.StringIO):
    """A terminal at which somebody types."""

    def isatty(self) -> bool:
        return True


@plain_only("their bytes are looked through")
def test_forget_erases_one_case_now(
    on: Command, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(sample_path, "forget", "Niemand").code == 1
    monkeypatch.chdir(tmp_path)
    for typed, why in (("nee\n", "eindigt niet op .docx"), ("\nnee\n", "niets gewist")):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", Typed(typed))
            ran = on(sample_path, "forget", "Sijs")
        assert (ran.code, why in ran.err, (tmp_path / "nee").exists()) == (1, True, False)
    made = tmp_path / "actions.csv"
    assert on(sample_path, "export", "actions", "--case", "Sijs", "--format", "csv", "--output", str(made)).code == 0
    stick = tmp_path.with_name(f"{tmp_path.name}-stick")
    stick.mkdir()
    elsewhere = stick / "table.mdo"
    assert on(sample_path, "backup", str(elsewhere)).code == 0
    before = on(sample_path, "export", "numbers", "--format", "json", "--output", "-").json
    assert '"asked"' in on(sample_path, "forget", "Sijs", "--dry-run", "--json").out
    ran = on(sample_path, "forget", "Sijs", language="en")
    assert ran.code == 0, ran.err
    assert str(made) in ran.err
    made.unlink()
    left = next(row for row in on(sample_path, "exports", "list", "--json").json if row["document"] is None)
    assert (left["state"], left["path"], left["sha256"]) == ("unknown", None, None)
    assert "niet meer bekend" in on(sample_path, "exports", "list").out
    assert "voorgoed gewist" in on(sample_path, "exports", "delete", str(left["id"])).err
    found = bytes_beside(sample_path)
    assert b"Sijs" not in found
    assert b"sijs" not in found
    assert b"Fuut" in found
    after = on(sample_path, "export", "numbers", "--format", "json", "--output", "-").json
    assert len(str(after)) > len(str(before)) * 0.8
    assert on(sample_path, "check", "--json").code == 0
    figure("P16", "names of a forgotten case found in the file and its backups", found.count(b"Sijs"), "0")
    _bring_back(on, sample_path, elsewhere)


def _bring_back(on: Command, path: Path, copy: Path) -> None:
    """Put back a copy that was made by hand before Sijs was erased, and see it listed to be erased once more."""
    assert on(path, "person", "erase", "Fuut-K2").code == 0
    ran = on(path, "restore", str(copy))
    assert ran.code == 0, ran.err
    assert "Dit brengt terug wat voorgoed gewist was: 1 casus (Sijs), 1 gezinslid." in ran.err
    assert "nog eens" in ran.err
    assert {one["alias"] for one in on(path, "retention", "--json").json["cases"] if one["came_back"]} == {"Sijs"}
    (due,) = on(path, "purge", "--dry-run", "--json").json
    assert (due["name"], due["why"]) == ("Sijs", "came_back")
    assert "eerder gewist" in on(path, "purge", "--dry-run").out
    assert on(path, "purge").code == 0
    assert b"Sijs" not in path.read_bytes()
    assert on(path, "purge", "--dry-run", "--json").json == []


def test_terms_are_shown_and_changed(on: Command, sample_path: Path) -> None:
    ran = on(sample_path, "retention", "closed_months=18", "--json")
    assert ran.json["terms"] == {"closed_months": 18, "referred_weeks": 6, "meetings_months": 24, "log_years": 5}
    assert {one["alias"] for one in ran.json["cases"]} >= {"Sijs", "Wulp"}
    assert "a closed case: 18 months after closing" in on(sample_path, "retention", language="en").out
    assert on(sample_path, "retention", "closed_months=veel").code == 1
    assert on(sample_path, "retention", "weeks=2").code == 1
    on(sample_path, "case", "close", "Plevier")
    assert "06-04-2028" in on(sample_path, "case", "list", language="en").out


def test_a_way_of_working_brings_its_terms(on: Command, tmp_path: Path) -> None:
    own = tmp_path / "kort.toml"
    own.write_text(
        on(None, "methods", "casustafel", "--toml").out + "\n[retention]\nclosed_months = 3\n", encoding="utf-8"
    )
    path = tmp_path / "kort.mdo"
    assert on(path, "init", "--name", "Kort", "--method", str(own), "--no-encrypt").code == 0
    assert on(path, "retention", "--json").json["terms"]["closed_months"] == 3


def test_a_person_sees_what_is_held_and_is_erased(on: Command, sample_path: Path, tmp_path: Path) -> None:
    refused = on(sample_path, "person", "erase", "rosa", language="en")
    assert refused.code == 1
    assert "still has open action points: A-" in refused.err
    told = on(sample_path, "person", "erase", "rosa", "--dry-run", language="en")
    assert "records name this person." in told.err
    target = tmp_path / "rosa.json"
    ran = on(sample_path, "person", "export", "rosa", "--format", "json", "--output", str(target))
    assert ran.code == 0, ran.err
    assert '"R' in target.read_text(encoding="utf-8")
    assert on(sample_path, "person", "export", "rosa", "--format", "odt").code == 1
    listed = on(sample_path, "exports", "list", "--json").json
    assert (listed[0]["document"], listed[0]["path"]) == ("dossier", str(target))
    organisations = [row["organisation"] for row in on(sample_path, "person", "list", "--json").json]
    made = on(sample_path, "person", "add", "--name", "Qzofie Qzwaan", "--organisation", organisations[0])
    ran = on(sample_path, "person", "erase", made.out.strip(), language="en")
    assert ran.code == 0, ran.err
    found = bytes_beside(sample_path).lower()
    assert b"qzofie" not in found
    assert b"qzwaan" not in found
    member = on(sample_path, "person", "export", "Wulp-M", language="en")
    assert member.code == 0, member.err
    assert "holds about Wulp-M" in member.out
