"""Every file that is made stands in the log, can be found again and deleted, and is never undone."""

import hashlib
import json
from pathlib import Path

import pytest

from mdoverleg.domain.errors import Refused, UndoRefused
from mdoverleg.domain.exports import Made, path_of, path_text, state_of
from mdoverleg.domain.who import Who
from mdoverleg.edits.exports import noted
from mdoverleg.store.changelog import newest_by_command, newest_of_window, newest_redoable, undo, verify
from mdoverleg.store.store import Store
from tests.cli.conftest import Command, Ran
from tests.support.rows import add_action


def export(on: Command, path: Path, *words: str, to: Path | str, kind: str = "md") -> Ran:
    ran = on(path, "export", *words, "--format", kind, "--output", str(to), name="Hanna Bruin", language="en")
    assert ran.code == 0, ran.err
    return ran


def test_a_file_is_noted_with_what_it_is_and_no_word_of_its_text(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rosa.md"
    export(on, sample_path, "actions", "--person", "rosa", to=target)
    export(on, sample_path, "decisions", "--case", "Wulp", to="-")
    shown, made = on(sample_path, "exports", "list", "--json", language="en").json
    assert (made["id"], made["document"], made["format"], made["state"]) == (1, "actions", "md", "there")
    assert (made["path"], made["sha256"]) == (str(target), hashlib.sha256(target.read_bytes()).hexdigest())
    assert made["for"] == "R. Bos"
    assert made["lines"] == target.read_text(encoding="utf-8").count("| A-") > 0
    assert (shown["path"], shown["state"], shown["what"]) == ("-", "shown", "decision list Wulp")
    kept = json.dumps(on(sample_path, "log", "--json").json[:2])
    assert not [text for text in on(sample_path, "action", "list", "--json").json if text["text"] in kept]


def test_the_log_says_it_in_words_for_each_case_that_is_in_the_file(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    export(on, sample_path, "actions", "--case", "Wulp", to=tmp_path / "one.md")
    export(on, sample_path, "actions", to=tmp_path / "all.md")
    lines = on(sample_path, "log", "--case", "Wulp", language="en").out.splitlines()
    assert [line for line in lines if "file made" in line] == lines[:2]
    assert "action list Wulp, md, " in lines[1]
    others = on(sample_path, "log", "--case", "Grutto", language="en").out
    assert others.count("file made") == 1
    assert on(sample_path, "log", "verify").code == 0
    document = on(sample_path, "export", "table", "--output", "-").json
    assert "sha256" not in json.dumps(document)


def test_a_file_is_deleted_once_and_only_as_it_was_made(on: Command, sample_path: Path, tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("a.md", "b.md", "c.md"))
    for target in (first, second, third, third):
        export(on, sample_path, "phones", to=target)
    second.write_text("changed", encoding="utf-8")
    assert on(sample_path, "exports", "delete", "1").code == 0
    assert not first.exists()
    for number in ("1", "2", "3", "9"):
        assert on(sample_path, "exports", "delete", number).code == 1, number
    assert on(sample_path, "exports", "delete", "1", "--all").code == 1
    states = [row["state"] for row in on(sample_path, "exports", "list", "--json").json]
    assert states == ["there", "replaced", "changed", "deleted"]
    assert on(sample_path, "exports", "delete", "--all").code == 1
    assert (second.exists(), third.exists()) == (True, False)
    assert on(sample_path, "exports", "delete", "2", "--although-changed").code == 0
    rows = on(sample_path, "exports", "list", "--json", language="en").json
    assert [row["state"] for row in rows] == ["deleted", "replaced", "deleted", "deleted"]
    assert all((rows[0]["deleted_by"], rows[0]["sha256"]))
    assert on(sample_path, "log", "verify").code == 0
    third.mkdir()
    assert "file deleted" in on(sample_path, "log", language="en").out


def test_what_is_not_written_is_not_noted(on: Command, sample_path: Path, tmp_path: Path) -> None:
    words = ("export", "phones", "--format", "md", "--output", str(tmp_path / "missing" / "x.md"))
    assert on(sample_path, *words).code == 1
    store = Store.open(sample_path)
    with pytest.raises(Refused), noted(store, Who("Iris"), Made("phones")):
        raise Refused("no")
    store.close()
    assert on(sample_path, "exports", "list", "--json").json == []


def test_a_file_that_was_made_is_passed_over_by_undo(store: Store, who: Who) -> None:
    by_command = who._replace(via="cli")
    with store.write(by_command, "action_points.add") as session:
        add_action(session)
    undone = undo(store, who, 1)
    with noted(store, by_command, Made("phones"), Made("actions", cases=(1, 2))):
        pass
    assert newest_redoable(store, who.window) == undone
    undo(store, by_command, undone)
    assert newest_of_window(store, who.window) == newest_by_command(store, who.name) == 1
    with pytest.raises(UndoRefused):
        undo(store, who, undone + 1)
    with store.read() as reader:
        rows = reader.rows("SELECT table_name, row_pk, case_pk FROM change_item WHERE change_id = ?", (undone + 1,))
    assert rows == [("export", 1, None), ("export", 2, None), ("export_case", 2, 1), ("export_case", 2, 2)]
    assert verify(store) == []


def test_a_file_of_any_name_is_known_again(tmp_path: Path) -> None:
    odd = tmp_path / "wilg\udcff 100%.md"
    odd.write_bytes(b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    assert path_of(path_text(odd)) == odd
    assert state_of(path_text(odd), digest) == "there"
    link = tmp_path / "link.md"
    link.symlink_to(odd)
    assert [state_of(str(place), digest) for place in (link, tmp_path, tmp_path / "no", tmp_path / "no\0")] == [
        "changed",
        "changed",
        "gone",
        "gone",
    ]
