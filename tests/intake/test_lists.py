"""Lists of people and cases, as csv: taken whole, or every wrong row named and nothing changed."""

from pathlib import Path

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits.document import fill
from mdoverleg.edits.intake import add_cases, add_people
from mdoverleg.intake.table_json import read_document
from mdoverleg.store import changelog
from mdoverleg.store.store import Store
from tests.intake.lists import CASES, PEOPLE, exported, faults, read, written
from tests.support.sample import SAMPLE, SAMPLE_TABLE

ME = Who("Anne", via="cli")
GOOD = "Noor Rietzanger;WIJK;gezinswerker;06-00000001;ma-do;beperkt;convenant\n"


def test_people_are_added_in_one_undo_step(table: Store, tmp_path: Path) -> None:
    before = exported(table)
    file = written(tmp_path / "p.csv", PEOPLE + GOOD + "Bas Meerkoet;Basisschool De Steiger;;;;nee;nog niet\n")
    found = read(table, "people", file)
    assert found.changes == (
        "new: Noor Rietzanger, Wijkteam Rietwaard",
        "new: Bas Meerkoet, Basisschool De Steiger",
    )
    assert add_people(table, ME, found) == ("P-001", "P-002")
    assert (
        '"name": "Noor Rietzanger",\n      "organisation": "WIJK",\n      "function": "gezinswerker"'
        in exported(table).decode()
    )
    with table.read() as reader:
        change = changelog.changes(reader, limit=1)[0]
    assert (change.verb, change.window) == ("people.import", "p.csv")
    changelog.undo(table, ME, change.id)
    assert exported(table) == before


def test_cases_are_added_in_one_undo_step_and_a_cell_left_empty_has_its_default(table: Store, tmp_path: Path) -> None:
    before = exported(table)
    text = CASES + 'Wulp;Sem Oudkerk;"Wie pakt dit op;\nen wanneer?";crisis;actief;herstel;5-9-2026;vrijwillig\n'
    file = written(tmp_path / "c.csv", text + "Kievit;koen;Rust.;;;;;\n")
    found = read(table, "cases", file)
    assert add_cases(table, ME, found) == ("C-001", "C-002")
    content = exported(table).decode()
    assert '"goal": "Wie pakt dit op;\\nen wanneer?"' in content
    assert (
        '"alias": "Kievit",\n      "brought_by": "koen",\n      "opened_on": "2026-09-20",\n      "category": "new",\n'
        '      "status": "referred",\n      "phase": "immediate_safety",\n      "goal": "Rust."' in content
    )
    number = changelog.newest_by_command(table, "Anne")
    assert number is not None
    changelog.undo(table, ME, number)
    assert exported(table) == before


