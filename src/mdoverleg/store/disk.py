"""What can be seen without rights of the disk and folder that a file is on: encrypted, shared, a stick, a cloud."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal, NamedTuple

Encrypted = Literal["yes", "no", "unseen"]
Place = Literal["here", "network", "cloud", "removable", "memory"]

NETWORKS: Final = frozenset(
    (
        "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs",
        "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav",
    )
)  # fmt: skip
"""File systems of which the disk is in another machine."""

SEALED: Final = frozenset(("ecryptfs", "fuse.encfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.securefs"))
"""File systems that encrypt what is put in them."""

CLOUDS: Final = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "icloud drive", "mobile documents",
    "cloudstorage", "nextcloud", "owncloud", "stack drive", "box sync", "pcloud drive", "surfdrive", "syncthing",
)  # fmt: skip
"""How a folder is called, or begins to be called, that a program copies to other machines."""

CLOUD_MARKS: Final = (".dropbox.cache", ".dropbox", ".owncloudsync.log", ".nextcloudsync.log", ".stfolder")
"""What such a program leaves in its folder."""

NOWHERE: Final = Path(os.devnull)
"""No devices: whether it is a stick is not asked."""

PATIENCE_S: Final = 5
"""How long a tool of the system may take to answer."""


class Mount(NamedTuple):
    """One line of the mount table of Linux."""

    device: str
    """Numbers of the device, as 254:0."""
    folder: str
    kind: str
    source: str


def mount_of(path: Path, table: Path = Path("/proc/self/mountinfo")) -> Mount | None:
    """Return where the folder of a file is mounted; nothing where there is no such table."""
    best = None
    folder = str(path.resolve().parent)
    with suppress(OSError, UnicodeError):
        for line in table.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            left, dash, right = line.partition(" - ")
            words, more = left.split(" "), right.split(" ")
            if dash and len(words) > 4 and len(more) > 1:
                found = Mount(words[2], _plain(words[4]), more[0], _plain(more[1]))
                holds = found.folder in ("/", folder) or folder.startswith(f"{found.folder}/")
                if holds and (best is None or len(found.folder) >= len(best.folder)):
                    best = found
    return best


def disk_encryption(
    path: Path,
    *,
    system: str = sys.platform,
    table: Path = Path("/proc/self/mountinfo"),
    devices: Path = Path("/sys/dev/block"),
) -> Encrypted:
    """Tell whether the disk under a file is encrypted, as far as this user can see.

    A disk that encrypts by itself is not seen, and counts as `no`; what cannot be asked without rights is `unseen`.
    """
    if system == "darwin":
        return _answer(("fdesetup", "status"), yes="FileVault is On", no="FileVault is Off")
    if system == "win32":
        drive = path.resolve().drive
        asked = f"(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self.ExtendedProperty("
        words = ("powershell", "-NoProfile", "-Command", f"'is ' + {asked}'System.Volume.BitLockerProtection')")
        return _answer(words, yes="is 1", no="is 2") if len(drive) == 2 and drive[0].isalpha() else "unseen"
    mount = mount_of(path, table)
    if mount is None or mount.kind in NETWORKS:
        return "unseen"
    if mount.kind in SEALED:
        return "yes"
    device = devices / mount.device
    if not device.exists() and mount.source.startswith("/dev/"):
        with suppress(OSError):  # file systems such as btrfs have a number of their own
            number = os.stat(mount.source).st_rdev  # noqa: PTH116 - of the device, not of a file
            device = devices / f"{os.major(number)}:{os.minor(number)}"
    if not device.exists():
        return "unseen"
    kinds = [_kind(one) for one in _beneath(device.resolve(), 8)]
    return "yes" if "crypt" in kinds else "unseen" if "unknown" in kinds else "no"


def place(
    path: Path,
    *,
    system: str = sys.platform,
    table: Path = Path("/proc/self/mountinfo"),
    devices: Path = Path("/sys/dev/block"),
    variables: Mapping[str, str] = os.environ,
) -> Place:
    """Tell what kind of place the folder of a file is; `here` for everything that nothing else is known of."""
    folder = path.resolve().parent
    if str(folder).startswith(("//", "\\\\")):
        return "network"
    if _is_in_cloud(folder, variables):
        return "cloud"
    if system == "win32":
        return _windows_drive(folder.drive)
    if system == "darwin":
        return _mac_volume(str(folder))
    mount = mount_of(path, table)
    if mount is None:
        return "here"
    if mount.kind in NETWORKS:
        return "network"
    if mount.kind in ("tmpfs", "ramfs"):
        return "memory"
    return "removable" if _is_removable(devices / mount.device) else "here"


def _is_removable(device: Path) -> bool:
    with suppress(OSError):
        for one in _beneath(device.resolve(), 8):
            if "/usb" in str(one) or (one / "removable").read_text(encoding="ascii").strip() == "1":
                return True
    return False


def is_elsewhere(path: Path) -> bool:
    """Tell whether a file is on a network share or in a cloud folder, where SQLite's locks do not hold."""
    return place(path, devices=NOWHERE) in ("network", "cloud")


