"""The keys of encrypted tables: made, opened, changed, and the recovery sheet.

An encrypted table is opened by a random data key of 32 bytes. The key file beside it holds that key in slots: one that
a passphrase opens, and, if wanted, one of which the secret is in the keyring of this machine. The recovery sheet is
the data key itself, so that a key file that is lost loses nothing. Loads the cipher library only when it is needed.
"""

import math
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.passphrases import require_new, require_usable
from mdoverleg.domain.recovery import read_sheet, sheet_lines
from mdoverleg.domain.who import system_user
from mdoverleg.domain.words import _, n_
from mdoverleg.store import header, held
from mdoverleg.store.file import APPLICATION_ID, first_bytes, peek
from mdoverleg.store.header import Values, header_of
from mdoverleg.store.locked import PLAIN, is_encrypted
from mdoverleg.store.refusals import refused

__all__ = ["header_of", "is_encrypted"]

FREE_TRIES: Final = 2
"""So many wrong passphrases in a row cost no waiting."""
FIRST_WAIT_S: Final = 4
LONGEST_WAIT_S: Final = 300
MOST_FAILURES: Final = 200
"""So many wrong tries are kept until they are noted in the log."""


class Failure(NamedTuple):
    """One wrong try, to be noted in the log once the table is open."""

    at: str
    """UTC, as YYYY-MM-DD HH:MM:SS."""
    who: str


def create(path: Path, passphrase: str) -> bytes:
    """Make the key file of a table that is still to be made, and hold its data key; `Store.create` then encrypts.

    Refused for a passphrase that is too short; FileRefused when there is such a file, or it cannot be made.
    """
    from mdoverleg.store.slots import passphrase_slot

    require_new(passphrase)
    if path.exists():
        raise refused("exists", path)
    key, salt = os.urandom(held.KEY_BYTES), os.urandom(held.SALT_BYTES)
    values = header.empty()
    values["files"][salt.hex()] = {"slots": [passphrase_slot(passphrase, key)], "sheet": ""}
    header.write(path, values, is_new=True)
    held.hold(path, key, salt)
    return key


def discard(path: Path) -> None:
    """Take back what `create` did, when the table itself was refused."""
    if held.held(path):
        held.let_go(path)
        header.remove(path)


def unlock(path: Path, passphrase: str, *, now: datetime | None = None) -> None:
    """Open the key file with a passphrase and hold the data key.

    FileRefused: `wrong_key`, and `too_soon` after wrong tries, without trying; also for a key file that is missing,
    damaged, newer, of another table, or open to others. Refused for what is no passphrase.
    """
    from mdoverleg.store import slots

    require_usable(passphrase)
    salt, values = _own(path)
    _require_patience(path, values, now or datetime.now(UTC))
    found = [slot for slot in values["files"][salt.hex()]["slots"] if slot["kind"] == slots.PASSPHRASE]
    try:
        keys = [slots.opened_by_passphrase(slot, passphrase) for slot in found]
    except slots.Unfit:
        raise refused("damaged_key_file", header_of(path)) from None
    key = next(filter(None, keys), None)
    if key is None:
        _note_failure(path, now or datetime.now(UTC))
        raise refused("wrong_key", path)
    _forget_tries(path, values)
    held.hold(path, key, salt)


def unlock_by_keyring(path: Path) -> bool:
    """Hold the data key if this machine's keyring opens a slot; tells whether it did. FileRefused as in `unlock`."""
    from mdoverleg.store import keyrings, slots

    salt, values = _own(path)
    for slot in values["files"][salt.hex()]["slots"]:
        secret = keyrings.secret_of(str(slot.get("name"))) if slot["kind"] == slots.KEYRING else None
        try:
            key = slots.opened_by_secret(slot, secret) if secret else None
        except slots.Unfit:
            raise refused("damaged_key_file", header_of(path)) from None
        if key:
            held.hold(path, key, salt)
            return True
    return False


def unlock_with_sheet(path: Path, text: str) -> None:
    """Hold the data key as it was typed from the recovery sheet; needs no key file.

    SheetRefused names the line that is wrong; FileRefused `wrong_sheet` when it is the sheet of another table.
    """
    key, salt = read_sheet(text), first_bytes(path)
    if not salt or salt == PLAIN:
        peek(path, "PRAGMA application_id")  # raises what is wrong with the file
        raise refused("wrong_sheet", path)
    before = held.held_with_salt(path)
    held.hold(path, key, salt)
    try:
        fits = peek(path, "PRAGMA application_id") == APPLICATION_ID
    except Exception:  # noqa: BLE001 - with another key everything is damage
        fits = False
    if not fits:
        held.let_go(path)
        if before:
            held.hold(path, *before)
        raise refused("wrong_sheet", path)


