"""What the keys of one record mean to each other (docs/format.md): required, an end after its start, one of two."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.inputs_say import Problem, shown
from mdoverleg.domain.labels import label
from mdoverleg.domain.schema.fields import ID, Entity, Field
from mdoverleg.domain.words import _

Named = Callable[[str], str]
"""How a key is called in a message: the key itself in a file, its label on screen."""


class Span(NamedTuple):
    """An end that may not lie before its start; `strictly`: it lies after it."""

    start: str
    end: str
    strictly: bool = False


SPANS: Final[dict[str, tuple[Span, ...]]] = {
    "Meeting": (Span("planned_start", "planned_end", strictly=True), Span("actual_start", "actual_end")),
    "Attendance": (Span("arrives", "leaves", strictly=True),),
    "AgendaItem": (Span("planned_start", "planned_end", strictly=True), Span("actual_start", "actual_end")),
    "RoleAssignment": (Span("started_on", "ended_on"),),
    "Helper": (Span("started_on", "ended_on"),),
    "Measure": (Span("started_on", "until"),),
    "Waiting": (Span("since", "ended_on"),),
    "Obstacle": (Span("since", "resolved_on"),),
}
EXACTLY_ONE: Final = {
    "Seat": ("person", "member"),
    "RoleAssignment": ("holder", "organisation"),
    "Helper": ("person", "name"),
    "ChildVoice": ("by", "by_other"),
    "Score": ("by", "by_member"),
    "Offer": ("by", "by_member"),
}
AT_MOST_ONE: Final = {"Member": ("seen_by", "seen_by_other"), "ActionPoint": ("owner", "owner_organisation")}
NEEDS: Final = {"ActionPoint": ("co_owner", "owner"), "AgendaItem": ("actual_end", "actual_start")}


@cache
def _required(entity: Entity, *, with_id: bool) -> tuple[str, ...]:
    return tuple(field.key for field in entity.fields if field.required and (with_id or field.kind != ID))


@cache
def _lists(entity: Entity) -> tuple[Field, ...]:
    return entity.links


def required(
    entity: Entity, values: Mapping[str, Any], wrong: frozenset[str] = frozenset(), *, with_id: bool = True
) -> Iterator[Problem]:
    """Yield the required keys that are missing; `wrong`: keys with a problem of their own."""
    for key in _required(entity, with_id=with_id):
        if values.get(key) in (None, ()) and key not in wrong:
            yield Problem((key,), _("required"))


def together(
    entity: Entity,
    values: Mapping[str, Any],
    wrong: frozenset[str] = frozenset(),
    named: Named = str,
    *,
    whole: bool = True,
) -> Iterator[Problem]:
    """Yield what does not fit together in a record with valid keys; `wrong`: keys with a problem of their own.

    `whole` False: these are only some of its keys, so that nothing is concluded from one that is not there.
    """
    yield from _twice(entity, values)
    for misfit in _conflicts(entity, values, named):
        yield Problem((misfit.key,), misfit.sentence)
    if whole:
        for misfit in _lacks(entity, values, named):
            if not wrong.intersection(misfit.keys):
                yield Problem((misfit.key,), misfit.sentence)


class _Misfit(NamedTuple):
    key: str
    sentence: str
    keys: tuple[str, ...]


def _conflicts(entity: Entity, values: Mapping[str, Any], named: Named) -> Iterator[_Misfit]:
    for span in SPANS.get(entity.name, ()):
        start, end = values.get(span.start), values.get(span.end)
        if start is not None and end is not None and (end <= start if span.strictly else end < start):
            words = _("{end} is not after {key} ({start})") if span.strictly else _("{end} is before {key} ({start})")
            key = named(span.start)
            is_said = key != span.start
            sentence = words.format(end=_shown(end, is_said=is_said), key=key, start=_shown(start, is_said=is_said))
            yield _Misfit(span.end, sentence, span[:2])
    pair = EXACTLY_ONE.get(entity.name) or AT_MOST_ONE.get(entity.name)
    if pair and all(values.get(key) is not None for key in pair):
        yield _Misfit(pair[1], _("not together with {key}").format(key=named(pair[0])), pair)


def _lacks(entity: Entity, values: Mapping[str, Any], named: Named) -> Iterator[_Misfit]:
    pair = EXACTLY_ONE.get(entity.name)
    if pair and all(values.get(key) is None for key in pair):
        sentence = _("one of {first} and {second} is required").format(first=named(pair[0]), second=named(pair[1]))
        yield _Misfit(pair[0], sentence, pair)
    pair = NEEDS.get(entity.name)
    if pair and values.get(pair[0]) is not None and values.get(pair[1]) is None:
        yield _Misfit(pair[0], _("only together with {key}").format(key=named(pair[1])), pair)
    if entity.name == "AgendaItem":
        yield from _case_of_item(entity, values, named)
    if entity.name == "Member" and values.get("contact_via") is not None and values.get("contact_safe") != "only_via":
        sentence = _("only when {key} is {word}").format(
            key=named("contact_safe"), word=_choice(named, entity, "contact_safe", "only_via")
        )
        yield _Misfit("contact_via", sentence, ("contact_via", "contact_safe"))


def _choice(named: Named, entity: Entity, key: str, word: str) -> str:
    """Return a word of the format as it is called where fields have labels; as it is where they have their keys."""
    return f'"{word}"' if named(key) == key else f'"{label(entity.field(key).target, word)}"'


def _case_of_item(entity: Entity, values: Mapping[str, Any], named: Named) -> Iterator[_Misfit]:
    keys = ("kind", "case")
    is_case, has_case = values.get("kind") == "case", values.get("case") is not None
    word = _choice(named, entity, "kind", "case")
    if is_case and not has_case:
        yield _Misfit("case", _("required when {key} is {word}").format(key=named("kind"), word=word), keys)
    elif has_case and not is_case:
        yield _Misfit("case", _("only when {key} is {word}").format(key=named("kind"), word=word), keys)


def _twice(entity: Entity, values: Mapping[str, Any]) -> Iterator[Problem]:
    for field in _lists(entity):
        entries = values.get(field.key) or ()
        if len(set(entries)) == len(entries):
            continue
        seen = set()
        for place, entry in enumerate(entries):
            if entry in seen:
                yield Problem((field.key, place), _("{value} stands in the list twice").format(value=shown(entry)))
            seen.add(entry)


def _shown(value: Any, *, is_said: bool) -> str:
    """Return a value as it is said where fields have labels, else as the format has it."""
    if is_said and type(value) is date:
        return day_with_year(value)
    return shown(value.isoformat() if isinstance(value, date) else value)
