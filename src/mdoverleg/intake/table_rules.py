"""What the records of a whole table mean to each other: ids once, references that lead somewhere, words that exist.

It reads what the shape allowed, so that one look at a file shows all that is wrong with it (docs/format.md, "Rules").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from mdoverleg.domain.clock import zone_named
from mdoverleg.domain.inputs_rules import required, together
from mdoverleg.domain.inputs_say import Path, Problem, path_text, shown, with_meant
from mdoverleg.domain.labels import BUILT_IN_CODES
from mdoverleg.domain.limits import CHECK_IDS, LIMITS
from mdoverleg.domain.schema import DOCUMENT, ENTITIES, FORMAT
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.cases import HIDEABLE
from mdoverleg.domain.schema.fields import NESTED, Entity, Field
from mdoverleg.domain.words import _
from mdoverleg.intake.table_words import Nearest, codes_of_lists, nobody, reference_words

_ONCE: Final = {
    "Threshold": ("name",),
    "RoleKind": ("code",),
    "AgendaTemplate": ("name",),
    "Attendance": ("person",),
    "Seat": ("person", "member"),
    "Buffer": ("buffer",),
    "Information": ("organisation",),
}
"""Keys whose value stands only once in its list."""


class Row(NamedTuple):
    """One record of the document: where it stands, and the case that it is about."""

    entity: Entity
    path: Path
    values: dict[str, Any]
    case: str | None
    """Id of the case; None when it is about no case."""
    wrong: frozenset[str]
    """Keys that have a problem of their own."""


class Index(NamedTuple):
    """Every id of the document, per kind of record, with the case it belongs to."""

    ids: dict[str, dict[str, str | None]]
    codes: dict[str, frozenset[str]]
    unsure: frozenset[str]
    """Kinds of records of which not every id could be read."""
    nearest: Nearest


@cache
def _references(entity: Entity) -> tuple[Field, ...]:
    return tuple(field for field in entity.fields if field.kind in (kinds.REF, kinds.REFS))


@cache
def _codes(entity: Entity) -> tuple[Field, ...]:
    return tuple(field for field in entity.fields if field.kind in (kinds.CODE, kinds.CODES) and field.target)


def check_table(table: dict[str, Any], wrong: frozenset[Path]) -> list[Problem]:
    """Return the problems between the records of a document; `wrong`: places that have a problem of their own."""
    rows = list(_Walk(wrong).rows(DOCUMENT, (), table, None))
    index = Index(_ids(rows), codes_of_lists(table), _unsure(wrong), Nearest())
    problems = list(_ids_twice(rows))
    for row in rows:
        problems += _of_record(row)
        problems += _of_references(row, index)
        problems += _of_codes(row, index)
    problems += _lists_once(rows)
    problems += _settings(table, wrong)
    problems += _circles(table.get("actions", []))
    return problems


class _Walk:
    """Goes past every record of a document that could be read."""

    def __init__(self, wrong: frozenset[Path]) -> None:
        self.wrong = wrong
        self.keys_of: dict[Path, set[str]] = {}
        for path in wrong:
            above, last = path[:-1], path[-1]
            if isinstance(last, int):
                above, last = above[:-1], above[-1]
            self.keys_of.setdefault(above, set()).add(str(last))

    def rows(self, entity: Entity, path: Path, values: dict[str, Any], case: str | None) -> Iterator[Row]:
        """Yield a record and all that hang below it."""
        if entity.name == "Case":
            case = values.get("id") or path_text(path)
        elif entity.name in ("ActionPoint", "AgendaItem"):
            case = values.get("case")
        yield Row(entity, path, values, case, frozenset(self.keys_of.get(path, ())))
        for key, field in _nested(entity).items():
            below = values.get(key)
            if isinstance(below, dict):
                yield from self.rows(ENTITIES[field.target], (*path, key), below, case)
            for place, row in enumerate(below if isinstance(below, list) else ()):
                if (*path, key, place) not in self.wrong:
                    yield from self.rows(ENTITIES[field.target], (*path, key, place), row, case)


def _unsure(wrong: frozenset[Path]) -> frozenset[str]:
    """Return the kinds of records of which not every id could be read: references to them wait."""
    lists = {entity.list_key: entity.name for entity in ENTITIES.values() if entity.has_id}
    unsure = set()
    for path in wrong:
        steps = path[:-1] if path[-1] == "id" else path
        names = [step for step in steps if isinstance(step, str)]
        if steps and (path[-1] == "id" or len(steps) in (1, 2) or steps[-2:-1] == ("members",)) and names[-1] in lists:
            unsure.add(lists[names[-1]])
    return frozenset(unsure | {"Member"} if "Case" in unsure else unsure)


@cache
def _nested(entity: Entity) -> dict[str, Field]:
    return {field.key: field for field in entity.fields if field.kind in NESTED}


def _ids(rows: list[Row]) -> dict[str, dict[str, str | None]]:
    ids: dict[str, dict[str, str | None]] = {entity.name: {} for entity in ENTITIES.values() if entity.has_id}
    for row in rows:
        if row.entity.has_id and "id" in row.values:
            ids[row.entity.name].setdefault(row.values["id"], row.case)
    return ids


def _ids_twice(rows: list[Row]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Path] = {}
    for row in rows:
        own = [("id", row.values.get("id"))] if row.entity.has_id else []
        if row.entity.name == "Case":
            own.append(("alias", row.values.get("alias")))
        for key, word in own:
            if word is None:
                continue
            mark = (f"{row.entity.name}.{key}", word.casefold() if key == "alias" else word)
            first = seen.setdefault(mark, row.path)
            if first is not row.path:
                sentence = _("{value} is already used by {place}").format(value=shown(word), place=path_text(first))
                yield Problem((*row.path, key), sentence)


def _of_record(row: Row) -> Iterator[Problem]:
    for problem in required(row.entity, row.values, row.wrong):
        yield Problem((*row.path, *problem.path), problem.sentence)
    for problem in together(row.entity, row.values, row.wrong):
        yield Problem((*row.path, *problem.path), problem.sentence)


def _of_references(row: Row, index: Index) -> Iterator[Problem]:
    for field in _references(row.entity):
        value = row.values.get(field.key)
        if value is None:
            continue
        entries = [((), value)] if isinstance(value, str) else [((place,), entry) for place, entry in enumerate(value)]
        for place, word in entries:
            sentence = _misled(row, field, word, index)
            if sentence:
                yield Problem((*row.path, field.key, *place), sentence)


def _misled(row: Row, field: Field, word: str, index: Index) -> str:
    """Say what is wrong with a reference; nothing when it leads somewhere."""
    there = index.ids[field.target]
    if word not in there:
        if field.target in index.unsure:
            return ""
        return index.nearest.add(nobody(field.target, word), word, field.target, there)
    if field.target == row.entity.name and word == row.values.get("id"):
        return _("{value} is the record itself").format(value=shown(word))
    bound = field.target == "Member" or (field.target == "ActionPoint" and row.entity.name != "ActionPoint")
    if not bound or there[word] == row.case or "case" in row.wrong:
        return ""
    if row.case is None:
        return _("{value} needs a case").format(value=shown(word))
    if row.case not in index.ids["Case"]:
        return ""
    return _("{value} is of another case").format(value=shown(word))


def _of_codes(row: Row, index: Index) -> Iterator[Problem]:
    for field in _codes(row.entity):
        value = row.values.get(field.key)
        if value is None:
            continue
        entries = [((), value)] if isinstance(value, str) else [((place,), entry) for place, entry in enumerate(value)]
        for place, word in entries:
            if word not in index.codes[field.target]:
                sentence = reference_words(field.target).format(value=shown(word))
                yield Problem((*row.path, field.key, *place), with_meant(sentence, word, index.codes[field.target]))


def _lists_once(rows: list[Row]) -> Iterator[Problem]:
    seen: set[tuple[Path, str, str]] = set()
    for row in rows:
        for key in _ONCE.get(row.entity.name, ()):
            word = row.values.get(key)
            mark = (row.path[:-1], key, str(word))
            if word is not None and mark in seen:
                yield Problem((*row.path, key), _("{value} stands in the list twice").format(value=shown(word)))
            seen.add(mark)


def _settings(table: dict[str, Any], wrong: frozenset[Path]) -> Iterator[Problem]:
    if table.get("format") not in (None, FORMAT):
        sentence = _("{value} is not {format}").format(value=shown(table["format"]), format=shown(FORMAT))
        yield Problem(("format",), sentence)
    info = table.get("table", {})
    zone = info.get("time_zone")
    if zone is not None and not _is_zone(zone):
        sentence = _("{value} is not a time zone, such as Europe/Amsterdam").format(value=shown(zone))
        yield Problem(("table", "time_zone"), _with_zone_meant(sentence, zone))
    for place, check in enumerate(info.get("checks_off", ())):
        yield from _known(("table", "checks_off", place), check, CHECK_IDS, _("no check {value}"))
    for place, key in enumerate(info.get("hidden_panels", ())):
        yield from _known(("table", "hidden_panels", place), key, HIDEABLE, _("no part {value} of a case"))
    for place, row in enumerate(table.get("thresholds", ())):
        yield from _known(("thresholds", place, "name"), row.get("name"), tuple(LIMITS), _("no limit {value}"))
    for place, row in enumerate(table.get("overrides", ())):
        yield from _known(("overrides", place, "check"), row.get("check"), CHECK_IDS, _("no check {value}"))
    yield from _own_codes(table, wrong)


def _known(path: Path, word: str | None, words: tuple[str, ...], sentence: str) -> Iterator[Problem]:
    if word is not None and word not in words:
        yield Problem(path, with_meant(sentence.format(value=shown(word)), word, words))


def _own_codes(table: dict[str, Any], wrong: frozenset[Path]) -> Iterator[Problem]:
    for place, row in enumerate(table.get("role_kinds", ())):
        path = ("role_kinds", place, "label")
        if row.get("code") not in (None, *BUILT_IN_CODES["role"]) and "label" not in row and path not in wrong:
            yield Problem(path, _("required for a new code"))
    seen = set()
    for place, row in enumerate(table.get("own_codes", ())):
        mark = (row.get("code_list"), row.get("code"))
        if None in mark:
            continue
        if mark[1] in BUILT_IN_CODES[str(mark[0])]:
            yield Problem(("own_codes", place, "code"), _("{value} is built in").format(value=shown(mark[1])))
        elif mark in seen:
            sentence = _("{value} stands in the list twice").format(value=shown(mark[1]))
            yield Problem(("own_codes", place, "code"), sentence)
        seen.add(mark)


def _is_zone(name: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", name):
        return False
    try:
        zone_named(name)
    except ValueError:
        return False
    return True


def _with_zone_meant(sentence: str, zone: str) -> str:
    from zoneinfo import available_timezones

    return with_meant(sentence, zone, sorted(available_timezones()))


def _circles(actions: list[dict[str, Any]]) -> Iterator[Problem]:
    """Yield one problem for every circle of action points that wait for each other."""
    after = {row["id"]: row["depends_on"] for row in actions if "id" in row and "depends_on" in row}
    place_of = {row["id"]: place for place, row in reversed(list(enumerate(actions))) if "id" in row}
    done: set[str] = set()
    for start in after:
        walked: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in walked:
            walked[here] = None
            here = after.get(here)
        if here in walked and after[str(here)] != here:
            ring = list(walked)[list(walked).index(str(here)) :]
            sentence = _("goes round in a circle: {ids}").format(ids=", ".join(shown(word) for word in ring[:8]))
            yield Problem(("actions", place_of[ring[0]], "depends_on"), sentence)
        done.update(walked)
