"""What can go wrong, each with one sentence for the user in the current language."""

import re
from collections.abc import Iterable

from mdoverleg.domain.words import _


class MdError(Exception):
    """Something was refused; `str(error)` is the sentence to show. Nothing was changed.

    `names` are the people whom the sentence names.
    """

    def __init__(self, sentence: str = "", *, names: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self.names = tuple(filter(None, names))

    def for_all_to_see(self) -> str:
        """Return the sentence as it may stand on a wall: without names of people."""
        sentence = str(self)
        for name in sorted(self.names, key=len, reverse=True):
            sentence = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _found: _("somebody"), sentence)
        return sentence[:1].upper() + sentence[1:] if self.names else sentence


class Refused(MdError):  # noqa: N818 - a refusal is an answer, not a fault
    """The input or the state does not allow it (exit 1)."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the same field first; carries who, what stands there now, and what was typed."""

    def __init__(self, sentence: str, *, who: str, field: str, theirs: str, mine: str) -> None:
        super().__init__(sentence, names=(who,))
        self.who = who
        self.field = field
        self.theirs = theirs
        self.mine = mine


class UndoRefused(Refused):
    """Undoing would undo more than was asked; carries the field, who changed it since and when, and what stands there.

    `field`, `who` and `at` are empty where no field of a row is in the way.
    """

    def __init__(self, sentence: str, *, field: str = "", who: str = "", at: str = "", present: object = None) -> None:
        super().__init__(sentence, names=(who,))
        self.field = field
        self.who = who
        self.at = at
        self.present = present


class InputRefused(Refused):
    """What was handed in has problems: one line each, as FILE:PLACE: what is wrong."""

    def __init__(self, sentence: str, problems: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.problems = problems


class FileRefused(MdError):  # noqa: N818
    """The table's file cannot be used (exit 3); `reason` is one word for code, the sentence is for people.

    Reasons: missing, no_folder, folder, exists, foreign, no_database, damaged, newer, older, unfinished, locked,
    waiting, read_only, place, backup, second_name, no_rights, no_space, moved, disk; of encrypted files key_needed,
    wrong_key, wrong_sheet, too_soon, encrypted, two_names, no_key_file, foreign_key_file, damaged_key_file,
    open_key_file, key_changed.
    """

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason
