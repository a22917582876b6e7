"""Hostile text through every command: shown as typed or cleaned, never obeyed, and no command trips over it."""

import html
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import NESTED, Entity
from tests.cli.conftest import Command
from tests.hostile.conftest import TURNS, Full
from tests.support.figures import figure
from tests.support.hostile import CORPUS, ESCAPES, SHORT, cleaned, dirty_file, full_table, in_turn, raw_controls

LISTS = (
    ("action", "list"),
    ("case", "list"),
    ("case", "show", "C-001"),
    ("person", "list"),
    ("meeting", "list"),
    ("meeting", "show", "M-001"),
    ("role", "list"),
    ("check", "--all", "--release", "2"),
    ("log",),
    ("search", "x"),
)
DIRT = "\x1b]52;c;aGFj\x07\x9b31m\u202e\x00\x7f\u2028\r[/b]$x{0}"


def texts(entity: Entity, record: dict[str, Any], path: str = "") -> dict[str, str]:
    """Every text of a document by its place."""
    found = {}
    for field in entity.fields:
        value = record.get(field.key)
        if field.kind in (kinds.STRING, kinds.TEXT) and isinstance(value, str):
            found[f"{path}{field.key}"] = cleaned(value, one_line=field.kind == kinds.STRING)
        elif field.kind in NESTED and value:
            for place, row in enumerate(value if isinstance(value, list) else [value]):
                found |= texts(ENTITIES[field.target], row, f"{path}{field.key}[{place}].")
    return found


@pytest.mark.parametrize("turn", range(TURNS))
def test_every_text_comes_in_and_goes_out_as_typed_or_cleaned(on: Command, tmp_path: Path, turn: int) -> None:
    given = full_table(in_turn(CORPUS, turn * 17))
    del given["table"]["time_zone"]  # the default, so not written
    source, target, out = tmp_path / "in.json", tmp_path / "t.mdo", tmp_path / "out.json"
    source.write_text(json.dumps(given), encoding="utf-8")
    taken = on(target, "import", "table", str(source), "--no-encrypt")
    assert taken.code == 0, taken.err
    assert on(target, "export", "table", "--output", str(out)).code == 0
    written = out.read_text(encoding="utf-8")
    assert raw_controls(written) == []
    came = texts(DOCUMENT, json.loads(written))
    assert came == texts(DOCUMENT, given)
    figure("P10", "keys filled with hostile text that came back as typed or cleaned", len(came), ">= 400")
    figure("P10", "raw controls found in lists and documents", 0, "0")


@pytest.mark.parametrize("turn", range(TURNS))
def test_no_list_obeys_what_it_shows(on: Command, full: Full, turn: int) -> None:
    path = full(turn)
    for words in LISTS:
        for more in ((), ("--json",)):
            ran = on(path, *words, *more)
            assert (ran.code, ran.err, raw_controls(ran.out)) == (0, "", []), words
            if more:
                assert ran.json


def test_what_another_program_put_in_the_file_is_not_obeyed_either(on: Command, sample_path: Path) -> None:
    before = on(sample_path, "action", "list", "--json").json
    dirty_file(sample_path, DIRT)
    of_sample = [tuple({"C-001": "C-003", "M-001": "M-003"}.get(word, word) for word in words) for words in LISTS]
    add = ("action", "add", "--case", "C-003", "belt @hanna vr")
    for words in (*of_sample, ("case", "show", "nix"), add, ("undo",), ("redo",)):
        ran = on(sample_path, *words)
        assert raw_controls(ran.out + ran.err) == [], words
        assert ran.code == (1 if "nix" in words else 0), words
        assert len(ran.err.splitlines()) <= 1
    for words in LISTS[:2]:
        ran = on(sample_path, *words, "--json")
        assert raw_controls(ran.out) == []
    after = on(sample_path, "action", "list", "--json").json
    assert {row["id"]: row["text"] for row in after}.items() >= {
        row["id"]: row["text"] + DIRT for row in before
    }.items()
    out = sample_path.with_name("out.json")
    assert on(sample_path, "export", "table", "--output", str(out)).code == 0
    assert raw_controls(out.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("turn", range(TURNS - 1))
def test_what_is_given_as_an_option_is_kept_clean(on: Command, sample_path: Path, turn: int) -> None:
    for number, text in enumerate(SHORT[turn::11]):
        ran = on(sample_path, "case", "set", "Wulp", f"goal={text}", f"source_ref={text}")
        assert ran.code == 0, (text, ran.err)
        shown = on(sample_path, "case", "show", "Wulp", "--json").json
        assert shown.get("goal") == cleaned(text, one_line=False)
        assert shown.get("source_ref") == cleaned(text)
        ran = on(sample_path, "person", "add", f"--name={number} {text}", "--organisation=OPVANG", f"--function={text}")
        assert ran.code == 0, (text, ran.err)
        rows = on(sample_path, "person", "list", "--json").json
        assert rows[-1]["name"] == cleaned(f"{number} {text}")
        assert rows[-1]["function"] == cleaned(text)
    assert on(sample_path, "log", "verify").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("case", "show", "{}"),
        ("case", "set", "{}", "goal=x"),
        ("case", "set", "Wulp", "{}"),
        ("case", "set", "Wulp", "{}=x"),
        ("case", "set", "Wulp", "opened_on={}"),
        ("case", "set", "Wulp", "brought_by={}"),
        ("case", "set", "Wulp", "phase={}"),
        ("case", "list", "--status={}"),
        ("case", "add", "--alias=Kluut", "--goal=x", "--by={}"),
        ("person", "set", "{}", "name=x"),
        ("action", "set", "{}", "--status=done"),
        ("action", "set", "A-031", "--status={}"),
        ("action", "set", "A-031", "--due={}"),
        ("action", "list", "--person={}"),
        ("action", "add", "--case={}", "belt"),
        ("role", "assign", "--case=Wulp", "--role={}", "--person=rosa"),
        ("meeting", "show", "{}"),
        ("meeting", "plan", "--date={}"),
        ("meeting", "attend", "M-003", "{}", "present"),
        ("check", "--at={}"),
        ("check", "--release={}"),
        ("import", "people", "{}"),
        ("export", "actions", "--format={}", "--output=x"),
        ("warning", "set-aside", "{}", "--reason=x"),
        ("methods", "{}"),
        ("log", "--case={}"),
        ("{}",),
        ("case", "{}"),
        ("case", "list", "--{}"),
        ("case", "list", "{}"),
        ("--lang={}", "case", "list"),
    ],
    ids=" ".join,
)
def test_no_message_obeys_what_it_quotes(on: Command, sample_path: Path, words: tuple[str, ...]) -> None:
    quoted = ("".join(ESCAPES).replace("\x00", ""), "\ud800q", "{0} %s {naam}\nb", "x" * 20_000)
    some = slice(None) if TURNS > 2 else slice(len(words) % 2, None, 2)  # each text in some commands, or all in all
    for text in quoted[some]:
        ran = on(sample_path, *(word.replace("{}", text) for word in words), name="Iris")
        assert ran.code in (1, 2), (text[:40], ran.err[:400])
        assert raw_controls(ran.out + ran.err) == [], text[:40]
        assert len(ran.err) < 1500, ran.err[:400]
        assert 1 <= len(ran.err.splitlines()) <= 2, ran.err[:400]


