"""Forms that organisations open and save in another office program: the same answers come back."""

from pathlib import Path

import pytest

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import LANGUAGES
from mdoverleg.edits.returns import take
from mdoverleg.store.store import Store
from tests.intake.forms import FILL, form, read, rows_of
from tests.intake.test_returns import ANSWERS, STATUS, answer_to, table_of
from tests.support.office import saved_as, with_office

WAYS = [
    ("xlsx", ("xlsx", "ods", "csv")),
    ("ods", ("ods", "xlsx", "csv")),
    ("docx", ("docx",)),
    ("csv", ("xlsx", "ods")),
]


@with_office
@pytest.mark.parametrize(("kind", "saved"), WAYS)
def test_what_another_program_saved_says_the_same(
    kind: str, saved: tuple[str, ...], sample: Store, tmp_path: Path
) -> None:
    before = table_of(sample)
    files, asked = [], set()
    for number, one in enumerate((*before["organisations"], *before["people"])):
        ids = [row[0] for row in rows_of(form(sample, one["id"]))[1:] if row[0]]
        if ids:
            asked |= set(ids)
            data = form(sample, one["id"], kind, LANGUAGES[number % 2])
            answers = {id_: ANSWERS[answer_to(id_)] for id_ in ids}
            files.append(FILL[kind](tmp_path / f"{number}.{kind}", data, answers))
    assert len(asked) > 20
    returned = read(sample, *files)
    wanted = [one.replies for one in returned.forms]
    for other in saved:
        opened = saved_as(other, files, tmp_path)
        returned = read(sample, *opened.values())
        assert [one.replies for one in returned.forms] == wanted, other
    changes = take(sample, Who("Teun Biezen", via="cli"), returned)
    assert len(changes) == sum(bool(replies) for replies in wanted)
    after = {row["id"]: row.get("status", "open") for row in table_of(sample)["actions"]}
    for row in before["actions"]:
        answer = STATUS[answer_to(row["id"])] if row["id"] in asked else None
        assert after[row["id"]] == (answer or row.get("status", "open")), row["id"]


@with_office
def test_a_wrong_row_is_still_named_by_file_and_row(sample: Store, tmp_path: Path) -> None:
    good = FILL["xlsx"](tmp_path / "good.xlsx", form(sample, "OPVANG", "xlsx"), {"A-018": ("gedaan",)})
    bad = FILL["xlsx"](tmp_path / "bad.xlsx", form(sample, "OPVANG", "xlsx"), {"A-018": ("misschien",)})
    for kind in ("xlsx", "ods", "csv"):
        opened = saved_as(kind, [good, bad], tmp_path)
        with pytest.raises(InputRefused) as caught:
            read(sample, *opened.values())
        (line,) = caught.value.problems
        assert f"bad.{kind}:" in line
        assert "A-018" in line
