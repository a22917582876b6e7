"""What is seen of a disk, over mount tables and devices of other machines."""

from pathlib import Path

import pytest

from mdoverleg.store import disk
from mdoverleg.store.disk import Mount, disk_encryption, mount_of, place

NONE: dict[str, str] = {}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder for the table, a mount table and devices: a plain disk, one under a layer, a stick, one in a file."""
    devices = tmp_path / "dev"
    for name, identity, below in (
        ("8:0", "", ()),
        ("253:0", "CRYPT-LUKS2-abc-root", ("8:0",)),
        ("253:1", "LVM-abc", ("253:0",)),
        ("253:2", "LVM-def", ("8:0",)),
        ("8:16", "", ()),
    ):
        device = devices / name
        (device / "slaves").mkdir(parents=True)
        for one in below:
            (device / "slaves" / one).symlink_to(devices / one)
        if identity:
            (device / "dm").mkdir()
            (device / "dm" / "uuid").write_text(f"{identity}\n", encoding="ascii")
        (device / "removable").write_text("1\n" if name == "8:16" else "0\n", encoding="ascii")
    (devices / "8:0" / "8:1").mkdir()
    (devices / "8:0" / "8:1" / "partition").write_text("1\n", encoding="ascii")
    (devices / "8:1").symlink_to(devices / "8:0" / "8:1")
    (devices / "loop0").mkdir()
    (devices / "7:0").symlink_to(devices / "loop0")
    (tmp_path / "my tables").mkdir()
    return tmp_path


def table(machine: Path, device: str, kind: str, source: str = "/dev/x") -> Path:
    path = machine / "mountinfo"
    folder = str(machine / "my tables").replace(" ", "\\040")
    path.write_text(
        f"22 27 0:21 / /proc rw - proc proc rw\n27 1 8:0 / / rw shared:1 - ext4 /dev/sda rw\nno line\n"
        f"40 27 {device} / {folder} rw,relatime shared:2 - {kind} {source} rw\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("device", "kind", "encrypted", "where"),
    [
        ("8:0", "ext4", "no", "here"),
        ("8:1", "ext4", "no", "here"),
        ("253:0", "ext4", "yes", "here"),
        ("253:1", "xfs", "yes", "here"),
        ("253:2", "xfs", "no", "here"),
        ("8:16", "exfat", "no", "removable"),
        ("7:0", "ext4", "unseen", "here"),
        ("0:44", "overlay", "unseen", "here"),
        ("0:45", "zfs", "unseen", "here"),
        ("0:46", "cifs", "unseen", "network"),
        ("0:47", "nfs4", "unseen", "network"),
        ("0:48", "fuse.gocryptfs", "yes", "here"),
        ("0:49", "tmpfs", "unseen", "memory"),
    ],
)
def test_linux(machine: Path, device: str, kind: str, encrypted: str, where: str) -> None:
    mounts, path, devices = table(machine, device, kind), machine / "my tables" / "t.mdo", machine / "dev"
    assert mount_of(path, mounts) == Mount(device, str(path.parent), kind, "/dev/x")
    assert disk_encryption(path, system="linux", table=mounts, devices=devices) == encrypted
    assert place(path, system="linux", table=mounts, devices=devices, variables=NONE) == where


def test_what_cannot_be_asked_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "t.mdo"
    assert mount_of(path, tmp_path / "nothing") is None
    assert disk_encryption(path, system="linux", table=tmp_path / "nothing") == "unseen"
    assert place(path, system="linux", table=tmp_path / "nothing", variables=NONE) == "here"
    assert disk.free_space(tmp_path / "no" / "t.mdo") is None


@pytest.mark.parametrize(("said", "found"), [("FileVault is On.", "yes"), ("FileVault is Off.", "no"), ("?", "unseen")])
def test_the_tool_of_a_mac_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, found: str) -> None:
    tool = tmp_path / "fdesetup"
    tool.write_text(f'#!/bin/sh\n[ "$1" = status ] && echo "{said}"\n', encoding="utf-8")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert disk_encryption(tmp_path / "t.mdo", system="darwin") == found
    tool.unlink()
    assert disk_encryption(tmp_path / "t.mdo", system="darwin") == "unseen"


@pytest.mark.parametrize(
    ("folder", "where"),
    [
        ("OneDrive - Gemeente", "cloud"),
        ("Dropbox", "cloud"),
        ("Nextcloud", "cloud"),
        ("stackoverflow", "here"),
        ("boxer", "here"),
    ],
)
def test_folders_that_others_copy(tmp_path: Path, folder: str, where: str) -> None:
    (tmp_path / folder / "deep").mkdir(parents=True)
    mounts = tmp_path / "none"
    assert place(tmp_path / folder / "deep" / "t.mdo", system="linux", table=mounts, variables=NONE) == where


def test_a_folder_that_says_so_itself(tmp_path: Path) -> None:
    path, mounts = tmp_path / "t.mdo", tmp_path / "none"
    assert place(path, system="linux", table=mounts, variables={"OneDrive": str(tmp_path)}) == "cloud"
    (tmp_path / ".stfolder").mkdir()
    assert place(path, system="linux", table=mounts, variables=NONE) == "cloud"
