"""A document with faults: every one is said, with its place, the wrong word and what was meant; nothing is taken."""

import json
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.words import in_language
from mdoverleg.intake import table_json
from mdoverleg.intake.table_json import read_document
from tests.support.example import EXAMPLE


def refused(content: bytes) -> list[str]:
    with pytest.raises(InputRefused) as caught:
        read_document(content, "table.json")
    assert str(caught.value).startswith(f"{len(caught.value.problems)} problem")
    assert all(line.startswith("table.json:") for line in caught.value.problems)
    return [line.removeprefix("table.json:") for line in caught.value.problems]


def faults(change: Any) -> list[str]:
    document = json.loads(EXAMPLE)
    change(document)
    return refused(json.dumps(document).encode())


def test_the_four_faults_of_the_format_page_are_named_as_it_names_them() -> None:
    def change(document: dict[str, Any]) -> None:
        case = document["cases"][0]
        case["framwork"] = case.pop("framework")
        del case["goal"]
        case["roles"][2]["holder"] = "iriss"
        document["meetings"][1]["held_on"] = "14-09-2026"

    assert sorted(faults(change)) == [
        'cases[0].framwork: unknown key; did you mean "framework"?',
        "cases[0].goal: required",
        'cases[0].roles[2].holder: no person "iriss" in this document; did you mean "iris"?',
        'meetings[1].held_on: "14-09-2026" is not a date; write YYYY-MM-DD',
    ]


def test_the_faults_are_told_in_dutch_with_the_same_places_and_words() -> None:
    document = json.loads(EXAMPLE)
    document["cases"][0]["brought_by"] = "semm"
    with in_language("nl"), pytest.raises(InputRefused) as caught:
        read_document(json.dumps(document).encode(), "table.json")
    (line,) = caught.value.problems
    assert line.startswith("table.json:cases[0].brought_by: ")
    assert '"semm"' in line
    assert '"sem"' in line


def at(path: str, value: Any) -> Any:
    """A change that puts a value at a path such as cases.0.goal; `...` takes the key out."""

    def change(document: dict[str, Any]) -> None:
        *above, last = path.split(".")
        holder: Any = document
        for step in above:
            holder = holder[int(step)] if isinstance(holder, list) else holder.setdefault(step, [{}])
        if isinstance(holder, list):
            holder[int(last)] = value
        elif value is ...:
            del holder[last]
        else:
            holder[last] = value

    return change


