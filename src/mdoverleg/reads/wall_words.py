"""Words of free text for the wall: names as initials, and a sentence in the place of what tells who a family is."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from mdoverleg.domain.names import short_name
from mdoverleg.domain.text import PARTICLES, clean
from mdoverleg.domain.words import _
from mdoverleg.rules.recognisable import is_telling

_ALSO_TELLING: Final = (
    r"[\w.+-]+@[\w-]+\.[\w.-]+",  # e-mail
    r"(?<!\d)(?:\d[ ()./-]{0,3}){8,}",  # any long number: telephone from abroad, account, file
    r"\bNL\d\d[A-Z]{4}",
    r"(?i)\b\d{1,2} (?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]* (?:19|20)\d\d\b",
)
"""What the wall leaves out beyond what check E62 finds: there nobody weighs a doubt."""
_DATE: Final = r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d\d-\d\d)(?!\d)"
_SHORTEST_NAME: Final = 3


class WallWords:
    """Makes texts fit for the wall. `names` are initials by full name, `others` aliases of cases that do not run.

    `helpers` are names of people without a record, which may be words (`oma`, `de buurvrouw`): only found whole.
    """

    def __init__(
        self, names: Mapping[str, str], helpers: Mapping[str, str], others: Iterable[str], today: date
    ) -> None:
        self._today = today
        self._names = {**helpers, **_forms(names)}
        self._others = tuple(others)

    def of(self, text: str | None) -> str:
        """Return a text as the wall may show it."""
        shown = clean(text or "", one_line=True)
        undated = re.sub(_DATE, "", shown)  # a date is no long number; one of long ago is found by E62
        if is_telling(shown, self._today) or any(pattern.search(undated) for pattern in _patterns()):
            return _("(not shown here: it could tell who this is)")
        if (people := _any_of(self._names, shown)) is not None:
            shown = people.sub(lambda found: self._names[found[0]], shown)
        if (cases := _any_of(self._others, shown, tail=r"(?:-\w+)?")) is not None:
            shown = cases.sub(lambda _found: _("another case"), shown)
        return shown


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _ALSO_TELLING))


def _forms(names: Mapping[str, str]) -> Mapping[str, str]:
    """Return every way in which a text may call somebody, with what stands in its place.

    In full, by initial and surname, by surname or first name alone; what may be two people is somebody.
    """
    found: dict[str, set[str]] = {}
    for name, initials in names.items():
        short = short_name(name)
        first, _space, surname = name.partition(" ")
        for form in {name, short, short.partition(" ")[2], surname, first}:
            if len(form) >= _SHORTEST_NAME and form.casefold() not in PARTICLES:
                found.setdefault(form, set()).add(initials)
    return {form: next(iter(meant)) if len(meant) == 1 else _("somebody") for form, meant in found.items()}


def _any_of(words: Iterable[str], text: str, tail: str = "") -> re.Pattern[str] | None:
    """Return what finds those words that stand in a text: of thousands of cases mostly none."""
    longest_first = sorted((word for word in words if word and word in text), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))}){tail}(?!\w)")
