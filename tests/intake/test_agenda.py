"""The agenda of a meeting to come, as toml."""

import re
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.edits.document import fill
from mdoverleg.edits.intake import add_agenda
from mdoverleg.intake.table_json import read_document
from mdoverleg.store import changelog
from mdoverleg.store.store import Store
from tests.intake.lists import exported, faults, read, written
from tests.support.sample import SAMPLE, SAMPLE_TABLE

ME = Who("Anne", via="cli")
HEAD = 'kind = "case_table"\nheld_on = 2026-11-03\nplanned_start = "09:30"\nchair = "anne"\n'
ITEMS = (
    '\n[[items]]\nkind = "opening"\ntitle = "Welkom"\nminutes = 5\n'
    '\n[[items]]\nkind = "case"\ncase = "lepelaar"\nminutes = 25\n'
    '\n[[items]]\ncase = "c2"\nminutes = 20\n'
)
PLANNED = """\
      "id": "M-001",
      "kind": "case_table",
      "held_on": "2026-11-03",
      "planned_start": "09:30",
      "planned_end": "10:20",
      "chair": "anne",
      "agenda": [
        {
          "kind": "opening",
          "title": "Welkom",
          "planned_start": "09:30",
          "planned_end": "09:35"
        },
        {
          "kind": "case",
          "case": "c1",
          "planned_start": "09:35",
          "planned_end": "10:00"
        },
        {
          "kind": "case",
          "case": "c2",
          "planned_start": "10:00",
          "planned_end": "10:20"
        }
      ]
"""


def test_a_meeting_is_planned_in_one_undo_step(table: Store, tmp_path: Path) -> None:
    before = exported(table)
    found = read(table, "agenda", written(tmp_path / "a.toml", HEAD + ITEMS))
    assert found.changes == ("new: meeting on Tue 3 Nov 2026 at 09:30, 3 items, 50 min",)
    assert add_agenda(table, ME, found) == ("M-001",)
    assert PLANNED in exported(table).decode()
    number = changelog.newest_by_command(table, "Anne")
    assert number is not None
    changelog.undo(table, ME, number)
    assert exported(table) == before


@pytest.mark.parametrize(
    "text",
    [
        HEAD + 'location = " "\n' + ITEMS,
        HEAD.replace("2026-11-03", '"3-11-2026"').replace('"09:30"', "09:30:00") + ITEMS,
        "\ufeff" + HEAD.replace('"anne"', '"Anne Dorsman"').replace("\n", "\r\n") + ITEMS,
        re.sub("items", "punten", HEAD.replace("kind", "soort").replace("held_on", "datum") + ITEMS)
        .replace("minutes", "minuten")
        .replace("chair", "Voorzitter")
        .replace("planned_start", "begin"),
    ],
)
def test_an_agenda_may_be_written_in_more_ways_than_one(table: Store, tmp_path: Path, text: str) -> None:
    add_agenda(table, ME, read(table, "agenda", written(tmp_path / "a.toml", text)))
    assert PLANNED in exported(table).decode()


def test_the_items_may_come_from_a_template_of_the_table(store: Store) -> None:
    document = read_document(SAMPLE_TABLE)
    fill(store, ME, document=document.values, source=document.name)
    file = store.path.with_name("a.toml")
    head = HEAD.replace('"anne"', '"hanna"')
    written(file, head + 'template = "Casustafel, halve dag"\ncases = ["Grutto", "Sijs"]\n')
    (meeting,) = add_agenda(store, ME, read(store, "agenda", file))
    with store.read() as reader:
        items = reader.rows(
            "SELECT i.kind, c.alias, i.planned_start FROM agenda_item i JOIN meeting m ON m.pk = i.meeting_id "
            'LEFT JOIN "case" c ON c.pk = i.case_id WHERE m.id = ? ORDER BY i.position',
            (meeting,),
        )
    assert items == [
        ("opening", None, "09:30"),
        ("previous_actions", None, "09:35"),
        ("case", "Grutto", "09:45"),
        ("case", "Sijs", "10:05"),
        ("break", None, "10:25"),
        ("reflection", None, "10:35"),
    ]
    written(file, head.replace("11-03", "11-04") + 'template = "Casustafel, halv dag"\n')
    (line,) = faults(store, "agenda", file)
    assert line.endswith(
        'no agenda template "Casustafel, halv dag" at this table; did you mean "Casustafel, halve dag"?'
    )
    written(
        file,
        head.replace("11-03", "11-04") + 'template = "Casustafel, halve dag"\n' + ITEMS.replace("lepelaar", "Sijs"),
    )
    assert "a.toml:5:template either a template or items, not both" in faults(store, "agenda", file)


