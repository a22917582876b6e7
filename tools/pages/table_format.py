"""docs/format.md: every kind of record and every word, from domain/schema."""

import json
from functools import partial

from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.labels import LABELS, label
from mdoverleg.domain.limits import STRING_LENGTH, TEXT_LENGTH
from mdoverleg.domain.roles import BUILT_IN, Role
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema import fields as f
from mdoverleg.domain.words import p_
from tools.pages.markdown import GENERATED, both, prose, table

TYPES = {
    f.ID: "id",
    f.STRING: "string",
    f.TEXT: "text",
    f.INT: "whole number",
    f.BOOL: "bool",
    f.DAY: "date",
    f.TIME: "time",
    f.INSTANT: "instant",
    f.STRINGS: "list of strings",
}

INTRO = f"""One JSON document is one whole table. `mdoverleg export table --output FILE.json` writes it,
`mdoverleg import table FILE.json` reads it, and the two are exact inverses.

A key with `*` is required. `null`, `""` and `[]` mean the same as leaving a key out. An *id* is chosen by the author. A
*string* is one line of at most {STRING_LENGTH} characters, a *text* may have line breaks and at most {TEXT_LENGTH:,}.
A *date* is `2026-09-14`, a *time* `09:05` in the table's time zone, an *instant* `2026-09-14T09:05:00+02:00`."""


ROLES = """Role codes are Dutch, because no English pair keeps procesregisseur and casusregisseur apart. *Slot*: whether
an empty slot is always on the board. *Counts*: the holder is one of the professionals around the family. *Hand-over*: a
change of holder needs one."""
ROLE_HEAD = ("code", "English", "Dutch", "slot", "counts", "hand-over", "looks at")


def page() -> str:
    """Every kind of record with its keys, and every list of words, from domain/schema."""
    parts = ["# The table format", GENERATED, INTRO, prose("format_rules.md"), "## Document", _entity_table(DOCUMENT)]
    for entity in ENTITIES.values():
        english, dutch = both(partial(entity_label, entity.name))
        parts += [f"## {entity.name}", f"{english} (*{dutch}*). {_place(entity)}", _entity_table(entity)]
    parts += ["## Built-in roles", ROLES, table(ROLE_HEAD, map(_role, BUILT_IN)), "## Words"]
    for kind, words in LABELS.items():
        rows = [(f"`{word}`", *both(partial(label, kind, word))) for word in words]
        parts += [f"### {kind}", table(("word", "English", "Dutch"), rows)]
    return "\n\n".join(parts) + "\n"


def _role(role: Role) -> tuple[str, ...]:
    looks_at = both(partial(p_, "Role looks at", role.looks_at))[0] if role.looks_at else ""
    facts = (
        "always" if role.slot == "always" else "when used",
        *("yes" if f else "no" for f in (role.counted, role.handover)),
    )
    return (f"`{role.code}`", *both(partial(label, "Role", role.code)), *facts, looks_at)


def _place(entity: f.Entity) -> str:
    return f"In the list `{entity.list_key}` of {entity.parent or 'the document'}." if entity.list_key else ""


def _entity_table(entity: f.Entity) -> str:
    named = entity is not DOCUMENT
    head = ("key", "type", "default", *(("English", "Dutch") if named else ()))
    rows = []
    for field in entity.fields:
        labels = both(partial(field_label, entity.name, field.key)) if named else ()
        default = "" if field.default is None else json.dumps(field.default).strip('"')
        rows.append((f"`{field.key}`" + ("*" if field.required else ""), _type(field), default, *labels))
    return table(head, rows)


def _type(field: f.Field) -> str:
    target = f"[{field.target}](#{field.target.lower()})"
    many = {f.REFS: f"list of ids of {target}", f.ROWS: f"list of {target}", f.WORDS: f"list of words of {target}"}
    one = {f.REF: f"id of {target}", f.ROW: target, f.WORD: f"word of {target}"}
    codes = {f.CODE: f"code of {field.target}", f.CODES: f"list of codes of {field.target}"}
    text = {**TYPES, **many, **one, **codes}[field.kind]
    return f"{text} {field.low} to {field.high}" if field.kind == f.INT else text