def free_space(path: Path) -> int | None:
    """Return the bytes that are free under a file; nothing where that cannot be asked."""
    import shutil

    try:
        return shutil.disk_usage(path.resolve().parent).free
    except OSError:
        return None


def _is_in_cloud(folder: Path, variables: Mapping[str, str]) -> bool:
    for part in folder.parts:
        name = part.casefold()
        if any(name == cloud or name.startswith((f"{cloud} - ", f"{cloud}-")) for cloud in CLOUDS):
            return True
    roots = [variables[name] for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer") if variables.get(name)]
    if any(folder == Path(root) or Path(root) in folder.parents for root in roots):
        return True
    places = [str(one) for one in (folder, *folder.parents)]
    return any(os.path.exists(f"{one}/{mark}") for one in places for mark in CLOUD_MARKS)  # noqa: PTH110 - at every start


def _plain(text: str) -> str:
    """Return a word of the mount table with the letters that it writes as numbers."""
    for number, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(number, letter)
    return text


def _beneath(device: Path, depth: int) -> Iterator[Path]:
    """Give a block device and everything that it stands on: what it is mapped to, and the disk of a partition."""
    yield device
    if depth == 0:
        return
    below = sorted((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    for one in below:
        yield from _beneath(one.resolve(), depth - 1)
    if (device / "partition").exists():
        yield from _beneath(device.parent, depth - 1)


def _kind(device: Path) -> str:
    """Tell what a block device is: `crypt` for a layer that encrypts, `unknown` for one that lies in a file."""
    try:
        identity = (device / "dm" / "uuid").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "unknown" if device.name.startswith(("loop", "nbd", "zd", "ram")) else "disk"
    return "crypt" if identity.startswith("CRYPT-") else "mapped"


def _answer(words: tuple[str, ...], *, yes: str, no: str) -> Encrypted:
    import subprocess

    try:
        ran = subprocess.run(words, capture_output=True, timeout=PATIENCE_S, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return "unseen"
    said = ran.stdout.decode("utf-8", "replace")
    return "yes" if yes in said else "no" if no in said else "unseen"


def _windows_drive(drive: str) -> Place:
    if sys.platform != "win32":
        return "here"
    import ctypes

    kinds: dict[int, Place] = {2: "removable", 4: "network", 6: "memory"}
    return kinds.get(int(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")), "here")


def _mac_volume(folder: str) -> Place:
    """Look in the answer of `mount` for what the folder is on."""
    import subprocess

    try:
        ran = subprocess.run(("mount",), capture_output=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.SubprocessError):
        return "here"
    best, found = "", ""
    for line in ran.stdout.decode("utf-8", "replace").splitlines():
        _device, _on, rest = line.partition(" on ")
        point, _sign, facts = rest.rpartition(" (")
        inside = point in ("/", folder) or folder.startswith(f"{point}/")
        if inside and len(point) >= len(best):
            best, found = point, facts.split(",")[0].strip(" )")
    if found in NETWORKS:
        return "network"
    return "removable" if best.startswith("/Volumes/") else "here"
