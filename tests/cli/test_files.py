import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mdoverleg import methods
from mdoverleg.domain.who import Who
from mdoverleg.edits import cases, organisations, people
from mdoverleg.reads.board import read_board
from mdoverleg.store.store import Store
from tests.cli.conftest import Command
from tests.support.sample import SAMPLE_TABLE

ROOT = Path(__file__).resolve().parents[2]


def test_a_table_goes_in_and_comes_out_the_same(on: Command, tmp_path: Path) -> None:
    target, out = tmp_path / "new.mdo", tmp_path / "out.json"
    assert on(target, "import", "table", str(SAMPLE_TABLE), "--no-encrypt").code == 0
    assert on(target, "export", "table", "--output", str(out)).code == 0
    assert out.read_bytes() == SAMPLE_TABLE.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_table_with_content_is_not_overwritten_unless_asked_and_then_backed_up(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    refused = on(sample_path, "import", "table", str(SAMPLE_TABLE))
    assert refused.code == 1
    assert on(sample_path, "import", "table", str(SAMPLE_TABLE), "--replace").code == 0
    assert len(list(tmp_path.glob("sample-backups/*.mdo"))) == 1


def test_a_wrong_table_names_every_problem_and_makes_no_file(on: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    document = json.loads(SAMPLE_TABLE.read_text(encoding="utf-8"))
    document["cases"][0]["framwork"] = "voluntary"
    document["meetings"][0]["held_on"] = "14-09-2026"
    wrong.write_text(json.dumps(document), encoding="utf-8")
    ran = on(tmp_path / "new.mdo", "import", "table", str(wrong), "--no-encrypt")
    assert ran.code == 1
    assert "cases[0].framwork" in ran.err
    assert "framework" in ran.err
    assert "meetings[0].held_on" in ran.err
    assert not (tmp_path / "new.mdo").exists()


def test_a_dry_run_changes_nothing(on: Command, tmp_path: Path) -> None:
    ran = on(tmp_path / "new.mdo", "import", "table", str(SAMPLE_TABLE), "--dry-run")
    assert ran.code == 0
    assert "49" in ran.err
    assert not (tmp_path / "new.mdo").exists()


def test_a_reply_form_goes_out_and_comes_back(on: Command, sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "reply.csv"
    nobody = on(sample_path, "export", "reply", "--format", "csv", "--output", str(path))
    assert (nobody.code, path.exists()) == (1, False)
    reply = ("export", "reply", "--organisation", "OPVANG", "--output", str(path))
    assert "kies uit xlsx, docx, ods, csv" in on(sample_path, *reply, "--format", "pdf").err
    assert on(sample_path, *reply, "--format", "csv").code == 0
    text = path.read_text(encoding="utf-8-sig")
    assert on(sample_path, "import", "returns", str(path)).err == f"{path}: geen rij is beantwoord\n"
    path.write_text(text.replace(";bezig;;", ";bezig;gedaan;", 1), encoding="utf-8-sig")
    before = on(sample_path, "export", "table", "--output", "-").out
    tried = on(sample_path, "import", "returns", str(path), "--dry-run")
    assert (tried.code, tried.out) == (0, "")
    assert "A-018 Sijs: van “bezig” naar “gedaan”: gemeld door Vrouwenopvang De Luwte, 06-10-2026" in tried.err
    assert on(sample_path, "export", "table", "--output", "-").out == before
    ran = on(sample_path, "import", "returns", str(path))
    assert (ran.code, ran.out, ran.err) == (0, "", tried.err)
    assert on(sample_path, "export", "table", "--output", "-").out != before
    assert on(sample_path, "undo").code == 0
    assert on(sample_path, "export", "table", "--output", "-").out == before


def test_init_makes_a_table_with_its_way_of_working(on: Command, tmp_path: Path) -> None:
    target = tmp_path / "new.mdo"
    assert on(None, "init", str(target), "--name", "Proeftafel", "--no-encrypt").code == 0
    again = on(None, "init", str(target), "--name", "Proeftafel", "--no-encrypt")
    assert again.code == 1
    out = tmp_path / "out.json"
    on(target, "export", "table", "--output", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["table"]["method"] == "casustafel"


def test_a_table_keeps_its_own_way_of_working_when_the_file_of_it_is_gone(on: Command, tmp_path: Path) -> None:
    target, method = tmp_path / "new.mdo", tmp_path / "onze-tafel.toml"
    slot = '[[slots]]\nrole = "trekker"\nhow_many = "one"\nshown = "always"\n'
    method.write_text(f'title = "O"\nsummary = "S"\nmeeting_kind = "mdo"\n{slot}', encoding="utf-8")
    assert on(None, "init", str(target), "--name", "Ons", "--method", str(method), "--no-encrypt").code == 0
    method.unlink()
    store, who = Store.open(target), Who("Iris")
    organisation = organisations.add(store, who, values={"name": "Wijkteam", "kind": "local_team"})
    iris = people.add(store, who, values={"name": "Iris", "organisation": organisation})
    case = cases.add(store, who, values={"alias": "Wulp", "goal": "Rust", "brought_by": iris})
    board = read_board(store, case_pk=case)
    store.close()
    assert board.case is not None
    assert {row.code: row.how_many for row in board.case.roles}["trekker"] == "one"


def test_a_new_file_without_encryption_must_be_said_where_nobody_can_be_asked(on: Command, tmp_path: Path) -> None:
    assert on(None, "init", str(tmp_path / "new.mdo"), "--name", "Proef").code == 2
    assert on(None, "init", str(tmp_path / "new.mdo"), "--name", "Proef", "--encrypt").code == 2
    assert not (tmp_path / "new.mdo").exists()


@pytest.mark.parametrize("content", [b"", b"geen database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_table_is_refused_unharmed(on: Command, tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "wrong.mdo"
    wrong.write_bytes(content)
    ran = on(wrong, "case", "list")
    assert ran.code == 3
    assert ran.err.strip()
    assert wrong.read_bytes() == content


def test_a_missing_file_is_3_and_a_missing_input_file_is_1(on: Command, sample_path: Path, tmp_path: Path) -> None:
    assert on(tmp_path / "nowhere.mdo", "case", "list").code == 3
    assert on(sample_path, "import", "table", str(tmp_path / "nowhere.json")).code == 1
    assert on(sample_path, "export", "table", "--output", str(tmp_path / "no" / "folder.json")).code == 1


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("case", "nope"), "nope"),
        (("case", "add"), "--alias"),
        (("case", "list", "--zz"), "--zz"),
        (("undo", "extra"), "extra"),
        (("--lang", "de", "case", "list"), "--lang"),
    ],
)
def test_wrong_use_is_2_with_a_dutch_sentence(on: Command, words: tuple[str, ...], hint: str) -> None:
    ran = on(None, *words)
    assert ran.code == 2
    assert hint in ran.err
    assert "Usage" not in ran.err
    assert "No such" not in ran.err


def test_an_unexpected_error_shows_no_data_and_ends_70(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("Wulp-K1 woont op een geheim adres")

    monkeypatch.setattr("mdoverleg.cli.lists.case_rows", broken)
    ran = on(sample_path, "case", "list")
    assert ran.code == 70
    assert "geheim" not in ran.err + ran.out
    log = next(path for path in sample_path.parent.rglob("mdoverleg-error.log"))
    assert "geheim" not in log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def run_alone(*words: str, file: Path | None = None) -> subprocess.CompletedProcess[str]:
    options = ["--file", str(file)] if file else []
    environment = os.environ | {"MDOVERLEG_NOW": "2026-10-06T10:45:00+02:00", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "mdoverleg", *options, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env=environment,
        check=False,
    )


def test_demo_without_a_terminal_prints_the_board_and_ends_0() -> None:
    ran = run_alone("demo")
    assert ran.returncode == 0, ran.stderr
    assert "Casustafel Zandkreek" in ran.stdout
    assert "WIE DOET WAT" in ran.stdout


def test_the_page_of_a_way_of_working_says_in_words_what_it_leaves_out(on: Command) -> None:
    page = on(None, "methods", "team-op-maat").out
    assert "\n  E30 Gezin niet geraadpleegd\n" in page
    assert "\n  E32 Kind uit beeld · dagen, in de andere fasen: 14\n" in page
    page = on(None, "methods", "team-op-maat", language="en").out
    assert "\n  E30 Family not consulted\n" in page


def test_demo_of_a_way_of_working_is_the_example_of_that_way(on: Command, tmp_path: Path) -> None:
    kept = tmp_path / "kept.mdo"
    ran = on(None, "demo", "--method", "beschermingstafel", "--keep", str(kept))
    assert ran.code == 0, ran.err
    assert "Beschermingstafel Veenrand" in ran.out
    assert "WIE DOET WAT" in ran.out
    assert [row["alias"] for row in on(kept, "case", "list", "--json").json] == ["Roerdomp", "Rietgors"]


def test_demo_in_english_has_the_words_of_the_method_in_english(on: Command, tmp_path: Path) -> None:
    ran = on(None, "demo", "--method", "spv-jeugdbescherming", "--keep", str(tmp_path / "en.mdo"), language="en")
    assert "Sees the parent (nurse)" in ran.out
    ran = on(None, "demo", "--method", "spv-jeugdbescherming", "--keep", str(tmp_path / "nl.mdo"))
    assert "Ziet de ouder (spv)" in ran.out


def test_demo_of_an_unknown_way_of_working_names_those_there_are(on: Command, tmp_path: Path) -> None:
    kept = tmp_path / "kept.mdo"
    ran = on(None, "demo", "--method", "beschermtafel", "--keep", str(kept), language="en")
    assert ran.code == 1
    assert "beschermingstafel, casustafel, " in ran.err
    assert 'did you mean "beschermingstafel"?' in ran.err
    assert not kept.exists()


def test_a_window_without_a_terminal_is_wrong_use(sample_path: Path) -> None:
    assert run_alone("open", file=sample_path).returncode == 2
    assert run_alone(file=sample_path).returncode == 2


OWN_METHOD = """
title = "Onze tafel"
summary = "Kort"
meeting_kind = "mdo"
minutes_per_case = 15
slots = [{ role = "casusregisseur", how_many = "one" }]

[[steps]]
code = "family_voice"
seconds = 120
title = { nl = "eerst het kind", en = "the child first" }

[[steps]]
code = "actions"
seconds = 780
"""


def test_a_way_of_working_comes_out_as_a_file_that_goes_in_as_ones_own(on: Command, tmp_path: Path) -> None:
    own, table = tmp_path / "onze.toml", tmp_path / "onze.mdo"
    own.write_text(on(None, "methods", "jeugdlink", "--toml").out, encoding="utf-8")
    assert on(None, "init", str(table), "--name", "Onze", "--method", str(own), "--no-encrypt").code == 0
    store = Store.open(table)
    assert methods.steps("onze", store.setting(methods.KEPT)) == methods.steps("jeugdlink")
    store.close()
    assert on(None, "methods", "--toml").code == 2
    assert on(None, "methods", "jeugdlnk", "--toml", language="en").err.endswith('did you mean "jeugdlink"?\n')


def test_a_table_of_ones_own_way_of_working_keeps_the_words_of_its_steps(on: Command, tmp_path: Path) -> None:
    own, table = tmp_path / "onze.toml", tmp_path / "onze.mdo"
    own.write_text(OWN_METHOD.replace(', en = "the child first"', ""), encoding="utf-8")
    refused = on(None, "init", str(table), "--name", "Onze", "--method", str(own), "--no-encrypt", language="en")
    assert refused.code == 1
    assert f"{own}:steps[0].title.en: required" in refused.err
    assert not table.exists()
    own.write_text(OWN_METHOD, encoding="utf-8")
    made = on(None, "init", str(table), "--name", "Onze", "--method", str(own), "--no-encrypt")
    assert made.code == 0, made.err
    own.unlink()
    store = Store.open(table)
    steps = methods.steps("onze", store.setting(methods.KEPT))
    store.close()
    assert [methods.step_title(step) for step in steps] == ["eerst het kind", "acties"]


def test_a_harmless_journal_is_no_fault(on: Command, sample_path: Path) -> None:
    journal = sample_path.with_name(f"{sample_path.name}-journal")
    journal.write_bytes(bytes(512))
    before = sample_path.read_bytes()
    ran = on(sample_path, "doctor")
    assert (ran.code, ran.err) == (0, "")
    good = ran.out.count("✓")
    assert (good >= 8, "journal" in ran.out) == (True, True)
    assert sample_path.read_bytes() == before
    assert on(sample_path, "case", "set", "Wulp", "goal=Rust").code == 0
    assert not journal.exists()
    assert on(sample_path, "doctor").out.count("✓") == good - 1
