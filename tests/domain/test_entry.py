from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain.completion import complete, completion_at
from mdoverleg.domain.entry import Around, Problem, Reading, is_mark, read_entry
from mdoverleg.domain.entry_marks import KINDS, MemberRef, OrganisationRef, find_kind, find_members
from mdoverleg.domain.entry_say import describe, problem_text, problems_text
from mdoverleg.domain.names import PersonRef
from mdoverleg.domain.words import LANGUAGES, Language, in_language

TODAY = date(2026, 10, 6)
FRIDAY = date(2026, 10, 9)

AKKERS = PersonRef(11, "akk", "Mirjam Akkers", "Wijkteam Zandkreek")
DE_WIT = PersonRef(12, "P-002", "Jan de Wit", "Politie Plassenland")
BERG = PersonRef(13, "P-003", "Jan Willem van den Berg", "Wijkteam Zandkreek")
BOHM = PersonRef(14, "P-004", "Zoë Böhm", "GGZ Rietland")
BERGMAN = PersonRef(15, "P-005", "Els Bergman", "Basisschool De Steiger")
PEOPLE = (AKKERS, DE_WIT, BERG, BOHM, BERGMAN)
WIJKTEAM = OrganisationRef(21, "WIJK", "Wijkteam Zandkreek")
POLICE = OrganisationRef(22, "POL", "Politie Plassenland")
SCHOOL = OrganisationRef(23, "SCHOOL", "Basisschool De Steiger")
MOTHER = MemberRef(31, "Wulp-M", "mother")
FATHER = MemberRef(32, "Wulp-V", "father")
FIRST = MemberRef(33, "Wulp-K1", "daughter", "Kind1")
SECOND = MemberRef(34, "Wulp-K2", "son", "Kind2")
MEMBERS = (MOTHER, FATHER, FIRST, SECOND)
AROUND = Around(TODAY, PEOPLE, (WIJKTEAM, POLICE, SCHOOL), MEMBERS, date(2026, 11, 3))
TEXT = "belt de school over het verzuim"


READINGS = [
    (
        f"{TEXT} @akk vr !veiligheid #Kind1",
        Reading(TEXT, owner=11, due=FRIDAY, kind="safety", members=(33,)),
    ),
    (TEXT, Reading(TEXT)),
    (f"{TEXT} @Akkers", Reading(TEXT, owner=11)),
    (f"{TEXT} @mirjam", Reading(TEXT, owner=11)),
    (f"{TEXT} @AKK,", Reading(TEXT, owner=11)),
    (f"{TEXT} (@akk)", Reading(TEXT, owner=11)),
    ("@akk belt de school over het verzuim", Reading(TEXT, owner=11)),
    ("belt de school @akk over het verzuim", Reading(TEXT, owner=11)),
    (f"{TEXT} @p-002", Reading(TEXT, owner=12)),
    (f"{TEXT} @wit", Reading(TEXT, owner=12)),
    (f"{TEXT} @de_wit", Reading(TEXT, owner=12)),
    (f"{TEXT} @de wit", Reading(TEXT, owner=12)),
    (f"{TEXT} @Jan de Wit vr", Reading(TEXT, owner=12, due=FRIDAY)),
    ("@Jan de Wit belt de school over het verzuim", Reading(TEXT, owner=12)),
    (f"{TEXT} @Mirjam Akkers, vr", Reading(TEXT, owner=11, due=FRIDAY)),
    (f"{TEXT} @jdewit", Reading(TEXT, owner=12)),
    (f"{TEXT} @bohm", Reading(TEXT, owner=14)),
    (f"{TEXT} @zoe", Reading(TEXT, owner=14)),
    (f"{TEXT} @BÖHM", Reading(TEXT, owner=14)),
    (f"{TEXT} @van den berg", Reading(TEXT, owner=13)),
    (f"{TEXT} @berg", Reading(TEXT, owner=13)),
    (f"{TEXT} @bergm", Reading(TEXT, owner=15)),
    (f"{TEXT} @akk @wit", Reading(TEXT, owner=11, co_owner=12)),
    (f"{TEXT} @akk,wit", Reading(TEXT, owner=11, co_owner=12)),
    (f"{TEXT} @akk @Akkers", Reading(TEXT, owner=11)),
    (f"{TEXT} @WIJK", Reading(TEXT, owner_organisation=21)),
    (f"{TEXT} @wijkteam", Reading(TEXT, owner_organisation=21)),
    (f"{TEXT} @politie", Reading(TEXT, owner_organisation=22)),
    (f"{TEXT} @steiger", Reading(TEXT, owner_organisation=23)),
    (f"{TEXT} @Basisschool De Steiger", Reading(TEXT, owner_organisation=23)),
    (f"{TEXT} @moeder", Reading(TEXT, family_owner=31)),
    (f"{TEXT} @moeder @akk", Reading(TEXT, owner=11, family_owner=31)),
    (f"{TEXT} !zorg", Reading(TEXT, kind="care")),
    (f"{TEXT} !Care", Reading(TEXT, kind="care")),
    (f"{TEXT} !v", Reading(TEXT, kind="safety")),
    (f"{TEXT} !her", Reading(TEXT, kind="recovery")),
    (f"{TEXT} !zorg !care", Reading(TEXT, kind="care")),
    (f"{TEXT} #moeder", Reading(TEXT, members=(31,))),
    (f"{TEXT} #mother #K1", Reading(TEXT, members=(31, 33))),
    (f"{TEXT} #K1,K2", Reading(TEXT, members=(33, 34))),
    (f"{TEXT} #wulp-v", Reading(TEXT, members=(32,))),
    (f"{TEXT} #kind2", Reading(TEXT, members=(34,))),
    (f"{TEXT} #kinderen", Reading(TEXT, members=(33, 34))),
    (f"{TEXT} #parents", Reading(TEXT, members=(31, 32))),
    (f"{TEXT} #gezin", Reading(TEXT)),
    (f"{TEXT}, uiterlijk vr", Reading(TEXT, due=FRIDAY)),
    (f"{TEXT} voor volgende tafel", Reading(TEXT, due=date(2026, 11, 3))),
    (f"  {TEXT}\t\n+1w  ", Reading(TEXT, due=date(2026, 10, 13))),
]


