"""Import and export are exact inverses, over every kind of record and every key of the format."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import NESTED
from mdoverleg.domain.text import clean
from mdoverleg.domain.who import Who
from mdoverleg.edits.document import fill
from mdoverleg.export.table_json import render
from mdoverleg.intake.table_json import read_document as read_in
from mdoverleg.reads.document import read_document
from mdoverleg.store import migrations
from mdoverleg.store.store import Store
from tests.support.documents import World, as_json, canonical, documents, record, texts
from tests.support.example import EXAMPLE
from tests.support.locked import prepare
from tests.support.sample import SAMPLE_TABLE

ROOT = Path(__file__).resolve().parents[2]

# Making a smaller example of a whole document takes minutes, and hypothesis remembers the large one.
slowly = settings(
    deadline=None,
    max_examples=int(os.environ.get("MDOVERLEG_EXAMPLES", "4")),
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One file for all examples: each is put in the place of the one before."""
    path: Path = tmp_path_factory.mktemp("lasting") / "table.mdo"
    prepare(path)
    migrations.create(path)
    store = Store.open(path)
    yield store
    store.close()


def through(store: Store, content: bytes) -> bytes:
    """Import and export."""
    document = read_in(content, "table.json")
    fill(store, Who("Anne", via="cli"), document=document.values, source=document.name, replace=True)
    with store.read() as reader:
        back = read_document(reader)
    assert back == document.values
    return render(back)


@given(documents())
@slowly
def test_what_was_imported_is_exported_in_canonical_form(lasting: Store, document: dict[str, Any]) -> None:
    exported = through(lasting, as_json(document))
    assert exported == canonical(document)
    assert through(lasting, exported) == exported


def test_the_example_of_the_format_page_goes_round(lasting: Store) -> None:
    exported = through(lasting, EXAMPLE)
    assert exported == canonical(json.loads(EXAMPLE))
    assert through(lasting, exported) == exported
    assert exported.startswith(b'{\n  "format": "mdoverleg-table",\n  "version": 1,\n  "table": {\n    "name": "Cas')
    assert exported.endswith(b"\n}\n")
    assert "Eén vast gezicht".encode() in exported


def test_the_table_in_sample_data_is_in_canonical_form_and_goes_round(lasting: Store) -> None:
    content = SAMPLE_TABLE.read_bytes()
    assert through(lasting, content) == content


FULL = World(
    {entity.name: ("A-1", "A-2") for entity in ENTITIES.values() if entity.has_id},
    {"role": ("school",), "concern_type": ("debts",), "life_domain": ("work",), "": ("own",)},
    "A-1",
    {"A-1": ("A-1", "A-2")},
    {"A-1": ("A-1", "A-2")},
)


class Enough(Exception):  # noqa: N818 - no error: every key was seen
    """Nothing more has to be drawn."""


@pytest.mark.parametrize("name", ENTITIES if "MDOVERLEG_EXAMPLES" in os.environ else list(ENTITIES)[::4])
def test_the_drawn_records_reach_every_key(name: str) -> None:
    entity = ENTITIES[name]
    every = {field.key for field in entity.fields if field.kind not in NESTED}
    seen: set[str] = set()

    drawn = given(record(name, FULL, **({"id": "A-3"} if entity.has_id else {})))

    def look(values: dict[str, Any]) -> None:
        seen.update(key for key, value in values.items() if value not in (None, "", []))
        if seen == every:
            raise Enough

    with suppress(Enough):
        settings(slowly, max_examples=200, derandomize=True, database=None)(drawn(look))()
    assert seen == every


@given(st.lists(texts(one_line=False, dirty=True), min_size=1, max_size=6), texts(one_line=True, dirty=True))
@settings(deadline=None, max_examples=int(os.environ.get("MDOVERLEG_EXAMPLES", "25")))
def test_dirty_text_is_cleaned_once_and_counted(goals: list[str], name: str) -> None:
    document = json.loads(EXAMPLE)
    document["table"]["name"] = f"x{name}"
    document["cases"][0]["lines"] = [{"heading": "worries", "text": f"x{goal}"} for goal in goals]
    first = read_in(as_json(document), "table.json")
    dirty = [
        f"x{name}" != clean(f"x{name}", one_line=True),
        *(f"x{g}" != clean(f"x{g}", one_line=False) for g in goals),
    ]
    assert first.cleaned == sum(dirty)
    again = read_in(render(first.values), "table.json")
    assert again.values == first.values
    assert again.cleaned == 0


def test_a_lone_surrogate_in_json_is_taken_out() -> None:
    content = EXAMPLE.replace(b"Casustafel Rietwaard", b"Casus\\ud800tafel\\u202e\\u0000 Rietwaard ")
    document = read_in(content, "table.json")
    assert document.values["table"]["name"] == "Casustafel Rietwaard"
    assert document.cleaned == 1


def test_instants_are_exported_in_the_zone_of_the_table() -> None:
    document = json.loads(EXAMPLE)
    document["table"]["time_zone"] = "Asia/Kolkata"
    assert b'"set_at": "2026-09-14T12:20:00+05:30"' in render(read_in(as_json(document), "t").values)


def test_values_that_mean_nothing_are_left_out() -> None:
    document = json.loads(EXAMPLE)
    plain = render(read_in(EXAMPLE, "t").values)
    document["table"] |= {"time_zone": "Europe/Amsterdam", "method": None, "checks_off": [], "legal_basis": " \t\n"}
    document["cases"][0] |= {"why_now": "", "tried_before": 0, "measures": [], "linked_cases": None}
    document["people"][0]["active"] = True
    assert render(read_in(as_json(document), "t").values) == plain
