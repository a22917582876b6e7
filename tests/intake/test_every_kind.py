"""What is wrong in a record of any kind is said with its path, and with what was probably meant."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

import pytest

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema.fields import NESTED, REF, REFS, ROW, Entity
from mdoverleg.intake.table_json import read_document
from tests.support.sample import SAMPLE_TABLE

RAW: dict[str, Any] = json.loads(SAMPLE_TABLE.read_text(encoding="utf-8"))


class Place(NamedTuple):
    """One record of a document."""

    entity: Entity
    path: str
    values: dict[str, Any]


def places(entity: Entity, values: dict[str, Any], path: str = "") -> Iterator[Place]:
    """Every record of a document, each with the path that leads to it."""
    for field in entity.fields:
        below = values.get(field.key) if field.kind in NESTED else None
        if not below:
            continue
        one, target = field.kind == ROW, ENTITIES[field.target]
        for number, row in enumerate([below] if one else below):
            here = f"{path}{field.key}" + ("" if one else f"[{number}]")
            yield Place(target, here, row)
            yield from places(target, row, f"{here}.")


def refused(document: dict[str, Any]) -> str:
    """Everything that is said about a document, one problem a line."""
    with pytest.raises(InputRefused) as caught:
        read_document(json.dumps(document).encode(), "table.json")
    return "\n".join(caught.value.problems)


def test_an_unknown_key_is_named_with_its_path_in_every_kind_of_record() -> None:
    document, wanted = deepcopy(RAW), {}
    for place in places(DOCUMENT, document):
        if place.entity.name not in wanted:
            key = max((field.key for field in place.entity.fields), key=len)
            place.values[f"{key}x"] = "iets"
            wanted[place.entity.name] = f'{place.path}.{key}x: unknown key; did you mean "{key}"?'
    assert wanted.keys() == ENTITIES.keys()
    said = refused(document)
    assert [line for line in wanted.values() if line not in said] == []


def test_a_reference_to_nothing_is_named_with_its_path_in_every_field() -> None:
    document, wanted = deepcopy(RAW), {}
    for place in places(DOCUMENT, document):
        for field in place.entity.fields:
            mark = (place.entity.name, field.key)
            if field.kind in (REF, REFS) and place.values.get(field.key) and mark not in wanted:
                many = field.kind == REFS
                place.values[field.key] = ["nobody-9"] if many else "nobody-9"
                wanted[mark] = f"{place.path}.{field.key}{'[0]' if many else ''}: no "
    every = {(one.name, field.key) for one in ENTITIES.values() for field in one.fields if field.kind in (REF, REFS)}
    assert len(wanted) > len(every) * 0.8
    said = refused(document)
    assert [line for line in wanted.values() if line not in said] == []
