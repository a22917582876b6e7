"""Initials for names: as colleagues write them, never two alike, never a whole surname."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain.initials import initials_of


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("M. Akkers", "M.A."),
        ("Jelle de Wit", "J.d.W."),
        ("Noor van der Zegge", "N.v.d.Z."),
        ("J.W. van den Berg", "J.W.v.d.B."),
        ("Anne-Marie Bos", "A.M.B."),
        ("Wit, Jelle de", "J.d.W."),
        ("IJsbrand Mol", "IJ.M."),
        ("Inès Zeeaster", "I.Z."),
        ("Maria Smits-Kwak", "M.S.K."),
        ("Maria Elena Mus", "M.E.M."),
        ("Gerrit 't Hart", "G.t.H."),
        ("Wouter", "W."),
        ("Jan J", "J.J."),
        ("李 小龙", "李.小."),
        ("?!", "?"),
    ],
)
def test_as_colleagues_write_them(name: str, short: str) -> None:
    assert initials_of([name]) == {name: short}


@pytest.mark.parametrize(
    "given_initials",
    [
        {"M. Akkers": "M.Ak.", "M. Albers": "M.Al.", "R. Bos": "R.B."},
        {"Mirjam Akkers": "Mi.A.", "Marie Akkers": "Ma.A."},
        {"R. Bos": "R.B.1", "R. Bot": "R.B.2"},
        {"Jan de Wit": "J.d.Wi.", "Joke de Waard": "J.d.Wa."},
        {"Bos": "Bo.", "B": "B."},
    ],
)
def test_equal_ones_get_longer(given_initials: dict[str, str]) -> None:
    for names in permutations(given_initials):
        found = initials_of(names)
        if any(short[-1].isdigit() for short in given_initials.values()):
            assert sorted(found.values()) == sorted(given_initials.values())
        else:
            assert found == given_initials


@given(st.lists(st.text(alphabet="AaBbM.-, deIJij'", min_size=1, max_size=12)))
def test_no_two_are_alike_and_the_order_makes_no_difference(names: list[str]) -> None:
    found = initials_of(names)
    assert set(found) == set(names)
    assert len(set(found.values())) == len(found)
    assert found == initials_of(reversed(names))
