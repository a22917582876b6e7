"""Tables with many action points, made in seconds: the example, and as many more cases as it takes, fifty points each.

The rows go in by plain SQL, past the log: with a log of each of them a million rows take many times as long, and
nothing that is measured reads it. Texts, indexes and triggers are those of any other file.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

from mdoverleg.store import triggers
from mdoverleg.store.file import Connection, open_connection

PER_CASE = 50
OPENED = ("Sijs", "Fuut")
"""The cases of the example that are opened by turns; in every file they get fifty action points each."""

_WORDS = """belt overlegt vraagt regelt bespreekt school huisarts ouders verzuim veiligheid afspraak woensdag zorgplan
contact inkomen woning wijkteam vervolg gesprek aanmelding""".split()  # noqa: SIM905 - words read better as words
_KINDS = ("safety", "care", "practical", "information")
_COLUMNS = (
    "position, id, case_id, text, kind, owner_id, due, status, accepted, family_told, postponed, created_in_id,"
    " reviewed_in_id"
)

_SHARED = "action_point_share_with"
_SHARE = """INSERT INTO action_point_share_with (parent_id, position, value)
SELECT a.pk, n.number, o.pk FROM action_point a
JOIN (SELECT 0 AS number UNION SELECT 1 UNION SELECT 2) n
JOIN (SELECT pk, row_number() OVER (ORDER BY pk) - 1 AS place, count(*) OVER () AS many FROM organisation) o
  ON o.place = (a.position + n.number * 3) % o.many
WHERE a.position >= 1000"""


def grow(path: Path, points: int, *, shared: bool = False) -> None:
    """Add so many action points, at least a hundred, to a file with the example in it.

    The points of a case lie apart in the file, as they do where they are written down meeting by meeting. With `shared`
    three organisations may see each.
    """
    connection = open_connection(path, writing=True)
    try:
        for setting in ("synchronous = 0", "cache_size = -200000", "foreign_keys = 0"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN EXCLUSIVE")
        for table, event in itertools.product(("action_point", "case", _SHARED), ("insert", "update")):
            connection.execute(f'DROP TRIGGER IF EXISTS "{table}_{event}"')
        cases = _cases(connection, max(points // PER_CASE, len(OPENED)))
        places = ", ".join("?" * len(_COLUMNS.split(",")))
        connection.executemany(
            f"INSERT INTO action_point ({_COLUMNS}) VALUES ({places})",  # noqa: S608 - the columns above
            _points(connection, cases, points),
        )
        _make_searchable(connection, "action_point")
        if shared:
            connection.execute(_SHARE)
        connection.execute("UPDATE counter SET last = ? WHERE prefix = 'A'", (1000 + points,))
        triggers.recreate(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _cases(connection: Connection, wanted: int) -> list[int]:
    """Return the keys of so many cases: the two that are opened, and copies of a quiet one."""
    found = [connection.execute('SELECT pk FROM "case" WHERE alias = ?', (alias,)).fetchone()[0] for alias in OPENED]
    cursor = connection.execute("SELECT * FROM \"case\" WHERE alias = 'Kievit'")
    names = [column[0] for column in cursor.description]
    quiet = dict(zip(names, cursor.fetchone(), strict=True))
    rows = (
        quiet | {"pk": 1000 + at, "position": 1000 + at, "id": f"C-{1000 + at}", "alias": f"Kievit {at}",
                 "alias_key": f"kievit {at}"}
        for at in range(wanted - len(found))
    )  # fmt: skip
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    connection.executemany(
        f'INSERT INTO "case" ({columns}) VALUES ({places})',  # noqa: S608 - names of the schema
        (tuple(row.values()) for row in rows),
    )
    return [*found, *(1000 + at for at in range(wanted - len(found)))]


def _points(connection: Connection, cases: list[int], points: int) -> Iterator[tuple[object, ...]]:
    people = [row[0] for row in connection.execute("SELECT pk FROM person ORDER BY pk")]
    meetings = [row[0] for row in connection.execute("SELECT pk FROM meeting ORDER BY held_on")]
    words, kinds = len(_WORDS), len(_KINDS)
    for number in range(points):
        round_, case = divmod(number, len(cases))
        text = f"{_WORDS[number % words]} {_WORDS[number // 7 % words]} over {_WORDS[number // 3 % words]} {number}"
        is_open = round_ % 2 == 0
        yield (
            1000 + number,
            f"A-{1000 + number:06d}",
            cases[case],
            text,
            _KINDS[number % kinds],
            people[number % len(people)],
            f"2026-{10 if is_open else 6:02d}-{1 + number % 28:02d}",
            "open" if is_open else "done",
            1,
            0,
            0,
            meetings[0],
            None if is_open else meetings[1],
        )


def _make_searchable(connection: Connection, name: str) -> None:
    table = next(table for table in triggers.tables(connection) if table.name == name)
    texts = ", ".join(triggers.searched_columns(table))
    connection.execute(
        f"INSERT INTO search (rowid, words) SELECT pk * {triggers.SEARCH_SLOTS} + {triggers.SEARCHED[name]}, "  # noqa: S608
        f"concat_ws(char(10), {texts}) FROM {name} WHERE position >= 1000"
    )
