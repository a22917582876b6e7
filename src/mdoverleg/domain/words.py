"""Every word that a user sees passes here: English in the code, Dutch from the catalogue.

Translate when the words are shown, never at import, and never an f-string:
`_("{name} was added").format(name=name)`.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_LOCALE: Final = Path(__file__).resolve().parent.parent / "locale"
_default: Language = "nl"
_override: ContextVar[Language | None] = ContextVar("language", default=None)


def set_language(language: Language) -> None:
    """Set the language of the whole process, every thread; ValueError for an unknown one."""
    global _default  # noqa: PLW0603 - one language per process is the point
    _default = _known(language)


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Speak another language inside the block, for this thread or task only (an export, a second reader)."""
    token = _override.set(_known(language))
    try:
        yield
    finally:
        _override.reset(token)


def current_language() -> Language:
    """Tell which language is spoken here and now."""
    return _override.get() or _default


def _(message: str) -> str:
    """Give the message in the current language."""
    # The empty message is where a catalogue keeps its own header.
    return _catalogue(current_language()).gettext(message) if message else ""


def n_(singular: str, plural: str, number: int) -> str:
    """Give the form that fits the number; the number itself is filled in by the caller."""
    return _catalogue(current_language()).ngettext(singular, plural, number)


def p_(context: str, message: str) -> str:
    """Give a message whose English alone is ambiguous; the context tells which one is meant."""
    return _catalogue(current_language()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the customary gettext name
    """Mark a message of a table or a class body for translation; translate it with `_` where it is shown."""
    return message


def np_(context: str, message: str) -> str:
    """Mark a message with its context for translation; translate it with `p_` where it is shown."""
    del context
    return message


def _known(language: str) -> Language:
    for known in LANGUAGES:
        if known == language:
            return known
    raise ValueError(f"unknown language: {language}")


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    # English is the code's own. Words must never stop a meeting: without a compiled catalogue English is shown,
    # and a contract test sees to it that the catalogue is there.
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("mdoverleg", _LOCALE, [language], fallback=True)
