"""The other windows on the file, as one follows them: who they are, what they change, what they left half typed."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.clock import local, time_text
from mdoverleg.domain.errors import MdError
from mdoverleg.domain.names import short_name
from mdoverleg.domain.windows import Draft, moment_of
from mdoverleg.domain.words import _
from mdoverleg.tui.aside import Aside, news_words
from mdoverleg.tui.drafts import Drafts
from mdoverleg.tui.presence import Presence
from mdoverleg.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from mdoverleg.tui.app import MdApp


class Company:
    """Looks along with the window, a few times a second; what it shows stands beside the keys."""

    def __init__(self, app: "MdApp", *, since: int) -> None:
        self._app = app
        self._window = app.window
        self.aside = Aside()
        self.drafts = Drafts(app)
        self.presence = Presence(app.window)
        self.left: list[Draft] = []
        """What windows that are no more left half typed."""
        self._heard = since
        self._works = False
        app.window.at_end = self.presence.leave

    def look(self) -> None:
        """Follow the others, and keep what is being typed."""
        self.drafts.look()
        self._heard = min(self._heard, self._window.feed.newest)  # a backup was put back: what is new counts anew
        if self._window.feed.newest > self._heard:
            self._work(self._hear(), "news")
        is_other = self._show_others()
        if not (self._works or self._window.read_only) and (is_other or self.presence.needs_saying(self._board)):
            self._works = True
            self._work(self._meet(), "company")
        if self.aside.fades():
            self.show()

    def show(self) -> None:
        """Show what changed beside the keys."""
        if (screen := self._app.live_screen()) is not None and screen.is_attached:
            screen.show_footer()

    @property
    def _board(self) -> object:
        screen = self._app.live_screen()
        return screen.snapshot if screen is not None else None

    def _work(self, work: Coroutine[Any, Any, None], group: str) -> None:
        self._app.run_worker(work, group=group)

    async def _hear(self) -> None:
        from mdoverleg.reads.history import read_news

        since, self._heard = self._heard, self._window.feed.newest
        with suppress(MdError):  # the table itself says what is wrong with the file
            rows = await self._window.in_thread(
                lambda: read_news(self._window.store, since=since, window=self._window.id)
            )
            if rows:
                self.aside.tell(news_words(rows))
                self.show()

    async def _meet(self) -> None:
        """Say that this window is there, and look what others left."""
        board = self._board

        def work() -> list[Draft]:
            self.presence.say(board)
            return self.drafts.left(self.presence.alive())

        try:
            with suppress(MdError):  # tried again at the next look
                self.left = await self._window.in_thread(work)
        finally:
            self._works = False
        self.offer()

    async def look_again(self) -> list[Draft]:
        """Return what is half typed in windows that are no more, as it is now."""
        self.left = await self._window.in_thread(lambda: self.drafts.left(self.presence.alive()))
        self.offer()
        return self.left

    async def take_over(self, draft: Draft) -> None:
        """Make a draft one of this window's: it is in a form here."""
        await self._with(draft, self.drafts.take_over)

    async def throw_away(self, draft: Draft) -> None:
        """Take a draft out of the file."""
        await self._with(draft, self.drafts.throw_away)

    async def _with(self, draft: Draft, work: Callable[[Draft], None]) -> None:
        try:
            await self._window.in_thread(lambda: work(draft))
        except MdError as error:
            self._app.notify(error.for_all_to_see(), severity="warning", markup=False)
        self.left = [one for one in self.left if one.setting != draft.setting]
        self.offer()

    def offer(self) -> None:
        """Say beside the keys that something is half typed."""
        if self.aside.offers(offered(self.left, self._zone)):
            self.show()

    def typed(self, key: str) -> None:
        """Note a key: news goes soon; Esc where nobody types puts off what is offered."""
        self.aside.typed()
        if key == "escape" and self.aside.offer and isinstance(self._app.focused, Lines):
            self.aside.later()
            self.show()

    @property
    def _zone(self) -> str:
        return str(getattr(self._board, "zone", "UTC"))

    def _show_others(self) -> bool:
        """Show who else is there; tell whether that are others than before."""
        others = tuple(one._replace(seen="") for one in self.presence.others())
        before, self.aside.others = self.aside.others, others
        if others != before:
            self.show()
        return {one.id for one in others} != {one.id for one in before}


def offered(left: list[Draft], zone: str) -> str:
    """Say what is half typed and the key that brings it back; nothing when nothing is."""
    if not left:
        return ""
    newest = left[-1]
    if len(left) > 1:
        return _("{n} things half typed: A brings back, Esc later").format(n=len(left))
    who = short_name(newest.who) or _("somebody")
    return _("Half typed by {who} ({time}): A brings it back, Esc later").format(who=who, time=time_of(newest, zone))


def time_of(draft: Draft, zone: str) -> str:
    """Return when a draft was kept, as the clock on the wall said then."""
    moment = moment_of(draft.at)
    return time_text(local(moment, zone), zone) if moment is not None else ""