@pytest.mark.parametrize(("line", "expected"), READINGS, ids=[line for line, _expected in READINGS])
def test_a_line_is_read(line: str, expected: Reading) -> None:
    assert read_entry(line, AROUND) == expected


RUNNING_TEXT = [
    "let op! dit eerst",
    "mail jan@voorbeeld.example over het plan",
    "spreekt af om @14:30 bij school",
    "zie punt #2 van het plan",
    "vraagt # en ! en @ uit te leggen",
    "doet dit !!! eerst",
    "zet c# op de lijst",
    "regelt plek zo snel mogelijk",
]


@pytest.mark.parametrize("line", RUNNING_TEXT)
def test_signs_in_running_text_are_no_marks(line: str) -> None:
    assert read_entry(line, AROUND) == Reading(line)


PROBLEMS = [
    ("@akk", Problem("no_text")),
    ("@akk vr !zorg", Problem("no_text")),
    ("", Problem("no_text")),
    ("...", Problem("no_text")),
    (f"{TEXT} @xyz", Problem("unknown_owner", "xyz")),
    (f"{TEXT} @akers", Problem("unknown_owner", "akers", ("Mirjam Akkers",))),
    (f"{TEXT} @jan", Problem("ambiguous_owner", "jan", ("Jan de Wit", "Jan Willem van den Berg"))),
    (f"{TEXT} @akk @wit @zoe", Problem("too_many_owners", "akk, wit, zoe")),
    (f"{TEXT} @akk @POL", Problem("owner_and_organisation", "akk, POL")),
    (f"{TEXT} @WIJK @POL", Problem("owner_and_organisation", "WIJK, POL")),
    (f"{TEXT} @moeder @vader", Problem("too_many_owners", "moeder, vader")),
    (f"{TEXT} @akk 31-2", Problem("impossible_date", "31-2")),
    (f"{TEXT} volgende vrijdag", Problem("unclear_date", "volgende vrijdag")),
    (f"{TEXT} vr @akk +2w", Problem("two_dates", "vr, +2w")),
    (f"{TEXT} !onzin", Problem("unknown_kind", "onzin")),
    (f"{TEXT} !veiligheit", Problem("unknown_kind", "veiligheit", ("safety",))),
    (f"{TEXT} !p", Problem("ambiguous_kind", "p", ("pattern", "practical"))),
    (f"{TEXT} !zorg !crisis", Problem("two_kinds", "zorg, crisis", ("care", "crisis"))),
    (f"{TEXT} #oma", Problem("unknown_member", "oma")),
    (f"{TEXT} #kind3", Problem("unknown_member", "kind3", ("Kind2",))),
    (f"{TEXT} #kind", Problem("ambiguous_member", "kind", ("Kind1", "Kind2"))),
]


