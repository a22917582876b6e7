"""A file that nothing encrypts: said at opening, and set aside with a reason."""

import os

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.edits.unprotected import bring_back, reason_of, set_aside, words_at_opening
from mdoverleg.reads.history import read_history
from mdoverleg.store import disk
from mdoverleg.store.store import CLOCK_OFFSET, Store
from tests.support.locked import ALL


@pytest.mark.parametrize(("seen", "said"), [("no", "noch schijf"), ("unseen", "niet te zien"), ("yes", "")])
def test_it_is_said_where_neither_file_nor_disk_is_known_to_be_encrypted(
    store: Store, monkeypatch: pytest.MonkeyPatch, seen: str, said: str
) -> None:
    monkeypatch.setattr(disk, "disk_encryption", lambda _path: seen)
    words = words_at_opening(store)
    assert bool(words) is (bool(said) and not os.environ.get(ALL))
    assert not words or (said in words and "bestand nakijken" in words)
    store.set_setting(CLOCK_OFFSET, "0")
    assert words_at_opening(store) == ""  # the demo


def test_it_is_set_aside_with_a_reason_and_brought_back(
    store: Store, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "disk_encryption", lambda _path: "no")
    before = words_at_opening(store)
    for nothing in ("", " \x1b", "x" * 201):
        with pytest.raises(Refused):
            set_aside(store, who, nothing)
    set_aside(store, who, "de schijf\x1b is van de gemeente ")
    assert (words_at_opening(store), reason_of(store)) == ("", "de schijf is van de gemeente")
    (line,) = [row for row in read_history(store, only="all") if row.verb == "trust.plain_set_aside"]
    assert line.details == ("de schijf is van de gemeente",)
    assert line.who == who.name
    bring_back(store, who)
    assert (words_at_opening(store), reason_of(store)) == (before, "")
