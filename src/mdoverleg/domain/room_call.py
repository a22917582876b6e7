"""Who changes places when a case begins, as one line says it."""

from typing import NamedTuple


class RoomCall(NamedTuple):
    """Who changes places for the case that runs: short names of people, ids of family members, organisations."""

    item_pk: int
    out: tuple[str, ...]
    """Asked to step out."""
    comes_in: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.out or self.comes_in or self.missing)