@pytest.mark.parametrize(("line", "problem"), PROBLEMS, ids=[line for line, _problem in PROBLEMS])
def test_what_is_wrong_with_a_line_is_said(line: str, problem: Problem) -> None:
    reading = read_entry(line, AROUND)
    assert reading.problems == (problem,)
    assert not (reading.owner and reading.owner_organisation)


def test_a_misspelt_day_is_a_hint_that_stops_nothing() -> None:
    reading = read_entry(f"{TEXT} @akk vrijdagg", AROUND)
    assert (reading.problems, reading.hints) == ((), (Problem("misspelt_date", "vrijdagg"),))
    assert (reading.due, reading.text) == (None, f"{TEXT} vrijdagg")


def test_without_a_case_nobody_can_be_meant_after_a_hash() -> None:
    reading = read_entry(f"{TEXT} #kind1", AROUND._replace(members=()))
    assert reading.problems == (Problem("unknown_member", "kind1"),)


def test_without_a_next_meeting_its_date_is_refused() -> None:
    reading = read_entry(f"{TEXT} voor volgende tafel", AROUND._replace(next_meeting=None))
    assert reading.problems == (Problem("no_next_meeting", "voor volgende tafel"),)


def test_all_problems_are_said_at_once() -> None:
    reading = read_entry("@xyz !onzin #oma 31-2", AROUND)
    assert [problem.code for problem in reading.problems] == [
        "unknown_owner",
        "impossible_date",
        "unknown_kind",
        "unknown_member",
    ]


def test_a_person_goes_before_an_organisation_with_the_same_id() -> None:
    around = AROUND._replace(organisations=(OrganisationRef(29, "akk", "Akkerbouw"),))
    assert read_entry(f"{TEXT} @akk", around).owner == 11


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        *[(kind, [kind]) for kind in KINDS],
        ("veiligheid", ["safety"]),
        ("praktisch", ["practical"]),
        ("Informatie", ["information"]),
        ("organization", ["organisation"]),
        ("pr", ["practical"]),
        ("c", ["crisis", "care"]),
        ("x", []),
    ],
)
def test_kinds_are_known_by_code_and_by_label_in_both_languages(query: str, kinds: list[str]) -> None:
    assert find_kind(query) == kinds


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Wulp-K1", [33]),
        ("k1", [33]),
        ("1", []),
        ("Kind1", [33]),
        ("child2", [34]),
        ("dochter", [33]),
        ("zoon1", [34]),
        ("daugh", [33]),
        ("vad", [32]),
        ("va", []),
        ("mum", [31]),
        ("ulp-M", []),
        ("kind0", []),
    ],
)
def test_family_members_are_found(query: str, found: list[int]) -> None:
    assert [member.pk for member in find_members(query, MEMBERS).found] == found


def test_the_same_relation_twice_asks_for_a_number() -> None:
    sons = (MemberRef(1, "a", "son"), MemberRef(2, "b", "son"))
    assert find_members("zoon", sons).several == sons
    assert find_members("zoon2", sons).found == (sons[1],)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *[(word, True) for word in ("@akk", "!v", "#1", "(@akk)", "@Zoë")],
        *[(word, False) for word in ("op!", "#", "a@b.nl", "@", "!!", "@_", "")],
    ],
)
def test_a_mark_is_a_sign_and_a_letter(word: str, expected: bool) -> None:
    assert is_mark(word) is expected


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        (
            "nl",
            f"{TEXT} @akk vr !veiligheid #Kind1",
            "vr 9 okt 2026 (over 3 dagen) · M. Akkers · veiligheid · voor Kind1",
        ),
        ("en", f"{TEXT} @akk vr !v #Kind1", "Fri 9 Oct 2026 (in 3 days) · M. Akkers · safety · for Kind1"),
        ("en", TEXT, "no date · nobody yet · practical"),
        (
            "en",
            f"{TEXT} @akk @wit morgen #K1,K2",
            "Wed 7 Oct 2026 (tomorrow) · M. Akkers + J. de Wit · practical · for Kind1, Kind2",
        ),
        ("en", f"{TEXT} @POL 1-10-2026", "Thu 1 Oct 2026 (5 days late) · Politie Plassenland · practical"),
        ("nl", f"{TEXT} @moeder", "geen datum · Wulp-M · praktisch"),
    ],
)
def test_the_line_below_says_what_was_understood(language: Language, line: str, expected: str) -> None:
    with in_language(language):
        assert describe(read_entry(line, AROUND), AROUND) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence_with_the_word_in_it(language: Language) -> None:
    with in_language(language):
        for _line, problem in PROBLEMS:
            sentence = problem_text(problem)
            assert problem.word in sentence
            assert "{" not in sentence
            assert sentence[-1] in ".?"


