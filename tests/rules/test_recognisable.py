"""Recognisable texts on a screen that all can see (E62)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import TEXT
from mdoverleg.rules.recognisable import is_telling
from tests.rules.quiet import TODAY, Raw, action, case, meeting, quiet, running, warned

LONG_AGO = (TODAY - timedelta(days=366)).strftime("%d-%m-%Y")
A_YEAR_AGO = (TODAY - timedelta(days=365)).strftime("%d-%m-%Y")

TELLING = [
    "bsn 123456789",
    "123456789",
    "(123456789)",
    "bel 0612345678",
    "bel 06-12345678",
    "bel 06 12 34 56 78",
    "bel +31612345678",
    "bel +31 6 12345678",
    "bel 0031 6 12345678",
    "bel 020-1234567",
    "bel (020) 123 45 67",
    "woont op 1234 AB",
    "woont op 1234AB.",
    "Dorpsstraat 12",
    "aan de Noorderdijk 3a",
    "het Vogelpad 1",
    "geboren op 3 mei 2015",
    "Geboortedatum: 2015",
    "geb. 12 mrt 2012",
    "BORN 2010",
    LONG_AGO,
    LONG_AGO.replace("-", "/"),
    LONG_AGO.replace("-", "."),
    "op 1-2-2013 begon het",
    "1.2.2013",
    "2013-02-01",
    "29-02-2012",
    "regel een\nregel twee 2013-02-01",
]
QUIET = [
    "",
    "geen enkel getal",
    "12345678",
    "1234567890",
    "A-123456",
    "0012345678",
    "bel 112",
    "0012 3456",
    "06123456",
    "+3161234567890",
    "1234 ab",
    "1234  AB",
    "0234 AB",
    "1234 ABC",
    "x1234 AB",
    "-1234 AB",
    "straat 12",
    "een straat 12",
    "Dorpsstraat",
    "Dorpsstraat12",
    "weg 3",
    "geboren in de zomer, en nu al weer bijna twaalf 2015",
    "geboren\n2015",
    "een ongeboren kind in 2015",
    A_YEAR_AGO,
    "14-09-2026",
    "30-02-2013",
    "2013-13-01",
    "2013-2-1",
    "1-2-13",
    "1-2/2013",
    "1-2-20133",
    "3 mei 2015",
]


@pytest.mark.parametrize("text", TELLING)
def test_it_finds(text: str) -> None:
    assert is_telling(text, TODAY)


@pytest.mark.parametrize("text", QUIET)
def test_it_leaves(text: str) -> None:
    assert not is_telling(text, TODAY)


CONTRACT = [
    r"(?<!\d)\d{9}(?!\d)",
    r"(?<![\d+])(?:\+31|0031|0)[ ()-]{0,3}[1-9](?:[ ()-]{0,3}\d){8}(?!\d)",
    r"(?<![\w-])[1-9]\d{3} ?[A-Z]{2}(?!\w)",
    r"[^\W\d_]{2,}(?:straat|laan|weg|plein|kade|singel|gracht|hof|dijk|dreef|plantsoen|steeg|pad) \d+",
    r"(?i)\b(?:geboren|geboortedatum|geb\.|born)[^\n]{0,20}\d{4}(?!\d)",
]
WORDS = "0 1 9 06 +31 0031 1234 56 123456789 AB ab Dorps straat weg pad é _ - ( ) . geboren geb. born Geboortedatum"
PIECES = st.sampled_from([*WORDS.split(" "), " ", " ", "\n", "\N{ARABIC-INDIC DIGIT ONE}" * 4])
NO_DATE_IS_OLD = date.min


@given(st.lists(PIECES, max_size=9).map("".join))
@example("éé straat 1")
@example("_straat 1")
@example("éestraat 1")
def test_it_finds_what_the_patterns_of_the_contract_find(text: str) -> None:
    assert is_telling(text, NO_DATE_IS_OLD) == any(re.search(pattern, text) for pattern in CONTRACT)


def test_a_very_long_word_takes_no_time_to_speak_of() -> None:
    assert not is_telling("straat 1 " + "a" * 20_000, TODAY)


PHONE = "bel 0612345678"


def telling_case(doc: Raw) -> None:
    case(doc).update(story=PHONE)


def test_it_counts_the_texts_of_the_case_its_lists_and_its_action_points() -> None:
    doc = quiet()
    telling_case(doc)
    case(doc).update(goal=f"{PHONE} of 0612345678")
    case(doc)["lines"][0].update(text="Dorpsstraat 12")
    action(doc).update(text="Belt 0612345678 en zegt niets", outcome="1234 AB")
    assert warned(doc, "E62") == (("red", None, 5),)


def test_it_does_not_look_at_what_is_one_line() -> None:
    doc = quiet()
    case(doc).update(alias="0612345678", source_ref="123456789")
    assert warned(doc, "E62") == ()


@pytest.mark.parametrize("name", [field.target for field in ENTITIES["Case"].lists] + ["Case", "ActionPoint"])
def test_every_text_of_every_list_is_looked_at(name: str) -> None:
    entity = ENTITIES[name]
    texts = {field.key: PHONE for field in entity.fields if field.kind == TEXT}
    doc = quiet()
    doc["meetings"].append({**meeting(doc), "id": "juli", "agenda": [], "attendance": []})
    if name == "Case":
        case(doc).update(texts)
    elif name == "ActionPoint":
        action(doc).update(texts)
    else:
        key = next(field.key for field in ENTITIES["Case"].lists if field.target == name)
        case(doc).setdefault(key, []).append({**SMALLEST.get(name, {}), **texts})
    assert warned(doc, "E62") == ((("red", None, len(texts)),) if texts else ())


SMALLEST: dict[str, Any] = {
    "Member": {"id": "W-O", "relation": "other"},
    "RoleAssignment": {"role": "meedenker", "holder": "anne", "started_on": "2026-01-01"},
    "Handover": {"role": "kindlens", "from_holders": ["anne"], "to_holder": "sem", "due": "2026-01-01"},
    "Pitch": {"given_on": "2026-01-01"},
    "ChildVoice": {"member": "W-K1", "given_on": "2026-01-01"},
    "Line": {"heading": "needed"},
    "Score": {"value": 6, "given_on": "2026-01-01", "by": "anne"},
    "Buffer": {"buffer": "view_of_child", "state": "weak"},
    "Perspective": {"organisation": "GEM"},
    "Information": {"organisation": "GEM", "received_on": "2026-01-01"},
    "Measure": {"kind": "guardianship"},
    "Consent": {"member": "W-K1", "value": "yes"},
    "Waiting": {"member": "W-K1", "since": "2026-01-01"},
    "Incident": {"happened_on": "2026-01-01"},
    "CrisisNotice": {"valid_until": "2026-12-01"},
    "Deviation": {"review_on": "2026-12-01"},
    "Obstacle": {"kind": "funding"},
    "Offer": {"by": "anne"},
    "Evaluation": {"held_on": "2026-01-01"},
    "Feedback": {"created_in": "aug", "owner": "sem", "due": "2026-12-01"},
    "Note": {"by": "anne", "written_at": "2026-01-01T00:00:00+01:00"},
}


def test_a_screen_that_only_the_chair_sees_may_show_it() -> None:
    doc = quiet()
    telling_case(doc)
    meeting(doc).update(projector=False)
    assert warned(doc, "E62") == ()


def test_only_cases_on_the_agenda_are_looked_at() -> None:
    doc = quiet()
    telling_case(doc)
    running(doc).update(kind="theory", case=None)
    assert warned(doc, "E62") == ()
    assert warned(quiet(), "E62", name=None) == ()


def test_an_item_that_is_over_or_not_held_still_shows_the_case() -> None:
    doc = quiet()
    telling_case(doc)
    running(doc).update(actual_end="09:10", not_held="dropped")
    assert warned(doc, "E62") == (("red", None, 1),)
