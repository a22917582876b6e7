"""The card of a role, to read aloud: what it looks at, does, can and cannot do, and what its holders promised."""

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from textual.app import ComposeResult

from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.words import _
from mdoverleg.reads.role_cards import RoleCard
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.widgets.lines import Lines


class CardLine(NamedTuple):
    """One line of text under its heading; a heading stands alone."""

    number: int
    text: str
    is_heading: bool


class CardLines(Lines[CardLine]):
    """The texts of a card, wrapped."""

    def key_of(self, row: CardLine) -> Hashable:
        return row.number

    def when_empty(self) -> str:
        return _("Nothing was written down about this role.")

    def lines_of(self, row: CardLine, width: int) -> list[Line]:
        if row.is_heading:
            return columns([Cell(f" {row.text}", width - 2, "title")])
        return columns([Cell("", 3), Cell(row.text, width - 6)])


class ShowRoleCard(Dialog[None]):
    """The card of one role."""

    def __init__(self, card: RoleCard) -> None:
        super().__init__(_("Role card: {role}").format(role=card.role.label), _("Esc goes back"))
        self._card = card

    def body(self) -> ComposeResult:
        yield CardLines(titled=False)

    def on_mount(self) -> None:
        lines = self.query_one(CardLines)
        lines.put(card_lines(self._card))
        lines.focus()


def card_lines(card: RoleCard) -> list[CardLine]:
    """Return the lines of a card: what is not written down has no heading either."""
    return [CardLine(number, text, is_heading) for number, (text, is_heading) in enumerate(_pieces(card))]


def _pieces(card: RoleCard) -> Iterator[tuple[str, bool]]:
    role = card.role
    texts = (("looks_at", role.lens), ("tasks", role.tasks), ("limits", role.limits))
    named = [(field_label("RoleKind", key), text) for key, text in texts if text]
    promised = field_label("RoleAssignment", "expectation")
    for heading, text in (*named, *((f"{promised} · {name}", said) for name, said in card.expectations)):
        yield heading, True
        yield from ((line, False) for line in text.splitlines() if line.strip())
