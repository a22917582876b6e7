"""Slots: the data key of a table, wrapped so that one secret opens it. Loads the cipher library."""

import os
from typing import Any, Final, NamedTuple

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from mdoverleg.domain.passphrases import normalised
from mdoverleg.store.held import KEY_BYTES

Slot = dict[str, Any]

PASSPHRASE: Final = "passphrase"  # noqa: S105 - a kind of slot
KEYRING: Final = "keyring"


class Cost(NamedTuple):
    """What one try of a passphrase costs: how often, and in how many bytes."""

    times: int
    memory: int


COST: Final = Cost(3, 64 << 20)
"""Of new slots: about a tenth of a second on a laptop. An old slot keeps its own."""

_MOST: Final = Cost(20, 1 << 30)
"""A slot that asks for more is damaged: nobody's machine is to be brought down by a file."""


class Unfit(Exception):  # noqa: N818 - the slot is not fit for use; the caller has the sentence
    """This slot is damaged."""


def passphrase_slot(passphrase: str, key: bytes) -> Slot:
    """Wrap a data key so that the passphrase opens it."""
    salt, cost = os.urandom(argon2id.SALTBYTES), COST
    kek = _derived(passphrase, salt, cost)
    box = bytes(SecretBox(kek).encrypt(key))
    return {
        "kind": PASSPHRASE,
        "kdf": "argon2id",
        "times": cost.times,
        "memory": cost.memory,
        "salt": salt.hex(),
        "box": box.hex(),
    }


def opened_by_passphrase(slot: Slot, passphrase: str) -> bytes | None:
    """Give the data key of a slot; nothing when it is another passphrase. Unfit for a damaged slot."""
    try:
        cost = Cost(int(slot["times"]), int(slot["memory"]))
        salt, box = bytes.fromhex(slot["salt"]), bytes.fromhex(slot["box"])
        if slot["kdf"] != "argon2id" or cost.times > _MOST.times or cost.memory > _MOST.memory:
            raise Unfit
        return _unwrapped(_derived(passphrase, salt, cost), box)
    except (KeyError, TypeError, ValueError, OverflowError, CryptoError):  # nacl's own errors are among these
        raise Unfit from None


def secret_slot(key: bytes, secret: bytes, name: str) -> Slot:
    """Wrap a data key so that a secret of 32 bytes opens it, which is kept elsewhere under this name."""
    return {"kind": KEYRING, "name": name, "box": bytes(SecretBox(secret).encrypt(key)).hex()}


def opened_by_secret(slot: Slot, secret: bytes) -> bytes | None:
    """Give the data key of a slot; nothing when it is another secret. Unfit for a damaged slot."""
    try:
        return _unwrapped(secret, bytes.fromhex(slot["box"]))
    except (KeyError, TypeError, ValueError):
        raise Unfit from None


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    text = normalised(passphrase).encode("utf-8")
    return bytes(argon2id.kdf(KEY_BYTES, text, salt, opslimit=cost.times, memlimit=cost.memory))


def _unwrapped(secret: bytes, box: bytes) -> bytes | None:
    if len(box) != SecretBox.NONCE_SIZE + KEY_BYTES + SecretBox.MACBYTES:
        raise Unfit
    try:
        key = bytes(SecretBox(secret).decrypt(box))
    except CryptoError:
        return None
    return key
