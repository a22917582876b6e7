"""Keys that come faster than a question opens: kept until it is there, so that no letter of an answer is a command."""

from time import monotonic
from typing import TypeVar

from textual import events
from textual.app import App

LONGEST = 10.0
"""Seconds after which keys go through again, whatever the question is that does not come."""
SAVING = 1.0
"""Seconds that keys wait for what is being saved: when it takes longer one may move about meanwhile."""
OFTEN = 0.01
ALWAYS = ("ctrl+q", "f9")

T = TypeVar("T")


class TypesAhead(App[T]):
    """Holds keys back while the answer to an earlier key is on its way, and gives them on in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[events.Key | events.Paste] = []
        self._answering: dict[object, float] = {}
        """What is being answered, and until when keys wait for it."""
        self._is_giving = False

    def answering(self, what: object) -> None:
        """Say that a key is being answered."""
        self._answering[what] = monotonic() + LONGEST

    def saving(self) -> None:
        """Say that what was asked is being saved: no question comes before that is done."""
        until = monotonic() + SAVING
        self._answering = {what: min(until, longest) for what, longest in self._answering.items()}

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
        if not getattr(screen, "is_ready", True):
            return True
        now = monotonic()
        return not screen.is_modal and any(now < until for until in self._answering.values())

    def _hold(self, event: events.Key | events.Paste) -> None:
        again = events.Key(event.key, event.character) if isinstance(event, events.Key) else events.Paste(event.text)
        self._held.append(again)
        if not self._is_giving:
            self._is_giving = True
            self.set_timer(OFTEN, self._give_on)

    async def _give_on(self) -> None:
        """Give one key on: what it leads to decides about the next."""
        if self._held and not self._is_answering():
            await super().on_event(self._held.pop(0))
        self._is_giving = bool(self._held)
        if self._is_giving:
            self.set_timer(OFTEN, self._give_on)
