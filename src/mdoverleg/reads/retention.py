"""Until when everything is kept, what is due to be erased, and what would go with it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.erased_words import ErasedWords
from mdoverleg.domain.exports import KIND, KIND_OF_CASE
from mdoverleg.domain.groups import OPEN_CASES, OVER
from mdoverleg.domain.labels import label
from mdoverleg.domain.retention import (
    CAME_BACK,
    TERMS,
    Due,
    FileLeft,
    Terms,
    Why,
    cases_back,
    keep_until,
    months_after,
    terms_of,
)
from mdoverleg.domain.words import _
from mdoverleg.reads.exports import read_exports
from mdoverleg.reads.loading import day_of
from mdoverleg.reads.table import today_of
from mdoverleg.store.blotting import free_texts
from mdoverleg.store.erasing import NUMBERS_ALONE, OLD_ENTRIES, Hanging
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

_CASES: Final = 'SELECT pk, alias, status, opened_on, closed_on, retain_until FROM "case" ORDER BY position, pk'

_AT_THE_TABLE: Final = (
    "SELECT i.case_id FROM agenda_item i JOIN meeting m ON m.pk = i.meeting_id WHERE i.case_id IS NOT NULL "
    "AND i.actual_start IS NOT NULL AND i.actual_end IS NULL AND m.actual_end IS NULL AND m.closed_at IS NULL"
)
_TAKEN_UP: Final = (
    "SELECT case_id FROM agenda_item WHERE case_id IS NOT NULL UNION SELECT case_id FROM role_assignment "
    "UNION SELECT case_id FROM action_point WHERE case_id IS NOT NULL"
)
_EMPTY_MEETINGS: Final = """
SELECT pk, held_on FROM meeting m WHERE (actual_start IS NULL OR actual_end IS NOT NULL OR closed_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.meeting_id = m.pk AND i.case_id IS NOT NULL)
ORDER BY held_on, pk"""

_REFERRING: Final = (
    ("action_point", "created_in_id"),
    ("action_point", "reviewed_in_id"),
    ("decision", "created_in_id"),
    ("deviation", "created_in_id"),
    ("feedback", "created_in_id"),
    ("handover", "created_in_id"),
    ("role_assignment", "created_in_id"),
)
"""Where something says in which meeting it was agreed: such a meeting stays as long as that does."""


class Kept(NamedTuple):
    """Until when one case is kept, by its own day or by the table's terms."""

    pk: int
    alias: str
    status: str
    until: date | None
    """The last day; nothing: as long as the case is open."""
    why: Why
    """What is true of it after that day."""


class Retention(NamedTuple):
    """What the table keeps, and for how long."""

    today: date
    terms: Terms
    due: tuple[Due, ...]
    """What is to be erased, oldest day first; what has to wait says why."""


def terms(reader: Reader) -> Terms:
    """Return how long this table keeps what."""
    return terms_of(reader.value("SELECT value FROM setting WHERE name = ?", (TERMS,)))


def read_terms(store: "Store") -> Terms:
    """Return how long this table keeps what, for who has no reader."""
    with store.read() as reader:
        return terms(reader)


def kept_cases(reader: Reader) -> tuple[Kept, ...]:
    """Return until when every case is kept, in document order."""
    by, taken_up = terms(reader), {pk for (pk,) in reader.rows(_TAKEN_UP)}
    return tuple(_kept(row, by, is_taken_up=row[0] in taken_up) for row in reader.rows(_CASES))


def _kept(row: tuple[Any, ...], by: Terms, *, is_taken_up: bool) -> Kept:
    pk, alias, status, opened, closed, until = row
    own, why = day_of(until), "kept_long_enough"
    if own is None and status in OVER:
        ended = day_of(closed) or (day_of(opened) if status == "not_taken_up" else None)
        own = keep_until(status, ended, by) if ended else None
    elif own is None and status == "referred" and not is_taken_up:
        own, why = (day_of(opened) or date.max) + timedelta(weeks=by.referred_weeks), "never_taken_up"
    return Kept(pk, alias, status, own, "never_taken_up" if status == "not_taken_up" else why)  # type: ignore[arg-type]


def read_retention(store: "Store") -> Retention:
    """Return what is due today: cases whose last day is over, and meetings in which no case is left."""
    files = _files_by_case(store)
    with store.read() as reader:
        today, by = today_of(store, reader), terms(reader)
        running = {pk for (pk,) in reader.rows(_AT_THE_TABLE)}
        cases, back = kept_cases(reader), came_back(reader)
        found = [
            _due(reader, one, one.until or today, files, why="came_back", waits=_waits_at_table(one, running))
            for one in cases
            if one.pk in back
        ]
        found += [
            _due(reader, one, one.until, files, why=one.why, waits=_waits(one, running))
            for one in cases
            if one.until is not None and one.until < today and one.pk not in back
        ]
        found += _due_meetings(reader, by, today)
        found += _due_log(reader, by, today)
    return Retention(today, by, tuple(sorted(found, key=_order)))