@pytest.mark.parametrize(
    "text",
    [
        "Name,Organisation,Mandate\nNoor,WIJK,limited\n",
        "mandate\torganisation\tname\nlimited\tWIJK\tNoor\n",
        "MANDAAT|Organisatie:|naam *\nBeperkt|wijk|Noor\n",
        "sep=,\r\nname,organisation,mandate\r\nNoor,WIJK,limited\r\n",
        "\n\nnaam;organisatie;mandaat;;\n\nNoor;wijkteam rietwaard;beperkt;;\n;;;;\n",
        "name;organisation;mandate\r\nNoor;WIJK;limited",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_may_come_from_any_program(table: Store, tmp_path: Path, text: str, encoding: str) -> None:
    with in_language("nl"):
        found = read(table, "people", written(tmp_path / "p.csv", text, encoding))
    with table.read() as reader:
        wijk = reader.value("SELECT pk FROM organisation WHERE id = 'WIJK'")
    assert found.records == ({"name": "Noor", "organisation": wijk, "mandate": "limited"},)


def test_windows_text_is_read_and_said_to_be_a_guess(table: Store, tmp_path: Path) -> None:
    file = written(tmp_path / "p.csv", "naam;organisatie\nZoë Één;WIJK\n", "cp1252")
    found = read(table, "people", file)
    assert found.records[0]["name"] == "Zoë Één"
    assert found.changes[0].startswith(f"{file}: not UTF-8; read as Windows text.")


FAULTS = {
    "a wrong column": (
        "people",
        "naam;organisatie;telefon\nNoor;WIJK;06\n",
        ['p.csv:1:telefon unknown column; did you mean "telefoon"?'],
    ),
    "a missing column": ("people", "naam;functie\nNoor;x\n", ["p.csv:1:Organisation this column is missing"]),
    "a column twice": (
        "people",
        "naam;organisatie;Name\nNoor;WIJK;Bas\n",
        ['p.csv:1:Name this column is there twice, also as "naam"'],
    ),
    "a column without a name": ("people", "naam;organisatie;\nNoor;WIJK;x\n", ["p.csv:1 column 3 has no name"]),
    "an unknown organisation": (
        "people",
        PEOPLE + GOOD + "Bas;Wijkteam Rietward;;;;;\n",
        ['p.csv:3:organisatie no organisation "Wijkteam Rietward" at this table; did you mean "Wijkteam Rietwaard"?'],
    ),
    "no organisation": ("people", PEOPLE + "Bas;;;;;;\n", ["p.csv:2:organisatie required"]),
    "a wrong word": (
        "people",
        "name;organisation;mandate\nBas;WIJK;limted\n",
        ['p.csv:2:mandate "limted" is not one of: yes, limited, no, not applicable; did you mean "limited"?'],
    ),
    "twice in the list": (
        "people",
        PEOPLE + GOOD + "\n" + GOOD.replace("Noor", "NOÓR").replace("WIJK", "wijkteam rietwaard"),
        ['p.csv:4:naam "NOÓR Rietzanger" stands in the list twice, also in row 2'],
    ),
    "at the table already": (
        "people",
        PEOPLE + "sem oudkerk;WIJK;;;;;\n",
        ['p.csv:2:naam "sem oudkerk" is at this table already (sem)'],
    ),
    "an id in use": ("people", "id;naam;organisatie\nsem;Sem Anders;GEM\n", ['p.csv:2:id "sem" is used already']),
    "a long name": (
        "people",
        f"naam;organisatie\n{'x' * 201};WIJK\n",
        ["p.csv:2:naam longer than 200 characters: 201"],
    ),
    "too few cells": (
        "people",
        "naam;organisatie;functie\nNoor;WIJK\n",
        ["p.csv:2 has 2 cells where the header has 3"],
    ),
    "too many cells": ("people", "naam;organisatie\nNoor;WIJK;x\n", ["p.csv:2 has 3 cells where the header has 2"]),
    "an open quotation mark": (
        "people",
        'naam;organisatie\nNoor;WIJK\n"Bas;WIJK\nIris;JB\n',
        ["p.csv:3 a quotation mark is not closed, or stands in the middle of a text"],
    ),
    "an endless text": ("people", f"naam;organisatie\n{'x' * 140_000};WIJK\n", ["p.csv:2 a text is too long"]),
    "nothing": ("people", "", ["p.csv: the file is empty"]),
    "only separators": ("people", "\ufeff;;;\n;;;\n", ["p.csv: the file is empty"]),
    "only a header": ("people", PEOPLE, ["p.csv: there are no rows below the header"]),
    "no list at all": (
        "people",
        "Verslag van 6 oktober\nIedereen was er.\n",
        [
            "p.csv:1:Verslag van 6 oktober unknown column",
            "p.csv:1:Name this column is missing",
            "p.csv:1:Organisation this column is missing",
        ],
    ),
    "too many rows": (
        "people",
        "naam;organisatie\n" + "".join(f"N{n};WIJK\n" for n in range(5001)),
        ["p.csv: more than 5000 rows"],
    ),
    "too many columns": (
        "people",
        ";".join(f"k{n}" for n in range(51)) + "\n" + ";".join(["x"] * 51) + "\n",
        ["p.csv: more than 50 columns"],
    ),
    "a wrong date": (
        "cases",
        CASES + "Wulp;sem;Rust.;;;;31-02-2026;\nKievit;sem;Rust.;;;;gisteren;\n",
        [
            'p.csv:2:aangemeld op "31-02-2026" is not a date; write dd-mm-yyyy',
            'p.csv:3:aangemeld op "gisteren" is not a date; write dd-mm-yyyy',
        ],
    ),
    "a number for a date": (
        "cases",
        CASES + "Wulp;sem;Rust.;;;;45210;\n",
        ['p.csv:2:aangemeld op "45210" is not a date; write dd-mm-yyyy'],
    ),
    "an unknown person": (
        "cases",
        CASES + "Wulp;Sem Oudkerck;Rust.;;;;;\n",
        ['p.csv:2:ingebracht door no person "Sem Oudkerck" at this table; did you mean "Sem Oudkerk"?'],
    ),
    "an alias in use": (
        "cases",
        CASES + "LEPELAAR;sem;Rust.;;;;;\n",
        ['p.csv:2:alias "LEPELAAR" is at this table already (c1)'],
    ),
    "an alias twice": (
        "cases",
        CASES + "Wulp;sem;Rust.;;;;;\nwulp;sem;Rust.;;;;;\n",
        ['p.csv:3:alias "wulp" stands in the list twice, also in row 2'],
    ),
    "no goal": ("cases", CASES + "Wulp;sem; ;;;;;\n", ["p.csv:2:doel required"]),
    "several faults": (
        "cases",
        "alias;ingebracht door;doel;kader\nWulp;nobody;Rust.;vrij\nKievit;sem;;\n",
        [
            'p.csv:2:ingebracht door no person "nobody" at this table',
            'p.csv:2:kader "vrij" is not one of: voluntary, compulsory',
            "p.csv:3:doel required",
        ],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_by_file_row_and_field(table: Store, tmp_path: Path, name: str) -> None:
    kind, text, lines = FAULTS[name]
    assert faults(table, kind, written(tmp_path / "p.csv", text)) == lines


def test_somebody_who_left_brings_no_case(table: Store, tmp_path: Path) -> None:
    import json

    document = json.loads(exported(table))
    document["people"][1]["active"] = False
    left = read_document(json.dumps(document).encode(), "x")
    fill(table, ME, document=left.values, source="x", replace=True)
    file = written(tmp_path / "c.csv", CASES + "Wulp;sem;Rust.;;;;;\n")
    assert faults(table, "cases", file) == ['c.csv:2:ingebracht door "sem" no longer takes part']


def test_two_people_of_one_name_are_told_apart_by_id(table: Store, tmp_path: Path) -> None:
    file = written(tmp_path / "p.csv", "id;naam;organisatie\nsem2;Sem Oudkerk;JB\n")
    add_people(table, ME, read(table, "people", file))
    cases = written(tmp_path / "c.csv", CASES + "Wulp;Sem Oudkerk;Rust.;;;;;\n")
    assert faults(table, "cases", cases) == [
        'c.csv:2:ingebracht door "Sem Oudkerk" can be more than one: sem, sem2',
    ]
    assert read(table, "cases", written(tmp_path / "c.csv", CASES + "Wulp;sem2;Rust.;;;;;\n")).records


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"naam;organisatie\nNo\x00or;WIJK\n", " no text that can be read; save it as csv (UTF-8) or xlsx"),
        (b"naam;organisatie\nNo\x81\x8dor;WIJK\n", " no text that can be read; save it as csv (UTF-8) or xlsx"),
        (b"\xff\xfea", " no text that can be read; save it as csv (UTF-8) or xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", " has a password or is an old .xls; save it as .xlsx or csv"),
    ],
)
def test_what_is_no_list_is_refused_whole(table: Store, tmp_path: Path, content: bytes, line: str) -> None:
    file = tmp_path / "p.csv"
    file.write_bytes(content)
    assert faults(table, "people", file) == [f"p.csv:{line}"]


def test_a_missing_file_and_a_folder_are_refused(table: Store, tmp_path: Path) -> None:
    assert faults(table, "people", tmp_path / "weg.csv") == ["weg.csv: there is no such file"]
    folder = tmp_path / "map"
    folder.mkdir()
    assert faults(table, "people", folder) == ["map: this is a folder; name a file"]


def test_several_files_are_one_import(table: Store, tmp_path: Path) -> None:
    one = written(tmp_path / "een.csv", PEOPLE + GOOD)
    two = written(tmp_path / "twee.csv", "naam;organisatie\nBas Meerkoet;JB\n")
    assert add_people(table, ME, read(table, "people", one, two)) == ("P-001", "P-002")
    three = written(tmp_path / "drie.csv", "naam;organisatie\nIda Smient;JB\nIda Smient;JB\n")
    four = written(tmp_path / "vier.csv", "naam;organisatie\nIda Smient;JB\nJop;JC\n")
    assert faults(table, "people", three, four) == [
        'vier.csv:3:organisatie no organisation "JC" at this table',
        'drie.csv:3:naam "Ida Smient" stands in the list twice, also in row 2',
        'vier.csv:2:naam "Ida Smient" stands in the list twice, also in row drie.csv:2',
    ]


HOSTILE = [
    "=1+1",
    "[/red][@click=app.quit]x[/]",
    "../../etc/passwd",
    "a\x1b[31m\u202eb",
    "'; DROP TABLE person; --",
    "{x}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_typed_or_cleaned_and_never_obeyed(table: Store, tmp_path: Path, text: str) -> None:
    quoted = text.replace('"', '""')
    file = written(tmp_path / "p.csv", f'naam;organisatie;functie\n"{quoted}";WIJK;"{quoted}"\n')
    add_people(table, ME, read(table, "people", file))
    with table.read() as reader:
        (row,) = reader.rows("SELECT name, function FROM person WHERE id = 'P-001'")
    clean = text.replace("\x1b", "").replace("\u202e", "")
    assert row == (clean, clean)
    wrong = written(tmp_path / "q.csv", f'naam;organisatie\nBas;"{quoted}"\n')
    (line,) = faults(table, "people", wrong)
    assert line.isprintable()
    assert line.startswith("q.csv:2:organisatie no organisation")


def test_the_guard_against_formulas_of_our_own_exports_is_taken_off(table: Store, tmp_path: Path) -> None:
    file = written(tmp_path / "p.csv", "naam;organisatie;telefoon\n't Hart;WIJK;'+31 6 00000001\n")
    (person,) = read(table, "people", file).records
    assert (person["name"], person["phone"]) == ("'t Hart", "+31 6 00000001")


def test_an_alias_that_came_in_use_meanwhile_is_refused_by_the_edit(table: Store, tmp_path: Path) -> None:
    found = read(table, "cases", written(tmp_path / "c.csv", CASES + "Kievit;sem;x;;;;;\nWulp;sem;Rust.;;;;;\n"))
    add_cases(table, ME, found._replace(records=found.records[1:]))
    before = exported(table)
    with pytest.raises(Refused, match="Wulp"):
        add_cases(table, ME, found)
    assert exported(table) == before


def test_the_lists_in_sample_data_fit_the_table_in_sample_data(store: Store) -> None:
    document = read_document(SAMPLE_TABLE)
    fill(store, ME, document=document.values, source=document.name)
    people = read(store, "people", SAMPLE / "people.csv")
    assert people.records == read(store, "people", SAMPLE / "people.xlsx").records
    assert len(add_people(store, ME, people)) == 7
    assert len(add_cases(store, ME, read(store, "cases", SAMPLE / "cases.csv"))) == 4
