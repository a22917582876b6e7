"""The round of previous action points: by case, one key each, and how far it is."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from mdoverleg.domain.review import Review, ReviewGroup
from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.domain.words import _
from mdoverleg.tui.text import Line, Part, fit, spread, width_of
from mdoverleg.tui.verbs import ACTION, bindings
from mdoverleg.tui.widgets.action_list import PointLines, in_known_order, next_asked, progress_text


class GroupLine(NamedTuple):
    """The line over the action points of one case."""

    of: int | str
    """The case, or what kind of action points without one they are."""
    title: str
    asked: int
    answered: int


ReviewLine = GroupLine | ActionRow


def title_of(group: ReviewGroup) -> str:
    """Return what stands over a group; that its case is not on the agenda today is said."""
    if group.place == "loose":
        return _("Without a case")
    if group.place == "new":
        return _("New, without a case")
    if group.place == "elsewhere":
        return _("{case} (not on the agenda, but who does it is here)").format(case=group.case)
    return group.case


class ReviewList(PointLines[ReviewLine]):
    """Previous action points by case; what was answered stays where it was, dim."""

    scope = ACTION
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTION)]
    asks = True
    _review = Review(())

    def show(self, review: Review, today: date) -> None:
        """Show the round; rows that are known already stay where they stood."""
        self.today, self._review = today, review
        first = not self.rows
        self.put(tuple(self._rows(review)))
        if first and (pk := next_asked(self.rows, None)) is not None:
            self.go_to(pk)

    def _rows(self, review: Review) -> Iterator[ReviewLine]:
        known = [row.pk for row in self.rows if isinstance(row, ActionRow)]
        for group in review.groups:
            own = {row.pk for row in group.rows}
            yield GroupLine(
                group.place if group.case_pk is None else group.case_pk, title_of(group), group.asked, group.answered
            )
            yield from in_known_order(group.rows, [pk for pk in known if pk in own])

    def key_of(self, row: ReviewLine) -> Hashable:
        return row.pk if isinstance(row, ActionRow) else ("group", row.of)

    def can_stop(self, row: ReviewLine) -> bool:
        return isinstance(row, ActionRow)

    def heading(self) -> tuple[str, str]:
        title = _("PREVIOUS ACTION POINTS OF THIS FAMILY") if self._review.for_family else _("PREVIOUS ACTION POINTS")
        return title, progress_text(self._review.asked, self._review.answered)

    def when_empty(self) -> str:
        return _("There is nothing to ask about: no action points of before are open.")

    def prepare(self, width: int) -> None:
        self.measure([row for row in self.rows if isinstance(row, ActionRow)], width)

    def lines_of(self, row: ReviewLine, width: int) -> list[Line]:
        if isinstance(row, ActionRow):
            return self.point_lines(row, width, dim=row.is_reviewed and row.is_previous)
        note = f"{row.answered}/{row.asked}" if row.asked else ""
        look = "dim" if row.asked and row.answered == row.asked else "strong"
        title = Part(f" {fit(row.title, width - width_of(note) - 3)}", look)
        return [spread((title,), (Part(f"{note} ", "dim"),), width)]