def change(path: Path, passphrase: str) -> None:
    """Give an open table another passphrase, or a new key file where it was lost; the data key stays as it is.

    Refused for a passphrase that is too short; FileRefused `key_needed` when the table is locked.
    """
    from mdoverleg.store import slots

    require_new(passphrase)
    key = _held(path)
    slot = slots.passphrase_slot(passphrase, key.key)
    if not _is_there_for(path, key.salt):
        _make_anew(path, key.salt, [slot])
        return
    with header.changing(path) as values:
        own = values["files"][key.salt.hex()]
        own["slots"] = [slot, *(one for one in own["slots"] if one["kind"] != slots.PASSPHRASE)]
        values["row"] = 0


def _is_there_for(path: Path, salt: bytes) -> bool:
    """Tell whether there is a key file that holds this table; one that others may read must first be closed to them."""
    try:
        return salt.hex() in header.read(path)["files"]
    except FileRefused as refusal:
        if refusal.reason in ("no_key_file", "damaged_key_file"):
            return False
        raise


def _make_anew(path: Path, salt: bytes, slots: list[dict[str, object]]) -> None:
    # What lies there is damaged or of another table: it is kept under another name, since it may be all there is.
    old = header_of(path)
    if old.exists():
        number = next(n for n in range(1, 10_000) if not old.with_name(f"{old.name}.old-{n}").exists())
        old.rename(old.with_name(f"{old.name}.old-{number}"))
    values = header.empty()
    values["files"][salt.hex()] = {"slots": slots, "sheet": datetime.now(UTC).strftime("%Y-%m-%d")}
    header.write(path, values, is_new=True)


def add_recovery(path: Path, *, now: datetime | None = None) -> tuple[str, ...]:
    """Give the four lines of the recovery sheet of an open table, and note in the key file that there is one.

    FileRefused `key_needed` when the table is locked.
    """
    key = _held(path)
    with header.changing(path) as values:
        _require_own(path, values, key.salt)
        values["files"][key.salt.hex()]["sheet"] = f"{now or datetime.now(UTC):%Y-%m-%d}"
    return sheet_lines(key.key)


def recovery_of(path: Path) -> str:
    """Tell on which day the newest recovery sheet was made, as YYYY-MM-DD; empty when there is none."""
    salt, values = _own(path)
    return str(values["files"][salt.hex()].get("sheet", ""))


def add_keyring(path: Path) -> None:
    """Keep a secret that opens the table in the keyring of this machine's user; the passphrase goes on working.

    Refused when there is no keyring, or none that is safe.
    """
    from mdoverleg.store import keyrings, slots

    key = _held(path)
    secret, name = os.urandom(held.KEY_BYTES), os.urandom(8).hex()
    keyrings.keep(name, secret)
    with header.changing(path) as values:
        _require_own(path, values, key.salt)
        own = values["files"][key.salt.hex()]
        before = [one for one in own["slots"] if one["kind"] == slots.KEYRING]
        own["slots"] = [one for one in own["slots"] if one not in before]
        own["slots"].append(slots.secret_slot(key.key, secret, name))
    for one in before:
        keyrings.forget(str(one.get("name")))


def remove_keyring(path: Path) -> None:
    """Take the secret out of the keyring; from now on only the passphrase and the sheet open the table."""
    from mdoverleg.store import keyrings, slots

    salt, _values = _own(path)
    with header.changing(path) as values:
        _require_own(path, values, salt)
        own = values["files"][salt.hex()]
        before = [one for one in own["slots"] if one["kind"] == slots.KEYRING]
        own["slots"] = [one for one in own["slots"] if one not in before]
    for one in before:
        keyrings.forget(str(one.get("name")))


def has_keyring(path: Path) -> bool:
    """Tell whether a secret for this table was put in a keyring."""
    from mdoverleg.store import slots

    salt, values = _own(path)
    return any(slot["kind"] == slots.KEYRING for slot in values["files"][salt.hex()]["slots"])


def require_passphrase(path: Path, passphrase: str) -> None:
    """Prove that this is the passphrase of the table; FileRefused as in `unlock`. What is held stays as it was."""
    before = held.held_with_salt(path)
    unlock(path, passphrase)
    if before is None:
        held.let_go(path)


def remove_recovery(path: Path, passphrase: str) -> tuple[Path, ...]:
    """Take the recovery sheet back: the table and its backups get a new data key, under the same passphrase.

    Returns the copies beside it that the old sheet still opens. FileRefused as in `unlock` and `encrypt`.
    """
    from mdoverleg.store.rekeying import rekey

    require_passphrase(path, passphrase)
    old = _held(path)
    rekey(path, passphrase)
    return take_copies_along(path, old)


