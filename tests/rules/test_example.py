"""The example of the table format, and the table that says what `check` gives for it (checks.md)."""

import json
from datetime import datetime

from mdoverleg.domain.words import in_language
from mdoverleg.rules import check_table
from tests.rules.quiet import at, quiet
from tests.support.example import EXAMPLE
from tests.support.facts import facts_of

EXPECTED = [
    ("E09", "yellow", "Lepelaar", "iris", None, False),
    ("E10", "yellow", "Lepelaar", None, None, False),
    ("E17", "yellow", "Lepelaar", "A-002", None, False),
    ("E19", "red", "Lepelaar", "A-001", 3, False),
    ("E32", "red", "Lepelaar", "LEP-K1", 17, True),
    ("E41", "yellow", "Lepelaar", None, 4, False),
    ("E53", "yellow", "Lepelaar", None, 80, False),
    ("E01", "red", "Spreeuw", None, None, False),
    ("E03", "red", "Spreeuw", None, None, False),
    ("E29", "red", "Spreeuw", None, None, False),
    ("E30", "yellow", "Spreeuw", None, None, False),
    ("E34", "yellow", "Spreeuw", None, None, False),
    ("E43", "yellow", "Spreeuw", None, None, False),
    ("E46", "yellow", "Spreeuw", None, None, False),
]


def test_the_example_gives_the_warnings_of_the_contract() -> None:
    facts = facts_of(json.loads(EXAMPLE))
    instant = datetime.fromisoformat("2026-09-14T09:26:00+02:00")
    found = check_table(facts.table, facts.cases, facts.loose_actions, instant, facts.meeting("sept"))
    assert [(one.check, one.severity, one.case, one.subject, one.value, one.set_aside) for one in found] == EXPECTED


def test_the_texts_name_people_and_members() -> None:
    facts = facts_of(json.loads(EXAMPLE))
    instant = datetime.fromisoformat("2026-09-14T09:26:00+02:00")
    with in_language("en"):
        found = check_table(facts.table, facts.cases, facts.loose_actions, instant, facts.meeting("sept"))
    texts = {one.check: one.text for one in found}
    assert texts["E09"] == "Role holder is not at the table: Iris Vlaming"
    assert texts["E19"] == "Action point 3 days late"
    assert texts["E32"] == "Child out of sight: LEP-K1"
    assert texts["E53"] == "80 per cent of the time"


def test_the_quiet_table_gives_none() -> None:
    facts = facts_of(quiet())
    instant = datetime.fromisoformat(at())
    assert check_table(facts.table, facts.cases, facts.loose_actions, instant, facts.meeting("sept"), release=2) == []
