"""The records of a case as lists: which kinds there are, and what stands in each."""

from collections.abc import Iterator

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.lists import show_json
from mdoverleg.cli.saying import put
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.inputs_say import one_line, with_meant
from mdoverleg.domain.looking import CASE, Look
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.cases import SAID_NOW
from mdoverleg.domain.schema.fields import ID, LINKED, NESTED, ROWS, Entity, Field
from mdoverleg.domain.text import clean, fold
from mdoverleg.domain.words import LANGUAGES, _, in_language
from mdoverleg.reads.record_lists import as_in_document, in_words, listed_records
from mdoverleg.reads.table import today_of

KINDS = {field.key: ENTITIES[field.target] for field in ENTITIES["Case"].fields if field.kind == ROWS}
"""Every list of a case by its key in the format."""


def kind_named(text: str) -> str:
    """Return the key of a list of a case by its key or its label in either language; Refused with what was meant."""
    found = dict(_names()).get(fold(text))
    if found is None:
        sentence = _("there is no kind of record “{kind}”; `mdoverleg record kinds` lists them").format(
            kind=one_line(text)
        )
        raise Refused(with_meant(sentence, text, [*KINDS, *(field_label("Case", key) for key in KINDS)]))
    return found


def _names() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        with in_language(language):
            yield from ((fold(entity_label(entity.name)), key) for key, entity in KINDS.items())
            yield from ((fold(field_label("Case", key)), key) for key in KINDS)
    yield from ((fold(key), key) for key in KINDS)


def list_kinds(options: Globals, *, as_json: bool = False) -> int:
    """Print every kind of record of a case with its keys; what has to be given carries a star."""
    context.speak(options)
    if as_json:
        show_json([_kind(key, entity) for key, entity in KINDS.items()])
        return 0
    width = max(map(len, KINDS))
    names = {key: field_label("Case", key) for key in KINDS}
    wide = max(map(len, names.values()))
    for key, entity in KINDS.items():
        keys = " ".join(f"{one}*" if _is_needed(entity.field(one)) else one for one in keys_of(entity))
        put(f"{key.ljust(width)}  {names[key].ljust(wide)}  {keys}")
    return 0


def keys_of(entity: Entity) -> list[str]:
    """Return the keys of a record that can be given."""
    return [field.key for field in entity.fields if field.kind not in NESTED]


def _is_needed(field: Field) -> bool:
    """Tell whether a new record cannot do without: a number is given by itself, what was said was said now."""
    return field.required and field.kind != ID and field.key not in SAID_NOW


def _kind(key: str, entity: Entity) -> dict[str, object]:
    fields = [entity.field(one) for one in keys_of(entity)]
    return {
        "list": key,
        "label": field_label("Case", key),
        "keys": [
            {
                "key": field.key,
                "label": field_label(entity.name, field.key),
                "type": field.kind,
                "required": _is_needed(field),
                "many": field.kind in LINKED,
                "words": list(field.words),
            }
            for field in fields
        ],
    }


def list_records(options: Globals, *, case: str = "", kind: str | None = None, as_json: bool = False) -> int:
    """Print the records of a case, of one kind or of all, with the numbers by which commands name them."""
    store = context.open_store(options)
    kinds = KINDS if kind is None else (kind_named(kind),)
    with store.read() as reader:
        case_pk, today = context.find_case(reader, case).pk, today_of(store, reader)
        context.looked(store, options, Look(CASE, "records", case_pk))
        lists = {key: listed_records(reader, KINDS[key].name, case_pk) for key in kinds}
        if as_json:
            show_json(
                [
                    {"list": key, "number": row.number} | values
                    for key, rows in lists.items()
                    for row, values in zip(rows, as_in_document(reader, KINDS[key].name, rows), strict=True)
                ]
            )
            return 0
        said = {key: in_words(reader, KINDS[key].name, rows, today) for key, rows in lists.items()}
    for key, lines in said.items():
        for row, line in zip(lists[key], lines, strict=True):
            put(clean(f"{key} {row.number}  {line}", one_line=True))
    return 0
