"""The example table in a file, and what can be asked of it at one fixed moment."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mdoverleg.domain.clock import Clock, FixedClock, read_instant
from mdoverleg.domain.papers import ActionsPaper, Paper
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import meetings
from mdoverleg.export import document_of
from mdoverleg.export.model import Document
from mdoverleg.reads.action_lists import actions_paper
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.support.locked import copy_of
from tests.support.sample import SAMPLE_TABLE, fill_with_sample

OFF = "M-004"
"""A meeting that was called off."""
CLOCK: Clock = FixedClock(read_instant("2026-10-06T09:12:00+02:00"))


class Example(NamedTuple):
    """The example table: as its author wrote it, and in a file."""

    raw: dict[str, Any]
    store: Store
    keys: dict[str, int]
    """Keys of people, organisations, meetings and cases by id; ids of the example are all different."""

    def paper(self, name: str, asked: Asked, made_by: str = "") -> Paper:
        """Read a paper."""
        with self.store.read() as reader:
            return PAPERS[name](reader, asked, CLOCK, made_by=made_by)

    def actions(self, asked: Asked) -> ActionsPaper:
        """Read a list of action points."""
        with self.store.read() as reader:
            return actions_paper(reader, asked, CLOCK)

    def document(self, name: str, asked: Asked) -> Document:
        """Read a paper and make a document of it, in English."""
        with in_language("en"):
            return document_of(self.paper(name, asked))


@pytest.fixture(scope="module")
def example(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    """The example table, to read from."""
    path = tmp_path_factory.mktemp("example") / "zandkreek.mdo"
    copy_of(template, path)
    store = Store.open(path)
    fill_with_sample(store)
    planned = meetings.plan(store, Who("Hanna"), values={"held_on": date(2026, 12, 8)})
    meetings.call_off(store, Who("Hanna"), pk=planned)
    keys: dict[str, int] = {OFF: planned}
    with store.read() as reader:
        for table in ("person", "organisation", "meeting", '"case"'):
            keys |= dict(reader.rows(f"SELECT id, pk FROM {table}"))
    yield Example(json.loads(SAMPLE_TABLE.read_text(encoding="utf-8")), store, keys)
    store.close()
