"""The case sheet holds everything of one case and nothing of another."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mdoverleg.domain.case_papers import CasePaper
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.labels import label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import ROWS, STRING, TEXT
from mdoverleg.domain.words import in_language
from mdoverleg.export import render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.case_paper import GROUPS, WHAT, WHO
from tests.export.conftest import Example
from tests.export.reading import as_json, text_of
from tests.support.sample import SAMPLE_TABLE

RAW = json.loads(SAMPLE_TABLE.read_text(encoding="utf-8"))
CASES = {case["alias"]: case for case in RAW["cases"]}


def sheet(example: Example, alias: str) -> dict[str, Any]:
    about = Asked(case_pk=example.keys[CASES[alias]["id"]])
    return as_json(render(example.document("case", about), "json"))


def texts(entity: str, record: dict[str, Any]) -> Iterator[str]:
    """Every text that somebody typed in a record and in those below it, but for notes that stay inside."""
    for field in ENTITIES[entity].fields:
        if field.kind in (TEXT, STRING) and record.get(field.key):
            yield record[field.key]
        for below in record.get(field.key, ()) if field.kind == ROWS else ():
            if below.get("kind") != "internal":
                yield from texts(field.target, below)


@pytest.mark.parametrize("alias", CASES)
def test_everything_that_was_typed_about_a_case_is_on_its_sheet(alias: str, example: Example) -> None:
    found = sheet(example, alias)
    said = "\n".join(str(value) for table in ("fields", "records") for row in found[table] for value in row.values())
    typed = [text for text in texts("Case", CASES[alias]) if text != alias]
    assert len(typed) > 5
    assert [text for text in typed if text not in said] == []
    actions = {row["id"]: row["text"] for row in found.get("actions", ())}
    own = [action for action in RAW["actions"] if action.get("case") == CASES[alias]["id"]]
    assert actions == {action["id"]: action["text"] for action in own}
    assert {row["status"] for row in found.get("actions", ())} == {action.get("status", "open") for action in own}


@pytest.mark.parametrize("alias", CASES)
@pytest.mark.parametrize("form", ["md", "json"])
def test_nothing_of_another_case_is_on_it(form: str, alias: str, example: Example) -> None:
    about = Asked(case_pk=example.keys[CASES[alias]["id"]])
    said = text_of(render(example.document("case", about), form), form)
    own = {action["id"] for action in RAW["actions"] if action.get("case") == CASES[alias]["id"]}
    assert [other for other in CASES if other != alias and other in said] == []
    assert [action["id"] for action in RAW["actions"] if action["id"] not in own and action["id"] in said] == []


def test_every_key_of_a_case_has_its_place_once() -> None:
    placed = [key for part in (*WHO, *WHAT) for key in (GROUPS[part][1] if part in GROUPS else (part,))]
    assert len(placed) == len(set(placed))
    assert {field.key for field in ENTITIES["Case"].fields} - set(placed) == {"id", "alias", "linked_cases"}


def test_parts_without_rows_are_left_out_and_days_are_in_full(example: Example) -> None:
    with in_language("en"):
        paper = example.paper("case", Asked(case_pk=example.keys[CASES["Wulp"]["id"]]))
        assert isinstance(paper, CasePaper)
        parts = {part.key: part for part in (*paper.who, *paper.what)}
    empty = [field.key for field in ENTITIES["Case"].lists if not CASES["Wulp"].get(field.key)]
    assert empty
    assert not set(empty) & set(parts)
    assert all(part.lines for part in parts.values())
    lines = {line.name: line for line in parts["members"].lines}
    assert "last seen 01-10-2026" in lines["Wulp-M"].note
    assert "uses violence" in lines["Wulp-V"].note
    with in_language("en"):
        headings = [label("LineHeading", heading) for heading in ("worries", "going_well", "needed")]
    assert list(dict.fromkeys(line.name for line in parts["lines"].lines)) == headings


def test_without_a_case_there_is_no_sheet(example: Example) -> None:
    with in_language("en"), pytest.raises(Refused, match="which case"):
        example.paper("case", Asked())
