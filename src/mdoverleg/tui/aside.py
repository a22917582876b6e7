"""What stands beside the keys at the foot: what others just changed, what is left half typed, and who else is there.

It has a place of its own, takes no focus and no key, and moves nothing.
"""

from collections.abc import Sequence
from time import monotonic
from typing import Final

from mdoverleg.domain.list_rows import ChangeRow
from mdoverleg.domain.names import short_name
from mdoverleg.domain.windows import OpenWindow
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.history import change_without_names
from mdoverleg.tui.text import Line, Part, first_that_fits, fit, line_width

LEAST, MOST = 2.0, 8.0
"""Seconds for which news is shown whatever is typed, and for which it is shown when nothing is."""
LEFT_FOR_KEYS: Final = 24
"""Columns that news leaves for the keys, so that help stays in sight."""


class Aside:
    """Whatever is the most urgent of the three; who else is there takes no room from the keys."""

    def __init__(self) -> None:
        self.news = ""
        self.offer = ""
        self.others: tuple[OpenWindow, ...] = ()
        self._put_off = ""
        self._since = 0.0
        self._is_seen = False

    def tell(self, news: str) -> None:
        """Show what happened; what was shown goes."""
        self.news, self._since, self._is_seen = news, monotonic(), False

    def typed(self) -> None:
        """Note that a key was pressed: news that could be read goes."""
        self._is_seen = True

    def later(self) -> None:
        """Offer nothing until something else is left half typed; its key works all the same."""
        self._put_off, self.offer = self.offer or self._put_off, ""

    def offers(self, words: str) -> bool:
        """Offer what is half typed, unless that was put off; tell whether that differs from what was offered."""
        before, self.offer = self.offer, "" if words == self._put_off else words
        return before != self.offer

    def fades(self) -> bool:
        """Forget news that was there long enough; tell whether any went."""
        age = monotonic() - self._since
        if not self.news or age < (LEAST if self._is_seen else MOST):
            return False
        self.news = ""
        return True

    def line(self, keys: Line, width: int) -> Line:
        """Return what to show beside these keys; nothing where there is no room."""
        if self.news:
            return (Part(f" {fit(self.news, max(1, width - LEFT_FOR_KEYS))} ", "chosen"),)
        if self.offer:
            return (Part(f" {fit(self.offer, max(1, width - LEFT_FOR_KEYS))} ", "amber", "drafts.take"),)
        room = width - line_width(keys) - 1
        found = first_that_fits([*map(_dim, who_else(self.others)), ()], room)
        return found if line_width(found) <= room else ()


def _dim(text: str) -> Line:
    return (Part(f" {text} ", "dim"),)


def who_else(others: Sequence[OpenWindow]) -> list[str]:
    """Return in words who else has the file open, from long to short; nothing when nobody has."""
    if not others:
        return []
    count = n_("{n} other window", "{n} other windows", len(others)).format(n=len(others))
    names = list(dict.fromkeys(short_name(one.name) for one in others if one.name))
    if not names:
        return [count]
    also = _("also open: {names}").format(names=", ".join(names))
    return [also, count, _("+{n} open").format(n=len(others)), f"+{len(others)}"]


def kind_words(one: OpenWindow) -> str:
    """Return what somebody at a window is in the meeting, in words."""
    return {"chair": _("(chair)"), "secretary": _("(secretary)")}.get(one.kind, "")


def news_words(rows: Sequence[ChangeRow]) -> str:
    """Say what others changed, the newest first in `rows`, as everybody in the room may see it."""
    if not rows:
        return ""
    names = list(dict.fromkeys(short_name(row.who) for row in rows))
    if len(rows) == 1:
        return f"{names[0]}: {change_without_names(rows[0])}"
    text = n_("{n} change by {names}", "{n} changes by {names}", len(rows))
    return text.format(n=len(rows), names=", ".join(names))
