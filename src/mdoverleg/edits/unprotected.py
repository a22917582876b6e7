"""A file that nothing protects when the machine is stolen: said at opening, and set aside with a reason.

Against who steals the laptop (docs/trust.md). Loads no SQLModel.
"""

from typing import Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.limits import STRING_LENGTH
from mdoverleg.domain.looking import KIND_OF_FILE, PLAIN_AGAIN_SAID, PLAIN_SET_ASIDE
from mdoverleg.domain.text import clean
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.store import disk
from mdoverleg.store.locked import is_encrypted
from mdoverleg.store.noting import Noted
from mdoverleg.store.store import CLOCK_OFFSET, Store

ASIDE: Final = "unprotected.reason"
"""The setting with why this file need not be encrypted."""


def words_at_opening(store: Store) -> str:
    """Say that neither the file nor, as far as can be seen, the disk is encrypted; nothing when one is.

    Nothing either of the demo, and of a file of which that was set aside. Asks the system: it belongs in a thread.
    """
    if is_encrypted(store.path) or store.setting(ASIDE) or store.setting(CLOCK_OFFSET):
        return ""
    seen = disk.disk_encryption(store.path)
    if seen == "yes":
        return ""
    if seen == "no":
        words = _("Neither this file nor the disk is encrypted: who gets hold of this machine can read everything.")
    else:
        words = _("This file is not encrypted, and whether the disk is cannot be seen from here.")
    ways = _("Ctrl+P: “look at the file”, “encrypt file”, or “plain on purpose” to have this said no more.")
    return f"{words} {ways}"


def reason_of(store: Store) -> str:
    """Give why the warning was set aside; nothing when it was not."""
    return store.setting(ASIDE) or ""


def set_aside(store: Store, who: Who, reason: str) -> None:
    """Have opening this file warn no more; the log keeps who said so, and why. Refused without a reason."""
    line = clean(reason, one_line=True)
    if not line or len(line) > STRING_LENGTH:
        raise Refused(_("Say in one line why this file need not be encrypted."))
    with store.note(who, PLAIN_SET_ASIDE, [Noted(KIND_OF_FILE, 0, None, "insert", {"reason": line})]):
        pass
    store.set_setting(ASIDE, line)


def bring_back(store: Store, who: Who) -> None:
    """Have opening this file warn again, as long as nothing is encrypted."""
    with store.note(who, PLAIN_AGAIN_SAID, [Noted(KIND_OF_FILE, 0, None, "insert", {})]):
        pass
    store.forget_setting(ASIDE)
