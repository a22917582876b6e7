"""Counts over the whole table by year, for learning and research (docs/what-goes-out.md); no ranking of anybody."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, get_args

from mdoverleg.domain import enums, records
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.groups import OPEN_CASES, UNCHECKED
from mdoverleg.domain.numbers import NO_YEAR, WITHHELD, NumberLine, NumbersPaper, NumbersPart, middle, protected
from mdoverleg.domain.numbers_kept import TOTAL, Counts, added, counts_of
from mdoverleg.domain.retention import NUMBERS
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import all_case_facts, table_facts
from mdoverleg.reads.loading import load
from mdoverleg.reads.paper_head import paper_head
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.words import is_live
from mdoverleg.store.reading import Reader

_WORDS: Final = (
    enums.MeetingKind,
    enums.CaseCategory,
    enums.Phase,
    enums.CaseStatus,
    enums.Framework,
    enums.ActionStatus,
    enums.MeasureKind,
)
_ORDER: Final = {word: place for words in _WORDS for place, word in enumerate(get_args(words))}
"""The place of each word among those of its kind."""
Counted = tuple[str, Mapping[str, str]]
"""Of one thing that is counted: its year, and what it is by each division."""


class _Table(NamedTuple):
    """What is counted."""

    held: Mapping[int, date]
    """Days of the meetings that were held."""
    cases: tuple[CaseFacts, ...]
    actions: tuple[records.ActionPoint, ...]
    facts: TableFacts


def numbers_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> NumbersPaper:
    """Return counts over the whole table; what is small, or would give it away, is hidden (domain/numbers.py)."""
    del asked
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by)
    meetings = load(reader, records.Meeting)
    of = _Table(
        held={row.pk: row.held_on for row in meetings if row.actual_start},
        cases=all_case_facts(reader),
        actions=load(reader, records.ActionPoint),
        facts=table,
    )
    moment = Moment(table, clock.now(table.zone))
    kept = counts_of(reader.value("SELECT value FROM setting WHERE name = ?", (NUMBERS,)))
    years = _by_year(of, meetings, kept)
    everything = NumbersPart("", tuple(_middles(of, moment)))
    return NumbersPaper(head, (*([everything] if everything.lines else []), *years))


def count_cases(reader: Reader, pks: tuple[int, ...]) -> Counts:
    """Count what cases add to the numbers, to be kept when they are erased: per year, and per division on its own."""
    listed = f"pk IN ({', '.join('?' * len(pks))})"
    cases = all_case_facts(reader, listed, pks)
    meetings = load(reader, records.Meeting)
    held = {row.pk: row.held_on for row in meetings if row.actual_start}
    of = _Table(held, cases, tuple(row for case in cases for row in case.actions), table_facts(reader))
    return {subject: _counts(counted) for subject, counted in _subjects(of, ()).items() if counted}


def count_meetings(reader: Reader, pks: tuple[int, ...]) -> Counts:
    """Count what meetings add to the numbers, to be kept when they are erased."""
    meetings = load(reader, records.Meeting, f"pk IN ({', '.join('?' * len(pks))})", pks)
    held = [(_year(row.held_on), {"kind": row.kind}) for row in meetings if row.actual_start]
    return {"meetings": _counts(held)} if held else {}


def _counts(counted: Iterable[Counted]) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for year, what in counted:
        for division, item in {TOTAL: TOTAL, **what}.items():
            items = found.setdefault(year, {}).setdefault(division, {})
            items[item] = items.get(item, 0) + 1
    return found


def _subjects(of: _Table, meetings: Iterable[records.Meeting]) -> dict[str, list[Counted]]:
    """Return everything that is counted, by subject."""
    return {
        "meetings": [(_year(row.held_on), {"kind": row.kind}) for row in meetings if row.pk in of.held],
        "cases": [(_year(row.case.opened_on), _of_case(row.case)) for row in of.cases],
        "actions": list(_actions(of)),
        "decisions": [(_made_in(of, row.created_in_id, case), {}) for case in of.cases for row in case.decisions],
        "waiting": [
            (_year(row.since), {"state": "over" if row.ended_on else "running"})
            for case in of.cases
            for row in case.waiting
        ],
        "measures": [
            (_year(row.started_on or case.case.opened_on), {"kind": row.kind})
            for case in of.cases
            for row in case.measures
        ],
    }


def _by_year(of: _Table, meetings: Iterable[records.Meeting], kept: Counts) -> Iterator[NumbersPart]:
    counts = {subject: _counts(counted) for subject, counted in _subjects(of, meetings).items()}
    whole = counts_of(added(json.dumps(counts), kept))
    for year in sorted({year for years in whole.values() for year in years}):
        lines = [line for subject in counts for line in _lines(subject, whole.get(subject, {}).get(year, {}))]
        yield NumbersPart(year, (*lines, *_days(of, year)))


def _lines(subject: str, counts: Mapping[str, Mapping[str, int]]) -> Iterator[NumberLine]:
    """Give the total of one year and what it is divided into."""
    number = counts.get(TOTAL, {}).get(TOTAL, 0)
    names = sorted(counts.keys() - {TOTAL})
    total, shown = protected(number, [counts[name] for name in names])
    if number:
        yield NumberLine(subject, "", "", total)
    for name, found in zip(names, shown, strict=False):
        if found is None:
            yield NumberLine(subject, name, "", WITHHELD)
        else:
            yield from (NumberLine(subject, name, item, found[item]) for item in sorted(found, key=_place))


def _place(item: str) -> tuple[int, str]:
    """Return where a word stands among its own: in the order of the format, and what is no word of it last."""
    return _ORDER.get(item, len(_ORDER)), item


def _year(day: date | None) -> str:
    return f"{day.year:04d}" if day else NO_YEAR


def _of_case(case: records.Case) -> dict[str, str]:
    return {
        "category": case.category,
        "phase": case.phase,
        "status": case.status,
        "framework": case.framework or "none",
    }


def _made_in(of: _Table, meeting_pk: int | None, case: CaseFacts | None) -> str:
    """Return the year of the meeting in which something was agreed, else of the case."""
    return _year(of.held.get(meeting_pk or 0) or (case.case.opened_on if case else None))


def _actions(of: _Table) -> Iterator[Counted]:
    cases = {case.case.pk: case for case in of.cases}
    for row in of.actions:
        outcome = "live" if is_live(row) else row.status
        yield _made_in(of, row.created_in_id, cases.get(row.case_id or 0)), {"outcome": outcome}


# How long, and how many: the middle value alone


def _of_families(of: _Table) -> list[CaseFacts]:
    """Return the cases that are about a family at the table: no advice, no copy to learn from."""
    return [case for case in of.cases if case.case.category not in UNCHECKED]


def _days(of: _Table, year: str) -> Iterator[NumberLine]:
    yield from _durations(of, [case for case in _of_families(of) if _year(case.case.opened_on) == year])


def _durations(of: _Table, cases: list[CaseFacts]) -> Iterator[NumberLine]:
    reached: dict[str, Callable[[CaseFacts], date | None]] = {
        "days_to_contact": lambda case: case.case.first_contact_on,
        "days_to_done": lambda case: _first_done(of, case),
    }
    for subject, day_of in reached.items():
        days = [(day - case.case.opened_on).days for case in cases if (day := day_of(case)) is not None]
        found = middle(number for number in days if number >= 0)
        if found:
            yield NumberLine(subject, "", "", found)


def _first_done(of: _Table, case: CaseFacts) -> date | None:
    """Return the day of the first meeting in which an action point of the case was told to be done."""
    days = [of.held.get(row.reviewed_in_id or 0) for row in case.actions if row.status == "done"]
    return min((day for day in days if day is not None), default=None)


def _middles(of: _Table, moment: Moment) -> Iterator[NumberLine]:
    """Give middle values over all years: the days, and the professionals around families of open cases."""
    families = _of_families(of)
    yield from _durations(of, families)
    running = [CaseAt(moment, case) for case in families if case.case.status in OPEN_CASES]
    known = [case for case in running if case.professionals_at_start]
    start, now = (
        middle(case.professionals_at_start for case in known),
        middle(case.professionals_now for case in known),
    )
    if start and now:
        yield NumberLine("professionals", "", "start", start)
        yield NumberLine("professionals", "", "now", now)
