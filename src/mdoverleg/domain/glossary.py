"""The words of the field in both languages, from one data file; words that are contested are not in it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mdoverleg.domain.words import current_language

FILE = Path(__file__).with_name("glossary.toml")


class Term(NamedTuple):
    """One word: as the current language has it, as the other one has it, and a few words about it."""

    word: str
    other: str
    note: str = ""


def terms() -> tuple[Term, ...]:
    """Return every word in the current language, in alphabetical order, capitals ignored."""
    return _terms(current_language())


@cache
def _terms(language: str) -> tuple[Term, ...]:
    other = "en" if language == "nl" else "nl"
    rows = tomllib.loads(FILE.read_text("utf-8"))["words"]
    found = (Term(row[language], row[other], row.get(f"{language}_note", "")) for row in rows)
    return tuple(sorted(found, key=lambda term: term.word.casefold()))
