"""A disk that is full: a sentence, nothing lost, and on again when there is room, without a restart."""

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mdoverleg.store.changelog import verify
from mdoverleg.store.store import Store
from tests.contracts.source import ROOT
from tests.store.filler import fill
from tests.support.figures import figure

MEGABYTES = 4


def on_a_small_disk(folder: Path, template: Path) -> "subprocess.CompletedProcess[str]":
    """Save in a folder that is a disk of a few megabytes, seen by that process alone."""
    work = f'mount -t tmpfs -o size={MEGABYTES}m none "$1" && exec "$2" -m tests.store.filler "$1" "$3"'
    words = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", work, "sh"]
    return subprocess.run(
        [*words, str(folder), sys.executable, str(template)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_disk_of_its_own_that_fills_up(tmp_path: Path, template: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    tool = shutil.which("unshare")
    ran = on_a_small_disk(folder, template) if tool else None
    if ran is None or ("mount" in ran.stderr or "unshare" in ran.stderr):
        # Where no disk can be mounted it must be for that reason, and the two other ways remain.
        assert tool is None or ran is not None
        return
    found = json.loads(ran.stdout)
    assert (found["reason"], found["again"], found["wrong"]) == ("no_space", "", [])
    assert found["backup"] in ("no_space", "disk")
    assert found["saved"] > 30
    assert (found["lost"], found["extra"], found["beside"]) == (0, 0, ["table.mdo"])
    figure("P4", "saves lost to a full disk", found["lost"], "0")
    figure("P4", "ways in which a disk was filled", 1, ">= 3")


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_limit_on_the_size_of_files(store: Store) -> None:
    saved: list[str] = []
    assert fill(store, saved, 5) == ""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size + 60_000, hard))
    try:
        reason = fill(store, saved, 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert reason in ("no_space", "disk")
    assert fill(store, saved, len(saved) + 3) == ""
    with store.read() as reader:
        kept = [row[0] for row in reader.rows("SELECT id FROM action_point ORDER BY pk")]
    assert (kept, store.damage(), verify(store)) == (saved, [], [])
    figure("P4", "saves lost to a full disk", len(set(saved) - set(kept)), "0")
    figure("P4", "ways in which a disk was filled", 1, ">= 3")
