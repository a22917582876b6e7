"""What forms and commands hand in: values of one record, and typed words."""

import os
from datetime import UTC, date, datetime
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs import ValuesRefused, from_words, problems_together, validate
from mdoverleg.domain.labels import LABELS, label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import WORD
from mdoverleg.domain.words import LANGUAGES, in_language

ACTION = {"text": "Belt", "kind": "care"}
TODAY = date(2026, 10, 6)


def pairs(entity: str, raw: dict[str, Any], *, partial: bool = False) -> tuple[tuple[str, str], ...]:
    with pytest.raises(ValuesRefused) as caught:
        validate(entity, raw, partial=partial)
    return caught.value.pairs


def test_values_come_back_clean_in_the_order_of_the_format() -> None:
    raw = {"due": "2026-10-20", "kind": "care", "members": [3, 4], "text": " Belt\r\nmoeder\x00 ", "owner": 7}
    found = validate("ActionPoint", raw)
    assert found == {
        "text": "Belt\nmoeder",
        "kind": "care",
        "members": (3, 4),
        "owner": 7,
        "due": date(2026, 10, 20),
    }
    assert list(found) == ["text", "kind", "members", "owner", "due"]
    assert raw["text"] == " Belt\r\nmoeder\x00 "


def test_what_is_empty_is_left_out_of_a_new_record_and_clears_in_a_change() -> None:
    empty: dict[str, Any] = {"due": None, "outcome": "", "members": [], "accepted": None, "status": ""}
    assert validate("ActionPoint", {**ACTION, **empty}) == ACTION
    assert validate("ActionPoint", empty, partial=True) == {
        "members": (),
        "due": None,
        "status": "open",
        "accepted": False,
        "outcome": None,
    }
    assert validate("RoleKind", {"counted": None}, partial=True) == {"counted": None}


def test_a_new_record_needs_what_is_required_but_no_id() -> None:
    assert pairs("ActionPoint", {}) == (("text", "required"), ("kind", "required"))
    assert pairs("ActionPoint", {"text": " \t"}, partial=True) == (("text", "required"),)


def test_every_problem_is_told_with_its_key_and_its_label() -> None:
    with pytest.raises(ValuesRefused) as caught:
        validate("ActionPoint", {"text": 1, "kind": "car", "owner": "sem", "dew": 1, "postponed": True})
    assert [key for key, _sentence in caught.value.pairs] == ["text", "kind", "owner", "postponed", "dew"]
    assert caught.value.problems[0] == "What: 1 is not text"
    assert dict(caught.value.pairs)["dew"] == 'unknown key; did you mean "due"?'
    assert "pydantic" not in str(caught.value.pairs)


def test_what_contradicts_itself_is_refused_also_in_a_change() -> None:
    both = {"owner": 1, "owner_organisation": 2}
    assert pairs("ActionPoint", both, partial=True) == (("owner_organisation", "not together with Who"),)
    assert pairs("Meeting", {"planned_start": "10:00", "planned_end": "09:00"}, partial=True) == (
        ("planned_end", '"09:00" is not after Planned from ("10:00")'),
    )


def test_a_change_is_not_refused_for_what_it_does_not_say() -> None:
    assert validate("Score", {"value": 4}, partial=True) == {"value": 4}
    assert validate("ActionPoint", {"co_owner": 3}, partial=True) == {"co_owner": 3}
    assert [problem.path for problem in problems_together("ActionPoint", {"co_owner": 3})] == [("co_owner",)]


@pytest.mark.parametrize("value", [True, 1.0, "1", 0, -3])
def test_a_reference_is_a_key_of_the_file(value: Any) -> None:
    assert pairs("ActionPoint", {"owner": value}, partial=True)[0][0] == "owner"


@settings(max_examples=int(os.environ.get("MDOVERLEG_EXAMPLES", "25")))
@given(
    st.dictionaries(
        st.sampled_from([field.key for field in ENTITIES["Case"].fields]),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(max_size=4)),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=6,
        ),
    )
)
def test_nothing_that_comes_in_gives_another_error(raw: dict[str, Any]) -> None:
    for partial in (True, False):
        try:
            found = validate("Case", raw, partial=partial)
        except ValuesRefused as refusal:
            told = [sentence for _key, sentence in refusal.pairs]
        else:
            told = ["fine"]
            assert validate("Case", found, partial=partial) == found
        assert told
        assert not {"Cc", "Cs"} & {category(letter) for sentence in told for letter in sentence}


