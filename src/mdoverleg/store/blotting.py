"""Taking erased words out of what stays in the file: free texts, the log, fixed minutes, and what is half typed."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from mdoverleg.domain.erased_words import ErasedWords
from mdoverleg.domain.freezing import frozen, thawed
from mdoverleg.domain.house_style import STYLE
from mdoverleg.domain.limits import STRING_LENGTH
from mdoverleg.domain.looking import KIND as LOOKED
from mdoverleg.domain.meeting_papers import MinutesPaper
from mdoverleg.domain.retention import CAME_BACK, NUMBERS, PENDING, TERMS
from mdoverleg.domain.room import DRAFTS
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.domain.schema.fields import STRING, TEXT, Entity
from mdoverleg.store import triggers
from mdoverleg.store.erasing import NUMBERS_ALONE, Ask, Eraser

_NAMES: Final = frozenset({("Person", "name"), ("Organisation", "name"), ("Case", "alias")})
"""What somebody or something else is called: it stays, also where it holds an erased word."""

_OF_THE_TABLE: Final = frozenset({"TableInfo", "Threshold", "RoleKind", "OwnCode", "AgendaTemplate"})
"""Records that are about the table itself; nobody's words stand in their short texts."""

_KEPT: Final = frozenset({"method", "schema_fingerprint", "clock_offset_seconds", TERMS, PENDING, NUMBERS, CAME_BACK})
"""Settings in which nobody types."""


def blot_texts(eraser: Eraser, words: ErasedWords) -> int:
    """Put the mark in the place of the words in every free text of the table; returns how many texts changed."""
    changed = 0
    for table, subject in SUBJECTS.items():
        columns = free_columns(subject.entity) if subject.link is None else ()
        if columns and words:
            changed += sum(_blot_row(eraser, table, columns, row, words) for row in _texts(eraser, table, columns))
    return changed


def free_columns(entity: Entity) -> tuple[str, ...]:
    """Name the columns in which people write what they like."""
    short = entity.name not in _OF_THE_TABLE
    return tuple(
        field.column
        for field in entity.columns
        if (field.kind == TEXT or (short and field.kind == STRING)) and (entity.name, field.key) not in _NAMES
    )


def free_texts(ask: Ask) -> Iterator[tuple[str, int, str]]:
    """Yield every free text of the table with the database table and the key of its row."""
    for table, subject in SUBJECTS.items():
        for column in free_columns(subject.entity) if subject.link is None else ():
            filled = f'SELECT pk, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
            yield from ((table, int(pk), str(text)) for pk, text in ask(filled, ()))


