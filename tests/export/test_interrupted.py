"""What is killed or runs out of room while it writes leaves the older file or pack whole, and nothing half."""

import json
import os
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.pack import CONTENTS, Pack
from mdoverleg.domain.words import in_language
from mdoverleg.export.pack import write_pack
from mdoverleg.export.writing import place_beside, write_file
from mdoverleg.reads.pack import read_pack
from tests.export.busy_writer import content
from tests.export.conftest import CLOCK, Example
from tests.export.test_pack import everything_in
from tests.support.figures import figure
from tests.support.locked import copy_of

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "2"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")


@pytest.fixture(scope="module")
def pack(example: Example) -> Pack:
    """A few files of the meeting of September."""
    example.store.clock = CLOCK
    found = read_pack(example.store, example.keys["M-002"])
    return found._replace(items=found.items[:4])


@contextmanager
def room_for(most: int) -> Iterator[None]:
    """Let no file have more bytes than this, as on a full disk; for a moment, as a report of tests is a file too."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_does_not_fit_leaves_the_older_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_file(path, b"old", overwrite=False)
    before = everything_in(tmp_path)
    for room in (0, 1, 1000):
        for place in (path, tmp_path / "other.csv"):
            with pytest.raises(Refused), room_for(room):
                write_file(place, b"x" * 5000, overwrite=True)
    assert everything_in(tmp_path) == before


def test_a_pack_that_does_not_fit_leaves_the_older_one(pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_pack(pack, folder, ("txt",))
    before = everything_in(tmp_path)
    largest = max(path.stat().st_size for path in folder.iterdir())
    for room in (0, largest // 2, largest - 1):
        for place in (folder, tmp_path / "other"):
            with pytest.raises(Refused), room_for(room):
                write_pack(pack, place, ("txt",), replace=True)
    assert everything_in(tmp_path) == before


@pytest.mark.skipif("MDOVERLEG_DISK" not in os.environ, reason="mounts a disk, which few may: MDOVERLEG_DISK=1")
def test_a_disk_that_is_really_full_leaves_the_older_pack(pack: Pack, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "none", str(disk)], check=True)
    try:
        write_pack(pack._replace(items=pack.items[:1]), disk / "out", ("txt",))
        write_file(disk / "list.csv", b"old", overwrite=False)
        before = everything_in(disk)
        with in_language("en"):
            with pytest.raises(Refused, match="no room"):
                write_pack(pack, disk / "out", ("docx", "xlsx"), replace=True)
            with pytest.raises(Refused, match="no room"):
                write_file(disk / "list.csv", b"x" * 100_000, overwrite=True)
        assert everything_in(disk) == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def is_whole(folder: Path) -> bool:
    """Whether every file of a pack is there as its contents say, and no other."""
    files = {file["name"]: file["sha256"] for file in json.loads((folder / CONTENTS).read_bytes())["files"]}
    there = {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != CONTENTS}
    return files == there


def test_what_is_killed_leaves_a_whole_file_and_a_whole_pack(sample_template: Path, tmp_path: Path) -> None:
    table = copy_of(sample_template, tmp_path / "table.mdo")
    out = tmp_path / "out"
    out.mkdir()
    wholes = {content(number) for number in range(26)}
    chance = random.Random(os.getpid())
    for _kill in range(KILLS):
        words = [sys.executable, "-m", "tests.export.busy_writer", str(table), str(out)]
        paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        process = subprocess.Popen(words, stdout=subprocess.PIPE, env=os.environ | paths)
        assert process.stdout
        for _round in range(chance.randint(1, 3)):
            assert process.stdout.readline()
        for _step in range(chance.randrange(300_000)):
            pass  # not always at the same step of the next round
        process.kill()
        process.wait()
        process.stdout.close()
        assert (out / "list.csv").read_bytes() in wholes
        packs = [out / "pack", *out.glob("pack-*.old")]
        assert any(one.is_dir() and is_whole(one) for one in packs)
        for path in out.rglob("*"):
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted
            assert path.parent != out or path in {out / "list.csv", *packs} or path.name.startswith(".mdoverleg-")
        for old in out.glob("pack-*.old"):
            shutil.rmtree(old)
    figure("P1", "kills while a file or pack is written; the older one whole", KILLS, "")


def test_the_next_one_sweeps_what_was_left_long_ago_and_nothing_else(pack: Pack, tmp_path: Path) -> None:
    left, mine, now = place_beside(tmp_path / "x"), tmp_path / ".mine.tmp", place_beside(tmp_path / "x")
    in_folder = place_beside(tmp_path / "x")
    in_folder.mkdir()
    for path in (left, mine, now, in_folder / "half.docx"):
        path.write_bytes(b"half")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = place_beside(tmp_path / "x")
    link.symlink_to(elsewhere)
    for path in (left, mine, in_folder):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    os.utime(link, (1_600_000_000, 1_600_000_000), follow_symlinks=False)
    write_file(tmp_path / "list.csv", b"x", overwrite=False)
    assert {path.name for path in tmp_path.iterdir()} == {"list.csv", mine.name, now.name, "elsewhere"}
    in_folder.mkdir()
    os.utime(in_folder, (1_600_000_000, 1_600_000_000))
    write_pack(pack, tmp_path / "out", ("txt",))
    assert not in_folder.exists()
    assert now.exists()
