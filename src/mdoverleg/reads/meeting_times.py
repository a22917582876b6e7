"""The time of one meeting: what waits and how it may be weighed, who comes for what, and what each item took."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.case_steps import KEPT, minutes_by_step
from mdoverleg.domain.catching_up import Waiting, weight_of
from mdoverleg.domain.clock import instant_of, minutes_of_day
from mdoverleg.domain.facts import MeetingFacts, TableFacts
from mdoverleg.domain.groups import THERE
from mdoverleg.domain.labels import label
from mdoverleg.domain.meeting_times import Comer, MeetingTimes, SpentRow
from mdoverleg.domain.records import AgendaItem, Meeting
from mdoverleg.domain.text import capital
from mdoverleg.methods import step_title, steps
from mdoverleg.reads.facts import all_case_facts, meeting_facts, table_facts
from mdoverleg.reads.table import kept_method, zone_of
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.safety import risk_of
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

EARLIER = (
    "SELECT i.case_id, i.not_held, i.actual_start FROM agenda_item i JOIN meeting m ON m.pk = i.meeting_id"
    " JOIN meeting here ON here.pk = ?1 WHERE (m.held_on, m.planned_start, m.pk) < (here.held_on, here.planned_start,"
    " here.pk) AND m.actual_start IS NOT NULL AND i.case_id IN (SELECT case_id FROM agenda_item WHERE meeting_id = ?1)"
    " ORDER BY m.held_on DESC, m.planned_start DESC, m.pk DESC, i.position DESC"
)
"""The items of earlier meetings on the cases of this one, the newest first."""

ALIASES = 'SELECT pk, alias FROM "case" WHERE pk IN (SELECT case_id FROM agenda_item WHERE meeting_id = ?1)'


def read_meeting_times(store: "Store", meeting_pk: int) -> MeetingTimes | None:
    """Return the time of a meeting as it is now; nothing when there is no such meeting."""
    with store.read() as reader:
        return meeting_times(reader, store.clock.now("UTC"), meeting_pk)


def meeting_times(reader: Reader, at: datetime, meeting_pk: int) -> MeetingTimes | None:
    """Return the time of a meeting at one instant."""
    now = at.astimezone(zone_of(reader))
    found = meeting_facts(reader, "pk = ?", (meeting_pk,))
    if not found:
        return None
    facts = found[0]
    meeting, clock = facts.meeting, now.hour * 60 + now.minute
    runs = meeting.actual_start is not None and meeting.closed_at is None and meeting.held_on == now.date()
    running = _running(facts)
    waiting = [] if meeting.closed_at is not None else _in_order(facts.agenda, running)
    table = table_facts(reader, found)
    walked = _walked(reader, table, meeting, now)
    names: dict[int, str] = dict(reader.rows(ALIASES, (meeting_pk,)))
    weigh = _Weighing(facts, names, times_put_off(reader, meeting_pk), _cases_at(reader, waiting, table, now, facts))
    return MeetingTimes(
        meeting_pk=meeting_pk,
        runs=runs,
        running_pk=running.pk if running else None,
        at=clock + _left_of(running, clock),
        end=minutes_of_day(meeting.planned_end),
        rows=tuple(weigh.row(place, item) for place, item in enumerate(waiting)),
        comers=_comers(facts, table, {item.pk for item in waiting}, running.pk if running else None),
        spent=tuple(
            _spent(number, item, names, clock)._replace(steps=walked(item))
            for number, item in enumerate(facts.agenda, 1)
        ),
        location=meeting.location or "",
    )


def times_put_off(reader: Reader, meeting_pk: int) -> dict[int, int]:
    """Return how often in a row each case of a meeting was put off, or not reached, in the meetings before it."""
    counts: dict[int, int] = {}
    held: set[int] = set()
    for case_pk, not_held, begun in reader.rows(EARLIER, (meeting_pk,)):
        if begun and not not_held:
            held.add(case_pk)
        elif case_pk not in held and not_held != "dropped":
            counts[case_pk] = counts.get(case_pk, 0) + 1
    return counts


def _running(facts: MeetingFacts) -> AgendaItem | None:
    """Of several the one that began last, as everywhere."""
    begun = [
        (item.actual_start, place, item)
        for place, item in enumerate(facts.agenda)
        if item.actual_start and not item.actual_end and not item.not_held
    ]
    return max(begun, key=lambda one: one[:2])[2] if begun else None


def _in_order(agenda: Sequence[AgendaItem], running: AgendaItem | None) -> list[AgendaItem]:
    """Return what waits: after the running item, and then what was passed over, as going on takes them."""
    place = agenda.index(running) if running is not None else -1
    turned = (*agenda[place + 1 :], *agenda[: place + 1])
    return [item for item in turned if item.actual_start is None and item.not_held is None]


def _left_of(running: AgendaItem | None, clock: int) -> int:
    if running is None or running.actual_start is None:
        return 0
    return max(0, _planned(running) - max(0, clock - minutes_of_day(running.actual_start)))


def _planned(item: AgendaItem) -> int:
    return minutes_of_day(item.planned_end) - minutes_of_day(item.planned_start)


def _cases_at(
    reader: Reader, items: Sequence[AgendaItem], table: TableFacts, now: datetime, facts: MeetingFacts
) -> dict[int, CaseAt]:
    keys = tuple(dict.fromkeys(item.case_id for item in items if item.case_id is not None))
    marks, moment = ", ".join("?" * len(keys)), Moment(table, now, facts)
    found = all_case_facts(reader, f"pk IN ({marks})", keys) if keys else ()
    return {case.case.pk: CaseAt(moment, case) for case in found}


class _Weighing(NamedTuple):
    """What is known to weigh one item against another."""

    facts: MeetingFacts
    names: dict[int, str]
    put_off: dict[int, int]
    cases: dict[int, CaseAt]

    def row(self, place: int, item: AgendaItem) -> Waiting:
        """Return one item that waits."""
        case = self.cases.get(item.case_id or 0)
        return Waiting(
            item_pk=item.pk,
            place=place,
            number=self.facts.agenda.index(item) + 1,
            kind=item.kind,
            title=_title(item, self.names),
            minutes=_planned(item),
            start=minutes_of_day(item.planned_start),
            weight=weight_of(case.case.category, case.case.phase) if case else 0,
            risk=risk_of(case) if case else "",
            put_off=self.put_off.get(item.case_id or 0, 0),
            has_family=any(seat.member_id is not None for seat in self.facts.seats.get(item.pk, ())),
            is_urgent=item.added_because is not None,
            category=case.case.category if case else "",
        )


def _walked(
    reader: Reader, table: TableFacts, meeting: Meeting, now: datetime
) -> Callable[[AgendaItem], tuple[tuple[str, int], ...]]:
    """Return what tells the minutes of the steps of an item."""
    kept: str | None = reader.value("SELECT value FROM setting WHERE name = ?", (KEPT,))
    of_method = steps(table.info.method, kept_method(reader))

    def walked(item: AgendaItem) -> tuple[tuple[str, int], ...]:
        until = instant_of(meeting.held_on, item.actual_end, table.zone) if item.actual_end else now
        minutes = minutes_by_step(kept, meeting.pk, item.pk, until)
        return tuple((step_title(step), minutes[step.code]) for step in of_method if step.code in minutes)

    return walked


def _title(item: AgendaItem, names: dict[int, str]) -> str:
    return names.get(item.case_id or 0, "") or item.title or capital(label("AgendaItemKind", item.kind))


def _comers(facts: MeetingFacts, table: TableFacts, waiting: set[int], running_pk: int | None) -> tuple[Comer, ...]:
    """Return who sits with some cases and not with all: a person by name, a family without one."""
    cases = [item.pk for item in facts.agenda if item.case_id is not None]
    begun = {item.pk for item in facts.agenda if item.actual_start is not None and item.not_held is None}
    stay = {facts.meeting.chair_id, facts.meeting.secretary_id}
    away = {row.person_id for row in facts.attendance if row.status not in THERE}
    here = {seat.person_id for seat in facts.seats.get(running_pk or 0, ()) if seat.until is None}
    sits: dict[int, set[int]] = {}
    families: dict[int, None] = {}
    everybody = [pk for pk in cases if not any(seat.person_id for seat in facts.seats.get(pk, ()))]
    for pk in cases:
        for seat in facts.seats.get(pk, ()):
            if pk in waiting and seat.until is not None:
                continue  # left before it began
            if seat.person_id is not None and seat.person_id not in stay | away:
                sits.setdefault(seat.person_id, set(everybody)).add(pk)
            if seat.member_id is not None:
                families[pk] = None
    found = [
        Comer(
            table.person_name(pk),
            table.organisations[table.people[pk].organisation_id].name,
            frozenset(items & waiting),
            len(items & begun),
            pk in here,
            pk,
        )
        for pk, items in sits.items()
        if len(items) < len(cases)
    ]
    found += [Comer("", "", frozenset({pk})) for pk in families if pk in waiting]
    return tuple(comer for comer in found if comer.item_pks)


def _spent(number: int, item: AgendaItem, names: dict[int, str], clock: int) -> SpentRow:
    spent = None
    if item.actual_start is not None:
        until = minutes_of_day(item.actual_end) if item.actual_end else clock
        spent = max(0, until - minutes_of_day(item.actual_start))
    return SpentRow(
        item_pk=item.pk,
        number=number,
        kind=item.kind,
        title=_title(item, names),
        planned=_planned(item),
        spent=spent,
        phases=(item.picture_minutes, item.judgement_minutes, item.decision_minutes),
        not_held=item.not_held,
    )
