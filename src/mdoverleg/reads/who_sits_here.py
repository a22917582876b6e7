"""Who sits here for one agenda item: who comes in, who steps out, who is missing, and why, in words."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.groups import THERE, WITH_ALL_CASES, WITH_THE_FAMILY
from mdoverleg.domain.labels import label
from mdoverleg.domain.names import short_name
from mdoverleg.domain.records import AgendaItem, Attendance
from mdoverleg.domain.words import _
from mdoverleg.reads.facts import case_facts, meeting_facts, related_meetings, table_facts
from mdoverleg.reads.in_the_room import WasIn, was_in
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.words import is_checked, is_current

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

OUT, IN, MISSING, HERE, OUTSIDE = PARTS = ("out", "in", "missing", "here", "outside")
"""Asked to step out, comes in, expected and not there, in the room with a part in it, not at this item."""
MOST_NUMBERS = 2


class RoomRow(NamedTuple):
    """A person, a family member or an organisation, and where they belong while this item runs."""

    part: str
    """One of PARTS."""
    name: str
    """Of a family member the id."""
    organisation: str = ""
    why: tuple[str, ...] = ()
    """Why they belong here, in words; nothing for who has no part in the case."""
    note: tuple[str, ...] = ()
    """How and when they are there, or why not."""
    person_pk: int | None = None
    member_pk: int | None = None
    organisation_pk: int | None = None
    moves: bool = False
    """Was in the room for the item before and is not now, or the other way round."""
    secrecy_open: bool = False
    deputy_pk: int | None = None
    """Their deputy, who is not there yet."""
    is_replaced: bool = False
    """Their deputy is there."""

    @property
    def key(self) -> tuple[str, int]:
        """What stays the same when the row changes."""
        for kind, pk in (("person", self.person_pk), ("member", self.member_pk)):
            if pk is not None:
                return kind, pk
        return "organisation", self.organisation_pk or 0

    @property
    def short(self) -> str:
        """The name as it is read aloud."""
        return short_name(self.name) if self.person_pk is not None else self.name


class Room(NamedTuple):
    """The room of one agenda item."""

    item_pk: int
    meeting_pk: int
    case_pk: int | None
    is_running: bool
    is_over: bool
    rows: tuple[RoomRow, ...]
    """In the order of PARTS."""
    people: int
    """At the table; the family is not counted."""
    limit: int
    """Above so many people the check E58 says so."""

    def of(self, part: str) -> tuple[RoomRow, ...]:
        """Return the rows of one part."""
        return tuple(row for row in self.rows if row.part == part)

    @property
    def goes_out(self) -> tuple[RoomRow, ...]:
        """Who is asked to step out: no part in this case, or no seat while they sat with the item before."""
        return (*self.of(OUT), *(row for row in self.of(OUTSIDE) if row.moves))

    @property
    def missed(self) -> tuple[RoomRow, ...]:
        """Who is missing and has nobody who stands in."""
        return tuple(row for row in self.of(MISSING) if not row.is_replaced)

    @property
    def comes_in(self) -> tuple[RoomRow, ...]:
        """Who is called in: expected and without a seat, or with a seat and not in the room before."""
        return (*self.of(IN), *(row for row in self.of(HERE) if row.moves))


def read_room(store: "Store", item_pk: int) -> Room | None:
    """Return the room of an agenda item as it is now; nothing when the item is gone."""
    with store.read() as reader:
        found = meeting_facts(reader, "pk = (SELECT meeting_id FROM agenda_item WHERE pk = ?1)", (item_pk,))
        item = next((item for facts in found for item in facts.agenda if item.pk == item_pk), None)
        if item is None:
            return None
        meetings = {facts.meeting.pk: facts for facts in (*related_meetings(reader, item.case_id), *found)}
        moment = Moment(table_facts(reader, tuple(meetings.values())), store.clock.now("UTC"), found[0])
        case = case_facts(reader, item.case_id) if item.case_id is not None else None
        return room_of(moment, item, CaseAt(moment, case) if case is not None else None)


def room_of(moment: Moment, item: AgendaItem, case_at: CaseAt | None) -> Room:
    """Return the room of an item of the meeting of this moment; without a case everybody has a part in it."""
    return _Seating(moment, item, case_at).room()


class _Seating:
    """One item, and what is worked out once about it."""

    def __init__(self, moment: Moment, item: AgendaItem, case_at: CaseAt | None) -> None:
        assert moment.meeting is not None  # noqa: S101 - an item is of a meeting
        self.moment, self.item, self.case_at = moment, item, case_at
        self.facts, self.table = moment.meeting, moment.table
        self.is_over = item.actual_end is not None
        self.is_running = item.actual_start is not None and not self.is_over
        self.listed = {row.person_id: row for row in self.facts.attendance}
        seats = self.facts.seats.get(item.pk, ())
        self.seats = {seat.person_id: seat.until for seat in seats if seat.person_id is not None}
        self.family = {seat.member_id: seat.until for seat in seats if seat.member_id is not None}

    def room(self) -> Room:
        rows = [*self._people(), *self._not_listed(), *self._members()]
        rows += self._organisations(rows)
        rows.sort(key=lambda row: PARTS.index(row.part))
        return Room(
            self.item.pk,
            self.facts.meeting.pk,
            self.item.case_id,
            self.is_running,
            self.is_over,
            tuple(rows),
            sum(row.part in (HERE, OUT) and row.person_pk is not None for row in rows),
            self.moment.limit("E58.people"),
        )

    # Who is in the room.

    @cached_property
    def _in_room(self) -> dict[tuple[int | None, int | None], WasIn]:
        """Who is in the room now; of an item that is over who was, of one to come who is to be."""
        return {(who.person_pk, who.member_pk): who for who in was_in(self.facts, self.item) if self._is_in_now(who)}

    def _is_in_now(self, who: WasIn) -> bool:
        if not self.is_running:
            return True
        meeting = self.facts.meeting
        return (not who.since or self.moment.has_come(meeting, who.since)) and not (
            who.until and self.moment.has_come(meeting, who.until)
        )

    @cached_property
    def _before(self) -> frozenset[tuple[int | None, int | None]] | None:
        """Who stayed to the end of the item before this one; nothing when this is the first."""
        earlier = self._item_before()
        if earlier is None:
            return None
        return frozenset((who.person_pk, who.member_pk) for who in was_in(self.facts, earlier) if not who.until)

    def _item_before(self) -> AgendaItem | None:
        """Return the item that ended when this one began; of one to come the item above it on the agenda."""
        start, place = self.item.actual_start, self.facts.agenda.index(self.item)
        if start is None:
            return next((item for item in reversed(self.facts.agenda[:place]) if not item.not_held), None)
        ended = [item for item in self.facts.agenda if item.actual_end is not None and item.actual_end <= start]
        before = [item for item in reversed(ended) if item.pk != self.item.pk]  # of equals the last on the agenda
        return max(before, key=lambda item: (item.actual_end or "", item.actual_start or ""), default=None)

    def _moves(self, key: tuple[int | None, int | None], part: str) -> bool:
        """Whether somebody changes places with the item before; who stepped out of this one did so already."""
        if self._before is None or self.is_over or part not in (HERE, OUTSIDE):
            return False
        stepped_out = self.seats.get(key[0] or 0) or self.family.get(key[1] or 0)
        return (key in self._before) != (part == HERE) and not (part == OUTSIDE and stepped_out)

    # People.

    def _people(self) -> Iterator[RoomRow]:
        for pk, attendance in self.listed.items():
            why, is_named = self._why(pk)
            part = self._part(pk, attendance, has_part=bool(why), is_named=is_named)
            if part:
                yield self._person(pk, part, why, tuple(self._notes(pk, attendance, part)))

    def _part(self, pk: int, attendance: Attendance, *, has_part: bool, is_named: bool) -> str:
        """Tell where a person of the list belongs; nothing for who is away and not missed."""
        has_part = has_part or self.case_at is None or not is_checked(self.case_at.case)  # as E59 has it
        if attendance.status not in THERE:
            return MISSING if is_named or pk in self.seats else ""
        if (pk, None) in self._in_room:
            return HERE if has_part or self.is_over else OUT
        if self.is_over:
            return OUTSIDE
        if not self._is_at_meeting(attendance):
            return MISSING if is_named or pk in self.seats else OUTSIDE
        stepped_out = self.seats.get(pk) is not None
        organisation = self.moment.person(pk).organisation_id
        is_asked = is_named or (organisation in self._asked and not self._has_somebody_in_room(organisation))
        return IN if is_asked and not stepped_out else OUTSIDE

    def _is_at_meeting(self, row: Attendance) -> bool:
        """Whether somebody on the list is at the meeting while this item runs, or is to be."""
        meeting, item = self.facts.meeting, self.item
        if self.is_running:
            return (not row.arrives or self.moment.has_come(meeting, row.arrives)) and not self.moment.has_come(
                meeting, row.leaves
            )
        return (row.arrives or "") < item.planned_end and (row.leaves or item.planned_end) > item.planned_start

    def _has_somebody_in_room(self, organisation: int) -> bool:
        here = (person for person, _member in self._in_room if person is not None)
        return any(self.moment.person(person).organisation_id == organisation for person in here)

    def _not_listed(self) -> Iterator[RoomRow]:
        """Yield who holds a role or has something to do, and was not invited at all."""
        if self.case_at is None or self.is_over:
            return
        doers = (pk for action in self.case_at.live_actions for pk in (action.owner_id, action.executor_id))
        for pk in dict.fromkeys((*self.case_at.all_holders, *doers)):
            if pk is not None and pk not in self.listed:
                yield self._person(pk, MISSING, self._why(pk)[0], (_("not invited"), *self._deputy_note(pk)))

    def _person(self, pk: int, part: str, why: tuple[str, ...], note: tuple[str, ...]) -> RoomRow:
        person = self.moment.person(pk)
        return RoomRow(
            part,
            person.name,
            self.table.organisations[person.organisation_id].name,
            why,
            note,
            person_pk=pk,
            moves=self._moves((pk, None), part),
            secrecy_open=person.secrecy == "not_yet" and part != MISSING,
            deputy_pk=person.deputy_id if part == MISSING and not self._is_there(person.deputy_id) else None,
            is_replaced=part == MISSING and self._is_there(person.deputy_id),
        )

    def _is_there(self, pk: int | None) -> bool:
        row = self.listed.get(pk or 0)
        return row is not None and row.status in THERE and self._is_at_meeting(row)

    @cached_property
    def _stands_in_for(self) -> dict[int, list[int]]:
        """By deputy: for whom they stand in, of those on the list who are away and have a part in this case."""
        found: dict[int, list[int]] = {}
        for pk, row in self.listed.items():
            deputy = self.moment.person(pk).deputy_id
            if deputy is not None and row.status not in THERE and self._own_reasons(pk):
                found.setdefault(deputy, []).append(pk)
        return found

    # Why, in words.

    def _why(self, pk: int) -> tuple[tuple[str, ...], bool]:
        """Say why a person belongs at this item, and whether that is a reason of their own, not of their organisation.

        Who keeps the time sits with every case, who comes with the family as long as the family is there.
        """
        own = [*self._own_reasons(pk), *self._deputy_reasons(pk)]
        row = self.listed.get(pk)
        if row is not None and row.capacity in (*WITH_ALL_CASES, *(WITH_THE_FAMILY if self._has_family else ())):
            return (label("Capacity", row.capacity), *own), bool(own)
        if own or self.case_at is None or not self.case_at.is_involved(pk):
            return tuple(own), bool(own)
        if pk in self.case_at.named_people:
            return (_("named in the file"),), False
        return (_("organisation is involved"),), False

    @property
    def _has_family(self) -> bool:
        return any(until is None for until in self.family.values())

    def _own_reasons(self, pk: int) -> list[str]:
        meeting, case_at = self.facts.meeting, self.case_at
        words = [
            said
            for who, said in ((meeting.chair_id, _("in the chair")), (meeting.secretary_id, _("takes the minutes")))
            if who == pk
        ]
        if case_at is None:
            return words
        held = dict.fromkeys(role.role for role in case_at.current_roles if role.holder_id == pk)
        words += [self.moment.role_label(code) for code in held]
        numbers = [
            action.id
            for action in case_at.live_actions
            if pk in (action.owner_id, action.co_owner_id, action.executor_id)
        ]
        if numbers:
            few = ", ".join(numbers[:MOST_NUMBERS])
            more = len(numbers) - MOST_NUMBERS
            words.append(_("{few} and {n} more").format(few=few, n=more) if more > 0 else few)
        if any(helper.person_id == pk for helper in case_at.current_helpers):
            words.append(_("works with the family"))
        if case_at.case.brought_by_id == pk:
            words.append(_("brought the case in"))
        return words

    def _deputy_reasons(self, pk: int) -> list[str]:
        names = [self.table.person_name(absent) for absent in self._stands_in_for.get(pk, ())]
        return [_("stands in for {name}").format(name=name) for name in names]

    def _notes(self, pk: int, row: Attendance, part: str) -> Iterator[str]:
        """Say how and when somebody is there."""
        if row.status != "present":
            yield label("AttendanceStatus", row.status)
        if row.capacity not in ("participant", *WITH_ALL_CASES, *WITH_THE_FAMILY):
            yield label("Capacity", row.capacity)
        if row.status in THERE:
            if row.arrives and (part == MISSING or row.arrives > (self.item.actual_start or self.item.planned_start)):
                yield _("from {time}").format(time=row.arrives)
            if row.leaves:
                yield _("until {time}").format(time=row.leaves)
            if until := self.seats.get(pk):
                yield _("stepped out at {time}").format(time=until)
        if part == MISSING:
            yield from self._deputy_note(pk)

    def _deputy_note(self, pk: int) -> Iterator[str]:
        deputy = self.moment.person(pk).deputy_id
        if deputy is not None:
            words = _("{name} stands in") if self._is_there(deputy) else _("deputy: {name}")
            yield words.format(name=self.table.person_name(deputy))

    # The family and the organisations.

    def _members(self) -> Iterator[RoomRow]:
        for member in self.case_at.facts.members if self.case_at is not None else ():
            part = HERE if (None, member.pk) in self._in_room else OUTSIDE
            until = self.family.get(member.pk)
            note = (_("stepped out at {time}").format(time=until),) if until else ()
            yield RoomRow(
                part,
                member.id,
                label("Relation", member.relation),
                note=note,
                member_pk=member.pk,
                moves=self._moves((None, member.pk), part),
            )

    def _organisations(self, people: Iterable[RoomRow]) -> list[RoomRow]:
        """Return the organisations that were asked and of which nobody is here, comes or is missed by name."""
        if self.case_at is None or self.is_over:
            return []
        covered = {
            self.moment.person(row.person_pk).organisation_id
            for row in people
            if row.person_pk is not None and row.part != OUTSIDE
        }
        return [
            RoomRow(MISSING, self.table.organisations[pk].name, why=(why,), organisation_pk=pk)
            for pk, why in self._asked.items()
            if pk not in covered
        ]

    @cached_property
    def _asked(self) -> dict[int, str]:
        """The organisations that are asked to this case and have not answered yet, or have a role in it, and why."""
        asked: dict[int, str] = {}
        if self.case_at is None:
            return asked
        for info in self.case_at.facts.information:
            is_answered = info.received_on is not None or bool(info.cannot_because)
            if info.invited and not is_answered:
                asked[info.organisation_id] = _("invited, no information yet")
        for role in self.case_at.facts.roles:
            pk = role.organisation_id if role.holder_id is None else None
            if pk is not None and is_current(role, self.moment.today):
                asked[pk] = self.moment.role_label(role.role)
        return asked
