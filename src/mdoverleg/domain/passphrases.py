"""Passphrases: what is one, and how strong it is in words. None is ever kept, shown or logged."""

import unicodedata
from typing import Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _

SHORTEST: Final = 8
LONGEST: Final = 1000
WORDS_OF_A_STRONG_ONE: Final = 5
STRONG: Final = 20
FAIR: Final = 12


def normalised(passphrase: str) -> str:
    """Return the passphrase as it is used: NFC, so that every keyboard types the same é; never trimmed."""
    return unicodedata.normalize("NFC", passphrase)


def require_usable(passphrase: str) -> None:
    """Refuse what cannot be a passphrase: empty, more than one line, too long, letters that are no text."""
    if not passphrase:
        raise Refused(_("The passphrase is empty."))
    if len(passphrase) > LONGEST:
        raise Refused(_("The passphrase is longer than {n} letters.").format(n=LONGEST))
    if any(letter in passphrase for letter in "\n\r\0"):
        raise Refused(_("A passphrase is one line."))
    try:
        passphrase.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(_("The passphrase holds something that is no letter in UTF-8.")) from None


def require_new(passphrase: str) -> None:
    """Refuse as a new passphrase what is no passphrase, or too short for anything."""
    require_usable(passphrase)
    if len(normalised(passphrase)) < SHORTEST:
        raise Refused(
            _("This passphrase is too short: take five words or more, and at least {n} letters.").format(n=SHORTEST)
        )


def strength(passphrase: str) -> str:
    """Say in words how strong a passphrase is: what a guesser must try, roughly, by its length and its words."""
    text = normalised(passphrase)
    if not text:
        return ""
    if len(text) < SHORTEST:
        return _("too short")
    words, different = len({word.casefold() for word in text.split()}), len(set(text.casefold()))
    if different < SHORTEST - 2:
        return _("weak: the same letters again and again")
    if words >= WORDS_OF_A_STRONG_ONE or (len(text) >= STRONG and different >= FAIR):
        return _("strong")
    if len(text) >= FAIR:
        return _("fair: one or two words more make it strong")
    return _("weak: take five words or more")
