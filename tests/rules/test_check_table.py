"""What comes out: set aside, order, releases, texts; and that no valid table stops the checks."""

from datetime import datetime
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mdoverleg.domain.facts import Warning
from mdoverleg.domain.limits import CHECK_IDS, LIMITS
from mdoverleg.domain.words import in_language
from mdoverleg.rules import CHECKS, check_table, warnings_of_case, warnings_of_table
from tests.rules.quiet import Raw, action, at, case, day, meeting, member, quiet, without_role
from tests.support.documents import documents
from tests.support.facts import facts_of


def checked(doc: Raw, release: int = 2, instant: str = at(), name: str | None = "sept") -> list[Warning]:
    facts = facts_of(doc)
    moment = datetime.fromisoformat(instant)
    return check_table(facts.table, facts.cases, facts.loose_actions, moment, facts.meeting(name), release=release)


def aside(doc: Raw, check: str = "E13", **given: str | None) -> dict[str | None, bool]:
    """Which of two warnings of one check (a parent, a child) are set aside by one override."""
    without_role(doc, "kindlens")
    without_role(doc, "ouderlens")
    member(doc, "W-V").update(relation="uncle")
    override = {"check": check, "case": "c1", "reason": "Komt", "by": "anne", "set_at": at("09:00:00"), "until": day(7)}
    doc["overrides"] = [{key: value for key, value in {**override, **given}.items() if value is not None}]
    return {one.subject: one.set_aside for one in checked(doc) if one.check == "E13"}


BOTH = {"W-K1": True, "W-M": True}
NEITHER = {"W-K1": False, "W-M": False}


def test_an_override_without_subject_sets_every_subject_aside() -> None:
    assert aside(quiet()) == BOTH


def test_an_override_with_subject_sets_that_one_aside() -> None:
    assert aside(quiet(), subject="W-M") == {"W-K1": False, "W-M": True}
    assert aside(quiet(), subject="W-V") == NEITHER


def test_an_override_of_another_check_or_case_does_not_count() -> None:
    assert aside(quiet(), check="E35") == NEITHER
    assert aside(quiet(), case=None) == NEITHER
    doc = quiet()
    doc["cases"].append(
        {**case(doc), "id": "c2", "alias": "Fuut", "members": [], "roles": [], "scores": [], "child_voices": []}
    )
    assert aside(doc, case="c2") == NEITHER


@pytest.mark.parametrize(("until", "expected"), [(day(-1), NEITHER), (day(0), BOTH), (day(1), BOTH)])
def test_until_is_the_last_day(until: str, expected: dict[str | None, bool]) -> None:
    assert aside(quiet(), until=until) == expected


@pytest.mark.parametrize(
    ("set_at", "expected"),
    [
        (at("09:10:00"), BOTH),
        (at("09:10:01"), NEITHER),
        ("2026-09-14T07:10:00Z", BOTH),
        ("2026-09-14T07:10:01Z", NEITHER),
    ],
)
def test_it_counts_from_the_instant_it_was_set(set_at: str, expected: dict[str | None, bool]) -> None:
    assert aside(quiet(), set_at=set_at) == expected


def test_without_a_case_it_counts_for_warnings_without_a_case() -> None:
    doc = quiet()
    action(doc).update(due=day(-1))
    doc["actions"].append({**action(doc), "id": "A-002", "case": None})
    doc["overrides"] = [{"check": "E19", "reason": "x", "by": "anne", "set_at": at(), "until": day(0)}]
    assert [(one.case, one.set_aside) for one in checked(doc)] == [("Wulp", False), (None, True)]


def test_the_order_is_by_case_of_the_document_then_check_then_subject() -> None:
    doc = quiet()
    bare = {key: case(doc)[key] for key in ("brought_by", "opened_on", "phase", "goal")}
    doc["cases"] = [
        {**bare, "id": "z", "alias": "Aalscholver", "category": "new", "status": "referred", "retain_until": day(0)},
        case(doc),
        {**bare, "id": "a", "alias": "Zwaan", "category": "new", "status": "closed", "retain_until": day(0)},
    ]
    late = {**action(doc), "due": day(-1)}
    doc["actions"] = [
        {**late, "id": "a-2"},
        {**late, "id": "B-1"},
        {**late, "id": "A-10"},
        {**late, "id": "A-9"},
        {**late, "id": "é-1"},
        {**late, "id": "L-2", "case": None},
        {**late, "id": "L-1", "case": None, "owner": None},
    ]
    case(doc).update(framework=None)
    doc["cases"][1].update(next_evaluation=None)
    found = [(one.case, one.check, one.subject) for one in checked(doc)]
    assert [check for alias, check, _subject in found if alias == "Aalscholver"] == sorted(
        check for alias, check, _subject in found if alias == "Aalscholver"
    )
    assert [alias for alias, _check, _subject in found][-5:] == ["Wulp", "Zwaan", None, None, None]
    assert [one[1:] for one in found if one[0] == "Wulp"] == [
        *(("E19", subject) for subject in ("A-10", "A-9", "B-1", "a-2", "é-1")),
        ("E43", None),
    ]
    assert [one[1:] for one in found if one[0] is None] == [("E14", "L-1"), ("E19", "L-1"), ("E19", "L-2")]


