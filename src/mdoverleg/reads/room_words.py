"""What is said about the room of an agenda item: read aloud, and of everybody why and how they are there."""

from collections.abc import Iterator, Sequence

from mdoverleg.domain.words import _
from mdoverleg.reads.who_sits_here import HERE, OUT, OUTSIDE, Room, RoomRow


def said_aloud(out: Sequence[str], comes_in: Sequence[str], missing: Sequence[str]) -> Iterator[str]:
    """Yield the sentences to read aloud: who steps out, who comes in, who is missed."""
    if out:
        yield _("Please step out: {names}.").format(names=", ".join(out))
    if comes_in:
        yield _("Please come in: {names}.").format(names=", ".join(comes_in))
    if missing:
        yield _("Still missing: {names}.").format(names=", ".join(missing))


def aloud(room: Room) -> str:
    """Return what is to be read aloud about a room."""
    parts = (room.goes_out, room.comes_in, room.missed)
    said = " ".join(said_aloud(*([row.short for row in rows] for rows in parts)))
    return said or _("Nobody has to step out or come in.")


def row_words(row: RoomRow) -> list[str]:
    """Say how somebody is there, and why they belong here."""
    why = list(row.why)
    if not why and row.part == OUT:
        why = [_("no role, no action point, organisation not involved")]
    moves = {HERE: _("comes in"), OUTSIDE: _("steps out")}
    parts = [
        _("!! secrecy not settled") if row.secrecy_open else "",
        moves.get(row.part, "") if row.moves else "",
        *row.note,
        ", ".join(why),
    ]
    return [part for part in parts if part]
