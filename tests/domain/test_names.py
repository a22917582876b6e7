import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain.names import PersonRef, best_people, match_people, short_name

AKKERS = PersonRef(1, "akk", "Mirjam Akkers", "Wijkteam Zandkreek")
DE_WIT = PersonRef(2, "P-002", "Jan de Wit", "Politie")
JANNEKE = PersonRef(3, "P-003", "Janneke Böhm", "GGZ Rietland")
BERG = PersonRef(4, "P-004", "Jan Willem van den Berg", "Wijkteam Zandkreek")
LUKASZ = PersonRef(5, "luk", "Łukasz Wójcik-de Boer", "Basisschool De Steiger")
IRIS = PersonRef(6, "Iris", "Iris", "GGZ Rietland")
EVERYBODY = [AKKERS, DE_WIT, JANNEKE, BERG, LUKASZ, IRIS]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Mirjam Akkers", "M. Akkers"),
        ("Jan de Wit", "J. de Wit"),
        ("Anna van der Berg", "A. van der Berg"),
        ("Jan Willem van den Berg", "J.W. van den Berg"),
        ("Jan-Willem de Wit", "J.W. de Wit"),
        ("Mirjam Akkers-de Boer", "M. Akkers-de Boer"),
        ("Maria Lopez Garcia", "M. Lopez Garcia"),
        ("Mohamed El Amrani", "M. El Amrani"),
        ("Loes in 't Veld", "L. in 't Veld"),
        ("Iris", "Iris"),
        ("De Wit", "De Wit"),
        ("J. de Wit", "J. de Wit"),
        ("J.W. de Wit", "J.W. de Wit"),
        ("IJsbrand Smit", "IJ. Smit"),
        ("Émile Zwaan", "É. Zwaan"),
        ("Wit, Jan de", "Wit, Jan de"),
        ("", ""),
        ("007 Bond", "007 Bond"),
    ],
)
def test_names_become_shorter_as_people_write_them(name: str, short: str) -> None:
    assert short_name(name) == short


@given(st.text(max_size=30))
def test_shortening_twice_is_shortening_once(name: str) -> None:
    once = short_name(name)
    assert short_name(once) == once
    assert once.split()[-1:] == name.split()[-1:]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("akk", [AKKERS]),
        ("AKKERS", [AKKERS]),
        ("mir", [AKKERS]),
        ("makkers", [AKKERS]),
        ("m.akk", [AKKERS]),
        ("jan", [DE_WIT, BERG, JANNEKE]),
        ("de wit", [DE_WIT]),
        ("de_wit", [DE_WIT]),
        ("wit", [DE_WIT]),
        ("jan wit", [DE_WIT]),
        ("bohm", [JANNEKE]),
        ("luka", [LUKASZ]),
        ("wojcik", [LUKASZ]),
        ("boer", [LUKASZ]),
        ("p-004", [BERG]),
        ("kker", [AKKERS]),
        ("wijkt", [AKKERS, BERG]),
        ("steiger", [LUKASZ]),
        ("iris", [IRIS]),
        ("xyz", []),
        ("?", []),
        ("", EVERYBODY),
        ("  ", EVERYBODY),
    ],
)
def test_people_are_found_by_what_is_typed(query: str, expected: list[PersonRef]) -> None:
    assert match_people(query, EVERYBODY) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jan", [DE_WIT, BERG]),
        ("janneke", [JANNEKE]),
        ("jann", [JANNEKE]),
        ("q", []),
        ("van", [BERG]),
        ("zandkreek", [AKKERS, BERG]),
        ("", []),
    ],
)
def test_the_best_are_those_that_fit_equally_well(query: str, expected: list[PersonRef]) -> None:
    assert best_people(query, [AKKERS, DE_WIT, JANNEKE, BERG]) == expected


def test_an_id_as_it_is_written_wins_from_everything() -> None:
    other = PersonRef(7, "IRIS", "Bo Iris", "")
    assert best_people("IRIS", [*EVERYBODY, other]) == [other]
    assert best_people("Iris", [*EVERYBODY, other]) == [IRIS]
    assert match_people("akk", [PersonRef(8, "x", "Akk", ""), AKKERS])[0] == AKKERS


@given(st.text(max_size=12))
def test_any_query_finds_only_people_that_are_there(query: str) -> None:
    found = match_people(query, EVERYBODY)
    assert len(set(found)) == len(found)
    assert set(found) <= set(EVERYBODY)
    assert set(best_people(query, EVERYBODY)) <= set(found) or not query.strip()
