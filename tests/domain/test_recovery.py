import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain import recovery
from mdoverleg.domain.recovery import SheetRefused, read_sheet, sheet_lines
from mdoverleg.domain.recovery_page import recovery_page
from mdoverleg.domain.words import set_language

KEY = bytes(range(32))


@given(st.binary(min_size=32, max_size=32))
def test_a_sheet_gives_the_key_back(key: bytes) -> None:
    lines = sheet_lines(key)
    assert {len(line.replace(" ", "")) for line in lines} == {recovery.WIDTH}
    assert not set("".join(lines)) & set("ILOU")
    assert read_sheet("\n".join(lines)) == key


@pytest.mark.parametrize(
    "typed",
    [
        lambda lines: "\n".join(line.lower() for line in lines),
        lambda lines: "\n".join(line.replace(" ", "-") for line in lines),
        lambda lines: "".join(line.replace(" ", "") for line in lines),
        lambda lines: "\n\n".join(f"  {number}: {line}  " for number, line in enumerate(lines, 1)),
        lambda lines: "\r\n".join(f"    {number}   {line}" for number, line in enumerate(lines, 1)),
        lambda lines: recovery_page("table.mdo", lines),
        lambda lines: "\n".join(line.replace("0", "O").replace("1", "l") for line in lines),
    ],
)
def test_it_is_read_as_people_type_it(typed: object) -> None:
    assert callable(typed)
    assert read_sheet(typed(sheet_lines(KEY))) == KEY


def test_every_wrong_letter_names_its_line() -> None:
    lines = sheet_lines(KEY)
    for number, line in enumerate(lines):
        for place, letter in enumerate(line):
            if letter == " ":
                continue
            other = next(one for one in recovery.LETTERS if one != letter)
            wrong = list(lines)
            wrong[number] = line[:place] + other + line[place + 1 :]
            with pytest.raises(SheetRefused) as refused:
                read_sheet("\n".join(wrong))
            assert refused.value.line == number + 1


def test_lines_that_changed_places_letters_that_are_missing_and_signs_of_no_sheet() -> None:
    one, two, three, four = sheet_lines(KEY)
    for typed, line in (
        ([two, one, three, four], 1),
        ([one, two, four, three], 3),
        ([one, two[:-1], three, four], 2),
        ([one, two, three + "A", four], 3),
        ([one, two, three, "U" + four[1:]], 4),
        ([one, two, three], 0),
        ([], 0),
        ([one, two, three, four, four], 0),
    ):
        with pytest.raises(SheetRefused) as refused:
            read_sheet("\n".join(typed))
        assert refused.value.line == line
        assert str(line or 4) in str(refused.value)


def test_a_key_of_another_length_is_no_key() -> None:
    with pytest.raises(ValueError, match="32"):
        sheet_lines(os.urandom(31))


def test_what_is_wrong_is_said_in_english_too() -> None:
    set_language("en")
    with pytest.raises(SheetRefused, match="Line 1 of the recovery sheet has 1 letters"):
        read_sheet("A\nB\nC\nD")
