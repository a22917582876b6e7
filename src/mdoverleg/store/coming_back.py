"""What was erased for good and would come back with a backup: told from the logs of both, before it is put back.

An entry of the log keeps the digest of what it held when its content is erased. A row of the backup was erased in the
table when the table has that same entry without its content, and the row no more.
"""

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mdoverleg.domain.backups import NOTHING_BACK, Back
from mdoverleg.domain.erased_words import erased_mark
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.retention import CAME_BACK, cases_back
from mdoverleg.domain.words import LANGUAGES, in_language
from mdoverleg.store.file import FAULTS, Connection, open_connection, open_still

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

_FIRST: Final = (
    "SELECT digest FROM change_item WHERE table_name = '{table}' AND row_pk = t.pk AND digest IS NOT NULL "
    "ORDER BY id LIMIT 1"
)
_EMPTIED: Final = (
    "SELECT row_pk, digest FROM change_item i WHERE table_name = ? AND before IS NULL AND after IS NULL "
    "AND digest IS NOT NULL"
)


def would_come_back(path: Path, backup: Path) -> Back:
    """Tell what of a backup was erased for good in the table; nothing where one of the two cannot be read."""
    try:
        with closing(open_connection(path, mode="ro")) as table, closing(open_still(backup)) as older:
            return between(table, older)
    except (FileRefused, *FAULTS):
        return NOTHING_BACK


def between(table: Connection, older: Connection) -> Back:
    """Tell the same of two open files; raises what the driver does."""
    gone = {kind: _gone(table, kind) for kind in ("case", "member", "person")}
    row = table.execute("SELECT value FROM setting WHERE name = ?", (CAME_BACK,)).fetchone()
    once_more = cases_back(row[0] if row else None)
    if not once_more and not any(gone.values()):
        return NOTHING_BACK
    aliases = _rows(older, "case", "alias")
    cases = {pk: str(alias) for pk, (alias, first) in aliases.items() if first in gone["case"] or pk in once_more}
    members, people = _rows(older, "member", "case_id"), _rows(older, "person", "name")
    return Back(
        tuple(cases.items()),
        sum(first in gone["member"] and case not in cases for case, first in members.values()),
        sum(first in gone["person"] and name not in _marks() for name, first in people.values()),
    )


def _rows(connection: Connection, kind: str, column: str) -> dict[int, tuple[object, bytes]]:
    first = _FIRST.format(table=kind)
    found = connection.execute(f'SELECT pk, "{column}", ({first}) FROM "{kind}" t ORDER BY pk')
    return {int(pk): (value, bytes(digest or b"")) for pk, value, digest in found.fetchall()}


def _gone(connection: Connection, kind: str) -> set[bytes]:
    """Give the digests of the emptied entries of what was erased: rows that are gone, and people without their name."""
    emptied = connection.execute(_EMPTIED, (kind,)).fetchall()
    if not emptied:
        return set()
    if kind == "person":
        sql = "SELECT pk FROM person WHERE name NOT IN (SELECT value FROM json_each(?))"
        there = connection.execute(sql, (json.dumps(_marks()),)).fetchall()
    else:
        there = connection.execute(f'SELECT pk FROM "{kind}"').fetchall()
    alive = {pk for (pk,) in there}
    return {bytes(digest) for pk, digest in emptied if pk not in alive}


def _marks() -> list[str]:
    found = []
    for language in LANGUAGES:
        with in_language(language):
            found.append(erased_mark())
    return found


def remember(store: "Store", back: Back) -> None:
    """Keep in a table which erased cases came back into it, so that they are listed to be erased again."""
    pks = sorted({*cases_back(store.setting(CAME_BACK)), *(pk for pk, _alias in back.cases)})
    if pks:
        store.set_setting(CAME_BACK, json.dumps(pks))
