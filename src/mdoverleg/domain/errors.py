"""What can go wrong, each with one sentence for the user in the current language."""


class MdError(Exception):
    """Something was refused; `str(error)` is the sentence to show. Nothing was changed."""


class Refused(MdError):  # noqa: N818 - a refusal is an answer, not a fault
    """The input or the state does not allow it (exit 1)."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the same field first; carries who, what stands there now, and what was typed."""

    def __init__(self, sentence: str, *, who: str, field: str, theirs: str, mine: str) -> None:
        super().__init__(sentence)
        self.who = who
        self.field = field
        self.theirs = theirs
        self.mine = mine


class InputRefused(Refused):
    """What was handed in has problems: one line each, as FILE:PLACE: what is wrong."""

    def __init__(self, sentence: str, problems: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.problems = problems


class FileRefused(MdError):  # noqa: N818
    """The table's file cannot be used: missing, foreign, damaged, newer, locked, read-only, no space (exit 3)."""