def test_a_key_that_is_no_text_at_all_is_named_like_any_other() -> None:
    assert pairs("ActionPoint", {"\ud800": 1}, partial=True) == (("?", "unknown key"),)


@pytest.mark.parametrize(
    ("entity", "key", "text", "value"),
    [
        ("ActionPoint", "accepted", "ja", True),
        ("ActionPoint", "accepted", "No", False),
        ("ActionPoint", "due", "12-4-2027", date(2027, 4, 12)),
        ("ActionPoint", "due", "2026-12-04", date(2026, 12, 4)),
        ("ActionPoint", "due", "vr", date(2026, 10, 9)),
        ("ActionPoint", "due", "+2w", date(2026, 10, 20)),
        ("ActionPoint", "due", "  ", None),
        ("ActionPoint", "postponed", "3", 3),
        ("ActionPoint", "kind", "Safety", "safety"),
        ("ActionPoint", "status", "could not", "could_not"),
        ("ActionPoint", "text", " Belt  ", "Belt"),
        ("ActionPoint", "share_with", "JB, WIJK,", ("JB", "WIJK")),
        ("Case", "concern_types", "debts, jm", ("debts", "jm")),
        ("Case", "life_domains", "jonge mantelzorger", ("jm",)),
        ("RoleAssignment", "role", "School", "school"),
        ("RoleAssignment", "role", "coach", "mantelcoach"),
        ("Meeting", "planned_start", "9.05", "09:05"),
        ("Meeting", "planned_start", "0905", "09:05"),
        ("Meeting", "closed_at", "2026-10-06T12:00:00+02:00", datetime(2026, 10, 6, 10, tzinfo=UTC)),
        ("Meeting", "closed_at", "6-10-2026 12:00", datetime(2026, 10, 6, 10, tzinfo=UTC)),
    ],
)
def test_typed_words_become_values(entity: str, key: str, text: str, value: Any) -> None:
    own = {"concern_type": {"jm": "JM"}, "life_domain": {"jm": "Jonge mantelzorger"}, "role": {"mantelcoach": "Coach"}}
    zone = ZoneInfo("Europe/Amsterdam")
    assert from_words(entity, key, text, today=TODAY, zone=zone, own_codes=own) == value


@pytest.mark.parametrize(
    ("entity", "key", "text", "sentence"),
    [
        ("ActionPoint", "accepted", "misschien", '"misschien" is not yes or no'),
        ("ActionPoint", "due", "31-2-2026", '"31-2-2026" is not a date; write dd-mm-yyyy'),
        ("ActionPoint", "due", "ooit", '"ooit" is not a date; write dd-mm-yyyy'),
        ("ActionPoint", "postponed", "1_000", '"1_000" is not a whole number'),
        ("ActionPoint", "postponed", "²", '"²" is not a whole number'),
        ("ActionPoint", "postponed", "٣", '"٣" is not a whole number'),
        ("ActionPoint", "postponed", "9" * 5000, None),
        ("Meeting", "planned_start", "25:00", '"25:00" is not a time; write hh:mm'),
        (
            "Case",
            "framework",
            "volontary",
            '"volontary" is not one of: voluntary, compulsory; did you mean "voluntary"?',
        ),
        ("Case", "concern_types", "debts, dept", '"dept" is not one of the words for this; did you mean "debts"?'),
    ],
)
def test_typed_words_that_say_nothing_are_refused(entity: str, key: str, text: str, sentence: str | None) -> None:
    with pytest.raises(Refused) as caught:
        from_words(entity, key, text, today=TODAY)
    assert sentence in (None, str(caught.value))
    assert len(str(caught.value)) < 200


def test_without_a_day_only_whole_dates_are_read() -> None:
    with pytest.raises(Refused):
        from_words("ActionPoint", "due", "vr")
    assert from_words("ActionPoint", "due", "09-10-2026") == date(2026, 10, 9)


def test_references_are_looked_up() -> None:
    assert from_words("ActionPoint", "owner", "Sem", find=lambda kind, text: (kind, text)) == ("Person", "Sem")
    assert from_words("Member", "heard_by", "a, b", find=lambda _kind, text: len(text)) == (1, 1)


def test_every_label_is_read_back_in_either_language() -> None:
    for entity in ENTITIES.values():
        for field in entity.fields:
            if field.kind != WORD:
                continue
            for word in LABELS[field.target]:
                for language in LANGUAGES:
                    with in_language(language):
                        shown = label(field.target, word)
                    assert from_words(entity.name, field.key, shown) == word, (field, language)