def test_nothing_comes_before_a_subject_and_the_rest_stays_as_it_was() -> None:
    doc = quiet()
    case(doc)["feedback"] = [
        {"created_in": "sept", "owner": "sem", "due": day(-3)},
        {"created_in": "sept", "due": day(-9)},
        {"created_in": "sept", "owner": "anne", "due": day(-4)},
        {"created_in": "sept", "owner": "sem", "due": day(-2)},
    ]
    found = [(one.subject, one.value) for one in checked(doc) if one.check == "E33"]
    assert found == [(None, None), (None, 9), ("anne", 4), ("sem", 3), ("sem", 2)]


def test_release_1_leaves_the_later_checks_out() -> None:
    doc = quiet()
    action(doc).update(text="Belt", owner=None, owner_organisation="JB", due=None)
    assert [one.check for one in checked(doc, release=1)] == ["E15"]
    assert [one.check for one in checked(doc, release=2)] == ["E15", "E16", "E25"]


def test_one_case_and_the_rest_together_are_the_whole_table() -> None:
    doc = quiet()
    action(doc).update(due=day(-1), text="Belt", created_in="sept", owner="iris", accepted=False)
    doc["actions"] += [{**action(doc), "id": f"L-{one}", "case": None} for one in range(6)]
    meeting(doc)["attendance"][2].update(status="excused")
    facts = facts_of(doc)
    moment, here = datetime.fromisoformat(at()), facts.meeting("sept")
    created = (*facts.loose_actions, *facts.cases[0].actions)
    apart = warnings_of_case(facts.table, facts.cases[0], moment, here)
    apart += warnings_of_table(facts.table, facts.loose_actions, created, moment, here)
    assert apart == checked(doc)
    assert {one.check for one in apart} >= {"E09", "E17", "E19", "E23", "E25"}


def test_a_warning_knows_its_case() -> None:
    doc = quiet()
    without_role(doc, "casusregisseur")
    facts = facts_of(doc)
    found = checked(doc)
    assert [(one.check, one.case, one.case_pk) for one in found] == [("E01", "Wulp", facts.cases[0].case.pk)]


def test_one_day_is_said_as_one_day() -> None:
    doc = quiet()
    action(doc).update(due=day(-1))
    with in_language("en"):
        assert [one.text for one in checked(doc)] == ["Action point 1 day late"]


def test_braces_in_a_name_are_no_placeholders() -> None:
    doc = quiet()
    doc["people"][1]["name"] = "Sem {n} {0.__class__}"
    meeting(doc)["attendance"][1].update(status="excused")
    without_role(doc, "vervangend_casusregisseur")
    with in_language("en"):
        texts = [one.text for one in checked(doc) if one.check == "E09"]
    assert texts == ["Role holder is not at the table: Sem {n} {0.__class__}"]


def test_every_check_of_the_contract_is_there() -> None:
    assert tuple(CHECKS) == CHECK_IDS
    assert sum(check.release == 1 for check in CHECKS.values()) == 46
    assert {name for check in CHECKS.values() for name in check.limits} == set(LIMITS)
    assert all(name.startswith(f"{check.id}.") for check in CHECKS.values() for name in check.limits)


def test_every_check_can_find_something_and_says_why() -> None:
    for check in CHECKS.values():
        assert check.case_rule or check.action_rule or check.table_rule
        assert check.why.endswith(".")
        named = {name for _text, name, _spec, _conversion in Formatter().parse(check.title) if name}
        assert len(named) <= 1


INSTANTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis wants it without a zone and adds one
    max_value=datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([ZoneInfo("Europe/Amsterdam"), ZoneInfo("UTC")]),
)


# Without the phase that makes a failing table smaller: of whole tables that takes minutes.
@settings(
    max_examples=3,
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(doc=documents(), instant=INSTANTS, place=st.integers(0, 3))
def test_no_valid_table_stops_the_checks(doc: Raw, instant: datetime, place: int) -> None:
    facts = facts_of(doc)
    here = facts.table.meetings[place] if place < len(facts.table.meetings) else None
    found = check_table(facts.table, facts.cases, facts.loose_actions, instant, here, release=2)
    aliases = [one.case.alias for one in facts.cases]
    places = [len(aliases) if one.case is None else aliases.index(one.case) for one in found]
    order = [
        (place, one.check, one.subject is not None, one.subject or "") for place, one in zip(places, found, strict=True)
    ]
    assert order == sorted(order)
    assert all(one.severity in CHECKS[one.check].severities for one in found)
    assert all(one.text and one.check not in facts.table.info.checks_off for one in found)
