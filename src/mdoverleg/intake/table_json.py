"""One whole table from a JSON document (docs/format.md): all that is wrong is said, and nothing is taken half."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final, NamedTuple

from mdoverleg.domain.inputs_models import check_shape
from mdoverleg.domain.inputs_say import Odd, Problem, path_text, shown
from mdoverleg.domain.inputs_say import Path as Place
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _
from mdoverleg.intake import apart
from mdoverleg.intake.handed_in import bytes_of, refused
from mdoverleg.intake.table_rules import check_table

MOST_BYTES: Final = 200_000_000
_LONGEST_NUMBER: Final = 4000

FORMAT: Final = "mdoverleg-table"


class Document(NamedTuple):
    """A whole valid table: nested values in the order of the format, without what is empty or default."""

    values: dict[str, Any]
    """Dates as `date`, instants in UTC, times as HH:MM, lists of words or ids as tuples, references as ids."""
    cleaned: int
    """How many texts were changed by cleaning."""
    name: str
    """What the input was called, for the log."""


def read_document(source: str | Path | bytes, name: str | None = None) -> Document:
    """Read and check a whole table; InputRefused has one line per problem: FILE:PATH: what is wrong."""
    name = clean(name or ("-" if isinstance(source, bytes) else Path(source).name), one_line=True)
    values, cleaned = apart.read(values_of, bytes_of(source, name, MOST_BYTES), name)
    return Document(values, cleaned, name)


def values_of(content: bytes, name: str) -> tuple[dict[str, Any], int]:
    """Return the values of a whole valid table, and how many texts were changed by cleaning."""
    raw, problems = _read_json(content, name)
    checked = check_shape(DOCUMENT, raw, "document")
    wrong = frozenset(problem.path for problem in (*problems, *checked.problems))
    said = frozenset(problem.path for problem in problems)
    problems += [problem for problem in checked.problems if problem.path not in said]
    problems += check_table(checked.values, wrong)
    if problems:
        raise refused(f"{name}:{path_text(path)}: {sentence}" for path, sentence in _in_order(problems))
    return checked.values, checked.cleaned


class _Twice(dict[str, Any]):
    """An object in which the same key stands twice."""

    keys_twice: tuple[str, ...] = ()


class _Seen:
    """Notes while reading whether a search for what JSON does not have is needed."""

    def __init__(self) -> None:
        self.odd = False

    def object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = dict(pairs)
        if len(made) == len(pairs) and all(map(str.isascii, made)):
            return made
        # A lone surrogate in a key would stop every later message about it.
        keys = [key.encode("utf-8", "replace").decode() for key, _value in pairs]
        whole = _Twice(zip(keys, (value for _key, value in pairs), strict=True))
        whole.keys_twice = tuple(key for key, times in Counter(keys).items() if times > 1)
        self.odd = True
        return whole

    def constant(self, word: str) -> Odd:
        self.odd = True
        return Odd(word, is_json=False)

    def whole(self, digits: str) -> int | Odd:
        return int(digits) if len(digits) <= _LONGEST_NUMBER else Odd(digits[:_LONGEST_NUMBER], is_json=True)


def _read_json(content: bytes, name: str) -> tuple[dict[str, Any], list[Problem]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("{file}: not UTF-8 (byte {place}); save it as UTF-8")
        raise refused([sentence.format(file=name, place=error.start)]) from None
    if not text.strip():
        raise refused([_("{file}: the file is empty").format(file=name)])
    seen = _Seen()
    try:
        raw = json.loads(text, object_pairs_hook=seen.object, parse_constant=seen.constant, parse_int=seen.whole)
    except json.JSONDecodeError as error:
        sentence = _("{file}: not JSON: line {line}, column {column}")
        raise refused([sentence.format(file=name, line=error.lineno, column=error.colno)]) from None
    except RecursionError:
        raise refused([_("{file}: nested too deep for a table").format(file=name)]) from None
    if not isinstance(raw, dict):
        raise refused([_("{file}: {value} is not an object").format(file=name, value=shown(raw))])
    return _without_odd(raw) if seen.odd else (raw, [])


def _without_odd(raw: Any) -> tuple[Any, list[Problem]]:
    """Take out keys that stand twice and what is no JSON, and say where they were."""
    problems: list[Problem] = []
    tree = {"": raw}
    waiting: list[tuple[Place, Any]] = [((), tree)]
    while waiting:
        place, holder = waiting.pop()
        for step in list(holder) if isinstance(holder, dict) else range(len(holder)):
            path, value = (*place, step), holder[step]
            if isinstance(value, _Twice):
                problems += [Problem((*path[1:], key), _("stands here twice")) for key in value.keys_twice]
                holder[step] = value = dict(value)
            if isinstance(value, Odd) and not value.is_json:
                problems.append(Problem(path[1:], _("{value} is not JSON").format(value=shown(value))))
            elif isinstance(value, dict | list):
                waiting.append((path, value))
    return tree[""], problems


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Put problems in the order of the document, each only once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: _rank(problem.path))


def _rank(path: Place) -> tuple[int, ...]:
    entity = DOCUMENT
    rank: list[int] = []
    for step in path:
        if isinstance(step, int):
            rank.append(step)
            continue
        places = [place for place, field in enumerate(entity.fields) if field.key == step]
        rank.append(places[0] if places else len(entity.fields))
        entity = ENTITIES.get(entity.fields[places[0]].target, entity) if places else entity
    return tuple(rank)
