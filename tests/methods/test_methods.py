"""The ways of working that come with the tool: complete, in two languages, and what a table takes from them."""

from typing import Any, get_args

import pytest

from mdoverleg import methods
from mdoverleg.domain.enums import MeetingKind
from mdoverleg.domain.limits import CHECK_IDS, LIMITS
from mdoverleg.domain.roles import BUILT_IN
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema.fields import INT, NESTED, STRINGS, WORD, Entity
from mdoverleg.domain.words import LANGUAGES, Language, in_language
from mdoverleg.methods import ANY_NUMBER, SlotRule
from mdoverleg.methods.values import PHASE_OF_STEP

NAMES = methods.names()
ASKED_BY = {
    "handovers": {"E11"},
    "pitches": {"E30"},
    "child_voices": {"E31"},
    "lines": {"E34"},
    "scores": {"E39"},
    "crisis_notices": {"E45"},
    "evaluations": {"E42"},
    "feedback": {"E33"},
}
"""Lists of a case whose emptiness a check points out: who hides the list switches the check off."""

each_method = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_general_ones_come_with_the_tool() -> None:
    assert {"beschermingstafel", "casustafel", "hoogrisicotafel"} <= set(NAMES)


@each_method
@each_language
def test_each_is_complete(name: str, language: Language) -> None:
    method = methods.load(name, language)
    assert method.name == name
    assert method.title
    assert method.summary
    assert method.explanation
    assert {slot.role for slot in method.slots} >= {role.code for role in BUILT_IN}
    assert set(LIMITS) >= set(method.thresholds)
    assert set(CHECK_IDS) >= set(method.checks_off)


@each_method
def test_no_check_asks_for_a_part_of_the_case_that_is_not_shown(name: str) -> None:
    method = methods.load(name, "nl")
    hidden = {field.key for field in ENTITIES["Case"].lists} - set(method.panels)
    assert hidden.isdisjoint({"members", "roles", "decisions"})
    assert {check for key in hidden for check in ASKED_BY.get(key, ())} <= set(method.checks_off)


@each_method
def test_what_the_chair_reads_at_a_step_is_short(name: str) -> None:
    for step in methods.load(name, "nl").steps:
        for title in step.title or ():
            assert len(title) <= 40
        for prompt in step.prompt or ():
            assert len(prompt) <= 160


@each_method
def test_the_two_languages_differ_in_words_alone(name: str) -> None:
    dutch, english = (methods.load(name, language) for language in LANGUAGES)
    assert dutch.title != english.title
    assert dutch.slots == english.slots
    assert dutch.steps == english.steps
    for of_dutch, of_english in zip(dutch.agenda_templates, english.agenda_templates, strict=True):
        assert of_dutch.name != of_english.name
        assert [item.minutes for item in of_dutch.items] == [item.minutes for item in of_english.items]
        assert [bool(item.title) for item in of_dutch.items] == [bool(item.title) for item in of_english.items]
    for one, other in zip(dutch.standard_actions, english.standard_actions, strict=True):
        assert one.text != other.text


@each_method
def test_the_steps_fill_the_planned_time_of_a_case(name: str) -> None:
    method = methods.load(name, "nl")
    assert sum(step.seconds for step in method.steps) == method.minutes_per_case * 60
    assert {step.code for step in method.steps} >= {"previous_actions", "actions", "read_back"}


@each_method
def test_the_first_agenda_is_of_the_meeting_and_has_one_place_for_all_cases(name: str) -> None:
    method = methods.load(name, "nl")
    first = method.agenda_templates[0]
    assert first.meeting_kind == method.meeting_kind
    assert [item.minutes for item in first.items if item.kind == "case"] == [method.minutes_per_case]


@pytest.mark.parametrize(
    ("name", "kind", "minutes"),
    [
        ("casustafel", "case_table", 20),
        ("beschermingstafel", "protection_table", 75),
        ("hoogrisicotafel", "high_risk_table", 12),
    ],
)
def test_meeting_and_minutes(name: str, kind: str, minutes: int) -> None:
    method = methods.load(name)
    assert (method.meeting_kind, method.minutes_per_case) == (kind, minutes)
    assert kind in get_args(MeetingKind)


def test_at_the_protection_table_the_family_speaks_first() -> None:
    assert methods.load("beschermingstafel").steps[0].code == "family_voice"


def test_the_slots_of_the_case_table() -> None:
    rules = methods.slot_rules("casustafel")
    assert rules["casusregisseur"] == SlotRule("one", "family", required=True)
    assert rules["vervangend_casusregisseur"] == SlotRule("one", "family", required=False)
    assert rules["ouderlens"] == SlotRule("one_each", "parent", required=True)
    assert rules["kindlens"] == SlotRule("one_each", "child", required=True)
    assert rules["in_beeld_houder"] == SlotRule("any", "member", required=False)
    assert rules["meedenker"] == ANY_NUMBER
    assert list(rules) == [role.code for role in BUILT_IN]


