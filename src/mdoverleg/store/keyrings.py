"""The keyring of this machine's user, as a place for a secret; it comes with the extra `keyring`."""

from typing import Any, Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _

SERVICE: Final = "mdoverleg"


def keep(name: str, secret: bytes) -> None:
    """Keep a secret under a name; Refused when there is no keyring, or only one that keeps it in plain sight."""
    backend = _backend()
    if backend is None:
        raise Refused(
            _(
                "This machine offers no keyring that is safe, or the extra `keyring` is not installed: "
                "use the passphrase."
            )
        )
    import keyring.errors

    try:
        backend.set_password(SERVICE, name, secret.hex())
    except keyring.errors.KeyringError:
        raise Refused(_("The keyring of this machine did not take the key; use the passphrase.")) from None


def secret_of(name: str) -> bytes | None:
    """Give the secret of this name; nothing when there is no keyring, no such secret, or it stays locked."""
    backend = _backend()
    if backend is None:
        return None
    import keyring.errors

    try:
        found = backend.get_password(SERVICE, name)
        secret = bytes.fromhex(found) if found else b""
    except (keyring.errors.KeyringError, ValueError):
        return None
    return secret if len(secret) == 32 else None


def forget(name: str) -> None:
    """Take a secret out of the keyring, if it is there."""
    backend = _backend()
    if backend is None:
        return
    import contextlib

    import keyring.errors

    with contextlib.suppress(keyring.errors.KeyringError):
        backend.delete_password(SERVICE, name)


def _backend() -> Any:
    """Give the keyring, if it is one that encrypts: some write what they keep in a plain file."""
    try:
        import keyring
    except ImportError:
        return None
    found = keyring.get_keyring()
    # A chain of keyrings takes whichever answers first, be it a plain file.
    return next((one for one in getattr(found, "backends", [found]) if _is_safe(one)), None)


def _is_safe(backend: Any) -> bool:
    return not type(backend).__module__.startswith("keyrings.alt") and getattr(backend, "priority", 0) >= 1
