"""Text as people give it and as it is shown: cleaned, folded for searching, shortened, made safe for a file name."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import groupby
from typing import Final
from unicodedata import category, combining, normalize

_LONG: Final = 2000

# Letters that Unicode does not take apart into a letter and an accent.
_OWN_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ß": "ss",
        "’": "'",
        "‘": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}",
    }
)

MORE: Final = "…"
_NO_NAME_IS_LONGER: Final = 30
_DUTCH_PARTICLES: Final = "van von der den de het ter ten te 't 's op in aan bij uit tot"
_OTHER_PARTICLES: Final = "la le du des di da dos el al bin ben"
PARTICLES: Final = frozenset((_DUTCH_PARTICLES + " " + _OTHER_PARTICLES).split())
"""Small words in front of a surname (tussenvoegsels)."""

_RESERVED: Final = r"(con|prn|aux|nul|com\d|lpt\d)"


def clean(text: str, *, one_line: bool) -> str:
    """Clean what came from outside, as docs/format.md says ("Text is cleaned, not refused"); twice is as once.

    NFC; line ends become a line feed, or a space with `one_line`; a tab becomes a space; other control characters,
    bidi controls, lone surrogates and noncharacters are taken out; white space at both ends goes.
    """
    # Nothing that has to go counts as printable, so that most texts never meet the patterns.
    if not text.isprintable():
        line_end, taken_out = _patterns()
        text = line_end.sub("\n", text).replace("\t", " ")
        if one_line:
            text = text.replace("\n", " ")
        text = taken_out.sub("", text)
    if not text.isascii():
        text = normalize("NFC", _with_marks_in_order(text))
    return text.strip()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # NEL (U+0085) is a control character in docs/format.md, not a line end.
    nonchars = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    controls = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    return re.compile("\r\n|[\r\u2028\u2029]"), re.compile(f"[{controls}{nonchars}]")


def without_controls(text: str) -> str:
    """Take out what a terminal obeys, and leave all else as it is: for what is cleaned already, at the last edge."""
    if text.isprintable():
        return text
    line_end, taken_out = _patterns()
    return taken_out.sub("", line_end.sub("\n", text))


def spelled_out(json_text: str) -> str:
    """Write what cleaning would take out of JSON as JSON's own escapes: the same value, and nothing is obeyed."""
    if json_text.replace("\n", "").isprintable():
        return json_text
    import json

    for pattern in _patterns():
        json_text = pattern.sub(lambda found: json.dumps(found[0])[1:-1], json_text)
    return json_text


def _with_marks_in_order(text: str) -> str:
    # The library sorts a run of accents in quadratic time: a megabyte of them takes an hour. Sorted ones go in a
    # moment, and to Unicode sorting them makes no difference.
    if len(text) < _LONG:
        return text
    apart = "".join(letter if letter.isascii() else normalize("NFD", letter) for letter in text)
    runs = groupby(apart, key=lambda letter: combining(letter) != 0)
    return "".join("".join(sorted(run, key=combining) if marks else run) for marks, run in runs)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    for _again in range(2):
        bare = "".join(part for part in normalize("NFKD", letter) if category(part) != "Mn")
        letter = bare.casefold().translate(_OWN_LETTERS)
    return letter


def fold(text: str) -> str:
    """Make the form in which texts are compared: no capitals, no accents (also ł ø đ æ œ ß); twice is as once."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_letter, text))


def capital(text: str) -> str:
    """Return a text with its first letter as a capital and the others as they are: `MDO` stays `MDO`."""
    return text[:1].upper() + text[1:]


def first_line(text: str, limit: int, width: Callable[[str], int] = len) -> str:
    """Give the first line, at most `limit` wide, ending in … when there is more."""
    line, more, _rest = text.partition("\n")
    if not more:
        return shorten_words(line, limit, width)
    line = line.rstrip()
    whole = f"{line} {MORE}"
    return whole if width(whole) <= limit else shorten_words(f"{line} {line}", limit, width)


def shorten_words(text: str, limit: int, width: Callable[[str], int] = len) -> str:
    """Shorten to at most `limit` wide by leaving out whole words at the end; … stands for what is gone.

    A word is only cut when it alone does not fit and is longer than any name; a cut never leaves "J. de …".
    """
    if width(text) <= limit:
        return text
    if limit < width(MORE):
        return ""
    kept: list[str] = []
    for word in text.split():
        if width(" ".join([*kept, word]) + MORE) > limit:
            break
        kept.append(word)
    while kept and _starts_a_name(kept[-1]):
        kept.pop()
    if kept:
        return " ".join(kept).rstrip(",;:") + MORE
    word = next(iter(text.split(maxsplit=1)), "")
    return _cut(word, limit, width) if len(word) > _NO_NAME_IS_LONGER else MORE


def _starts_a_name(word: str) -> bool:
    initial = len(word) >= 2 and word.endswith(".") and word[0].isupper() and len(word) <= 5
    return initial or word.casefold() in PARTICLES


def _cut(word: str, limit: int, width: Callable[[str], int]) -> str:
    while word and width(word + MORE) > limit:
        word = word[:-1]
    return word + MORE


def file_safe(*parts: str, limit: int = 80) -> str:
    """Make a name for an exported file out of ids, dates and words: ASCII letters, digits, - and _ only.

    Parts are joined with -. It never starts with -, is never empty and is no name that Windows keeps for itself.
    """
    joined = "-".join(_without_accents(part) for part in parts if part)
    safe = re.sub(r"[^A-Za-z0-9_]+", "-", joined).strip("-_")[:limit].rstrip("-_")
    if re.fullmatch(_RESERVED, safe, re.IGNORECASE):
        safe = f"{safe}-1"
    return safe or "file"


def _without_accents(text: str) -> str:
    return "".join(
        letter if letter.isascii() else (_fold_letter(letter).upper() if letter.isupper() else _fold_letter(letter))
        for letter in text
    )


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate that the word was most likely meant to be, for "did you mean"; None when nothing is near."""
    from difflib import get_close_matches

    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(fold(candidate), candidate)
    found = get_close_matches(fold(word), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None
