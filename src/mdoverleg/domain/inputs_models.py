"""Pydantic models for everything that comes in, made from the schema of the table format; one per kind of record.

A model looks at each key by itself. What keys mean to each other, also which are required, is in `inputs_rules.py`: a
change leaves most keys out, and a file is to show all its problems at once. Pydantic is imported inside, because the
light commands do not need it.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple

from mdoverleg.domain.clock import read_time
from mdoverleg.domain.inputs_say import Path, Problem, shown, with_meant
from mdoverleg.domain.limits import CODE_PATTERN, ID_LENGTH, ID_PATTERN, STRING_LENGTH, TEXT_LENGTH
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import LINKED, NESTED, Entity, Field
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationInfo

Mode = Literal["document", "values"]
"""`document`: references are ids of the same document. `values`: references are integer keys of the file."""

_ID: Final = re.compile(ID_PATTERN)
_CODE: Final = re.compile(CODE_PATTERN)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})")
# A day from both ends of the calendar, so that an instant can be shown in every time zone.
_FIRST: Final = datetime(1, 1, 2, tzinfo=UTC)
_LAST: Final = datetime(9999, 12, 30, tzinfo=UTC)


class Tally:
    """Counts the texts that cleaning changed."""

    def __init__(self) -> None:
        self.cleaned = 0


class Checked(NamedTuple):
    """What could be read of a record with all that hangs below it, and the problems of what could not."""

    values: dict[str, Any]
    """In the order of the format, without what is empty."""
    problems: tuple[Problem, ...]
    cleaned: int


_Reader = Callable[[Any, "ValidationInfo"], Any]


def check_shape(entity: Entity, raw: dict[str, Any], mode: Mode) -> Checked:
    """Check every key of a record by itself; `raw` is used up: what is wrong is taken out of it."""
    from pydantic import ValidationError

    tally = Tally()
    kind = model(entity.name, mode)
    try:
        return Checked(_plain(kind.model_validate(raw, context=tally), entity, mode), (), tally.cleaned)
    except ValidationError as error:
        found = error.errors(include_url=False)
    problems = tuple(Problem(fault["loc"], _sentence(entity, fault)) for fault in found)
    for problem in problems:
        _take_out(entity, raw, problem.path)
    return Checked(_plain(kind.model_validate(raw, context=Tally()), entity, mode), problems, tally.cleaned)


@cache
def model(name: str, mode: Mode) -> type["BaseModel"]:
    """Return the model of one kind of record."""
    from pydantic import create_model

    entity = DOCUMENT if name == DOCUMENT.name else ENTITIES[name]
    keys: dict[str, Any] = {field.key: (_annotation(field, mode), None) for field in entity.fields}
    made: type[BaseModel] = create_model(name, __base__=_base(), **keys)
    return made


@cache
def _base() -> type["BaseModel"]:
    from pydantic import BaseModel, ConfigDict, model_validator

    class Input(BaseModel):
        model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)

        @model_validator(mode="before")
        @classmethod
        def without_empties(cls, raw: Any) -> Any:
            if type(raw) is not dict:
                return raw
            return {key: value for key, value in raw.items() if not (value is None or value in ("", [], ()))}

    return Input


def _annotation(field: Field, mode: Mode) -> Any:
    from pydantic import BeforeValidator, PlainValidator

    if field.kind == kinds.ROW:
        return model(field.target, mode) | None
    inside: Any = (
        model(field.target, mode) if field.kind == kinds.ROWS else Annotated[Any, PlainValidator(_reader(field, mode))]
    )
    if field.kind in LINKED or field.kind == kinds.ROWS:
        return Annotated[list[inside] | None, BeforeValidator(_as_list)]
    return inside


def _as_list(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _fault(sentence: str) -> Exception:
    from pydantic_core import PydanticCustomError

    return PydanticCustomError("refused", "{sentence}", {"sentence": sentence})


def _reader(field: Field, mode: Mode) -> _Reader:
    if field.kind in (kinds.REF, kinds.REFS):
        return _read_ref if mode == "document" else _read_key
    if field.kind in (kinds.WORD, kinds.WORDS):
        return _word_reader(field)
    if field.kind == kinds.INT:
        return _whole_reader(field.low, field.high)
    if field.kind in (kinds.STRING, kinds.STRINGS):
        return _text_reader(STRING_LENGTH, one_line=True)
    return {
        kinds.TEXT: _text_reader(TEXT_LENGTH, one_line=False),
        kinds.ID: _read_id,
        kinds.BOOL: _read_bool,
        kinds.DAY: _read_day,
        kinds.TIME: _read_time,
        kinds.INSTANT: _read_instant,
        kinds.CODE: _read_code,
        kinds.CODES: _read_code,
    }[field.kind]


def _text_reader(limit: int, *, one_line: bool) -> _Reader:
    def read(value: Any, info: "ValidationInfo") -> str | None:
        if not isinstance(value, str):
            raise _fault(_("{value} is not text").format(value=shown(value)))
        cleaned = clean(value, one_line=one_line)
        if cleaned != value and info.context is not None:
            info.context.cleaned += 1
        if len(cleaned) > limit:
            raise _fault(_("longer than {limit} characters: {length}").format(limit=limit, length=len(cleaned)))
        return cleaned or None

    return read


def _whole_reader(low: int, high: int) -> _Reader:
    def read(value: Any, _info: "ValidationInfo") -> int:
        if type(value) is not int:
            raise _fault(_("{value} is not a whole number").format(value=shown(value)))
        if not low <= value <= high:
            sentence = _("{value} is not from {low} to {high}")
            raise _fault(sentence.format(value=shown(value), low=low, high=high))
        return value

    return read


def _word_reader(field: Field) -> _Reader:
    words = frozenset(field.words)

    def read(value: Any, _info: "ValidationInfo") -> str:
        if isinstance(value, str) and value in words:
            return value
        choice = ", ".join(field.words)
        sentence = _("{value} is not one of: {words}").format(value=shown(value), words=choice)
        if len(words) > 8:
            sentence = _("{value} is not one of the words for this").format(value=shown(value))
        raise _fault(with_meant(sentence, value, field.words) if isinstance(value, str) else sentence)

    return read


def _read_id(value: Any, _info: "ValidationInfo") -> str:
    if isinstance(value, str) and len(value) <= ID_LENGTH and _ID.fullmatch(value):
        return value
    rule = _("{value} is not an id: 1 to 40 of A-Z a-z 0-9 . _ -, starting with a letter or digit")
    raise _fault(rule.format(value=shown(value)))


def _read_ref(value: Any, _info: "ValidationInfo") -> str:
    # Whether somebody has this id is known when the whole document is there.
    if isinstance(value, str):
        return value
    raise _fault(_("{value} is not text").format(value=shown(value)))


def _read_key(value: Any, _info: "ValidationInfo") -> int:
    if type(value) is int and value > 0:
        return value
    raise _fault(_("{value} is not a known record").format(value=shown(value)))


def _read_code(value: Any, _info: "ValidationInfo") -> str:
    if isinstance(value, str) and len(value) <= STRING_LENGTH and _CODE.fullmatch(value):
        return value
    raise _fault(_("{value} is not a code: small letters, digits and _").format(value=shown(value)))


def _read_bool(value: Any, _info: "ValidationInfo") -> bool:
    if isinstance(value, bool):
        return value
    raise _fault(_("{value} is not true or false").format(value=shown(value)))


def _read_day(value: Any, _info: "ValidationInfo") -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _fault(_("{value} is not a date; write YYYY-MM-DD").format(value=shown(value)))


def _read_time(value: Any, _info: "ValidationInfo") -> str:
    if isinstance(value, str) and len(value) == len("09:05"):
        try:
            read_time(value)
        except ValueError:
            pass
        else:
            return value
    raise _fault(_("{value} is not a time; write HH:MM").format(value=shown(value)))


def _read_instant(value: Any, _info: "ValidationInfo") -> datetime:
    try:
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            value = datetime.fromisoformat(value)
        if isinstance(value, datetime) and value.tzinfo and not value.microsecond:
            instant = value.astimezone(UTC)
            if _FIRST <= instant <= _LAST:
                return instant
    except (ValueError, OverflowError):
        pass
    sentence = _("{value} is not a moment; write YYYY-MM-DDTHH:MM:SS+HH:MM")
    raise _fault(sentence.format(value=shown(value)))


def _plain(instance: "BaseModel", entity: Entity, mode: Mode) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    given = instance.__dict__
    for field in entity.fields:
        value = given[field.key]
        if value is None:
            continue
        if field.kind == kinds.ROWS:
            value = [_plain(row, ENTITIES[field.target], mode) for row in value]
        elif field.kind == kinds.ROW:
            value = _plain(value, ENTITIES[field.target], mode)
        elif field.kind in LINKED:
            value = tuple(entry for entry in value if entry is not None)
        elif mode == "document" and value == field.default:
            continue
        if value not in ((), []):
            plain[field.key] = value
    return plain


def entity_at(entity: Entity, path: Path) -> Entity:
    """Return the kind of record in which the last step of the path stands."""
    for step in path[:-1]:
        if isinstance(step, str):
            target = next((field.target for field in entity.fields if field.key == step), "")
            entity = ENTITIES.get(target, entity)
    return entity


def _sentence(entity: Entity, fault: Any) -> str:
    if fault["type"] == "refused":
        return str(fault["ctx"]["sentence"])
    if fault["type"] == "extra_forbidden":
        key = str(fault["loc"][-1])
        keys = [field.key for field in entity_at(entity, fault["loc"]).fields]
        return with_meant(_("unknown key"), key, keys)
    value = shown(fault["input"])
    if fault["type"] == "list_type":
        return _("{value} is not a list").format(value=value)
    return _("{value} is not an object").format(value=value)


def _take_out(entity: Entity, record: dict[str, Any], path: Path) -> None:
    # The key that holds what is wrong goes; of a list of records only the wrong record is emptied, so that the others
    # keep their places.
    for depth, step in enumerate(path):
        if not isinstance(step, str):
            continue
        field = next((field for field in entity.fields if field.key == step), None)
        below = len(path) - depth - 1
        if field is None or field.kind not in NESTED or below == 0:
            record.pop(step, None)
            return
        if field.kind == kinds.ROW:
            record = record[step]
        elif below == 1:
            record[step] = [{} if place == path[-1] else row for place, row in enumerate(record[step])]
            return
        else:
            record = record[step][path[depth + 1]]
        entity = ENTITIES[field.target]
