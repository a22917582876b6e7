"""Keys that come faster than a question opens: kept until it is there, so that no letter of an answer is a command."""

from time import monotonic
from typing import TypeVar

from textual import events
from textual.app import App

LONGEST = 1.0
"""Seconds after which keys go through again: what takes longer is saving, and then one may move about."""
OFTEN = 0.01
ALWAYS = ("ctrl+q", "f9")

T = TypeVar("T")


class TypesAhead(App[T]):
    """Holds keys back while the answer to an earlier key is on its way, and gives them on in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[events.Key | events.Paste] = []
        self._answering: dict[object, float] = {}

    def answering(self, what: object) -> None:
        """Say that a key is being answered."""
        self._answering[what] = monotonic()

    def answered(self, what: object) -> None:
        """Say that it was answered, or that it came to nothing."""
        self._answering.pop(what, None)

    @property
    def is_typed_ahead(self) -> bool:
        """Whether keys are being held back."""
        return bool(self._held)

    @property
    def holds_back(self) -> bool:
        """Whether a key that comes now waits for what an earlier one asked."""
        return self.is_typed_ahead or self._is_answering()

    async def on_event(self, event: events.Event) -> None:
        """Keep a key that comes too early, on its way to what has the focus or on its way back from it."""
        if isinstance(event, events.Key | events.Paste) and getattr(event, "key", "") not in ALWAYS:
            behind = bool(self._held) and not event.is_forwarded
            if behind or self._is_answering():
                event.stop()
                self._hold(event)
                return
        await super().on_event(event)

    def _is_answering(self) -> bool:
        if not self._screen_stack:
            return False
        screen = self.screen
        if screen.is_modal:
            return not getattr(screen, "is_ready", True)
        now = monotonic()
        return any(now - began < LONGEST for began in self._answering.values())

    def _hold(self, event: events.Key | events.Paste) -> None:
        again = events.Key(event.key, event.character) if isinstance(event, events.Key) else events.Paste(event.text)
        self._held.append(again)
        if len(self._held) == 1:
            self.set_timer(OFTEN, self._give_on)

    async def _give_on(self) -> None:
        """Give one key on: what it leads to decides about the next."""
        if not self._is_answering():
            await super().on_event(self._held.pop(0))
        if self._held:
            self.set_timer(OFTEN, self._give_on)