SCORE = {"value": 4, "given_on": "2026-09-14", "by": "sem"}
ONE_FAULT = {
    # types
    "version as text": (at("version", "1"), 'version: "1" is not a whole number'),
    "version true": (at("version", True), "version: true is not a whole number"),
    "another version": (at("version", 2), "version: 2 is not from 1 to 1"),
    "another format": (at("format", "x"), 'format: "x" is not "mdoverleg-table"'),
    "a number with a point": (at("cases.0.members.0.age", 36.0), "cases[0].members[0].age: 36.0 is not a whole number"),
    "too high": (at("cases.0.scores.0.value", 11), "cases[0].scores[0].value: 11 is not from 0 to 10"),
    "far too high": (at("cases.0.scores.0.value", 10**30), f"cases[0].scores[0].value: {10**30} is not from 0 to 10"),
    "a number as text": (at("cases.0.goal", 5), "cases[0].goal: 5 is not text"),
    "a text as bool": (at("cases.0.crisis_prone", "ja"), 'cases[0].crisis_prone: "ja" is not true or false'),
    "0 as bool": (at("cases.0.crisis_prone", 0), "cases[0].crisis_prone: 0 is not true or false"),
    "an object as list": (at("people", {"id": "x"}), "people: an object is not a list"),
    "a list as object": (at("table", [1]), "table: a list is not an object"),
    "a text as record": (at("cases.1", "Spreeuw"), 'cases[1]: "Spreeuw" is not an object'),
    "a word as list": (at("cases.0.concern_types", "debts"), 'cases[0].concern_types: "debts" is not a list'),
    "null in a list": (at("actions.0.members", [None]), "actions[0].members[0]: null is not text"),
    # length
    "a long line": (at("table.name", "x" * 201), "table.name: longer than 200 characters: 201"),
    "a long text": (at("cases.0.goal", "x" * 20_001), "cases[0].goal: longer than 20000 characters: 20001"),
    # dates, times, moments
    "no such day": (
        at("cases.0.opened_on", "2026-02-30"),
        'cases[0].opened_on: "2026-02-30" is not a date; write YYYY-MM-DD',
    ),
    "a week date": (
        at("cases.0.opened_on", "2026-W07-1"),
        'cases[0].opened_on: "2026-W07-1" is not a date; write YYYY-MM-DD',
    ),
    "arabic digits": (
        at("cases.0.opened_on", "٢٠٢٦-٠٢-٠١"),
        'cases[0].opened_on: "٢٠٢٦-٠٢-٠١" is not a date; write YYYY-MM-DD',
    ),
    "a short time": (
        at("meetings.0.planned_start", "9:00"),
        'meetings[0].planned_start: "9:00" is not a time; write HH:MM',
    ),
    "24 o'clock": (
        at("meetings.0.actual_start", "24:00"),
        'meetings[0].actual_start: "24:00" is not a time; write HH:MM',
    ),
    "no offset": (
        at("overrides.0.set_at", "2026-09-14T08:50:00"),
        'overrides[0].set_at: "2026-09-14T08:50:00" is not a moment; write YYYY-MM-DDTHH:MM:SS+HH:MM',
    ),
    "parts of seconds": (
        at("overrides.0.set_at", "2026-09-14T08:50:00.5+02:00"),
        'overrides[0].set_at: "2026-09-14T08:50:00.5+02:00" is not a moment; write YYYY-MM-DDTHH:MM:SS+HH:MM',
    ),
    # words
    "a wrong word": (
        at("cases.0.status", "activ"),
        'cases[0].status: "activ" is not one of: referred, active, watch, closed, transferred, not_taken_up; '
        'did you mean "active"?',
    ),
    "a wrong word of many": (
        at("organisations.1.kind", "local_tam"),
        'organisations[1].kind: "local_tam" is not one of the words for this; did you mean "local_team"?',
    ),
    "a wrong concern": (
        at("cases.0.concern_types", ["debt"]),
        'cases[0].concern_types[0]: no concern type "debt" in this document; did you mean "debts"?',
    ),
    "a wrong role": (
        at("cases.0.roles.0.role", "casusregiseur"),
        'cases[0].roles[0].role: no role "casusregiseur" in this document; did you mean "casusregisseur"?',
    ),
    "no check": (at("table.checks_off", ["E67"]), 'table.checks_off[0]: no check "E67"; did you mean "E66"?'),
    "no check either": (at("overrides.0.check", "E321"), 'overrides[0].check: no check "E321"; did you mean "E32"?'),
    "no limit": (
        at("thresholds", [{"name": "E5.score", "value": 1}]),
        'thresholds[0].name: no limit "E5.score"; did you mean "E05.score"?',
    ),
    "no part": (
        at("table.hidden_panels", ["pitch"]),
        'table.hidden_panels[0]: no part "pitch" of a case; did you mean "pitches"?',
    ),
    "no zone": (
        at("table.time_zone", "Europe/Amsterdm"),
        'table.time_zone: "Europe/Amsterdm" is not a time zone, such as Europe/Amsterdam; '
        'did you mean "Europe/Amsterdam"?',
    ),
    # ids
    "an id with a blank": (
        at("organisations.3.id", "DE SCHOOL"),
        'organisations[3].id: "DE SCHOOL" is not an id: 1 to 40 of A-Z a-z 0-9 . _ -, starting with a letter or digit',
    ),
    "an id twice": (at("meetings.1.id", "sept"), 'meetings[1].id: "sept" is already used by meetings[0]'),
    "a member twice": (
        at("cases.1.members", [{"id": "LEP-M", "relation": "father"}]),
        'cases[1].members[0].id: "LEP-M" is already used by cases[0].members[0]',
    ),
    "an alias twice": (at("cases.1.alias", "LEPELAAR"), 'cases[1].alias: "LEPELAAR" is already used by cases[0]'),
    "a built-in code": (
        at("own_codes", [{"code_list": "concern_type", "code": "debts", "label": "x"}]),
        'own_codes[0].code: "debts" is built in',
    ),
    "a code without itself": (
        at("own_codes", [{"code_list": "concern_type", "label": "x"}]),
        "own_codes[0].code: required",
    ),
    "a code twice": (
        at("own_codes", [{"code_list": "concern_type", "code": "gokken", "label": one} for one in "ab"]),
        'own_codes[1].code: "gokken" stands in the list twice',
    ),
    "a zone that is a path": (
        at("table.time_zone", "../etc/passwd"),
        'table.time_zone: "../etc/passwd" is not a time zone, such as Europe/Amsterdam',
    ),
    "a code with a capital": (
        at("role_kinds", [{"code": "Jim", "label": "JIM"}]),
        'role_kinds[0].code: "Jim" is not a code: small letters, digits and _',
    ),
    "a new role without a label": (at("role_kinds", [{"code": "jim"}]), "role_kinds[0].label: required for a new code"),
    # once
    "a person twice at a meeting": (
        at("meetings.0.attendance.1.person", "anne"),
        'meetings[0].attendance[1].person: "anne" stands in the list twice',
    ),
    "a reference twice": (
        at("actions.0.share_with", ["JB", "JB"]),
        'actions[0].share_with[1]: "JB" stands in the list twice',
    ),
    "a buffer twice": (
        at("cases.0.buffers", [{"buffer": "view_of_child", "state": "weak"}] * 2),
        'cases[0].buffers[1].buffer: "view_of_child" stands in the list twice',
    ),
    # what belongs together
    "an end before its start": (
        at("cases.0.roles.0.ended_on", "2026-08-23"),
        'cases[0].roles[0].ended_on: "2026-08-23" is before started_on ("2026-08-24")',
    ),
    "no time between": (
        at("meetings.1.planned_end", "09:00"),
        'meetings[1].planned_end: "09:00" is not after planned_start ("09:00")',
    ),
    "neither of two": (
        at("cases.0.helpers", [{"task": "x"}]),
        "cases[0].helpers[0].person: one of person and name is required",
    ),
    "both of two": (
        at("cases.0.scores.0", {**SCORE, "by_member": "LEP-M"}),
        "cases[0].scores[0].by_member: not together with by",
    ),
    "a case item without a case": (
        at("meetings.0.agenda.2.case", ...),
        'meetings[0].agenda[2].case: required when kind is "case"',
    ),
    "a case at a break": (
        at("meetings.0.agenda.2.kind", "break"),
        'meetings[0].agenda[2].case: only when kind is "case"',
    ),
    "an end without a start": (
        at("meetings.0.agenda.2.actual_end", "10:00"),
        "meetings[0].agenda[2].actual_end: only together with actual_start",
    ),
    "a contact that is not needed": (
        at("cases.0.members.0.contact_via", "sem"),
        'cases[0].members[0].contact_via: only when contact_safe is "only_via"',
    ),
    "an owner and an organisation": (
        at("actions.0.owner_organisation", "JB"),
        "actions[0].owner_organisation: not together with owner",
    ),
    # what every case must say of itself
    "no purpose": (at("cases.0.goal", ...), "cases[0].goal: required"),
    "nobody who brought it": (at("cases.0.brought_by", ...), "cases[0].brought_by: required"),
    # references
    "nobody from whom": (
        at("cases.0.handovers", [{"role": "ouderlens", "from_holders": [], "to_holder": "sem", "due": "2026-10-01"}]),
        "cases[0].handovers[0].from_holders: required",
    ),
    "an action point that goes round": (
        lambda document: (
            document["actions"][0].update(depends_on="A-002"),
            document["actions"][1].update(depends_on="A-001"),
        ),
        'actions[0].depends_on: goes round in a circle: "A-001", "A-002"',
    ),
    "after itself": (at("actions.0.depends_on", "A-001"), 'actions[0].depends_on: "A-001" is the record itself'),
    "one's own deputy": (at("people.0.deputy", "anne"), 'people[0].deputy: "anne" is the record itself'),
    "the wrong kind": (
        at("actions.0.created_in", "anne"),
        'actions[0].created_in: no meeting "anne" in this document',
    ),
    "the wrong capitals": (
        at("actions.0.owner", "Sem"),
        'actions[0].owner: no person "Sem" in this document; did you mean "sem"?',
    ),
    "a case that nobody knows": (
        at("actions.0.case", "c9"),
        'actions[0].case: no case "c9" in this document',
    ),
    "an action point of another case": (
        at("cases.1.obstacles", [{"kind": "privacy", "what": "x", "action": "A-001"}]),
        'cases[1].obstacles[0].action: "A-001" is of another case',
    ),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_a_fault_is_named(name: str) -> None:
    change, line = ONE_FAULT[name]
    assert faults(change) == [line]


def test_members_of_another_case_are_named_one_by_one() -> None:
    assert faults(at("actions.0.case", "c2")) == [
        'actions[0].members[0]: "LEP-M" is of another case',
        'actions[0].family_owner: "LEP-M" is of another case',
    ]


def test_members_need_a_case() -> None:
    assert faults(at("actions.0.case", ...)) == [
        'actions[0].members[0]: "LEP-M" needs a case',
        'actions[0].family_owner: "LEP-M" needs a case',
    ]


def test_a_co_owner_needs_an_owner() -> None:
    def change(document: dict[str, Any]) -> None:
        document["actions"][1]["co_owner"] = document["actions"][1].pop("owner")

    assert faults(change) == ["actions[1].co_owner: only together with owner"]


def test_references_to_records_whose_ids_are_wrong_wait() -> None:
    assert faults(at("people.0.id", "an ne")) == [
        'people[0].id: "an ne" is not an id: 1 to 40 of A-Z a-z 0-9 . _ -, starting with a letter or digit'
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", " the file is empty"),
        (b"{", " not JSON: line 1, column 2"),
        (b'{"format": "x"}}', " not JSON: line 1, column 16"),
        (b"[]", " a list is not an object"),
        (b"\xff\xfe{}", " not UTF-8 (byte 0); save it as UTF-8"),
        (b'{"a": "\xe9"}', " not UTF-8 (byte 7); save it as UTF-8"),
        (b"[" * 100_000, " nested too deep for a table"),
    ],
)
def test_what_is_no_document_is_refused_whole(content: bytes, line: str) -> None:
    (found,) = refused(content)
    assert found == line


