"""The round of previous action points: what is asked in it, by case, and how far it is."""

from typing import Literal, NamedTuple

from mdoverleg.domain.snapshots import ActionRow


class ReviewGroup(NamedTuple):
    """The previous action points of one case, or of none."""

    case_pk: int | None
    case: str
    """Alias; empty for those without a case."""
    place: Literal["agenda", "loose", "elsewhere", "new"]
    """`elsewhere`: the case is not on today's agenda, but somebody who has to do it is here. `new`: agreed in this
    meeting without a case, so that it is seen; nothing is asked about it."""
    rows: tuple[ActionRow, ...]
    """Late ones first, what is answered last."""

    @property
    def asked(self) -> int:
        """How many are asked about, those that were answered included."""
        return 0 if self.place == "new" else len(self.rows)

    @property
    def answered(self) -> int:
        """How many were answered in the meeting that is shown."""
        return sum(row.is_reviewed and row.is_previous for row in self.rows)


class Review(NamedTuple):
    """Everything that is asked, in the order of the agenda."""

    groups: tuple[ReviewGroup, ...]
    for_family: bool = False
    """Somebody of a family sits at the table: only its own case is asked."""

    @property
    def rows(self) -> tuple[ActionRow, ...]:
        """All action points, in order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def asked(self) -> int:
        """How many are asked about."""
        return sum(group.asked for group in self.groups)

    @property
    def answered(self) -> int:
        """How many were answered in the meeting that is shown."""
        return sum(group.answered for group in self.groups)
