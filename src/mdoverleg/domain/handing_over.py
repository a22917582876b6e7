"""Who hands a role over when somebody else gets it (E11): whoever holds it for the same members, else held it last."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Held(NamedTuple):
    """One time that somebody held a role; no members: for the whole family."""

    holder: int | None
    members: tuple[int, ...]
    started_on: date
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on the day: `ended_on` is the first day without."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


def givers(held: Iterable[Held], to_holder: int, members: Iterable[int], day: date) -> tuple[int, ...]:
    """Return the people from whom somebody takes a role over on a day, for these members; nobody at a first holder.

    Those who hold it on that day; else, of those whose time ended, the ones who held it last. An organisation that
    named nobody hands nothing over.
    """
    wanted = set(members)
    others = [
        one
        for one in held
        if one.holder not in (None, to_holder) and not (wanted and one.members and wanted.isdisjoint(one.members))
    ]
    now = [one for one in others if one.holds_on(day)]
    if not now:
        ended = [one for one in others if one.ended_on is not None and one.ended_on <= day]
        last = max((one.ended_on for one in ended if one.ended_on), default=None)
        now = [one for one in ended if one.ended_on == last]
    return tuple(dict.fromkeys(one.holder for one in now if one.holder is not None))
