"""Erasing for good: cases that were kept long enough, a case at once, meetings without cases, and people.

Nothing of this is undone. Loads no SQLModel: the work goes past it (store/erasing.py).
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from mdoverleg.domain.erased_words import ErasedWords, erased_mark
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.names import short_name
from mdoverleg.domain.numbers_kept import added
from mdoverleg.domain.pack import PREFERS
from mdoverleg.domain.retention import (
    ERASE,
    ERASE_PERSON,
    FORGET,
    KIND_OF_TERMS,
    NUMBERS,
    RANGES,
    SET_TERMS,
    TERMS,
    Erased,
    Terms,
    terms_of,
)
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.store.blotting import (
    blot_heads,
    blot_log,
    blot_minutes,
    blot_settings,
    blot_texts,
    index_again,
    words_of,
)
from mdoverleg.store.erasing import NUMBERS_ALONE, OLD_ENTRIES, Eraser, Rows
from mdoverleg.store.noting import Noted
from mdoverleg.store.reading import Reader
from mdoverleg.store.store import Store

Counting = Callable[[Reader, tuple[int, ...]], Mapping[str, Any]]
"""Counts what cases add to the numbers of the table, in the form of `domain/numbers_kept.py`."""

_OF_CASE: Final = (("case", "alias"), ("case", "id"), ("case", "source_ref"), ("member", "id"))
"""By what a family is known in other texts."""

_OWN_NUMBER: Final = re.compile(r"[A-Za-z]{1,2}-?\d*")
"""An id that says nothing (C-001, c1): in other texts it may be a word or another number."""


def erase_cases(store: Store, who: Who, *, pks: Iterable[int], count: Counting, asked: bool = False) -> Erased:
    """Erase cases for good, with everything that hangs on them and what the log holds of it; returns the numbers.

    `asked`: somebody asked for it now, else it was kept long enough. Refused when one is not there, or at the table.
    """
    wanted = tuple(dict.fromkeys(pks))

    def work(eraser: Eraser) -> Erased:
        for pk in wanted:
            _refuse_unfit_case(eraser, pk)
        _keep_numbers(eraser, store, wanted, count)
        rows = eraser.with_all({"case": wanted})
        words = _words_of_cases(eraser, rows, wanted)
        entries = eraser.empty_log(rows, wanted)
        taken = eraser.take_out(rows)
        found = _blot(eraser, words, entries, wanted)
        return found._replace(cases=len(wanted), rows=taken, table="case", of=wanted)

    return store.erase(who, FORGET if asked else ERASE, work)


def erase_meetings(store: Store, who: Who, *, pks: Iterable[int], count: Counting) -> Erased:
    """Erase meetings in which no case is left; Refused when there still is one."""
    wanted = tuple(dict.fromkeys(pks))

    def work(eraser: Eraser) -> Erased:
        _keep_numbers(eraser, store, wanted, count)
        rows = eraser.with_all({"meeting": wanted})
        for pk in wanted:
            if eraser.connection.execute(
                "SELECT 1 FROM agenda_item WHERE meeting_id = ? AND case_id IS NOT NULL", (pk,)
            ).fetchone():
                raise Refused(_("There are cases in this meeting; erase those first."))
        listed = json.dumps(wanted)
        minutes = eraser.connection.execute(
            "DELETE FROM minutes_kept WHERE meeting_id IN (SELECT value FROM json_each(?))", (listed,)
        ).rowcount
        entries = eraser.empty_log(rows)
        taken = eraser.take_out(rows)
        return Erased(meetings=len(wanted), rows=taken, entries=entries, minutes=minutes, table="meeting", of=wanted)

    return store.erase(who, ERASE, work)


def erase_old_log(store: Store, who: Who, *, before: date) -> Erased:
    """Take out what the entries of the log hold from before a day (UTC); who did what when stays, and the chain."""

    def work(eraser: Eraser) -> Erased:
        found = eraser.connection.execute(OLD_ENTRIES, (before.isoformat(), *NUMBERS_ALONE)).fetchall()
        return Erased(entries=eraser.empty_items(pk for (pk,) in found))

    return store.erase(who, ERASE, work)


def erase_member(store: Store, who: Who, *, pk: int) -> Erased:
    """Erase a family member for good, with the lines that are only theirs; Refused while one owns an action point."""

    def work(eraser: Eraser) -> Erased:
        row = eraser.connection.execute("SELECT id FROM member WHERE pk = ?", (pk,)).fetchone()
        if row is None:
            raise Refused(_("This is not there any more."))
        _refuse_open_points(eraser, row[0], ("family_owner_id",), pk)
        rows = eraser.with_all({"member": (pk,)})
        words = ErasedWords(words_of(eraser, (("member", "id"),), rows), _other_names(eraser, rows))
        entries = eraser.empty_log(rows)
        taken = eraser.take_out(rows)
        return _blot(eraser, words, entries)._replace(people=1, rows=taken, table="member", of=(pk,))

    return store.erase(who, ERASE_PERSON, work)


_PARTS: Final = ("owner_id", "co_owner_id", "executor_id", "passed_on_by_id")
_EMPTIED: Final = ("function", "phone", "reachable", "mandate", "secrecy", "secrecy_on", "deputy_id")


def erase_person(store: Store, who: Who, *, pk: int) -> Erased:
    """Erase who a professional is: name, id and all that is known; what they did stays, by “(erased)”.

    Refused while the person has open action points, a role, or a meeting to chair or write down.
    """

    def work(eraser: Eraser) -> Erased:
        row = eraser.connection.execute("SELECT name, id FROM person WHERE pk = ?", (pk,)).fetchone()
        if row is None:
            raise Refused(_("This is not there any more."))
        _refuse_at_work(eraser, row[0], pk)
        names = set(words_of(eraser, (("person", "name"), ("person", "phone")), {"person": {pk}}))
        names |= {short_name(name) for name in names}
        ids = {one for one in words_of(eraser, (("person", "id"),), {"person": {pk}}) if not _OWN_NUMBER.fullmatch(one)}
        words = ErasedWords(names | ids, _other_names(eraser, {"person": {pk}}))
        entries = eraser.empty_log({"person": {pk}})
        _empty_person(eraser, pk)
        return _blot(eraser, words, entries)._replace(people=1, rows={"person": 1}, table="person", of=(pk,))

    return store.erase(who, ERASE_PERSON, work)


def says_what_goes(kind: str) -> str:
    """Say in a sentence or two what erasing a person (`Person` or `Member`) takes away, and what stays."""
    if kind == "Person":
        return _(
            "Name, id, telephone number and all that is known of this person go. What they did stays, by “(erased)”; "
            "only the log keeps the name of who did something, for as long as the log is kept."
        )
    return _(
        "The family member goes, with the lines, scores and consents that are only theirs. The rest of the case stays."
    )


def _empty_person(eraser: Eraser, pk: int) -> None:
    driver = eraser.connection
    number = driver.execute(
        "INSERT INTO counter (prefix, last) VALUES ('P', 1) ON CONFLICT (prefix) DO UPDATE SET last = last + 1 "
        "RETURNING last"
    ).fetchone()[0]
    emptied = ", ".join(f"{name} = NULL" for name in _EMPTIED)
    driver.execute(
        f"UPDATE person SET name = ?, id = ?, active = 0, {emptied} WHERE pk = ?",  # noqa: S608 - columns of ours
        (erased_mark(), f"P-{number:03}", pk),
    )
    driver.execute("UPDATE person SET deputy_id = NULL WHERE deputy_id = ?", (pk,))
    driver.execute("DELETE FROM setting WHERE name = ?", (f"{PREFERS}person.{pk}",))
    index_again(eraser, "person", pk)


def _blot(eraser: Eraser, words: ErasedWords, entries: int, cases: tuple[int, ...] = ()) -> Erased:
    return Erased(
        entries=entries + blot_log(eraser, words),
        minutes=blot_minutes(eraser, words, cases),
        texts=blot_texts(eraser, words) + blot_heads(eraser, words),
        settings=blot_settings(eraser, words, cases),
    )


def _words_of_cases(eraser: Eraser, rows: Rows, pks: tuple[int, ...]) -> ErasedWords:
    found = {word for word in words_of(eraser, _OF_CASE, {**rows, "case": set(pks)}) if not _OWN_NUMBER.fullmatch(word)}
    others = _other_names(eraser, rows)
    # An alias that this case had once may be that of another now.
    return ErasedWords(found - others, others)


def _other_names(eraser: Eraser, rows: Rows) -> set[str]:
    """Return what those who stay are called: a name that holds an erased word is not cut up."""
    found: set[str] = set()
    for table, column in (("case", "alias"), ("member", "id"), ("person", "name")):
        for pk, name in eraser.connection.execute(f'SELECT pk, "{column}" FROM "{table}"'):  # noqa: S608 - ours
            if pk not in rows.get(table, ()):
                found.add(name)
    return found


def _refuse_unfit_case(eraser: Eraser, pk: int) -> None:
    row = eraser.connection.execute('SELECT alias FROM "case" WHERE pk = ?', (pk,)).fetchone()
    if row is None:
        raise Refused(_("This is not there any more."))
    if eraser.connection.execute(
        "SELECT 1 FROM agenda_item i JOIN meeting m ON m.pk = i.meeting_id WHERE i.case_id = ? "
        "AND i.actual_start IS NOT NULL AND i.actual_end IS NULL AND m.actual_end IS NULL AND m.closed_at IS NULL",
        (pk,),
    ).fetchone():
        raise Refused(_("{alias} is at the table now; go on first.").format(alias=row[0]))


def _refuse_at_work(eraser: Eraser, name: str, pk: int) -> None:
    _refuse_open_points(eraser, name, _PARTS, pk)
    driver = eraser.connection
    aliases = driver.execute(
        'SELECT DISTINCT c.alias FROM role_assignment r JOIN "case" c ON c.pk = r.case_id '
        "WHERE r.holder_id = ? AND r.ended_on IS NULL AND c.status IN ('referred', 'active', 'watch') "
        "ORDER BY c.position",
        (pk,),
    ).fetchall()
    if aliases:
        words = _("{name} still has a role in {cases}; hand over first.")
        raise Refused(words.format(name=name, cases=", ".join(alias for (alias,) in aliases)), names=[name])
    meetings = driver.execute(
        "SELECT held_on FROM meeting WHERE (chair_id = ?1 OR secretary_id = ?1) AND closed_at IS NULL "
        "AND actual_end IS NULL ORDER BY held_on",
        (pk,),
    ).fetchall()
    if meetings:
        words = _("{name} still chairs or writes down the meeting of {days}; name somebody else first.")
        raise Refused(words.format(name=name, days=", ".join(day for (day,) in meetings)), names=[name])


def _refuse_open_points(eraser: Eraser, name: str, columns: tuple[str, ...], pk: int) -> None:
    theirs = " OR ".join(f"{column} = ?1" for column in columns)
    live = ", ".join(f"'{status}'" for status in LIVE)
    found = eraser.connection.execute(
        f"SELECT id FROM action_point WHERE ({theirs}) AND status IN ({live}) ORDER BY position",  # noqa: S608
        (pk,),
    ).fetchall()
    if found:
        words = _("{name} still has open action points: {points}. Finish them or hand them over first.")
        raise Refused(words.format(name=name, points=", ".join(id_ for (id_,) in found)), names=[name])


def _keep_numbers(eraser: Eraser, store: Store, pks: tuple[int, ...], count: Counting) -> None:
    counted = count(Reader(eraser.connection, store.path), pks)
    eraser.set_setting(NUMBERS, added(eraser.setting(NUMBERS), counted))


def set_terms(store: Store, who: Who, *, numbers: Mapping[str, int]) -> Terms:
    """Set how long data are kept, by the names of `Terms`; dates that cases have stay as they are.

    Refused for an unknown name, or a number outside its range.
    """
    terms = terms_of(store.setting(TERMS))
    for name, number in numbers.items():
        if name not in RANGES:
            raise Refused(_("there is no term “{name}”; there are {names}").format(name=name, names=", ".join(RANGES)))
        low, high = RANGES[name]
        if not low <= number <= high:
            raise Refused(_("{number} is not a number from {low} to {high}").format(number=number, low=low, high=high))
    fresh = terms._replace(**numbers)
    if fresh != terms:
        with store.note(who, SET_TERMS, [Noted(KIND_OF_TERMS, 1, None, "insert", fresh._asdict())]):
            pass
        store.set_setting(TERMS, fresh.as_text())
    return fresh