def _texts(eraser: Eraser, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    listed = ", ".join(f'"{name}"' for name in columns)
    filled = " OR ".join(f'"{name}" IS NOT NULL' for name in columns)
    rows: list[tuple[Any, ...]] = eraser.connection.execute(
        f'SELECT pk, {listed} FROM "{table}" WHERE {filled}'
    ).fetchall()
    return rows


def _blot_row(eraser: Eraser, table: str, columns: tuple[str, ...], row: tuple[Any, ...], words: ErasedWords) -> int:
    pk, texts = row[0], dict(zip(columns, row[1:], strict=True))
    fresh = {name: words.out_of(text) for name, text in texts.items() if words.are_in(text)}
    for name, text in fresh.items():
        field = next(one for one in SUBJECTS[table].entity.columns if one.column == name)
        whole = text[:STRING_LENGTH] if field.kind == STRING else text
        eraser.connection.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE pk = ?', (whole, pk))
    if fresh:
        index_again(eraser, table, pk)
    return len(fresh)


def index_again(eraser: Eraser, table: str, pk: int) -> None:
    """Bring the search index in line with one row, as its triggers would."""
    found = triggers.Table(table, triggers.columns_of(eraser.connection, table), SUBJECTS[table].entity, is_link=False)
    texts = ", ".join(f'"{name}"' for name in triggers.searched_columns(found))
    number = triggers.search_row(table, pk)
    eraser.connection.execute("DELETE FROM search WHERE rowid = ?", (number,))
    eraser.connection.execute(
        f"INSERT INTO search (rowid, words) SELECT ?, words FROM (SELECT concat_ws(char(10), {texts}) AS words "
        f"FROM \"{table}\" WHERE pk = ?) WHERE words <> ''",
        (number, pk),
    )


def blot_log(eraser: Eraser, words: ErasedWords) -> int:
    """Take the content out of every other entry of the log that holds one of the words; returns how many."""
    if not words:
        return 0
    rows = eraser.connection.execute(
        "SELECT id, table_name, before, after FROM change_item WHERE before IS NOT NULL OR after IS NOT NULL"
    )
    return eraser.empty_items([pk for pk, table, *texts in rows.fetchall() if _tells(table, texts, words)])


def _tells(table: str, texts: Iterable[str | None], words: ErasedWords) -> bool:
    if table in NUMBERS_ALONE:
        return False
    for text in texts:
        if table == LOOKED and words.are_asked_for_in(_searched_for(text)):
            return True
        if text is None or not words.are_in(text):
            continue
        subject = SUBJECTS.get(table)
        if subject is None or subject.link is not None:
            return True
        try:
            values = json.loads(text)
        except ValueError:
            return True
        if not isinstance(values, dict) or any(
            words.are_in(str(values.get(one))) for one in free_columns(subject.entity)
        ):
            return True
    return False


def _searched_for(text: str | None) -> str:
    try:
        return str(json.loads(text or "{}").get("words", ""))
    except (ValueError, AttributeError):
        return ""


def blot_heads(eraser: Eraser, words: ErasedWords) -> int:
    """Put the mark in the place of what an import was called (the name of a file), where it holds one of the words."""
    rows = eraser.connection.execute("SELECT id, window FROM change WHERE window <> ''").fetchall()
    found = {change: window for change, window in rows if words.are_in(window)}
    fresh = [(words.out_of(window), change) for change, window in found.items()]
    eraser.connection.executemany("UPDATE change SET window = ? WHERE id = ?", fresh)
    eraser.windows_before.update(found)
    return len(found)


def blot_settings(eraser: Eraser, words: ErasedWords, cases: Iterable[int] = ()) -> int:
    """Take out what is half typed about a case or holds one of the words; returns how many settings went."""
    of_cases, gone = set(cases), list[str]()
    for name, value in eraser.connection.execute("SELECT name, value FROM setting").fetchall():
        if name in _KEPT or name.startswith(STYLE):
            continue
        if words.are_in(value) or (name.startswith(DRAFTS) and _is_about(value, of_cases)):
            gone.append(name)
    eraser.connection.executemany("DELETE FROM setting WHERE name = ?", [(name,) for name in gone])
    return len(gone)


def _is_about(draft: str, cases: set[int]) -> bool:
    try:
        return json.loads(draft)["way"]["at"].get("case") in cases
    except (ValueError, KeyError, TypeError, AttributeError):
        return True  # what cannot be read cannot be shown to be about something else


def blot_minutes(eraser: Eraser, words: ErasedWords, cases: Iterable[int] = ()) -> int:
    """Take cases and words out of the minutes that are fixed; returns how many versions changed.

    A version that this program cannot read any more goes as a whole when it holds anything of them.
    """
    of_cases, changed = set(cases), 0
    rows = eraser.connection.execute("SELECT rowid, paper, cases FROM minutes_kept").fetchall()
    for number, text, listed in rows:
        held = json.loads(listed)
        if not of_cases.intersection(held) and not words.are_in(text):
            continue
        changed += 1
        paper = _without(text, words)
        if paper is None:
            eraser.connection.execute("DELETE FROM minutes_kept WHERE rowid = ?", (number,))
            continue
        left = json.dumps([pk for pk in held if pk not in of_cases])
        eraser.connection.execute("UPDATE minutes_kept SET paper = ?, cases = ? WHERE rowid = ?", (paper, left, number))
    return changed


def _without(text: str, words: ErasedWords) -> str | None:
    try:
        paper = thawed(text)
    except ValueError:
        return None
    if not isinstance(paper, MinutesPaper):
        return None
    gone = {word.casefold() for word in words.words}
    paper = paper._replace(
        cases=tuple(one for one in paper.cases if one.case.name.casefold() not in gone),
        others=tuple(one for one in paper.others if one.title.casefold() not in gone),
        changes=tuple(one for one in paper.changes if one.case.casefold() not in gone),
    )
    return frozen(_blotted(paper, words))


def _blotted(value: Any, words: ErasedWords) -> Any:
    if isinstance(value, str):
        return words.out_of(value)
    if isinstance(value, tuple):
        parts = [_blotted(part, words) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def words_of(eraser: Eraser, columns: Iterable[tuple[str, str]], pks: dict[str, set[int]]) -> Iterator[str]:
    """Yield what stood in columns (database table, column) of rows, now and at any time that the log knows of."""
    for table, column in columns:
        listed = json.dumps(sorted(pks.get(table, ())))
        now = f'SELECT "{column}" FROM "{table}" WHERE pk IN (SELECT value FROM json_each(?))'
        yield from (str(text) for (text,) in eraser.connection.execute(now, (listed,)) if text)
        once = (
            "SELECT before, after FROM change_item WHERE table_name = ? "
            "AND row_pk IN (SELECT value FROM json_each(?)) AND (before IS NOT NULL OR after IS NOT NULL)"
        )
        for texts in eraser.connection.execute(once, (table, listed)).fetchall():
            yield from _once(texts, column)


def _once(texts: Iterable[str | None], column: str) -> Iterator[str]:
    for text in texts:
        try:
            found = json.loads(text or "{}").get(column)
        except (ValueError, AttributeError):
            continue
        if isinstance(found, str) and found:
            yield found