def _order(one: Due) -> tuple[bool, date, str, int]:
    return one.why != "came_back", one.until, one.kind, one.pk


def came_back(reader: Reader) -> frozenset[int]:
    """Return the keys of the cases that were erased for good and came back with a backup."""
    return frozenset(cases_back(reader.value("SELECT value FROM setting WHERE name = ?", (CAME_BACK,))))


def read_forgetting(store: "Store", case_pk: int) -> Due | None:
    """Return what goes when one case is erased now; nothing when it is not there."""
    files = _files_by_case(store)
    with store.read() as reader:
        today = today_of(store, reader)
        running = {pk for (pk,) in reader.rows(_AT_THE_TABLE)}
        for one in kept_cases(reader):
            if one.pk == case_pk:
                waits = _waits_at_table(one, running)
                return _due(reader, one, one.until or today, files, why="asked", waits=waits)
    return None


def mentions(store: "Store", case_pks: Iterable[int]) -> int:
    """Count the texts elsewhere that name one of these cases: there a mark will stand in the place of the name."""
    with store.read() as reader:
        doomed = Hanging(reader.rows).with_all({"case": tuple(case_pks)})
        cases, members = doomed.get("case", set()), doomed.get("member", set())
        names = reader.rows('SELECT pk, alias, source_ref FROM "case"')
        gone = {word for pk, *words in names if pk in cases for word in words if word}
        gone |= {id_ for pk, id_ in reader.rows("SELECT pk, id FROM member") if pk in members}
        words = ErasedWords(gone, (alias for pk, alias, _ref in names if pk not in cases))
        return sum(
            pk not in doomed.get(table, ()) and words.are_in(text) for table, pk, text in free_texts(reader.rows)
        )


def _waits_at_table(one: Kept, running: set[int]) -> str:
    return _("it is at the table now") if one.pk in running else ""


def _waits(one: Kept, running: set[int]) -> str:
    if waits := _waits_at_table(one, running):
        return waits
    if one.status in OPEN_CASES and one.status != "referred":
        status = label("CaseStatus", one.status)
        return _("its status is {status}; close it first, or set another day").format(status=status)
    return ""


def _due(
    reader: Reader, one: Kept, until: date, files: dict[int, tuple[FileLeft, ...]], *, why: Why, waits: str
) -> Due:
    rows = Hanging(reader.rows).with_all({"case": (one.pk,)})
    return Due(
        "case",
        one.pk,
        one.alias,
        why,
        until,
        sum(len(pks) for pks in rows.values()),
        int(
            reader.value(
                "SELECT count(*) FROM change_item WHERE case_pk = ? AND (before IS NOT NULL OR after IS NOT NULL)",
                (one.pk,),
            )
        ),
        files.get(one.pk, ()),
        waits,
    )


def _due_meetings(reader: Reader, by: Terms, today: date) -> Iterator[Due]:
    named = {
        pk
        for table, column in _REFERRING
        for (pk,) in reader.rows(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
    }
    for pk, held_on in reader.rows(_EMPTY_MEETINGS):
        day = day_of(held_on) or date.max
        until = months_after(day, by.meetings_months)
        if until < today and pk not in named:
            rows = Hanging(reader.rows).with_all({"meeting": (pk,)})
            number = sum(len(pks) for pks in rows.values())
            yield Due("meeting", pk, day_file(day), "no_case_left", until, number, 0)


def _due_log(reader: Reader, by: Terms, today: date) -> Iterator[Due]:
    before = months_after(today, -12 * by.log_years)
    entries = len(reader.rows(OLD_ENTRIES, (before.isoformat(), *NUMBERS_ALONE)))
    if entries:
        name = _("log before {day}").format(day=day_file(before))
        yield Due("log", 0, name, "log_kept_long_enough", before, 0, entries)


def _files_by_case(store: "Store") -> dict[int, tuple[FileLeft, ...]]:
    """Return the files that were made of each case and are still on the disk, by the list of files made."""
    on_disk = {
        row.number: FileLeft(row.number, row.what, row.path)
        for row in read_exports(store)
        if row.state in ("there", "changed")
    }
    if not on_disk:
        return {}
    found: dict[int, list[FileLeft]] = {}
    with store.read() as reader:
        noted = reader.rows(
            "SELECT DISTINCT case_pk, row_pk FROM change_item WHERE table_name IN (?, ?) AND case_pk IS NOT NULL "
            "ORDER BY row_pk",
            (KIND, KIND_OF_CASE),
        )
    for case_pk, number in noted:
        if number in on_disk:
            found.setdefault(case_pk, []).append(on_disk[number])
    return {case_pk: tuple(files) for case_pk, files in found.items()}


def files_of(due: Iterable[Due]) -> tuple[FileLeft, ...]:
    """Return the files of several cases, each once."""
    return tuple({file.number: file for one in due for file in one.files}.values())
