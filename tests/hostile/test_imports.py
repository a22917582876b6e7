"""Every import with everything that can be wrong with a file: a sentence per row, exit 1, and nothing changed."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.contracts.source import ROOT
from tests.hostile.conftest import Full
from tests.support.figures import figure
from tests.support.hostile import CORPUS, cleaned, raw_controls

SAMPLE = ROOT / "sample_data"
PEOPLE = "naam;organisatie;functie\n"
CASES = "alias;ingebracht door;doel;aangemeld op\n"
AGENDA = 'soort = "casustafel"\ndatum = "2026-11-03"\nbegin = "09:30"\nvoorzitter = "Hanna Lisdodde"\n'
RETURNS = "Nr;Actie;Antwoord;Reden;Gedaan op / nieuwe datum;Opmerking;Controleletters\n"
ITEM = '[[punten]]\nsoort = "pauze"\nminuten = 10\n'
TABLE: dict[str, Any] = json.loads((SAMPLE / "table.json").read_text(encoding="utf-8"))


def table(change: Callable[[Any], object]) -> str:
    """The sample with something wrong in it."""
    document = json.loads(json.dumps(TABLE))
    change(document)
    return json.dumps(document)


# Kind, file, content, and where the sentence says it is: FILE:ROW:FIELD of lists, FILE:PATH of a table.
FAULTS: dict[str, tuple[str, str, str | bytes | None, str]] = {
    "people, wrong column": ("people", "p.csv", "naam;organisatie;fucntie\nBas;OPVANG;x\n", "p.csv:1:fucntie "),
    "people, wrong date": (
        "people",
        "p.csv",
        "naam;organisatie;getekend op\nBas;OPVANG;31-02-2026\n",
        "p.csv:2:getekend op ",
    ),
    "people, unknown organisation": ("people", "p.csv", PEOPLE + "Bas;Opvng;\n", "p.csv:2:organisatie "),
    "people, twice in the file": ("people", "p.csv", PEOPLE + "Bas;OPVANG;\nBás;OPVANG;\n", "p.csv:3:naam "),
    "people, at the table": ("people", "p.csv", PEOPLE + "hanna lisdodde;Gemeente Zandkreek;\n", "p.csv:2:naam "),
    "people, empty": ("people", "p.csv", "", "p.csv: "),
    "people, header alone": ("people", "p.csv", PEOPLE, "p.csv: "),
    "people, a picture": ("people", "p.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "p.csv: "),
    "people, a pdf": ("people", "p.pdf", b"%PDF-1.7\x00\x01", "p.pdf: "),
    "people, broken xlsx": ("people", "p.xlsx", b"PK\x03\x04kapot", "p.xlsx: "),
    "people, old xls": ("people", "p.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "p.xls: "),
    "people, wrong encoding": ("people", "p.csv", b"naam;organisatie\nB\x81\x8ds;OPVANG\n", "p.csv: "),
    "people, UTF-16 with a fault": ("people", "p.csv", (PEOPLE + "Bas;Opvng;\n").encode("utf-16"), "p.csv:2:organ"),
    "people, Windows with a fault": ("people", "p.csv", (PEOPLE + "Zoë;Opvng;\n").encode("cp1252"), "p.csv:2:organ"),
    "people, too many": ("people", "p.csv", PEOPLE + "Bas;OPVANG;\n" * 5001, "p.csv: "),
    "people, too large": ("people", "p.csv", b"x" * 20_000_001, "p.csv: "),
    "people, folder": ("people", ".", None, ".: "),
    "people, missing": ("people", "weg.csv", None, "weg.csv: "),
    "cases, wrong column": ("cases", "c.csv", CASES.replace("doel", "dole") + "Kluut;rosa;x;\n", "c.csv:1:dole "),
    "cases, wrong date": ("cases", "c.csv", CASES + "Kluut;rosa;x;31-02-2026\n", "c.csv:2:aangemeld op "),
    "cases, unknown person": ("cases", "c.csv", CASES + "Kluut;Rosaa;x;\n", "c.csv:2:ingebracht door "),
    "cases, at the table": ("cases", "c.csv", CASES + "WULP;rosa;x;\n", "c.csv:2:alias "),
    "cases, twice in the file": ("cases", "c.csv", CASES + "Kluut;rosa;x;\nkluut;rosa;x;\n", "c.csv:3:alias "),
    "cases, empty": ("cases", "c.csv", "", "c.csv: "),
    "cases, missing": ("cases", "weg.csv", None, "weg.csv: "),
    "agenda, wrong key": ("agenda", "a.toml", AGENDA.replace("voorzitter", "voorziter") + ITEM, "a.toml:4:voorziter "),
    "agenda, wrong date": ("agenda", "a.toml", AGENDA.replace("11-03", "02-31") + ITEM, "a.toml:2:datum "),
    "agenda, unknown person": ("agenda", "a.toml", AGENDA.replace("Hanna", "Hanne") + ITEM, "a.toml:4:voorzitter "),
    "agenda, unknown case": (
        "agenda",
        "a.toml",
        AGENDA + ITEM.replace("pauze", "casus") + 'casus = "Wulpp"\n',
        "a.toml:8:casus ",
    ),
    "agenda, at that time already": ("agenda", "a.toml", AGENDA.replace("11-03", "10-06") + ITEM, "a.toml:1:"),
    "agenda, empty": ("agenda", "a.toml", "", "a.toml: "),
    "agenda, no toml": ("agenda", "a.toml", "verslag van dinsdag\n", "a.toml:1 "),
    "agenda, wrong encoding": ("agenda", "a.toml", (AGENDA + ITEM).encode("utf-16"), "a.toml:1 "),
    "agenda, a bomb": ("agenda", "a.toml", "a = " + "[" * 50_000, "a.toml: "),
    "agenda, missing": ("agenda", "weg.toml", None, "weg.toml: "),
    "returns, no form": ("returns", "r.csv", PEOPLE + "Bas;OPVANG;x\n", "r.csv: "),
    "returns, a column missing": ("returns", "r.csv", RETURNS.replace("Reden;", ""), "r.csv:1:"),
    "returns, a column twice": ("returns", "r.csv", RETURNS.replace("Reden", "Opmerking"), "r.csv:1:"),
    "returns, unknown action point": ("returns", "r.csv", RETURNS + "A-999;x;gedaan;;;;BCDFGHJK-B\n", "r.csv:2:Nr "),
    "returns, no check letters": ("returns", "r.csv", RETURNS + "A-018;x;gedaan;;;;\n", "r.csv:2:Controleletters "),
    "returns, wrong answer": ("returns", "r.csv", RETURNS + "A-018;x;mwah;;;;BCDFGHJK-B\n", "r.csv:2:"),
    "returns, empty": ("returns", "r.csv", "", "r.csv: "),
    "returns, broken": ("returns", "r.xlsx", b"PK\x03\x04kapot", "r.xlsx: "),
    "returns, broken document": ("returns", "r.docx", b"PK\x03\x04 word/document.xml", "r.docx: "),
    "returns, broken sheet": ("returns", "r.ods", b"PK\x03\x04 content.xml", "r.ods: "),
    "returns, old doc": ("returns", "r.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "r.doc: "),
    "returns, too many": ("returns", "r.csv", RETURNS + "A-018;x;;;;;\n" * 5001, "r.csv: "),
    "returns, too large": ("returns", "r.csv", b"x" * 20_000_001, "r.csv: "),
    "returns, folder": ("returns", ".", None, ".: "),
    "returns, missing": ("returns", "weg.xlsx", None, "weg.xlsx: "),
    "table, wrong key": ("table", "t.json", table(lambda t: t["cases"][0].update(framwork="x")), "t.json:cases[0].fr"),
    "table, wrong date": ("table", "t.json", table(lambda t: t["meetings"][0].update(held_on="1-9")), "t.json:meet"),
    "table, unknown organisation": (
        "table",
        "t.json",
        table(lambda t: t["people"][0].update(organisation="OPVNG")),
        "t.json:people[0].organisation: ",
    ),
    "table, an id twice": (
        "table",
        "t.json",
        table(lambda t: t["people"][1].update(id=t["people"][0]["id"])),
        "t.json:people[1].id: ",
    ),
    "table, empty": ("table", "t.json", "", "t.json: "),
    "table, half": ("table", "t.json", json.dumps(TABLE)[:5000], "t.json: "),
    "table, wrong encoding": ("table", "t.json", json.dumps(TABLE).encode("utf-16"), "t.json: "),
    "table, deep": ("table", "t.json", "[" * 100_000, "t.json: "),
    "table, folder": ("table", ".", None, ".: "),
    "table, missing": ("table", "weg.json", None, "weg.json: "),
}
ENGLISH = re.compile(r"\b(the|is not|there|problems?|imported|file|required|unknown|did you mean)\b")
DUTCH = re.compile(r"\b(het|geen|bestand|niets|ingelezen|problem(en|eem)|verplicht|bedoelt|deze)\b")


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_said_by_file_row_and_field_and_nothing_is_changed(
    on: Command, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kind, source, content, place = FAULTS[name]
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path(source).write_bytes(content.encode() if isinstance(content, str) else content)
    before = sample_path.read_bytes()
    path = Path("new.mdo") if kind == "table" else sample_path
    said = {}
    for language, other in (("nl", ENGLISH), ("en", DUTCH)):
        more = ("--no-encrypt",) if kind == "table" else ()
        ran = on(path, "import", kind, source, *more, language=language)
        assert (ran.code, ran.out) == (1, ""), ran
        *lines, last = ran.err.splitlines()
        assert lines[0].startswith(place)
        assert all(line.startswith(source) for line in lines)
        assert last.startswith(f"{len(lines)} proble")
        unquoted = re.sub(r'"[^"]*"|' + re.escape(place), "", ran.err)
        assert other.search(unquoted) is None, ran.err
        said[language] = ran.err
    assert said["nl"] != said["en"]
    assert sample_path.read_bytes() == before
    assert not Path("new.mdo").exists()
    figure("P9", "wrong imports refused by file, row and field, in two languages", 1, ">= 50")


@pytest.mark.parametrize("kind", ["people", "cases", "agenda"])
def test_one_wrong_file_keeps_out_the_others(on: Command, sample_path: Path, tmp_path: Path, kind: str) -> None:
    good, wrong = (
        {
            "people": ("p.csv", PEOPLE + "Bas Meerkoet;OPVANG;x\n"),
            "cases": ("c.csv", CASES + "Kluut;rosa;x;\n"),
            "agenda": ("a.toml", AGENDA + ITEM),
        }[kind],
        "q.csv",
    )
    (tmp_path / good[0]).write_text(good[1], encoding="utf-8")
    (tmp_path / wrong).write_text("", encoding="utf-8")
    before = sample_path.read_bytes()
    ran = on(sample_path, "import", kind, str(tmp_path / good[0]), str(tmp_path / wrong))
    assert (ran.code, ran.out) == (1, "")
    assert f"{wrong}: " in ran.err
    assert sample_path.read_bytes() == before
    tried = on(sample_path, "import", kind, str(tmp_path / good[0]), "--dry-run")
    assert (tried.code, tried.out) == (0, "")
    assert sample_path.read_bytes() == before
    assert on(sample_path, "import", kind, str(tmp_path / good[0])).code == 0


def cell(text: str) -> str:
    """A text as one cell of a csv file."""
    return '"' + text.replace('"', '""') + '"'


def test_hostile_lists_come_in_clean_and_are_said_clean(on: Command, full: Full, tmp_path: Path) -> None:
    path = full(0)
    texts = [text for text in CORPUS if cleaned(text) and "\x00" not in text]
    names = [f"{number} {text}"[:200] for number, text in enumerate(texts)]
    people, cases = tmp_path / "p.csv", tmp_path / "c.csv"
    rows = "".join(f"{cell(name)};O-001;{cell(text)}\n" for name, text in zip(names, texts, strict=True))
    people.write_bytes((PEOPLE + rows).encode("utf-8", "replace"))
    rows = "".join(f"Kluut {number};P-001;{cell(text)};\n" for number, text in enumerate(texts))
    cases.write_bytes((CASES + rows).encode("utf-8", "replace"))
    for kind, source in (("people", people), ("cases", cases)):
        ran = on(path, "import", kind, str(source))
        assert ran.code == 0, ran.err[:500]
        assert raw_controls(ran.err) == []
    came = [row["name"] for row in on(path, "person", "list", "--json").json[1:]]
    assert came == [cleaned(name.encode("utf-8", "replace").decode()) for name in names]
    goals = [row["goal"] for row in on(path, "case", "list", "--json").json[1:]]
    guarded = [text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text for text in texts]
    assert goals == [cleaned(text.encode("utf-8", "replace").decode(), one_line=False) for text in guarded]
