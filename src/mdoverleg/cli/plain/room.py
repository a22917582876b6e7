"""The room of an agenda item in lines: who sits here, who comes in, steps out or was not there."""

from mdoverleg.cli.plain import lines
from mdoverleg.cli.plain.picks import open_meeting, person_in
from mdoverleg.cli.plain.table import Said, Table
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _, np_, p_
from mdoverleg.reads.room_words import aloud, row_words
from mdoverleg.reads.who_sits_here import HERE, IN, MISSING, OUT, OUTSIDE, Room, read_room

WAYS = {"come_in": np_("typed", "in"), "step_out": np_("typed", "out"), "not_in": np_("typed", "not")}
"""What can stand behind a name, and the edit that it means."""


def room(table: Table, rest: str) -> Said:
    """Read who sits here for the case that is looked at or runs; with a name and in, out or not note it."""
    found = _room(table)
    if not rest:
        yield from _lines(found)
        return
    open_meeting(table.board)
    *who, way = rest.split()
    edit = next((name for name, word in WAYS.items() if way.casefold() in (word, p_("typed", word))), None)
    if edit is None:
        raise Refused(_("Behind a name comes {ways}.").format(ways=", ".join(p_("typed", w) for w in WAYS.values())))
    _seat(table, found, edit, who)
    yield from table.after_own()
    before, found = set(_places(found)), _room(table)
    yield from (f"{name}: {title}." for name, title in _places(found) if (name, title) not in before)
    yield aloud(found)


def _room(table: Table) -> Room:
    board = table.board
    item = lines.running(board)
    if board.case is not None and (item is None or item.case_pk != board.case.head.pk):
        item = next((row for row in board.agenda if row.case_pk == board.case.head.pk), item)
    item = item or next(iter(board.agenda), None)
    found = read_room(table.store, item.pk) if item is not None else None
    if found is None:
        raise Refused(_("There is nothing on the agenda."))
    return found


def _seat(table: Table, found: Room, edit: str, who: list[str]) -> None:
    """Note it of the person or family member who is named; out alone is everybody without a part."""
    from mdoverleg.edits import seats

    member = next((row.member_pk for row in found.rows if row.member_pk is not None and [row.name] == who), None)
    people: list[int] = []
    if member is None and who:
        people = [person_in(table, who)[0].pk]
    elif member is None:
        part = OUT if edit == "step_out" else IN
        people = [row.person_pk for row in found.of(part) if row.person_pk is not None]
    members = [member] if member is not None else []
    getattr(seats, edit)(table.store, table.who, item_pk=found.item_pk, person_pks=people, member_pks=members)


def _titles() -> dict[str, str]:
    return {
        OUT: _("Asked to step out"),
        IN: _("Comes in"),
        MISSING: _("Missing"),
        HERE: _("In the room"),
        OUTSIDE: _("Not at this item"),
    }


def _places(found: Room) -> list[tuple[str, str]]:
    return [(row.name, title) for part, title in _titles().items() for row in found.of(part)]


def _lines(found: Room) -> Said:
    yield aloud(found)
    for part, title in _titles().items():
        if rows := found.of(part):
            said = [lines.said([row.name, row.organisation, *row_words(row)]) for row in rows]
            yield from lines.numbered(title, said, "")
