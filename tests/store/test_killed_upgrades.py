"""Upgrades that are killed half-way: the file is of the one version or the other, and nothing of it is lost."""

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.store import backups, file, held, migrations
from tests.contracts.source import ROOT
from tests.store.test_migrations import NEXT
from tests.support.figures import figure
from tests.support.locked import copy_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "1"))
"""A longer run: MDOVERLEG_KILLS=200."""


def start(path: Path, versions: Path) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "tests.store.upgrader", str(path), str(versions)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def how_long(path: Path, versions: Path) -> float:
    """How many seconds an upgrade takes that nobody kills."""
    process = start(path, versions)
    assert process.stdout
    assert process.stdout.readline() == "begins\n"
    began = time.perf_counter()
    assert process.communicate()[0] == "done\n"
    return time.perf_counter() - began


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every database table of the format, without the column that the next version adds."""
    with closing(file.open_connection(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = {table: connection.execute(f'SELECT * FROM "{table}" ORDER BY pk').fetchall() for table in SUBJECTS}
        found["log"] = connection.execute("SELECT * FROM change ORDER BY id").fetchall()
    width = len(found["case"][0]) - (file.peek(path, "PRAGMA user_version") > len(migrations.REVISIONS))
    found["case"] = [row[:width] for row in found["case"]]
    return found


def test_an_upgrade_that_is_killed_loses_nothing(sample_path: Path, tmp_path: Path) -> None:
    versions, path = tmp_path / "versions", tmp_path / "t.mdo"
    versions.mkdir()
    (versions / "9999_next.py").write_text(NEXT.format(head=migrations.HEAD, then="pass"), encoding="utf-8")
    chance = random.Random(os.getpid())
    old, whole = len(migrations.REVISIONS), content(sample_path)
    seen = {old: 0, old + 1: 0}
    lost = 0
    long = how_long(copy_of(sample_path, path), versions)
    for _kill in range(KILLS):
        if not path.exists() or file.peek(path, "PRAGMA user_version") > old:
            copy_of(sample_path, path)
        process = start(path, versions)
        assert process.stdout
        assert process.stdout.readline() == "begins\n"
        until = time.perf_counter() + chance.uniform(0, 1.1 * long)
        while time.perf_counter() < until:
            pass  # at any step of it
        process.kill()
        process.wait()
        process.stdout.close()
        lost += content(path) != whole
        seen[file.peek(path, "PRAGMA user_version")] += 1
    how_long(copy_of(sample_path, path), versions)
    assert (content(path), file.peek(path, "PRAGMA user_version")) == (whole, old + 1)
    newest = backups.kept(path)[0]
    held.share(path, newest.path)
    assert (content(newest.path), backups.hash_beside(newest.path)) == (whole, backups.content_hash(newest.path))
    assert [one.name for one in newest.path.parent.iterdir() if "part" in one.name] == []
    assert lost == 0
    figure("P17", "upgrades that were killed", KILLS, ">= 200")
    figure("P17", "upgrades that were killed and lost something", lost, "0")
    figure("P17", "killed upgrades after which the file was of the old version", seen[old], ">= 1")
    figure("P17", "killed upgrades after which the file was of the new version", seen[old + 1], ">= 1")
