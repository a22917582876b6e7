"""An encrypted table next to the same table plain: opening it, saving in it, and the one try of a passphrase before."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from bench.edits import seconds_of_edits
from bench.measure import Row, Ways, by_turns, median, ms, paired
from bench.tables import MIDDLE, Tables

PASSPHRASE = "vijf woorden uit het bos"  # noqa: S105 - of a table that is thrown away
PLAIN, LOCKED = "the same, plain", "encrypted"
AIM = 1.3
EDITS = 40


def locked(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure opening and saving; the key is held, as it is from the first opening of a window to its end."""
    yield from _opened("the example", *_pair(tables, tables.example, "small"), rounds)
    yield from _opened(f"{MIDDLE:,} action points", *_pair(tables, tables.with_points(MIDDLE), "middle"), rounds)
    plain, encrypted = _pair(tables, tables.example, "edited")
    found = by_turns(rounds, {PLAIN: lambda: _saved(plain), LOCKED: lambda: _saved(encrypted)})
    yield _row("a saved edit in an encrypted table", found[LOCKED], found[PLAIN])
    found = by_turns(rounds, {"try": lambda: _tried(encrypted), "open": lambda: _open(encrypted)})
    yield Row(
        "one try of a passphrase (Argon2id), once for a window",
        paired(found["try"], found["open"]),
        "opening the example, encrypted",
        f"{ms(median(found['try']))} / {ms(median(found['open']))}",
        aim_words="<= 2 s",
        is_met=median(found["try"]) <= 2,
    )


def _pair(tables: Tables, source: Path, name: str) -> tuple[Path, Path]:
    from mdoverleg.store import keys

    plain, encrypted = (tables.folder / f"{name}-{kind}.mdo" for kind in ("plain", "locked"))
    for path in (plain, encrypted):
        shutil.copy(source, path)
    keys.encrypt(encrypted, PASSPHRASE)
    return plain, encrypted


def _opened(what: str, plain: Path, encrypted: Path, rounds: int) -> Iterator[Row]:
    ways: Ways = {PLAIN: lambda: _open(plain), LOCKED: lambda: _open(encrypted)}
    found = by_turns(3 * rounds, ways)
    yield _row(f"opening an encrypted table to its first screen's data, {what}", found[LOCKED], found[PLAIN])


def _row(what: str, ours: list[float], plain: list[float]) -> Row:
    return Row(what, paired(ours, plain), PLAIN, f"{ms(median(ours))} / {ms(median(plain))}", AIM)


def _open(path: Path) -> float:
    from mdoverleg.reads.board import read_board
    from mdoverleg.store.store import Store

    begin = time.perf_counter()
    store = Store.open(path)
    read_board(store)
    taken = time.perf_counter() - begin
    store.close()
    return taken


def _saved(path: Path) -> float:
    return median(seconds_of_edits(path, EDITS))


def _tried(path: Path) -> float:
    from mdoverleg.store import keys

    begin = time.perf_counter()
    keys.unlock(path, PASSPHRASE)
    return time.perf_counter() - begin
