"""What can be read of a damaged file comes out whole; what cannot is named; the damaged file stays as it is."""

import json
import random
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.store.backups import kept
from mdoverleg.store.store import Store
from mdoverleg.store.unreadable import Cell, unreadable_cells
from tests.cli.conftest import Command
from tests.hostile.test_files import past_the_rules
from tests.support.locked import plain_only, spoil_page
from tests.support.rows import add_action


@pytest.fixture
def long_path(sample_path: Path) -> Path:
    """The example with so many action points that they fill pages of their own."""
    store = Store.open(sample_path)
    with store.write(Who("Iris"), "action_points.add") as session:
        for number in range(90):
            add_action(session, id=f"A-9{number:02}", text=f"regelnummer {number:02} {'en nog iets ' * 12}")
    store.close()
    return sample_path


def test_a_page_that_is_lost_costs_its_rows_and_no_more(on: Command, long_path: Path, tmp_path: Path) -> None:
    whole = on(long_path, "export", "table", "--output", "-").json
    content = spoil_page(long_path, "regelnummer 45 ", "action_point")
    out, again = tmp_path / "out.json", tmp_path / "again.mdo"
    ran = on(long_path, "doctor", "--salvage", str(out))
    lost = [line for line in ran.out.splitlines() if line.startswith("action_point ")]
    assert (ran.code, 0 < len(lost) < 60, out.stat().st_mode & 0o777) == (0, True, 0o600)
    found = json.loads(out.read_text(encoding="utf-8"))
    assert len(found["actions"]) + len(lost) == len(whole["actions"])
    assert {**found, "actions": 0} == {**whole, "actions": 0}
    assert long_path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir() if "salvage" in one.name] == []
    assert on(again, "import", "table", str(out), "--no-encrypt").code == 0
    assert on(long_path, "doctor", "--salvage", str(out)).code == 1


def test_values_that_cannot_be_are_left_out_and_named(on: Command, sample_path: Path, tmp_path: Path) -> None:
    past_the_rules(sample_path, "UPDATE action_point SET text = CAST(x'ff41fe' AS TEXT) WHERE pk = 3")
    past_the_rules(sample_path, "UPDATE action_point SET due = 'gisteren' WHERE pk = 4")
    past_the_rules(sample_path, "UPDATE action_point SET status = 'zzz' WHERE pk = 5")
    past_the_rules(sample_path, "DELETE FROM person WHERE pk = 3")
    assert unreadable_cells(sample_path) == [Cell("action_point", 3, "text")]
    said = on(sample_path, "doctor", language="en")
    assert (said.code, "!! a text cannot be read: action_point 3, text" in said.out) == (1, True)
    out = tmp_path / "out.json"
    ran = on(sample_path, "doctor", "--salvage", str(out), language="en")
    lost = ran.out.splitlines()
    assert "action_point 3: text cannot be read, and was left out or shows marks" in lost
    assert "action_point 4: due cannot be read, and was left out or shows marks" in lost
    assert "action_point 5: cannot be read" in lost
    assert any("what it belongs to cannot be read" in line for line in lost)
    assert len(json.loads(out.read_text(encoding="utf-8"))["people"]) == 13


@plain_only("a page of the schema is sought in it")
def test_a_file_that_was_cut_off_or_lost_a_part_of_its_schema(on: Command, sample_path: Path, tmp_path: Path) -> None:
    whole = on(sample_path, "export", "table", "--output", "-").json
    assert on(sample_path, "backup").code == 0
    good = sample_path.read_bytes()
    newest = kept(sample_path)[0].path
    trigger = good.index(b"CREATE TRIGGER") // 4096 * 4096
    for number, content in enumerate((good[: len(good) * 6 // 10], good[:trigger] + bytes(64) + good[trigger + 64 :])):
        sample_path.write_bytes(content)
        assert on(sample_path, "case", "list").code == 3
        said = on(sample_path, "doctor", language="en")
        assert (said.code, "mdoverleg doctor --salvage" in said.out) == (3, True)
        assert f"action points) with: mdoverleg restore {newest}" in said.out
        out = tmp_path / f"{number}.json"
        assert on(sample_path, "doctor", "--salvage", str(out)).code == 0
        found = json.loads(out.read_text(encoding="utf-8"))
        # A trigger that is lost costs nothing of what people wrote.
        assert len(found["people"]) == len(whole["people"]) if number else found["people"]
        assert sample_path.read_bytes() == content


def test_of_what_is_no_table_nothing_comes(on: Command, sample_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    for content in (b"x" * 9000, sample_path.read_bytes()[:4096]):
        path = tmp_path / "no.mdo"
        path.write_bytes(content)
        ran = on(path, "doctor", "--salvage", str(out))
        assert (ran.code, ran.out, len(ran.err.splitlines()), out.exists()) == (3, "", 1, False)
        assert path.read_bytes() == content


def test_whatever_is_lost_it_does_not_crash(on: Command, sample_path: Path, tmp_path: Path) -> None:
    good, chance = sample_path.read_bytes(), random.Random(4)
    for number, pages in enumerate((60, 300)):
        content = bytearray(good)
        for _each in range(pages):
            page = chance.randrange(1, len(content) // 4096) * 4096
            content[page : page + 40] = chance.randbytes(40)
        sample_path.write_bytes(content)
        ran = on(sample_path, "doctor", "--salvage", str(tmp_path / f"{number}.json"))
        assert ran.code in (0, 3)
        assert sample_path.read_bytes() == content
