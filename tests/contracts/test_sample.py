"""The invented table shows the whole format: every kind of record, every check of the first release, the same bytes."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema.fields import NESTED, Entity
from mdoverleg.rules import CHECKS, check_table
from tests.support.facts import facts_of
from tests.support.sample import SAMPLE_TABLE

MOMENTS = (
    ("M-002", "2026-09-08T10:16:00+02:00"),
    ("M-002", "2026-09-08T11:35:00+02:00"),
    ("M-003", "2026-10-06T09:28:00+02:00"),
    ("M-003", "2026-10-06T10:45:00+02:00"),
)
"""Meetings of the example and instants at which its warnings are asked."""
FIRST_RELEASE = [check.id for check in CHECKS.values() if check.release == 1]
Raw = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Raw:
    raw: Raw = json.loads(SAMPLE_TABLE.read_bytes())
    return raw


@pytest.fixture(scope="module")
def given(document: Raw) -> set[str]:
    """The checks that warn at one of the moments."""
    facts = facts_of(document)
    found: set[str] = set()
    for name, instant in MOMENTS:
        at = datetime.fromisoformat(instant)
        found |= {
            one.check for one in check_table(facts.table, facts.cases, facts.loose_actions, at, facts.meeting(name))
        }
    return found


def kinds_in(entity: Entity, raw: Raw) -> Iterator[str]:
    """The kind of every record below a part of the document."""
    for field in (field for field in entity.fields if field.kind in NESTED):
        rows = raw.get(field.key) or []
        for row in rows if isinstance(rows, list) else [rows]:
            yield field.target
            yield from kinds_in(ENTITIES[field.target], row)


def test_every_kind_of_record_occurs(document: Raw) -> None:
    assert set(ENTITIES) - set(kinds_in(DOCUMENT, document)) == set()


@pytest.mark.parametrize("check", FIRST_RELEASE)
def test_every_check_of_the_first_release_occurs(check: str, given: set[str]) -> None:
    assert check in given