def test_keys_that_stand_twice_and_numbers_that_json_has_not_are_named() -> None:
    content = EXAMPLE.replace(b'"version": 1,', b'"version": NaN,').replace(
        b'"alias": "Spreeuw",', b'"alias": "Spreeuw", "alias": "Ekster",'
    )
    assert refused(content) == ["version: NaN is not JSON", "cases[1].alias: stands here twice"]


def test_a_byte_order_mark_is_accepted() -> None:
    assert read_document(b"\xef\xbb\xbf" + EXAMPLE, "t").values == read_document(EXAMPLE, "t").values


def test_hostile_keys_and_words_are_shown_on_one_line_without_control_characters() -> None:
    document = json.loads(EXAMPLE)
    document["x\ny\x1b[31m\u202e\ud800"] = 1
    document["actions"][0]["owner"] = "se\x1b]0;m\x07\nm" + "a" * 500
    for line in refused(json.dumps(document).encode()):
        assert line.isprintable()
        assert len(line) < 200


def test_a_text_is_never_repeated_in_a_message() -> None:
    secret = "Geheim adres " * 20
    for line in faults(at("table.name", secret)) + faults(at("cases.0.goal", [secret])):
        assert "Geheim" not in line


def test_the_name_of_the_file_is_given_whole(tmp_path: Path) -> None:
    path = tmp_path / ("een heel lange map " * 4) / "mijn tafel [1].json"
    path.parent.mkdir()
    path.write_bytes(b"[]")
    with pytest.raises(InputRefused) as caught:
        read_document(path, str(path))
    assert caught.value.problems[0].startswith(f"{path}: ")


def test_a_missing_and_a_huge_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputRefused) as caught:
        read_document(tmp_path / "weg.json")
    assert caught.value.problems == ("weg.json: there is no such file",)
    with pytest.raises(InputRefused) as caught:
        read_document(tmp_path)
    assert caught.value.problems == (f"{tmp_path.name}: this is a folder; name a file",)
    monkeypatch.setattr(table_json, "MOST_BYTES", 1_000_000)
    (tmp_path / "groot.json").write_bytes(b" " * 1_000_001)
    with pytest.raises(InputRefused) as caught:
        read_document(tmp_path / "groot.json")
    assert caught.value.problems == ("groot.json: too large; at most 1 MB can be read",)


def test_a_thousand_faults_are_all_named() -> None:
    def change(document: dict[str, Any]) -> None:
        document["actions"] = [{**document["actions"][1], "id": f"X-{n}", "owner": f"iris{n}"} for n in range(1000)]

    found = faults(change)
    assert len(found) == 1000
    assert found[7] == 'actions[7].owner: no person "iris7" in this document; did you mean "iris"?'
