"""What people type, import or pass on the command line, checked before it reaches the file (docs/format.md).

`validate` checks the values of one record, `from_words` turns typed words into a value. Table models check nothing.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.inputs_models import check_shape
from mdoverleg.domain.inputs_rules import required, together
from mdoverleg.domain.inputs_say import Path, Problem, path_text
from mdoverleg.domain.inputs_words import from_words
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import LINKED, NESTED, Entity

__all__ = ["Problem", "ValuesRefused", "from_words", "problems_together", "validate"]


class ValuesRefused(InputRefused):
    """The values of a record have problems; `pairs` has them by key, for a form that marks its fields."""

    def __init__(self, entity: Entity, problems: tuple[Problem, ...]) -> None:
        lines = tuple(f"{_where(entity, problem.path)}: {problem.sentence}" for problem in problems)
        super().__init__(lines[0], lines)
        self.pairs = tuple((path_text(problem.path), problem.sentence) for problem in problems)


def _where(entity: Entity, path: Path) -> str:
    known = any(field.key == path[0] for field in entity.fields)
    return field_label(entity.name, str(path[0])) if known else path_text(path)


def validate(entity_name: str, raw: Mapping[str, Any], *, partial: bool = False) -> dict[str, Any]:
    """Check the values of one record and return them clean, in the order of the format; lists are tuples.

    References are integer keys. What is empty (None, "", []) is left out; with `partial` only the given keys are
    checked, and an empty one is returned as what clearing it means: its default, an empty list or None.
    ValuesRefused names every problem.
    """
    entity = ENTITIES[entity_name]
    # A lone surrogate in a key of a command would stop every later message about it.
    given = {key.encode("utf-8", "replace").decode(): deepcopy(value) for key, value in raw.items()}
    checked = check_shape(entity, given, "values")
    wrong = frozenset(str(problem.path[0]) for problem in checked.problems)
    values = checked.values
    if partial:
        values = {**values, **_cleared(entity, raw, wrong.union(values))}
        missing = [problem for problem in required(entity, values, wrong, with_id=False) if problem.path[0] in raw]
        faults = list(problems_together(entity_name, values, wrong, whole=False))
    else:
        missing = list(required(entity, values, wrong, with_id=False))
        faults = list(problems_together(entity_name, values, wrong))
    problems = (*checked.problems, *missing, *faults)
    if problems:
        raise ValuesRefused(entity, problems)
    return {field.key: values[field.key] for field in entity.fields if field.key in values}


def problems_together(
    entity_name: str, values: Mapping[str, Any], wrong: frozenset[str] = frozenset(), *, whole: bool = True
) -> Iterator[Problem]:
    """Yield what does not fit together in a record: an end before its start, two where one is meant.

    An edit calls it with what stands in the file and its changes laid over each other. `whole` False: `values` holds
    only some of the keys, so what is missing is no fault.
    """
    entity = ENTITIES[entity_name]
    yield from together(entity, values, wrong, lambda key: field_label(entity_name, key), whole=whole)


def _cleared(entity: Entity, raw: Mapping[str, Any], done: frozenset[str]) -> dict[str, Any]:
    cleared: dict[str, Any] = {}
    for field in entity.fields:
        if field.key in raw and field.key not in done:
            empty: Any = () if field.kind in LINKED else [] if field.kind in NESTED else None
            cleared[field.key] = empty if field.default is None else field.default
    return cleared
