import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.support.sample import SAMPLE

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("docx", "xlsx", "csv", "md", "json")
"""What is made by the program's own way of writing; tests/export has the others, and every document in each."""
DOCUMENTS = (
    ("actions", "--meeting", "M-002"),
    ("actions", "--case", "Wulp"),
    ("actions", "--person", "rosa"),
    ("actions", "--organisation", "WIJK"),
    ("agenda", "--meeting", "M-003"),
    ("decisions",),
    ("case", "--case", "Wulp"),
    ("phones",),
    ("handover", "--person", "mirjam"),
    ("obstacles",),
)


@pytest.mark.parametrize("number", range(len(DOCUMENTS)), ids=[document[0] for document in DOCUMENTS])
def test_every_document_comes_for_its_owner_alone(on: Command, sample_path: Path, tmp_path: Path, number: int) -> None:
    document, format_name = DOCUMENTS[number], FORMATS[number % len(FORMATS)]
    target = tmp_path / f"out.{format_name}"
    ran = on(sample_path, "export", *document, "--format", format_name, "--output", str(target))
    assert (ran.code, ran.err) == (0, "")
    assert target.stat().st_size > 100
    assert target.stat().st_mode & 0o077 == 0


def test_a_persons_list_holds_only_what_is_theirs(on: Command, sample_path: Path) -> None:
    text = on(sample_path, "export", "actions", "--person", "rosa", "--format", "md", "--output", "-").out
    assert "A-031" in text
    assert "Grutto" not in text
    others = {"A-030", "A-032", "A-040"}
    assert not [id_ for id_ in others if id_ in text]


def test_text_goes_to_stdout_and_what_is_no_text_does_not(on: Command, sample_path: Path) -> None:
    words = ("export", "actions", "--case", "Wulp", "--output", "-")
    assert json.loads(on(sample_path, *words, "--format", "json").out)
    refused = on(sample_path, *words, "--format", "docx")
    assert refused.code == 1
    assert not refused.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("actions", "--format", "pdx", "--output", "x.pdx"), 1),
        (("minutes", "--meeting", "M-002", "--version", "4", "--format", "md", "--output", "-"), 1),
        (("actions", "--case", "Reiger", "--format", "md", "--output", "-"), 1),
        (("actions", "--status", "klaar", "--format", "md", "--output", "-"), 1),
        (("actions", "--format", "md"), 2),
    ],
)
def test_what_cannot_be_made_is_refused(on: Command, sample_path: Path, words: tuple[str, ...], code: int) -> None:
    assert on(sample_path, "export", *words).code == code


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_document_speaks_the_language_of_the_table_or_the_one_asked(
    on: Command, sample_path: Path, language: str
) -> None:
    words = ("export", "actions", "--case", "Wulp", "--format", "md", "--output", "-")
    text = on(sample_path, *words, language=language).out
    assert ("Actielijst" in text) == (language == "nl")
    assert ("Action list" in text) == (language == "en")


@pytest.mark.parametrize(
    ("what", "file", "first"),
    [
        ("people", "people.csv", "P-"),
        ("people", "people.xlsx", "P-"),
        ("cases", "cases.csv", "C-"),
        ("agenda", "agenda.toml", "M-"),
    ],
)
def test_the_lists_of_the_example_go_in_as_one_undo_step(
    on: Command, sample_path: Path, what: str, file: str, first: str
) -> None:
    path = str(SAMPLE / file)
    dry = on(sample_path, "import", what, path, "--dry-run")
    assert (dry.code, dry.out) == (0, "")
    assert dry.err.strip()
    ran = on(sample_path, "import", what, path)
    assert ran.code == 0, ran.err
    assert all(line.startswith(first) for line in ran.out.split())
    assert on(sample_path, "undo").code == 0
    again = on(sample_path, "import", what, path)
    assert again.code == 0
    assert again.out != ran.out


def test_rows_that_are_there_already_are_named_and_nothing_is_imported(on: Command, sample_path: Path) -> None:
    path = SAMPLE / "people.csv"
    assert on(sample_path, "import", "people", str(path)).code == 0
    before = on(sample_path, "person", "list", "--json").json
    refused = on(sample_path, "import", "people", str(path))
    assert refused.code == 1
    assert "people.csv:2:" in refused.err
    assert on(sample_path, "person", "list", "--json").json == before


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("naam;organisatie\nBo Tjiftjaf;Bestaat Niet\n", ":2:"),
        ("naam;organisatie;schoenmaat\nBo Tjiftjaf;WIJK;42\n", "schoenmaat"),
        ("naam;organisatie;getekend op\nBo Tjiftjaf;WIJK;31-02-2026\n", ":2:"),
        ("", "people"),
    ],
)
def test_a_wrong_list_is_named_by_row_and_changes_nothing(
    on: Command, sample_path: Path, tmp_path: Path, content: str, hint: str
) -> None:
    wrong = tmp_path / "people.csv"
    wrong.write_text(content, encoding="utf-8")
    before = on(sample_path, "log", "--json").json
    ran = on(sample_path, "import", "people", str(wrong))
    assert ran.code == 1
    assert hint in ran.err
    assert on(sample_path, "log", "--json").json == before


def test_a_pack_is_made_once_and_replaced_when_asked(on: Command, sample_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    words = ("export", "pack", "--meeting", "M-002", "--output", str(folder), "--format", "txt")
    ran = on(sample_path, *words)
    assert ran.code == 0
    assert ran.err.count("\n") == 11
    files = {file["name"] for file in json.loads((folder / "contents.json").read_bytes())["files"]}
    assert {path.name for path in folder.iterdir()} == {"contents.json", *files}
    assert on(sample_path, *words).code == 1
    assert on(sample_path, *words, "--replace").code == 0
    assert on(sample_path, *words[:-1], "nope", "--replace").code == 1
    assert {path.name for path in folder.iterdir()} == {"contents.json", *files}
    assert list(tmp_path.glob(".*.tmp")) == []
    listed = json.loads(on(sample_path, "exports", "list", "--json").out)
    assert len(listed) == 2 * (len(files) + 1)
    listed = json.loads(on(sample_path, "exports", "list", "--json").out)
    assert len(listed) == 2 * (len(files) + 1)
