"""What is half typed is kept in the file itself, so that a window that is killed loses no more than a second of it.

Every dialog that says what is typed in it (`Dialog.draft_values`) and the entry line take part, by themselves.
"""

import threading
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.room import DRAFTS
from mdoverleg.domain.windows import Draft, draft_of
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.shell import LASTING

if TYPE_CHECKING:
    from mdoverleg.tui.app import MdApp

OFTEN: Final = 0.7
"""Seconds between two savings of what is being typed: with the looks in between, about a second after a key."""
STEADY: Final = 2
"""So many looks in a row a dialog is gone before its draft goes: what it leads to may take a moment to begin."""


class Drafts:
    """Keeps the drafts of one window, and takes them out when what was typed is saved or thrown away."""

    def __init__(self, app: "MdApp") -> None:
        self._app = app
        self._window = app.window
        self._kept: dict[str, Draft] = {}
        """What is in the file for this window, by place."""
        self._refused: set[str] = set()
        """Places where something is typed about what was erased for good."""
        self._under: dict[str, Screen[Any]] = {}
        self._gone: dict[str, int] = {}
        self._writes = self._is_ended = False
        self._wrote = 0.0
        self._lock = threading.Lock()  # what is kept at the end is newer than what is still on its way

    def look(self) -> None:
        """Keep what was typed since; costs nothing while no form is open and no line is half typed."""
        if self._writes or self._window.read_only:
            return
        now = {draft.place: draft for draft in self.typed()}
        gone = [place for place in self._kept if place not in now and self._may_go(place)]
        for place in now:
            self._gone.pop(place, None)
        self._refused &= now.keys()
        changed = [
            draft
            for draft in now.values()
            if draft.place not in self._refused and not draft.is_as(self._kept.get(draft.place))
        ]
        if gone or (changed and monotonic() - self._wrote >= OFTEN):
            self._writes = True
            self._app.run_worker(self._write(changed, gone), group="drafts")

    def typed(self) -> Iterator[Draft]:
        """Yield what is half typed on any screen of this window now."""
        below: Screen[Any] | None = None
        for screen in self._app.screen_stack:
            if isinstance(screen, LiveScreen):
                yield from (self._signed(draft) for draft in screen.drafts())
            elif isinstance(screen, Dialog) and screen.is_attached and (draft := screen.draft()) is not None:
                if below is not None:
                    self._under[draft.place] = below
                yield self._signed(draft)
            below = screen

    def keep(self, now: list[Draft]) -> None:
        """Keep these before the file is closed for a while; runs in the thread of the file."""
        if self._window.read_only:
            return
        with self._lock:
            for draft in now:
                if not draft.is_as(self._kept.get(draft.place)):
                    self._put(draft)

    def keep_now(self) -> None:
        """Keep what is typed at once: the window is about to end, whatever ends it."""
        if self._window.read_only:
            return
        with suppress(Exception), self._lock:  # the window is ending already, and nobody is there to be told
            self._is_ended = True
            now = {draft.place: draft for draft in self.typed()}
            for draft in now.values():
                if not draft.is_as(self._kept.get(draft.place)):
                    self._put(draft)
            for place in [place for place in self._kept if place not in now and not self._leads_on(place)]:
                self._window.store.forget_setting(self._kept.pop(place).setting)

    def take_over(self, draft: Draft) -> None:
        """Make a draft of another window one of this window's; runs in the thread of the file."""
        self._put(self._signed(draft))
        self._window.store.forget_setting(draft.setting)

    def _put(self, draft: Draft) -> None:
        """Keep it in the file, unless what it is about was erased for good: then nothing of that may come back."""
        if self._window.store.set_setting(draft.setting, self._dated(draft).as_text(), about=draft.about):
            self._kept[draft.place] = draft
        else:
            self._kept.pop(draft.place, None)
            self._refused.add(draft.place)

    def throw_away(self, draft: Draft) -> None:
        """Take a draft of another window out of the file; runs in the thread of the file."""
        self._window.store.forget_setting(draft.setting)

    def left(self, alive: set[str]) -> list[Draft]:
        """Return what is left of windows that are no more, newest last; runs in the thread of the file."""
        rows = self._window.store.settings(DRAFTS)
        found = [draft for text in rows.values() if (draft := draft_of(text)) is not None]
        return sorted((one for one in found if one.window not in alive), key=lambda one: one.at)

    def _signed(self, draft: Draft) -> Draft:
        who = self._window.who
        name, person_pk = (who.name, who.person_pk) if who else ("", None)
        return draft._replace(window=self._window.id, who=name, person_pk=person_pk)

    def _dated(self, draft: Draft) -> Draft:
        return draft._replace(at=self._window.store.clock.utc().isoformat())

    def _may_go(self, place: str) -> bool:
        """Tell whether a dialog that is closed has led to what it leads to; the entry line says itself that it has."""
        if self._leads_on(place):
            self._gone[place] = 0
            return False
        self._gone[place] = self._gone.get(place, 0) + 1
        return place not in self._under or self._gone[place] >= STEADY

    def _leads_on(self, place: str) -> bool:
        """Tell whether what was typed is still being saved, or asked about."""
        under, top = self._under.get(place), self._app.screen
        busy = isinstance(top, LiveScreen) and top.is_at_work
        return self._window.saves > 0 or busy or (under is not None and under.is_attached and top is not under)

    async def _write(self, changed: list[Draft], gone: list[str]) -> None:
        store, refused = self._window.store, len(self._refused)

        def work() -> None:
            with self._lock:
                for draft in changed if not self._is_ended else ():
                    self._put(draft)
                for place in gone if not self._is_ended else ():
                    store.forget_setting(self._kept[place].setting)
                    del self._kept[place]

        try:
            with suppress(MdError):  # tried again at the next look; a lasting trouble is said where one saves
                await self._window.in_thread(work)
        finally:
            self._wrote = monotonic()
            self._writes = False
            if len(self._refused) > refused:
                words = _("What this is about was erased for good in another window: what is typed here is not kept.")
                self._app.notify(words, severity="warning", timeout=LASTING, markup=False)