def encrypt(path: Path, passphrase: str) -> tuple[Path, ...]:
    """Encrypt a plain table and its backups: new files take the place of the old ones, which are overwritten.

    This process may not have it open. Returns the copies beside it that are still plain. Refused for a passphrase that
    is too short; FileRefused when the table is held, damaged or cannot be written: then it is as it was.
    """
    from mdoverleg.store.rekeying import encrypt as run

    require_new(passphrase)
    run(path, passphrase)
    return take_copies_along(path)


def take_copies_along(path: Path, old: held.Key | None = None) -> tuple[Path, ...]:
    """Bring the copies of an open encrypted table to its key: plain ones, or those under an old key that is given.

    Returns those that could not be brought along: damaged, or of a name that is not that of a backup.
    """
    from mdoverleg.store.copies import take_along

    return take_along(path, _held(path), old)


def decrypt(path: Path) -> None:
    """Make an open encrypted table plain again; its key file goes. FileRefused as in `encrypt`."""
    from mdoverleg.store.rekeying import decrypt as run

    _held(path)
    run(path)


def delay(path: Path, *, now: datetime | None = None) -> float:
    """Tell how many seconds must pass before the next passphrase is tried; 0 when one may be tried now."""
    return _wait(header.read(path), now or datetime.now(UTC))


def require_patience(path: Path, *, now: datetime | None = None) -> None:
    """Refuse a try that comes too soon after wrong ones (`too_soon`), or a key file that is of no use."""
    _salt, values = _own(path)
    _require_patience(path, values, now or datetime.now(UTC))


def failures(path: Path) -> list[Failure]:
    """Give the wrong tries that are not in the log yet, oldest first; nothing for a plain table."""
    if not is_encrypted(path) or not header.has_header(path):
        return []
    return [Failure(str(one["at"]), str(one["who"])) for one in header.read(path)["failures"]]


def clear_failures(path: Path) -> None:
    """Forget the wrong tries: they stand in the log now."""
    with header.changing(path) as values:
        values["failures"] = []


def waiting_words(seconds: float) -> str:
    """Say how long one has to wait, in whole seconds or minutes."""
    whole = max(1, math.ceil(seconds))
    if whole < 90:
        return n_("{n} second", "{n} seconds", whole).format(n=whole)
    minutes = -(-whole // 60)
    return n_("{n} minute", "{n} minutes", minutes).format(n=minutes)


def _held(path: Path) -> held.Key:
    key = held.held_with_salt(path)
    if key is None:
        raise refused("key_needed", path)
    return key


def _own(path: Path) -> tuple[bytes, Values]:
    """Give the salt of a table and its key file; FileRefused when these two do not belong together."""
    salt = first_bytes(path)
    if not salt or salt == PLAIN:
        peek(path, "PRAGMA application_id")  # raises what is wrong with the file
        raise refused("no_key_file", path)
    values = header.read(path)
    _require_own(path, values, salt)
    return salt, values


def _require_own(path: Path, values: Values, salt: bytes) -> None:
    if salt.hex() not in values["files"]:
        raise refused("foreign_key_file", path)


def _require_patience(path: Path, values: Values, now: datetime) -> None:
    wait = _wait(values, now)
    if wait > 0:
        sentence = _("{tries} wrong passphrases were given for {name}. The next try is possible in {wait}.")
        raise FileRefused(
            sentence.format(tries=values["row"], name=path.name, wait=waiting_words(wait)), reason="too_soon"
        )


def _wait(values: Values, now: datetime) -> float:
    wrong = values["row"] - FREE_TRIES
    if wrong <= 0:
        return 0.0
    whole: int = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(wrong - 1, 20))
    try:
        last = datetime.fromisoformat(values["last"]).replace(tzinfo=UTC)
    except (KeyError, TypeError, ValueError):
        return 0.0
    # A clock that was set back makes nobody wait longer than the whole of it.
    return max(0.0, min(whole, (last + timedelta(seconds=whole) - now).total_seconds()))


def _note_failure(path: Path, now: datetime) -> None:
    at = f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    try:
        with header.changing(path) as values:
            values["row"] += 1
            values["last"] = at
            values["failures"] = [*values["failures"], {"at": at, "who": system_user()}][-MOST_FAILURES:]
    except FileRefused:
        return  # on a medium that can only be read; the passphrase was wrong all the same


def _forget_tries(path: Path, values: Values) -> None:
    if values["row"]:
        try:
            with header.changing(path) as fresh:
                fresh["row"] = 0
        except FileRefused:
            return
