"""The palette: every verb of the screen by its words; capitals and accents do not count."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.text import plain
from mdoverleg.tui.verbs import VERBS, Verb


class VerbProvider(Provider):
    """Finds verbs; what cannot be done now says why when it is chosen."""

    def _verbs(self) -> Iterator[Verb]:
        if isinstance(self.screen, LiveScreen):
            yield from (verb for verb in VERBS if verb.id in self.screen.does and verb.id != "app.palette")

    def _shown(self, verb: Verb) -> Content:
        group = _(verb.group)
        return plain(f"{verb.words}  ({verb.key})  · {group}" if verb.key else f"{verb.words}  · {group}")

    def _do(self, verb: Verb) -> Any:
        screen = self.screen
        return partial(screen.action_verb, verb.id) if isinstance(screen, LiveScreen) else None

    async def discover(self) -> Hits:
        for verb in self._verbs():
            yield DiscoveryHit(self._shown(verb), self._do(verb), text=verb.words, help=verb.line)

    async def search(self, query: str) -> Hits:
        words = fold(query).split()
        for verb in self._verbs():
            name, everything = fold(verb.words), fold(f"{verb.words} {verb.line} {_(verb.group)} {verb.key}")
            if all(word in everything for word in words):
                score = 1.0 if name.startswith(fold(query)) else 0.8 if all(word in name for word in words) else 0.5
                yield Hit(score, self._shown(verb), self._do(verb), text=verb.words, help=verb.line)
