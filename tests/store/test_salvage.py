"""What comes back of an encrypted table with spoiled pages: the rest, and nothing that was not there."""

import os
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.store import held, keys
from mdoverleg.store.file import FAULTS, Connection, open_broken, open_connection
from mdoverleg.store.locked import PAGE
from mdoverleg.store.salvage import salvaged
from tests.support.figures import figure
from tests.support.locked import PASSPHRASE, copy_of

SALVAGES = int(os.environ.get("MDOVERLEG_SALVAGES", "2"))
"""Tables that are spoiled; a longer run: MDOVERLEG_SALVAGES=60."""


@pytest.fixture
def secret(sample_path: Path, cheap_keys: None) -> Path:
    """The example, encrypted, and its key held."""
    if held.held(sample_path) is None:
        keys.encrypt(sample_path, PASSPHRASE)
    return sample_path


def rows_of(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """Give every row that is read, table by table, up to the first that cannot be."""
    for table in SUBJECTS:
        try:
            for row in connection.execute(f'SELECT * FROM "{table}" NOT INDEXED'):
                yield (table, *row)
        except FAULTS:
            continue


def come_back(path: Path) -> tuple[set[tuple[Any, ...]], set[tuple[str, int]]]:
    """Give the rows that are salvaged, and of which something was left out; none where all that tells of it is lost."""
    try:
        with salvaged(path) as (fresh, lost), closing(open_connection(fresh)) as connection:
            return set(rows_of(connection)), {(one.table, one.pk) for one in lost if one.why == "cell"}
    except FileRefused:
        return set(), set()


def test_a_spoiled_page_of_an_encrypted_table_costs_what_stood_on_it(secret: Path, tmp_path: Path) -> None:
    with closing(open_connection(secret)) as connection:
        whole = set(rows_of(connection))
    good, chance = secret.read_bytes(), random.Random(6)
    path = copy_of(secret, tmp_path / "spoiled.mdo")
    before = after = 0
    for turn in range(SALVAGES):
        content = bytearray(good)
        for page in chance.sample(range(1, len(good) // PAGE), (1, 3, 10)[turn % 3]):
            place = page * PAGE + chance.randrange(PAGE - 40)
            content[place : place + 40] = chance.randbytes(40)
        path.write_bytes(content)
        with closing(open_broken(path)) as connection:
            before += len(list(rows_of(connection)))
        found, changed = come_back(path)
        after += len(found)
        assert {row[:2] for row in found - whole} <= changed
        assert path.read_bytes() == content
        assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
    assert before < after
    assert after > 0.5 * SALVAGES * len(whole)  # a page that says what the tables are costs all that come behind it
    told = "rows in a hundred that come back of encrypted tables with one to ten spoiled pages"
    figure("P7", told, round(100 * after / (SALVAGES * len(whole))), ">= 50")
    figure("P7", "of these without the pages being mended", round(100 * before / (SALVAGES * len(whole))), "")
