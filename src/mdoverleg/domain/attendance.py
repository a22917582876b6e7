"""Who is there, as the table screen shows it: everybody on the list, and who changes places when a case begins."""

from typing import NamedTuple

from mdoverleg.domain import enums


class AttendanceRow(NamedTuple):
    """One invited person at this meeting, and whether they sit at the table for the item that is shown."""

    person_pk: int
    name: str
    organisation: str
    status: enums.AttendanceStatus
    arrives: str | None
    leaves: str | None
    capacity: str
    at_table: bool
    secrecy_open: bool = False
    """It is not noted that this person keeps secrecy."""
    deputy: str = ""
    """Short name of the deputy of somebody who is away."""
    deputy_pk: int | None = None
    """The deputy of somebody who is away, when they are not there yet."""


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
