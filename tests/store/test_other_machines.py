"""A table on another kind of machine: what its tools say of the place, and a keyring that is only on the other one."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from mdoverleg.store import disk, held, keys
from mdoverleg.store.disk import disk_encryption, place
from mdoverleg.store.store import Store
from tests.store.test_keys import install_keyring
from tests.support.locked import PASSPHRASE, encrypted

pytestmark = pytest.mark.skipif(os.name == "nt", reason="its own tools answer there")

NONE: dict[str, str] = {}


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("//nel@schijf/tafels on {} (smbfs, nodev, nosuid, mounted by nel)", "network"),
        ("/dev/disk4s1 on {} (exfat, local)", "here"),
        ("map auto_home on /System/Volumes/Data/home (autofs, automounted)", "here"),
    ],
)
def test_a_mac_says_what_a_folder_is_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, where: str) -> None:
    tool = tmp_path / "mount"
    said = f"/dev/disk3s1s1 on / (apfs, local, journaled)\n{line.format(tmp_path.resolve())}\n"
    tool.write_text(f"#!/bin/sh\ncat <<'END'\n{said}END\n", encoding="utf-8")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert place(tmp_path / "t.mdo", system="darwin", variables=NONE) == where
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert place(tmp_path / "t.mdo", system="darwin", variables=NONE) == "here"


def test_a_stick_on_a_mac_and_a_share_by_its_name() -> None:
    stick = Path("/Volumes/STICK/t.mdo")
    said = b"/dev/disk3s1s1 on / (apfs, local)\n/dev/disk4s1 on /Volumes/STICK (msdos, local)\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("subprocess.run", lambda *_words, **_how: type("Ran", (), {"stdout": said}))
        assert place(stick, system="darwin", variables=NONE) == "removable"
    assert disk_encryption(stick, system="win32") == "unseen"
    assert place(stick, system="win32", variables=NONE) == "here"


def test_a_device_that_stands_on_itself_is_no_endless_search(tmp_path: Path) -> None:
    device = tmp_path / "8:0"
    (device / "slaves").mkdir(parents=True)
    (device / "slaves" / "8:0").symlink_to(device)
    (device / "removable").write_text("0\n", encoding="ascii")
    mounts = tmp_path / "mountinfo"
    mounts.write_text("27 1 8:0 / / rw shared:1 - ext4 /dev/sda rw\n", encoding="utf-8")
    table = tmp_path / "t.mdo"
    assert place(table, system="linux", table=mounts, devices=tmp_path, variables=NONE) == "here"
    assert disk_encryption(table, system="linux", table=mounts, devices=tmp_path) == "no"
    assert disk.free_space(table) is not None


@pytest.mark.usefixtures("cheap_keys")
def test_a_table_from_a_machine_with_a_keyring_opens_by_passphrase_on_one_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = encrypted(tmp_path / "Merel.mdo")
    kept: dict[tuple[str, str], str] = {}
    with monkeypatch.context() as here:
        install_keyring(here, kept, priority=5.0)
        keys.unlock(path, PASSPHRASE)
        keys.add_keyring(path)
        held.let_go(path)
    there = tmp_path / "there" / path.name
    there.parent.mkdir()
    for one in (path, keys.header_of(path)):
        shutil.copy(one, there.parent)
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert not keys.unlock_by_keyring(there)
    keys.unlock(there, PASSPHRASE)
    keys.remove_keyring(there)
    assert not keys.has_keyring(there)
    Store.open(there).close()
    assert keys.has_keyring(path)
