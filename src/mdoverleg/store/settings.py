"""Keeping a setting: what is half typed about a row that was erased for good is not kept, in the same transaction."""

from typing import Final

from mdoverleg.domain.house_style import STYLE
from mdoverleg.domain.room import DRAFTS, TURN, WINDOWS

_OWN: Final = (DRAFTS, STYLE, WINDOWS)
"""Before the names of what no other window reads again for."""
_TURN: Final = f"INSERT INTO setting VALUES ('{TURN}', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1"
_UPSERT: Final = "ON CONFLICT (name) DO UPDATE SET value = excluded.value"


def kept(name: str, value: str, about: tuple[str, int] | None) -> tuple[str, tuple[object, ...]]:
    """Return the statement that keeps a setting, with its values; it touches no row when that may not be kept.

    `about` is a database table and the key of a row. Of a row that was taken out and can still be brought back the log
    holds something; of one that was erased for good nothing.
    """
    if about is None:
        return f"INSERT INTO setting VALUES (?, ?) {_UPSERT}", (name, value)
    table, pk = about
    there = f'EXISTS (SELECT 1 FROM "{table}" WHERE pk = ?3)'
    logged = (
        "EXISTS (SELECT 1 FROM change_item WHERE table_name = ?4 AND row_pk = ?3 "
        "AND (before IS NOT NULL OR after IS NOT NULL))"
    )
    return f"INSERT INTO setting SELECT ?1, ?2 WHERE {there} OR {logged} {_UPSERT}", (name, value, pk, table)


def told_by(name: str) -> str:
    """Return the statement by which other windows notice that a setting was touched; nothing where they need not."""
    return "" if name.startswith(_OWN) else _TURN