def test_problems_in_words() -> None:
    with in_language("en"):
        assert problems_text(read_entry(f"{TEXT} @jan !p", AROUND)) == [
            "“jan” can be more than one. Choose from: Jan de Wit, Jan Willem van den Berg.",
            "“p” can be more than one kind. Choose from: pattern, practical.",
        ]
        assert problems_text(read_entry(f"{TEXT} @akers", AROUND)) == [
            "Nobody is called “akers”. Did you mean Mirjam Akkers?"
        ]
    with in_language("nl"):
        assert problems_text(read_entry(f"{TEXT} @jan", AROUND)) == [
            "“jan” kan meer dan één zijn. Kies uit: Jan de Wit, Jan Willem van den Berg."
        ]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("belt @ak", ["Mirjam Akkers"]),
        ("belt @", ["Mirjam Akkers", "Jan de Wit", "Jan Willem van den Berg", "Zoë Böhm", "Els Bergman"]),
        ("belt @jan", ["Jan de Wit", "Jan Willem van den Berg"]),
        ("belt @zand", ["Wijkteam Zandkreek", "Mirjam Akkers", "Jan Willem van den Berg"]),
        ("belt @bohm", ["Zoë Böhm"]),
        ("belt !", list(KINDS)),
        ("belt !ca", ["care"]),
        ("belt !z", ["care"]),
        ("belt #", ["mother (Wulp-M)", "father (Wulp-V)", "daughter (Kind1)", "son (Kind2)"]),
        ("belt #ki", ["daughter (Kind1)", "son (Kind2)"]),
        ("belt #moe", ["mother (Wulp-M)"]),
        ("belt @xyz", []),
    ],
)
def test_the_mark_under_the_cursor_is_completed(line: str, labels: list[str]) -> None:
    with in_language("en"):
        found = completion_at(line, len(line), AROUND)
    assert found is not None
    assert (found.start, found.end) == (5, len(line))
    assert [option.label for option in found.options][: len(labels)] == labels


@pytest.mark.parametrize(
    ("line", "cursor"), [("belt ", 5), ("belt", 4), ("a@b", 3), ("@akk belt", 9), ("let op!", 7), ("", 0)]
)
def test_outside_a_mark_nothing_is_completed(line: str, cursor: int) -> None:
    assert completion_at(line, cursor, AROUND) is None


def test_a_choice_is_put_in_the_place_of_the_mark() -> None:
    line = "belt @akk vrijdag"
    found = completion_at(line, 7, AROUND)
    assert found is not None
    assert complete(line, found, found.options[0]) == ("belt @Akkers vrijdag", 13)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_read_as_what_was_chosen(language: Language) -> None:
    with in_language(language):
        for sign in "@!#":
            for letter in ["", *"abcdefghijklmnopqrstuvwxyz"]:
                line = f"belt {sign}{letter}"
                found = completion_at(line, len(line), AROUND)
                assert found is not None
                for option in found.options:
                    chosen, cursor = complete(line, found, option)
                    reading = read_entry(chosen, AROUND)
                    assert (reading.problems, reading.text, cursor) == ((), "belt", len(chosen))
                    if sign == "@":
                        names = {
                            one.name
                            for one in (*PEOPLE, WIJKTEAM, POLICE, SCHOOL)
                            if one.pk in {reading.owner, reading.owner_organisation}
                        }
                        assert names == {option.label}


@given(st.text(max_size=60))
def test_any_line_is_read_without_a_fault(line: str) -> None:
    reading = read_entry(line, AROUND)
    with in_language("nl"):
        assert describe(reading, AROUND)
        assert len(problems_text(reading)) == len(reading.problems) + len(reading.hints)
    completion_at(line, len(line), AROUND)


PIECES = [
    "belt",
    "@akk",
    "@jan",
    "@de",
    "wit",
    "@POL",
    "vr",
    "31-2",
    "+1w",
    "!zorg",
    "!p",
    "#K1",
    "#kind",
    "@x",
    "zo",
    "school",
]


@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_every_word_is_text_or_understood_or_in_trouble(words: list[str]) -> None:
    reading = read_entry(" ".join(words), AROUND)
    for word in ("belt", "school"):
        assert reading.text.split().count(word) == words.count(word)
    if "@x" in words:
        assert "unknown_owner" in {problem.code for problem in reading.problems}
    if reading.owner_organisation is not None:
        assert reading.owner is None
    if reading.co_owner is not None:
        assert reading.owner is not None
