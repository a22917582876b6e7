"""Tampering with the log at random, by somebody who took its guards away: every one is found."""

import os
import random
from collections.abc import Iterator

import pytest

from mdoverleg.domain.looking import CASE, SEARCH, Look
from mdoverleg.domain.who import Who
from mdoverleg.edits.looking import note_looks
from mdoverleg.store import held
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint
from tests.support.figures import figure
from tests.support.rows import add_action
from tests.support.tampering import WAYS, Log, forge, tamper

TAMPERINGS = int(os.environ.get("MDOVERLEG_TAMPERINGS", "20"))
"""Of each kind of file; a longer run: MDOVERLEG_TAMPERINGS=1000."""


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "keyed"])
def log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """A log of changes, looks and a search, of one file without and one with a key."""
    path = tmp_path_factory.mktemp("tampering") / "log.mdo"
    if request.param:
        held.hold(path, bytes(range(32)))
    store = Store.create(path)
    who = Who("Iris de Wit", None, "window-1")
    for number in range(6):
        with store.write(who, "action_points.add") as session:
            add_action(session, text=f"Actie {number}", id=f"A-{number}")
            add_action(session, text=f"Actie {number}", id=f"B-{number}")
        with store.write(who._replace(via="cli"), "action_points.change") as session:
            session.get_one(ActionPoint, number + 1).text = f"Anders {number}"
        note_looks(store, who, [Look(CASE, case_pk=number + 1), Look(SEARCH, words="wulp", lines=2, cases=(1, 2))])
    store.close()
    found = Log(path)
    yield found
    found.connection.close()
    held.let_go(path)


def test_every_tampering_is_found(log: Log) -> None:
    assert log.problems() == []
    chance = random.Random(11)
    missed = []
    for number in range(TAMPERINGS):
        with log.unguarded():
            done = tamper(log, chance, times=1 if number % 2 else chance.randint(2, 4))
            if not log.problems():
                missed.append(done)
    assert missed == []
    kind = "an encrypted" if log.key else "a plain"
    figure("P13", f"tamperings with the log of {kind} file that were found", TAMPERINGS, ">= 100")
    figure("P13", f"tamperings with the log of {kind} file that were missed", len(missed), "0")


def test_each_way_alone_is_found(log: Log) -> None:
    chance = random.Random(5)
    for way in WAYS:
        with log.unguarded():
            before = log.content()
            while log.content() == before:
                way(log, chance)
            assert log.problems(), way.__name__


def test_plain_hashes_made_anew_are_found_where_there_is_a_key_and_nowhere_else(log: Log) -> None:
    chance = random.Random(3)
    found = 0
    rounds = max(10, TAMPERINGS // 4)
    for _number in range(rounds):
        with log.unguarded():
            forge(log, chance)
            found += bool(log.problems())
    assert found == rounds if log.key else found < rounds
    if log.key:
        figure("P13", "logs rewritten whole with plain hashes, found in an encrypted file", found, "")
