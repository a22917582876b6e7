"""Who else has the file open: every window that can write says so in the file, and takes it out when it closes."""

import os
import platform
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import Any, Final

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.processes import is_running
from mdoverleg.domain.room import WINDOWS
from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.domain.windows import GONE_AFTER, OpenWindow, moment_of, window_of
from mdoverleg.tui.window import Window

BEAT: Final = 60.0
"""Seconds between two signs of life; a window that is alone gives none."""


class Presence:
    """What one window says of itself, and what it knows of the others."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._since = ""
        self._said: OpenWindow | None = None
        self._beat = 0.0
        self._heard: dict[str, tuple[str, float]] = {}
        """By setting: what a window said last, and when that was heard."""

    @property
    def is_open(self) -> bool:
        """Whether this window has said that it is there."""
        return self._said is not None

    def others(self) -> tuple[OpenWindow, ...]:
        """Return the other windows that are open, oldest first, as far as the feed has seen."""
        return tuple(sorted((one for one in self._known() if not self._is_gone(one)), key=lambda one: one.since))

    def alive(self) -> set[str]:
        """Return the ids of all windows that are open, this one too."""
        return {self._window.id, *(one.id for one in self.others())}

    def needs_saying(self, board: object) -> bool:
        """Tell whether something is to be written: who sits here, a sign of life, or that another window is gone."""
        if self._said is None:
            return True
        others = self._known()
        is_due = bool(others) and monotonic() - self._beat >= BEAT
        is_missing = self._said.setting not in self._window.feed.windows
        return is_due or is_missing or self._me(board) != self._said or any(map(self._is_gone, others))

    def say(self, board: object) -> None:
        """Write who sits here, and sweep out windows that are gone; runs in the thread of the file."""
        me = self._me(board)
        self._window.store.set_setting(me.setting, me._replace(seen=self._now()).as_text())
        self._said, self._beat = me, monotonic()
        for one in self._known():
            if self._is_gone(one):
                self._window.store.forget_setting(one.setting)

    def leave(self) -> None:
        """Take this window out of the file."""
        if self._said is not None:
            with suppress(MdError):  # the others see for themselves that it is gone
                self._window.store.forget_setting(self._said.setting)
            self._said = None

    def _me(self, board: object) -> OpenWindow:
        who = self._window.who
        name, person_pk = (who.name, who.person_pk) if who else ("", None)
        self._since = self._since or self._now()
        kind = kind_of(board, person_pk)
        return OpenWindow(self._window.id, name, person_pk, kind, os.getpid(), platform.node(), self._since)

    def _now(self) -> str:
        now: str = self._window.store.clock.utc().isoformat()
        return now

    def _known(self) -> list[OpenWindow]:
        rows: dict[str, str] = self._window.feed.windows
        found = [window_of(text) for name, text in rows.items() if name != WINDOWS + self._window.id]
        return [one for one in found if one is not None]

    def _is_gone(self, one: OpenWindow) -> bool:
        """Tell whether a window is no more: its process is not there, or it gave no sign of life for two minutes."""
        is_here = one.host == platform.node()
        if is_here and not is_running(one.pid):
            return True
        said, heard = self._heard.get(one.setting, ("", 0.0))
        if said != one.seen:
            # A window that is alone gives no signs, and clocks of two machines differ: what runs here, or says
            # something new while this window looks on, is alive whatever its moment.
            heard = monotonic() - (0.0 if said or is_here else self._age(one))
            self._heard[one.setting] = one.seen, heard
        return monotonic() - heard > GONE_AFTER

    def _age(self, one: OpenWindow) -> float:
        seen = moment_of(one.seen)
        age = self._window.store.clock.utc() - seen if seen is not None else timedelta(days=1)
        return max(0.0, age.total_seconds())


def kind_of(board: object, person_pk: int | None) -> str:
    """Return what a person is in the meeting that is shown: `chair`, `secretary` or neither."""
    meeting: Any = board.meeting if isinstance(board, BoardSnapshot) else None
    if meeting is None or person_pk is None:
        return ""
    return "chair" if person_pk == meeting.chair_pk else "secretary" if person_pk == meeting.secretary_pk else ""
