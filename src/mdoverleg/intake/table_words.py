"""The words of a document that are not the schema's: codes of the table's own, and how a missing record is named."""

from collections.abc import Collection
from typing import Any, Final

from mdoverleg.domain.inputs_say import shown, with_meant
from mdoverleg.domain.labels import BUILT_IN_CODES
from mdoverleg.domain.words import _

_MANY: Final = 2000
_MANY_WORDS: Final = 100


def codes_of_lists(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Return the codes of every list of codes: the built-in ones and those of the table itself."""
    own = [(row.get("code_list"), row.get("code")) for row in table.get("own_codes", ())]
    own += [("role", row.get("code")) for row in table.get("role_kinds", ())]
    return {
        code_list: frozenset(codes) | {code for of, code in own if of == code_list and code is not None}
        for code_list, codes in BUILT_IN_CODES.items()
    }


def reference_words(code_list: str) -> str:
    """Return the sentence for a code that does not exist, with a place for the value."""
    return {
        "role": _("no role {value} in this document"),
        "concern_type": _("no concern type {value} in this document"),
        "life_domain": _("no life domain {value} in this document"),
    }[code_list]


class Nearest:
    """Says which id was probably meant; each word is looked up once, and no more than a hundred of them.

    A file with ten thousand faults among ten thousand ids must not take hours.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def add(self, sentence: str, word: str, among: str, there: Collection[str]) -> str:
        """Add `did you mean` to a sentence about a word; `among` names the collection that is searched."""
        mark = (among, word)
        if mark not in self._known:
            if len(self._known) > _MANY_WORDS:
                return sentence
            near = [other for other in there if other[:2].casefold() == word[:2].casefold()]
            few = list(there) if len(there) <= _MANY else near[:_MANY]
            self._known[mark] = with_meant("", word, few)
        return sentence + self._known[mark]


def nobody(kind: str, word: str) -> str:
    """Say that no record of this kind has the id."""
    return {
        "Organisation": _("no organisation {value} in this document"),
        "Person": _("no person {value} in this document"),
        "Meeting": _("no meeting {value} in this document"),
        "Case": _("no case {value} in this document"),
        "Member": _("no family member {value} in this document"),
        "ActionPoint": _("no action point {value} in this document"),
    }[kind].format(value=shown(word))
