"""Undo: append the reverse of a change, or refuse and say what is in the way."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from mdoverleg.domain.clock import Clock, known_zone, local
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.errors import UndoRefused
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.domain.table_words import field_name, record_name
from mdoverleg.domain.words import _
from mdoverleg.store.file import Connection


class Item(NamedTuple):
    """One logged row: `before` and `after` hold whole rows, or of an update the columns that changed."""

    id: int
    table: str
    pk: int
    op: str
    before: dict[str, Any]
    after: dict[str, Any]


class Undoing:
    """The reversal of one change inside an open write transaction."""

    def __init__(self, driver: Connection, clock: Clock, change_id: int) -> None:
        self._driver = driver
        self._clock = clock
        self._change = change_id
        self._refs: dict[str, list[tuple[str, str]]] | None = None
        self._made: set[tuple[str, int]] = set()

    def run(self) -> None:
        """Put every row back, newest first; UndoRefused when a row is not as the change left it."""
        # Rows may refer to one another in a circle: only at the end must every reference lead somewhere.
        self._driver.execute("PRAGMA defer_foreign_keys = ON")
        items = list(items_of(self._driver, self._change))
        self._made = {(item.table, item.pk) for item in items if item.op == "insert"}
        for item in reversed(items):
            if item.op == "insert":
                self._take_out(item)
            elif item.op == "update":
                self._set_back(item)
            else:
                self._put_back(item)
        self._require_targets(items)

    def _take_out(self, item: Item) -> None:
        self._require_present(item)
        for table, column in self._references_to(item.table):
            for (pk,) in self._driver.execute(f'SELECT pk FROM "{table}" WHERE "{column}" = ?', (item.pk,)):
                # What the same change made goes as well: a whole imported table refers to itself in circles.
                if (table, pk) not in self._made:
                    raise self._in_use(item, table, pk)
        self._driver.execute(f'DELETE FROM "{item.table}" WHERE pk = ?', (item.pk,))

    def _set_back(self, item: Item) -> None:
        self._require_present(item)
        columns = ", ".join(f'"{name}" = ?' for name in item.before)
        self._driver.execute(
            f'UPDATE "{item.table}" SET {columns} WHERE pk = ?',
            (*item.before.values(), item.pk),
        )

    def _put_back(self, item: Item) -> None:
        columns = ", ".join(f'"{name}"' for name in item.before)
        places = ", ".join("?" for _name in item.before)
        self._driver.execute(
            f'INSERT INTO "{item.table}" ({columns}) VALUES ({places})',
            tuple(item.before.values()),
        )

    def _require_present(self, item: Item) -> None:
        """Refuse when a column that the change wrote holds something else now, or the row is gone."""
        columns = ", ".join(f'"{name}"' for name in item.after)
        present = self._one(f'SELECT {columns} FROM "{item.table}" WHERE pk = ?', item.pk)
        if present is None:
            raise self._gone(item)
        for (column, after), now in zip(item.after.items(), present, strict=True):
            if now != after:
                raise self._changed(item, column, now)

    def _require_targets(self, items: list[Item]) -> None:
        """Refuse when a row that was put back refers to one that somebody has removed."""
        rows: dict[str, list[int]] = {}
        for item in items:
            if item.op != "insert":
                rows.setdefault(item.table, []).append(item.pk)
        for table, pks in rows.items():
            for column, target in references(self._driver, table):
                found = self._one(
                    f'SELECT t.pk FROM json_each(?) e JOIN "{table}" t ON t.pk = e.value '
                    f'LEFT JOIN "{target}" r ON r.pk = t."{column}" WHERE t."{column}" IS NOT NULL AND r.pk IS NULL',
                    json.dumps(pks),
                )
                if found:
                    raise self._dangling(table, found[0], column)

    def _references_to(self, table: str) -> list[tuple[str, str]]:
        if self._refs is None:
            self._refs = {}
            for child in SUBJECTS:
                for column, target in references(self._driver, child):
                    self._refs.setdefault(target, []).append((child, column))
        return self._refs.get(table, [])

    def _one(self, sql: str, value: Any) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._driver.execute(sql, (value,)).fetchone()
        return found

    def _since(self, table: str, pk: int, column: str = "") -> tuple[str, str]:
        """Tell who changed this row, or this column of it, last, and when as people say it."""
        for who, at, after in self._driver.execute(
            "SELECT c.who, c.at, i.after FROM change_item i JOIN change c ON c.id = i.change_id "
            "WHERE i.table_name = ? AND i.row_pk = ? ORDER BY i.id DESC",
            (table, pk),
        ):
            if not column or after is None or column in json.loads(after):
                return str(who), self._moment(at)
        return "?", ""

    def _moment(self, at: str) -> str:
        zone = self._driver.execute("SELECT time_zone FROM table_info").fetchone()
        there = local(datetime.fromisoformat(at).replace(tzinfo=UTC), known_zone(zone[0] if zone else None))
        return f"{day_text(there.date(), self._today(there))} {there:%H:%M}"

    def _today(self, there: datetime) -> date:
        return self._clock.utc().astimezone(there.tzinfo).date()

    def _changed(self, item: Item, column: str, now: Any) -> UndoRefused:
        who, when = self._since(item.table, item.pk, column)
        field = field_name(item.table, column)
        sentence = _("Not undone: {who} has changed “{field}” of {what} since ({when}).")
        return UndoRefused(
            sentence.format(who=who, field=field, what=self._what(item.table, item.pk), when=when),
            field=field,
            who=who,
            at=when,
            present=now,
        )

    def _gone(self, item: Item) -> UndoRefused:
        who, when = self._since(item.table, item.pk)
        sentence = _("Not undone: {who} has removed {what} since ({when}).")
        return UndoRefused(sentence.format(who=who, what=record_name(item.table), when=when), who=who, at=when)

    def _in_use(self, item: Item, table: str, pk: int) -> UndoRefused:
        who, when = self._since(table, pk)
        sentence = _("Not undone: {other} of {who} ({when}) hangs on {what}. Remove that first.")
        told = {"what": self._what(item.table, item.pk), "other": self._what(table, pk)}
        return UndoRefused(sentence.format(who=who, when=when, **told), who=who, at=when)

    def _dangling(self, table: str, pk: int, column: str) -> UndoRefused:
        field = field_name(table, column)
        sentence = _("Not undone: what stood in “{field}” of {what} has been removed since.")
        return UndoRefused(sentence.format(field=field, what=self._what(table, pk)), field=field)

    def _what(self, table: str, pk: int) -> str:
        """Name a row by its kind and the id that people see; never by what is in it."""
        entity, link = SUBJECTS[table]
        name = record_name(table)
        if link is not None or not entity.has_id:
            return name
        found = self._one(f'SELECT id FROM "{table}" WHERE pk = ?', pk)
        return f"{name} {found[0]}" if found else name


def items_of(driver: Connection, change_id: int) -> Iterator[Item]:
    """Yield what a change did, in the order in which it did it."""
    for item in driver.execute(
        "SELECT id, table_name, row_pk, op, before, after, salt FROM change_item WHERE change_id = ? ORDER BY id",
        (change_id,),
    ).fetchall():
        number, table, pk, op, before, after, salt = item
        if salt is None:
            raise UndoRefused(_("Not undone: what this change held was erased for good."))
        try:
            yield Item(number, table, pk, op, json.loads(before or "{}"), json.loads(after or "{}"))
        except ValueError:
            raise UndoRefused(_("Not undone: the log is damaged here.")) from None


def references(driver: Connection, table: str) -> list[tuple[str, str]]:
    """Give the columns of a database table that refer to others, each with the one it refers to."""
    return [(row[3], row[2]) for row in driver.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()]
