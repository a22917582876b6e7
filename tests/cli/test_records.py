"""The records of a case by commands: every kind is listed, added, changed and taken out, each as one undo step."""

import json
from pathlib import Path
from typing import Any

from mdoverleg.cli.record_lists import KINDS
from mdoverleg.domain.inputs_rules import EXACTLY_ONE
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Field
from tests.cli.conftest import Command

NAMED = {"Person": "Jelle de Wit", "Organisation": "SCHELP", "Member": "K2", "Meeting": "M-003"}
MORE = {
    "perspectives": {"organisation": "GEM"},
    "information": {"organisation": "GEM"},
    "handovers": {"to_holder": "noor"},
    "evaluations": {"stable": "nee"},
}
"""An organisation that the case has no such row of, somebody else than who hands over, and at least one word."""
PLAIN = {kinds.DAY: "6 okt", kinds.INT: "4", kinds.INSTANT: "06-10-2026 09:40"}


def typed(field: Field) -> str:
    """What somebody would type for a field."""
    if field.words:
        return field.words[-1]
    if field.kind in (kinds.REF, kinds.REFS):
        return NAMED[field.target]
    return "casusregisseur" if field.kind == kinds.CODE else PLAIN.get(field.kind, "Iets nieuws")


def least(kind: str) -> list[str]:
    """The words with which a record of a kind is added."""
    entity = KINDS[kind]
    words = {
        field.key: typed(field)
        for field in entity.fields
        if field.required and field.kind != kinds.ID and field.key not in ("given_on", "held_on", "written_at")
    }
    for key in EXACTLY_ONE.get(entity.name, ())[:1]:
        words[key] = typed(entity.field(key))
    return [f"{key}={value}" for key, value in (words | MORE.get(kind, {})).items()]


def test_every_kind_is_added_changed_and_taken_out(on: Command, sample_path: Path) -> None:
    def listed(*kind: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = on(sample_path, "record", "list", "--case", "Grutto", "--json", *kind).json
        return rows

    before = listed()
    for kind, entity in KINDS.items():
        if kind in ("roles", "buffers"):
            continue
        ran = on(sample_path, "record", "add", "--case", "Grutto", kind, *least(kind))
        assert (ran.code, bool(ran.out)) == (0, entity.has_id), (kind, ran.err)
    added = listed()
    assert len(added) == len(before) + len(KINDS) - 2
    numbers = {row["list"]: str(row["number"]) for row in added}
    for kind, entity in KINDS.items():
        key, value = last_text(entity.name)
        if kind in ("roles", "buffers") or not key:
            continue
        ran = on(sample_path, "record", "set", "--case", "Grutto", kind, numbers[kind], f"{key}={value}")
        assert (ran.code, ran.out) == (0, ""), (kind, ran.err)
        assert listed(kind)[-1][key] == value
    for kind in KINDS:
        if kind not in ("roles", "buffers"):
            ran = on(sample_path, "record", "remove", "--case", "Grutto", kind, numbers[kind])
            assert (ran.code, ran.out) == (0, ""), (kind, ran.err)
    assert listed() == before


def last_text(entity: str) -> tuple[str, str]:
    texts = [
        field.key for field in ENTITIES[entity].fields if field.kind == kinds.TEXT and not field.key.endswith("_other")
    ]
    return (texts[-1], "Nog iets") if texts else ("", "")


def test_a_kind_is_known_by_its_key_and_its_label_in_both_languages(on: Command, sample_path: Path) -> None:
    for name in ("lines", "Drie kolommen", "drie kolommen", "LINES", "Regel", "line"):
        rows = on(sample_path, "record", "list", "--case", "wulp", name, "--json").json
        assert {row["list"] for row in rows} == {"lines"}
    wrong = on(sample_path, "record", "list", "--case", "wulp", "scroes")
    assert (wrong.code, wrong.out) == (1, "")
    assert "scores" in wrong.err


def test_numbers_are_places_counted_from_one_and_values_are_those_of_the_format(on: Command, sample_path: Path) -> None:
    rows = on(sample_path, "record", "list", "scores", "--case", "Wulp", "--json").json
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0] == {
        "list": "scores",
        "number": 1,
        "value": 3,
        "given_on": "2026-06-30",
        "by": "samira",
        "by_member": None,
        "subject": None,
        "scale": "safety",
        "reason": None,
    }
    said = on(sample_path, "record", "list", "scores", "--case", "Wulp", language="nl").out.splitlines()
    assert said[0] == "scores 1  Cijfer: 3 · Op: di 30 jun · Van: S. Waterkers"
    assert [kind["list"] for kind in on(sample_path, "record", "kinds", "--json").json] == list(KINDS)
    assert "heading* text*" in on(sample_path, "record", "kinds").out