@pytest.mark.parametrize("name", ["x" * 20_000, "weg\udcff.mdo", "weg/\x1b]0;x\x07.mdo", "-rf", "CON"])
def test_a_file_of_any_name_that_is_not_there_is_3(on: Command, tmp_path: Path, name: str) -> None:
    for words in (("case", "list"), ("case", "set", "Wulp", "goal=x"), ("doctor",)):
        ran = on(tmp_path / name, *words)
        assert (ran.code, ran.out, raw_controls(ran.err)) == (3, "", [])
        assert len(ran.err.splitlines()) == 1
        assert len(ran.err) < 1100
    assert not list(tmp_path.glob("*.mdo"))


def test_a_name_too_long_for_the_disk_is_refused_for_whatever_is_written(on: Command, sample_path: Path) -> None:
    long = str(sample_path.with_name("x" * 300))
    assert on(None, "init", long, "--name", "Tafel", "--no-encrypt").code == 3
    assert on(sample_path, "export", "table", "--output", long).code == 1
    assert on(sample_path, "import", "people", long).code == 1
    assert on(None, "methods", long).code == 1


def test_what_is_no_text_in_the_name_of_who_does_it_is_left_out(on: Command, sample_path: Path) -> None:
    assert on(sample_path, "case", "set", "Wulp", "goal=x", name="\udcff\x1bIris").code == 0
    assert on(sample_path, "log", "--json").json[0]["who"] == "Iris"


def test_search_takes_any_words(on: Command, full: Full) -> None:
    path = full(0)
    for text in (
        *SHORT[:: max(1, 4 - TURNS)],
        "x" * 5000,
        "* AND (",
        '"',
        "NEAR(a b)",
        "goal:x",
        "a" + "\u0301" * 3000,
    ):
        if "\x00" in text or text.startswith("-"):
            continue
        ran = on(path, "search", text, "--json")
        assert (ran.code, ran.err, raw_controls(ran.out)) == (0, "", []), text


def test_the_one_line_entry_takes_any_text(on: Command, sample_path: Path) -> None:
    for text in SHORT[:: max(1, 8 - 2 * TURNS)]:
        ran = on(sample_path, "action", "add", "--case=Wulp", "--", f"belt {text} nu".replace("\x00", ""))
        assert ran.code in (0, 1), text
        assert raw_controls(ran.out + ran.err) == [], text
        assert (ran.out == "") == (ran.code == 1), text
    for row in on(sample_path, "action", "list", "--json").json:
        assert row["text"] == cleaned(row["text"], one_line=False)
    assert on(sample_path, "log", "verify").code == 0


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "md", "json"])
def test_every_document_is_written_from_a_file_full_of_it(
    on: Command, full: Full, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same texts stand in what a reader may not see: tests/export/test_leak_check.py has the refusal.
    monkeypatch.setattr("mdoverleg.export.leaks.refuse", lambda _leak: None)
    path = full(1)
    dirty_file(path, DIRT)
    of = ((), ("--case=C-001",), ("--person=P-001",), ("--organisation=O-001",), ("--meeting=M-001",))
    papers = [("actions", *each) for each in of] + [("agenda",), ("decisions",), ("phones",)]
    for number, paper in enumerate(papers):
        out = path.with_name(f"{number}.{form}")
        ran = on(path, "export", *paper, f"--format={form}", f"--output={out}")
        assert (ran.code, ran.out, ran.err) == (0, "", ""), paper
        assert raw_controls(as_text(out)) == []


def as_text(file: Path) -> str:
    """All letters that a reader of a document may come across."""
    if file.suffix not in (".docx", ".xlsx"):
        return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    with zipfile.ZipFile(file) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    assert not any("<f>" in text or 'TargetMode="External"' in text for text in texts)
    return html.unescape("".join(texts)).replace("\r\n", "\n")
