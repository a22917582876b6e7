"""The invented example of each way of working: what `init` copies, a meeting about to start, what it warns of."""

from typing import Any

import pytest

from mdoverleg import methods
from mdoverleg.cli.windows import example_of, examples, moment_of
from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.who import Who
from mdoverleg.edits.document import fill
from mdoverleg.export.table_json import render
from mdoverleg.intake.table_json import read_document
from mdoverleg.reads.board import read_board
from mdoverleg.reads.warnings import read_warnings
from mdoverleg.store.store import Store
from tools.examples import OF_ITS_TABLE, OF_THE_METHOD

OWN = sorted(file.stem for name, file in examples().items() if file.stem == name)
TYPICAL = {
    "beschermingstafel": ("Roerdomp", "E35"),
    "crisisopvang": ("Merel", "E05"),
    "een-gezin-een-plan": ("Putter", "E02"),
    "hoogrisicotafel": ("Klapekster", "E37"),
    "jeugdlink": ("Koolmees", "E49"),
    "mda-veiligheid": ("Boomvalk", "E45"),
    "samenwerken-aan-veiligheid": ("Lepelaar", "E46"),
    "solidaire-gemeenschap": ("Scholekster", "E34"),
    "spv-jeugdbescherming": ("Torenvalk", "E13"),
    "team-op-maat": ("Heggenmus", "E32"),
    "vrouwenopvang-ggz": ("Nachtegaal", "E27"),
    "zorg-veiligheidshuis": ("Aalscholver", "E42"),
}
"""A case of each example, and the check that it is there to show."""

each_example = pytest.mark.parametrize("name", OWN)


def values_of(name: str) -> dict[str, Any]:
    return read_document(example_of(name)).values


def test_every_way_of_working_has_an_example() -> None:
    assert set(examples()) == set(methods.names())
    assert set(OWN) == set(TYPICAL)


@each_example
def test_it_is_in_canonical_form(name: str) -> None:
    assert render(values_of(name)) == example_of(name).read_bytes()


@each_example
def test_it_has_what_a_new_table_of_its_way_of_working_has(name: str) -> None:
    values = values_of(name)
    copied = dict(methods.table_values(methods.load(name, "nl")))
    of_table = copied.pop("table")
    as_usual = {field.key: field.default for field in ENTITIES["TableInfo"].fields}
    assert {key: plain(values["table"].get(key)) or as_usual[key] for key in OF_ITS_TABLE} == {
        key: of_table.get(key) or as_usual[key] for key in OF_ITS_TABLE
    }
    assert {key: plain(values[key]) for key in OF_THE_METHOD if key in values} == plain(copied)


def plain(value: Any) -> Any:
    """Lists where the format has tuples; what is empty left out."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value


@each_example
def test_it_is_small_and_has_one_meeting_held_and_one_about_to_start(name: str) -> None:
    values = values_of(name)
    assert 3 <= len(values["organisations"]) <= 6
    assert 5 <= len(values["people"]) <= 9
    assert 2 <= len(values["cases"]) <= 4
    held, today = sorted(values["meetings"], key=lambda meeting: meeting["held_on"])
    assert held["actual_end"]
    assert "actual_start" not in today
    assert moment_of(values).date() == today["held_on"]
    assert any(item["kind"] == "case" for item in today["agenda"])


@each_example
def test_its_board_can_be_read_and_shows_what_is_typical_for_it(name: str, store: Store) -> None:
    document = read_document(example_of(name))
    now = moment_of(document.values)
    store.clock = FixedClock(now)
    fill(store, Who("mdoverleg", via="import"), document=document.values, source=document.name)
    board = read_board(store)
    assert board.meeting is not None
    assert board.meeting.held_on == now.date()
    assert any(item.case_pk for item in board.agenda)
    found = {(one.case, one.check) for one in read_warnings(store, now, meeting_pk=board.meeting.pk)}
    assert TYPICAL[name] in found
    assert "E62" not in {check for _case, check in found}
    assert len({check for _case, check in found}) <= 14, "an example in which everything is wrong teaches nothing"
