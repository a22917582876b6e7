"""Texts that do harm where they are obeyed, and a table with one of them in every text of every kind of record."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import LINKED, NESTED, Entity, Field
from mdoverleg.domain.text import clean
from tests.support.locked import bare

MARKUP: Final = (
    "[naam]",
    "[/b]",
    "[/red] dicht",
    "a [b",
    "[/",
    "[@click=app.bell]x[/]",
    "[link=https://x]y",
    "[a=b c='d]",
    "[1] [ ] [...] [bold",
    "$foo ${bar}",
    ":smile: [todo]",
    "<b>x</b> & <script>alert(1)</script>",
    "**vet** _schuin_ `code` | cel | # kop",
    "{0} {naam} {} %s %(x)d",
    '{"a": [1, null]}',
    '\'; DROP TABLE "case"; --',
    '" OR 1=1 NEAR( * ^ AND',
    "\\red \\n \\u0000 \\",
)
FORMULAS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("https://x";"klik")',
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM",
    "\t=1+1",
    "|cmd",
    "{=1+1}",
    "mailto:x@y.z",
    "internal:Blad1!A1",
    "=cmd|' /C calc'!A0",
)
ESCAPES: Final = (
    "\x1b]52;c;aGFjaw==\x07klembord",
    "\x1b]0;titel\x1b\\na",
    "\x1b[2J\x1b[Hgewist",
    "\x1b[?1049lweg",
    "\x9b31mrood\x9d0;titel\x9c",
    "a\x00nul",
    "\x07bel\x08\x0b\x0c",
    "aaa\rb",
    "\x7fdel",
    "\u202egnorw\u2066x",
    "een\u2028twee\u2029drie",
    "\ud800half",
    "\ufeffbom\ufffe",
    "\x85nel",
)
PATHS: Final = ("../../etc/x", "/abs/olute", "C:\\x", "CON", "-rf", "--help", "a/../b", "file:///etc/passwd", "~")
LETTERS: Final = (
    "👩\u200d👩\u200d👧 🏳️\u200d🌈 🇳🇱",
    "漢字かな交じり文",
    "مرحبا بالعالم",
    "e\u0301" * 60,
    "a" + "\u0301" * 150,
    "Ｆｕｌｌ",
    "soft\u00adhyphen nbsp\u00a0x",
    "regel een\nregel twee\n\nvier",
)
LONG: Final = ("w" * 200, "woord " * 33, "漢" * 200)
VERY_LONG: Final = ("x" * 20_000, "woord " * 3_300, "\n".join("r" for _ in range(10_000)), "a" + "\u0301" * 19_999)
"""Fit a text, not a string."""
TOO_LONG: Final = ("x" * 20_001, "\n" * 200_000 + "x" * 20_001, "a" + "\n" * 200_000 + "b")

SHORT: Final = (*MARKUP, *FORMULAS, *ESCAPES, *PATHS, *LETTERS)
CORPUS: Final = (*SHORT, *LONG)
"""Everything that fits in one line of at most 200 characters."""

ID: Final = {
    "Organisation": "O-001",
    "Person": "P-001",
    "Meeting": "M-001",
    "Case": "C-001",
    "Member": "K1",
    "ActionPoint": "A-001",
}
CODE: Final = {"role": "casusregisseur", "concern_type": "partner_violence", "life_domain": "safety"}
LEFT_OUT: Final = {
    "Seat": ("member",),
    "RoleAssignment": ("organisation",),
    "Helper": ("person",),
    "ChildVoice": ("by",),
    "Score": ("by_member",),
    "Offer": ("by_member",),
    "Member": ("seen_by",),
    "ActionPoint": ("owner_organisation", "depends_on"),
    "Person": ("deputy",),
    "Case": ("linked_cases", "closed_on"),
    "AgendaItem": ("not_held", "actual_end"),
    "Meeting": ("closed_at", "actual_end"),
}
"""Keys that exclude another, or that would close what is to be looked at."""
WORDS: Final = {
    ("AgendaItem", "kind"): "case",
    ("Member", "contact_safe"): "only_via",
    ("Case", "status"): "active",
    ("ActionPoint", "status"): "open",
    ("Threshold", "name"): "E20.times",
    ("TableInfo", "time_zone"): "Europe/Amsterdam",
    ("Override", "check"): "E66",
}
"""What is checked against a list or would hide what is to be looked at."""
TIMES: Final = {"planned_start": "09:00", "planned_end": "10:00", "actual_start": "09:00", "arrives": "09:00"}

Text = Callable[[str], str]
"""Gives the text for one key, named as `Person.name`."""


def keys_with_text() -> Iterator[str]:
    """Yield every key that holds free text, as `Person.name`."""
    for entity in ENTITIES.values():
        for field in entity.fields:
            if field.kind in (kinds.STRING, kinds.TEXT) and (entity.name, field.key) not in WORDS:
                yield f"{entity.name}.{field.key}"


def full_table(text: Text) -> dict[str, Any]:
    """Return a valid document with one of every kind of record, every key filled, every text from `text`."""
    document = _record(DOCUMENT, text)
    document |= {"format": "mdoverleg-table", "version": 1}
    document["table"] = _record(ENTITIES["TableInfo"], text)
    document["role_kinds"][0]["code"] = "eigen_rol"
    document["own_codes"][0]["code"] = "eigen_code"
    return document


def in_turn(texts: tuple[str, ...], first: int = 0) -> Text:
    """Give the texts one after the other, from the given one on."""
    number = first - 1

    def next_text(_key: str) -> str:
        nonlocal number
        number += 1
        return texts[number % len(texts)]

    return next_text


def everywhere(text: str) -> Text:
    """Give the same text for every key."""
    return lambda _key: text


def cleaned(text: str, *, one_line: bool = True) -> str:
    """What the program makes of a text on the way in."""
    return clean(text, one_line=one_line)


def _record(entity: Entity, text: Text) -> dict[str, Any]:
    left_out = LEFT_OUT.get(entity.name, ())
    return {field.key: _value(entity, field, text) for field in entity.fields if field.key not in left_out}


def _value(entity: Entity, field: Field, text: Text) -> Any:
    if (entity.name, field.key) in WORDS:
        return WORDS[entity.name, field.key]
    if field.kind in (kinds.STRING, kinds.TEXT):
        given = text(f"{entity.name}.{field.key}")
        return given if cleaned(given) else "x"
    if field.kind in NESTED:
        return [_record(ENTITIES[field.target], text)] if field.kind == kinds.ROWS else {}
    if field.kind in LINKED:
        return _link(field)
    return {
        kinds.ID: ID.get(entity.name, ""),
        kinds.INT: field.low,
        kinds.BOOL: True,
        kinds.DAY: "2026-10-01",
        kinds.TIME: TIMES.get(field.key, "10:00"),
        kinds.INSTANT: "2026-10-01T09:00:00+02:00",
        kinds.WORD: field.words[0] if field.words else "",
        kinds.CODE: CODE.get(field.target, "x"),
        kinds.REF: ID.get(field.target, ""),
    }[field.kind]


def _link(field: Field) -> list[str]:
    if field.kind == kinds.WORDS:
        return [field.words[0]]
    if field.kind == kinds.CODES:
        return [CODE[field.target]]
    return [ID[field.target]] if field.kind == kinds.REFS else []


HARMLESS_ODDITIES: Final = "\u200c\u200d\u200e\u200f\ufe0e\ufe0f\u00ad\u00a0\u200b"
_RAW: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def raw_controls(shown: str) -> list[str]:
    """Return what a terminal or a reader would obey in a text that was written out; line feeds and tabs are allowed."""
    return [f"U+{ord(letter):04X}" for letter in _RAW.findall(shown)]


def dirty_file(path: Path, raw: str) -> None:
    """Put a text that was never cleaned behind every text of a file, past the log, as another program might."""
    connection = bare(path)
    made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("BEGIN")
    for name, _sql in made:
        connection.execute(f'DROP TRIGGER "{name}"')
    for key in keys_with_text():
        entity, field = key.split(".")
        table = ENTITIES[entity].table
        if connection.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table, field)).fetchone():
            connection.execute(f'UPDATE "{table}" SET "{field}" = "{field}" || ?', (raw,))
    for _name, sql in made:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()
