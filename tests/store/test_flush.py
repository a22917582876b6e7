"""What is called saved has been flushed to the disk first: seen in the calls to the system."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.store import file
from mdoverleg.store.store import Store
from mdoverleg.store.tables import Organisation, Threshold
from tests.contracts.source import ROOT
from tests.support.figures import figure

ROUNDS = int(os.environ.get("MDOVERLEG_FLUSHES", "3"))
"""Acknowledgements that are looked at; a longer run: MDOVERLEG_FLUSHES=300."""
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "unlink")
CALL = re.compile(rf"^(?:\d+ +)?({'|'.join(CALLS)})" + r'\((?:(\d+)<([^>]*)>|"([^"]*)")(?:, "([^"]*)")?')


def unflushed(trace: str, table: Path) -> list[str]:
    """Return per acknowledgement what was written and not yet flushed when it was printed; nothing, if all was.

    A deleted journal counts as a write to its folder: only once that is flushed is the commit there after a power cut.
    """
    waiting: set[str] = set()
    found = []
    for line in trace.splitlines():
        if (called := CALL.match(line)) is None:
            continue
        call, handle, path, removed, text = called.groups()
        if call == "write" and handle == "1":
            found.append(" ".join(sorted(waiting)))
        elif call == "unlink":
            waiting.discard(removed)
            waiting |= {str(table.parent)} if removed == f"{table}-journal" else set()
        elif call in ("write", "pwrite64"):
            waiting |= {path} if Path(path).name.startswith(table.name) and text else set()
        else:
            waiting.discard(path)
    return found


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to see the calls to the system")
def test_nothing_is_acknowledged_before_it_is_flushed(table_path: Path, who: Who, tmp_path: Path) -> None:
    store = Store.open(table_path)
    with store.write(who, "organisations.add") as session:
        session.add(Organisation(id="O-001", name="Wijkteam De Veste", kind="local_team"))
        session.add(Threshold(name="cases_per_person", value=0))
    store.close()
    seen, calls = tmp_path / "trace", f"trace={','.join(CALLS)}"
    writer = [sys.executable, "-m", "tests.store.writer", str(table_path), "window", str(ROUNDS)]
    subprocess.run(
        ["strace", "-f", "-y", "-s", "8", "-e", calls, "-o", str(seen), *writer],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    late = unflushed(seen.read_text(encoding="utf-8", errors="replace"), table_path)
    assert late == [""] * ROUNDS
    figure("P2", "acknowledgements looked at in a trace of the calls to the system", len(late), ">= 200")
    figure("P2", "acknowledgements before a flush", sum(map(bool, late)), "0")


def test_the_trace_shows_a_flush_that_is_missing() -> None:
    table = Path("/x/t.mdo")
    journal = 'unlink("/x/t.mdo-journal") = 0\n'
    write, flush = 'pwrite64(4</x/t.mdo>, "ab", 2, 0) = 2\n', "fdatasync(4</x/t.mdo>) = 0\n"
    folder, said = "fsync(5</x>) = 0\n", 'write(1</dev/pts/1>, "A-001\\n", 6) = 6\n'
    assert unflushed(write + flush + journal + folder + said, table) == [""]
    assert unflushed(write + journal + folder + said, table) == ["/x/t.mdo"]
    assert unflushed(write + flush + journal + said, table) == ["/x"]


def test_every_connection_that_writes_flushes_also_the_folder() -> None:
    assert file.SETTINGS["synchronous"] == 3
    figure("P2", "`synchronous` of a connection that writes", file.SETTINGS["synchronous"], "3")