FAULTS = {
    "a wrong key": (
        HEAD.replace("chair", "chiar") + ITEMS,
        [
            'a.toml:4:chiar unknown key; did you mean "chair"?',
            "a.toml:1:Chair required",
        ],
    ),
    "a wrong key of an item": (
        HEAD + ITEMS.replace("title", "titel2"),
        [
            'a.toml:8:titel2 unknown key; did you mean "titel"?',
        ],
    ),
    "a wrong date": (
        HEAD.replace("2026-11-03", '"31-2-2026"') + ITEMS,
        [
            'a.toml:2:held_on "31-2-2026" is not a date; write dd-mm-yyyy',
        ],
    ),
    "a number for a date": (
        HEAD.replace("2026-11-03", "20261103") + ITEMS,
        [
            "a.toml:2:held_on 20261103 is a number, not a date; give the cell a date",
        ],
    ),
    "an unknown chair": (
        HEAD.replace('"anne"', '"ane"') + ITEMS,
        [
            'a.toml:4:chair no person "ane" at this table; did you mean "anne"?',
        ],
    ),
    "an unknown case": (
        HEAD + ITEMS.replace("lepelaar", "lepelar"),
        [
            'a.toml:13:case no case "lepelar" at this table; did you mean "Lepelaar"?',
        ],
    ),
    "a case without its name": (
        HEAD + "[[items]]\nkind = 'case'\nminutes = 5\n",
        [
            'a.toml:5:case required when Kind is "case"',
        ],
    ),
    "no minutes": (HEAD + "[[items]]\nkind = 'break'\n", ["a.toml:5:minutes required"]),
    "too many minutes": (
        HEAD + "[[items]]\nkind = 'break'\nminutes = 241\n",
        [
            "a.toml:7:minutes 241 is not from 1 to 240",
        ],
    ),
    "minutes as text": (
        HEAD + "[[items]]\nkind = 'break'\nminutes = '5'\n",
        [
            'a.toml:7:minutes "5" is not from 1 to 240',
        ],
    ),
    "no items": (HEAD, ["a.toml:1:items there are no items, and no template"]),
    "items that are no list": (HEAD + "items = 3\n", ["a.toml:5:items not a list of at most 200 items"]),
    "items that are no objects": (HEAD + "items = [3]\n", ["a.toml:1:items 3 is not an object"]),
    "cases without a template": (HEAD + 'cases = ["c1"]\n' + ITEMS, ["a.toml:5:cases only together with a template"]),
    "cases that are no list": (
        HEAD + 'cases = "c1"\ntemplate = "x"\n',
        [
            'a.toml:6:template no agenda template "x" at this table',
            'a.toml:5:cases "c1" is not a list',
        ],
    ),
    "cases that nobody knows": (
        HEAD + 'cases = ["Lepelar", 3]\ntemplate = 5\n',
        [
            "a.toml:6:template no agenda template 5 at this table",
            'a.toml:5:cases no case "Lepelar" at this table; did you mean "Lepelaar"?',
            'a.toml:5:cases no case "3" at this table',
        ],
    ),
    "a place that is a list": (HEAD + 'location = ["Zaal 3"]\n' + ITEMS, ["a.toml:5:location a list is not text"]),
    "a moment as a place": (
        HEAD + "location = 2026-11-03T09:30:00Z\n" + ITEMS,
        [
            'a.toml:5:location "2026-11-03 09:30" is a date or a time; make the cell text',
        ],
    ),
    "past midnight": (
        HEAD.replace("09:30", "23:30") + ITEMS,
        [
            "a.toml:3:Planned from the agenda runs past midnight",
        ],
    ),
    "a meeting twice": (
        HEAD.replace("2026-11-03", "2026-10-12").replace("09:30", "09:00") + ITEMS,
        [
            "a.toml:1:Date there is a meeting at that time already (okt)",
        ],
    ),
    "an id in use": (HEAD + 'id = "okt"\n' + ITEMS, ['a.toml:5:id "okt" is used already']),
    "an end before its start": (
        HEAD + 'planned_end = "09:00"\n' + ITEMS,
        [
            'a.toml:5:planned_end "09:00" is not after Planned from ("09:30")',
        ],
    ),
    "nothing": ("", ["a.toml: the file is empty"]),
    "no toml": (HEAD + "chair = \n", ['a.toml:5 this line does not read as key = "value"']),
    "a key twice": (HEAD + 'kind = "mdo"\n', ["a.toml:5 this key is there already"]),
    "nested too deep": ("a = " + "[" * 100_000, ["a.toml: nested too deep, or a number that is too large"]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_by_file_line_and_field(table: Store, tmp_path: Path, name: str) -> None:
    text, lines = FAULTS[name]
    assert faults(table, "agenda", written(tmp_path / "a.toml", text)) == lines


def test_another_encoding_is_refused_with_its_line(table: Store, tmp_path: Path) -> None:
    file = written(tmp_path / "a.toml", HEAD + 'location = "Café"\n' + ITEMS, "cp1252")
    assert faults(table, "agenda", file) == ["a.toml:5 not UTF-8; save it as UTF-8"]


def test_hostile_text_is_kept_as_typed_or_cleaned(table: Store, tmp_path: Path) -> None:
    text = HEAD + 'location = "=1+1 [/red]\\u001b[31m ../../x"\n' + ITEMS
    (record,) = read(table, "agenda", written(tmp_path / "a.toml", text)).records
    assert record["meeting"]["location"] == "=1+1 [/red][31m ../../x"


def test_two_agendas_for_one_time_are_refused(table: Store, tmp_path: Path) -> None:
    one, two = (written(tmp_path / f"{name}.toml", HEAD + ITEMS) for name in ("een", "twee"))
    (line,) = faults(table, "agenda", one, two)
    assert line.startswith("twee.toml:1:Date there is a meeting at that time already")


def test_the_agenda_in_sample_data_fits_the_table_in_sample_data(store: Store) -> None:
    document = read_document(SAMPLE_TABLE)
    fill(store, ME, document=document.values, source=document.name)
    assert add_agenda(store, ME, read(store, "agenda", SAMPLE / "agenda.toml")) == ("M-004",)
