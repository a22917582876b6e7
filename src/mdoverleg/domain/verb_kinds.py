"""Which verbs of the log are no change to the table: what was only looked at, and what was done with the file."""

from typing import Final, Literal

SEEN: Final = "seen."
"""How the verbs begin of what was only looked at: no change to anybody, so nobody is shown news of it."""

LISTED: Final = "seen.list"
"""The verb of a look at a list over all cases: of these there are many, and they are about nobody in particular."""

TRUST: Final = "trust."
"""How the verbs begin of what was done with the file itself: backed up, encrypted, erased."""

Only = Literal["changes", "usual", "seen", "all"]
"""Which part of the log: what is no look; all but looks at lists; looks and what was given out; everything."""


def is_undoable(verb: str) -> bool:
    """Tell whether a change of this verb comes back by undo: not what stands in the log alone, nor what was erased."""
    return not verb.startswith((SEEN, TRUST)) and verb not in ("exports.write", "exports.delete")