@each_method
def test_the_quick_way_to_slots_and_steps_gives_what_the_whole_method_says(name: str) -> None:
    method = methods.load(name, "nl")
    assert methods.slot_rules(name) == {slot.role: slot.rule for slot in method.slots}
    assert methods.steps(name) == method.steps


@pytest.mark.parametrize("unknown", [None, "", "eigen", "../casustafel"])
def test_an_unknown_method_has_the_slots_of_the_case_table(unknown: str | None) -> None:
    assert methods.slot_rules(unknown) == methods.slot_rules("casustafel")
    assert methods.steps(unknown) == methods.steps("casustafel")


@each_method
def test_what_a_file_keeps_of_a_method_gives_the_same_slots_and_steps(name: str) -> None:
    method = methods.load(name, "nl")._replace(name="eigen")
    kept = methods.kept_of(method)
    assert methods.slot_rules("eigen", kept) == methods.slot_rules(name)
    assert methods.steps("eigen", kept) == methods.steps(name)


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"method": "hoogrisicotafel"}'])
def test_what_was_kept_of_another_method_or_is_damaged_does_not_count(kept: str) -> None:
    other = methods.kept_of(methods.load("beschermingstafel", "nl"))
    for odd in (kept, other):
        assert methods.slot_rules("hoogrisicotafel", odd) == methods.slot_rules("hoogrisicotafel")


def faults(entity: Entity, values: dict[str, Any]) -> list[str]:
    """What is not as the table format wants it."""
    found = [f"{entity.name} has no {key}" for key in values.keys() - {field.key for field in entity.fields}]
    for field in entity.fields:
        value = values.get(field.key)
        if value is None:
            continue
        if field.kind in NESTED:
            rows = value if isinstance(value, list) else [value]
            found += [fault for row in rows for fault in faults(ENTITIES[field.target], row)]
        elif field.kind == INT:
            found += [] if field.low <= value <= field.high else [f"{field.key} {value}"]
        elif field.kind == WORD:
            found += [] if value in field.words else [f"{field.key} {value}"]
        elif field.kind == STRINGS:
            found += [] if all(isinstance(one, str) for one in value) else [f"{field.key} {value}"]
    return found


@each_method
@each_language
def test_what_a_table_takes_is_in_the_keys_of_the_table_format(name: str, language: Language) -> None:
    values = methods.table_values(methods.load(name, language))
    assert faults(DOCUMENT, values) == []
    assert values["table"]["method"] == name
    assert values["agenda_templates"][0]["items"]
    assert values["standard_actions"]


def test_what_a_table_takes_from_the_high_risk_table() -> None:
    values = methods.table_values(methods.load("hoogrisicotafel", "nl"))
    assert values["table"] == {
        "method": "hoogrisicotafel",
        "minutes_per_case": 12,
        "checks_off": ["E39"],
        "hidden_panels": ["buffers", "perspectives", "deviations", "offers"],
    }
    assert {"name": "E19.red_days", "value": 7} in values["thresholds"]
    assert values["role_kinds"] == [{"code": "politie", "slot": "always"}]
    assert values["agenda_templates"][0]["items"][2] == {"kind": "case", "minutes": 12}
    assert values["standard_actions"][0] == {
        "text": "Maakt vandaag veiligheidsafspraken met het slachtoffer",
        "kind": "safety",
        "days": 0,
    }


def test_the_case_table_leaves_everything_as_built_in() -> None:
    values = methods.table_values(methods.load("casustafel", "nl"))
    assert values["table"] == {"method": "casustafel", "minutes_per_case": 20}
    assert values.keys() == {"table", "agenda_templates", "standard_actions"}


@each_method
def test_a_page_says_all_of_it(name: str) -> None:
    with in_language("en"):
        method = methods.load(name)
        page = methods.describe(method)
        own_words = [methods.step_title(step) for step in method.steps]
        own_words += [word for step in method.steps for word in methods.step_prompt(step).split()]
    assert page.startswith(f"{name} · {method.title}\n")
    assert page.endswith("\n")
    assert all(len(line) <= 100 for line in page.splitlines())
    for words in (
        "exactly one",
        "always on the board",
        method.agenda_templates[0].name,
        method.standard_actions[-1].text,
        *own_words,
        *method.thresholds,
        *method.checks_off,
    ):
        assert words in page
    for part in method.explanation.split():
        assert part in page


def test_each_step_has_its_own_label() -> None:
    with in_language("en"):
        labels = [methods.step_label(code) for code in PHASE_OF_STEP]
    assert len(set(labels)) == len(PHASE_OF_STEP)