def test_what_is_wrong_is_named_in_the_users_language_and_nothing_changes(on: Command, sample_path: Path) -> None:
    before = on(sample_path, "export", "table", "--output", "-").out
    wrong = [
        (("add", "lines", "heading=zorgen", "tekst=Ruzie"), "tekst", "text"),
        (("add", "lines", "heading=zorgne", "text=Ruzie"), "heading", "zorgen"),
        (("add", "scores", "value=11", "by=noor"), "Cijfer", "10"),
        (("add", "scores", "value=4"), "", "Van"),
        (("set", "scores", "99", "value=4"), "99", "11"),
        (("set", "scores", "nul", "value=4"), "nul", "11"),
        (("set", "members", "1", "seen_by=Niemand"), "seen_by", "Niemand"),
        (("remove", "roles", "1"), "role end", ""),
        (("add", "roles", "role=school", "holder=noor"), "role assign", ""),
        (("add", "lines", "heading"), "heading", ""),
        (("set", "scores", "1", "value=4", "value=5"), "value", "tweemaal"),
    ]
    for words, *named in wrong:
        ran = on(sample_path, "record", words[0], "--case", "Wulp", *words[1:], language="nl")
        assert (ran.code, ran.out) == (1, ""), words
        assert all(name in ran.err for name in named), (words, ran.err)
        assert len(ran.err.strip().splitlines()) == 1
    assert on(sample_path, "export", "table", "--output", "-").out == before
    assert on(sample_path, "record", "list").code == 2


def test_case_set_takes_every_key_of_a_case(on: Command, sample_path: Path) -> None:
    words, keys = [], []
    for field in ENTITIES["Case"].fields:
        if field.kind in kinds.NESTED or field.key in ("id", "alias", "status"):
            continue
        special = {kinds.BOOL: "ja", kinds.CODES: "neglect" if field.target == "concern_type" else "housing"}
        value = "Wulp" if field.target == "Case" else special.get(field.kind, typed(field))
        keys.append(field.key)
        words.append(f"{field.key}={value}")
    ran = on(sample_path, "case", "set", "Grutto", *words)
    assert ran.code == 0, ran.err
    on(sample_path, "export", "table", "--output", str(sample_path.parent / "t.json"))
    document = json.loads((sample_path.parent / "t.json").read_text(encoding="utf-8"))
    case = next(case for case in document["cases"] if case["alias"] == "Grutto")
    assert set(keys) - case.keys() == set()
    for language, hint in (("nl", "bedoelde je"), ("en", "did you mean")):
        wrong = on(sample_path, "case", "set", "Grutto", "contingecy=x", language=language)
        assert (wrong.code, wrong.out) == (1, "")
        assert f"({hint} contingency?)" in wrong.err
    for entry in ("danger=gevaarlijk", "next_evaluation=ooit", "tried_before=veel", "informed_by=Niemand"):
        wrong = on(sample_path, "case", "set", "Grutto", entry, language="nl")
        assert wrong.code == 1
        assert entry.partition("=")[0] in wrong.err
