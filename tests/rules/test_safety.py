"""Who is at risk: what the order of an agenda and the time of a case follow from."""

from datetime import datetime

import pytest

from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.safety import risk_of
from tests.rules.quiet import Change, at, quiet, values
from tests.support.facts import facts_of


@pytest.mark.parametrize(
    ("change", "risk"),
    [
        (lambda _doc: None, ""),
        (values(danger="acute"), "child"),
        (values(danger="structural"), "child"),
        (values(danger="none"), ""),
        (values(category="crisis"), "child"),
        (values(phase="immediate_safety"), "child"),
    ],
)
def test_a_child_is_at_risk_in_danger_in_a_crisis_and_where_it_is_unsafe(change: Change, risk: str) -> None:
    doc = quiet()
    change(doc)
    facts = facts_of(doc)
    assert risk_of(CaseAt(Moment(facts.table, datetime.fromisoformat(at())), facts.cases[0])) == risk


@pytest.mark.parametrize(("left", "risk"), [(("W-M", "W-V"), "unsafe"), ((), "child")])
def test_without_a_child_it_is_somebody_else_unless_nobody_is_known(left: tuple[str, ...], risk: str) -> None:
    facts = facts_of(quiet())
    known = facts.cases[0]
    members = tuple(member for member in known.members if member.id in left)
    some = known._replace(case=known.case._replace(danger="acute"), members=members)
    assert risk_of(CaseAt(Moment(facts.table, datetime.fromisoformat(at())), some)) == risk
