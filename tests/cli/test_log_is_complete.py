"""Everything that is done, read, given out or tried with a table stands in its log: of every command it is known."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.cli.app import command_tree
from mdoverleg.domain.who import system_user
from mdoverleg.reads.history import read_history
from mdoverleg.store import held, keys
from mdoverleg.store.changelog import changes, verify
from mdoverleg.store.store import Store
from tests.cli.conftest import Command
from tests.support.figures import figure
from tests.support.locked import OTHER, PASSPHRASE, make_cheap, plain_only
from tests.support.sample import SAMPLE

WITHOUT = {
    "open": "a window: see tests/tui/test_looking.py",
    "project": "a window: see tests/tui/test_looking.py",
    "demo": "the invented example, in a file of its own",
    "methods": "opens no table",
    "doctor": "shows nothing of what stands in a table",
    "record kinds": "opens no table",
    "style show": "shows no case",
    "style set": "a letterhead is a setting and no data",
    "style clear": "a letterhead is a setting and no data",
    "log verify": "shows only numbers of entries",
}
"""Commands that leave nothing in the log, and why."""

DOES: tuple[tuple[str, str], ...] = (
    ("case list", "seen.list"),
    ("case show Wulp --json", "seen.case"),
    ("case add --alias Kluut --by noor --goal Rust", "cases.add"),
    ("meeting list", "seen.list"),
    ("meeting show M-003", "seen.list"),
    ("person list", "seen.list"),
    ("person export hanna --output -", "exports.write"),
    ("role list --case Wulp", "seen.case"),
    ("record list --case Wulp", "seen.case"),
    ("action list", "seen.list"),
    ("action list --case Wulp", "seen.case"),
    ("check", "seen.list"),
    ("person add --name Roos --organisation GEM", "people.add"),
    ("action add --case Wulp belt_moeder", "action_points.add"),
    (f"import people {SAMPLE / 'people.csv'}", "people.import"),
    (f"import cases {SAMPLE / 'cases.csv'}", "cases.import"),
    (f"import agenda {SAMPLE / 'agenda.toml'}", "meetings.import"),
    ("search moeder", "seen.search"),
    ("undo", "log.undo"),
    ("redo", "log.redo"),
    ("log", "seen.list"),
    ("log --person hanna", "seen.list"),
    ("retention closed_months=13", "trust.set_terms"),
)
"""What is typed, and the entry that comes of it."""


LAST: tuple[tuple[str, str], ...] = (
    ("person erase roos", "trust.erase_person"),
    ("forget Kluut", "trust.forget"),
    ("purge", "trust.erase"),
)
"""What is done in the end: nothing of it comes back."""


ALSO_TRIED = {
    "backup",
    "exports delete",
    "exports list",
    "import table",
    "init",
    "keys add-recovery",
    "keys change",
    "keys decrypt",
    "keys encrypt",
    "keys remove-recovery",
    "restore",
}
"""Commands that the tests below type with a file of their own."""


@pytest.fixture
def log(sample_path: Path) -> Iterator[Callable[[], list[Any]]]:
    """Give what came in the log since it was asked last, oldest first."""
    store = Store.open(sample_path)
    with store.read() as reader:
        last = [int(reader.value("SELECT max(id) FROM change"))]

    def since() -> list[Any]:
        with store.read() as reader:
            new = int(reader.value("SELECT max(id) FROM change")) - last[0]
            last[0] += new
            return changes(reader, limit=new, only="all")[::-1] if new else []

    yield since
    store.close()


def commands(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield every command there is with the text of what it does."""
    subs = getattr(tree, "commands", None)
    if not subs or (path and tree.invoke_without_command):
        yield " ".join(path), inspect.getsource(inspect.unwrap(tree.callback))
    for name, one in (subs or {}).items():
        yield from commands(one, (*path, name))


def test_of_every_command_it_is_known_what_it_leaves_in_the_log() -> None:
    every = dict(commands(command_tree()))
    typed = [f"{words} " for words, _verb in (*DOES, *LAST)]
    tried = {name for name in every if any(words.startswith(f"{name} ") for words in typed)} | ALSO_TRIED
    # Whoever changes anything passes the write gate, which tells the log of it (tests/store/test_gate.py).
    writes = {name for name, source in every.items() if "with work() as job" in source and "edits" in source}
    # Every document is noted by one function (tests/cli/test_made_files.py).
    documents = {name for name in every if name.startswith("export ")}
    assert every.keys() - tried - writes - documents == WITHOUT.keys()


def test_every_command_leaves_its_entry(
    on: Command, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Callable[[], list[Any]]
) -> None:
    for words, verb in DOES:
        ran = on(sample_path, *words.split(), name="Hanna Lisdodde")
        assert (words, ran.code, [(one.verb, one.who) for one in log()]) == (words, 0, [(verb, "Hanna Lisdodde")]), ran
    copy, paper = tmp_path / "stick.mdo", tmp_path / "lijst.csv"
    more: tuple[tuple[tuple[str, ...], str], ...] = (
        (("backup", str(copy)), "trust.backup"),
        (("export", "actions", "--format", "csv", "--output", str(paper)), "exports.write"),
        (("exports", "list"), "seen.list"),
        (("exports", "delete", "--all"), "exports.delete"),
        *((tuple(words.split()), verb) for words, verb in LAST),
        (("import", "table", str(SAMPLE / "table.json"), "--replace"), "table.import"),
    )
    monkeypatch.setenv("MDOVERLEG_NOW", "2029-10-06T10:45:00+02:00")
    for parts, verb in more:
        ran = on(sample_path, *parts, name="Hanna Lisdodde")
        assert (parts, ran.code, verb in [one.verb for one in log()]) == (parts, 0, True), ran
    assert on(sample_path, "log", "verify").code == 0
    assert on(sample_path, "restore", str(copy)).code == 0
    assert on(sample_path, "log", "--json").json[0]["verb"] == "trust.restore"
    new = tmp_path / "new.mdo"
    assert on(new, "init", "--name", "Tafel", "--no-encrypt").code == 0
    assert [row["verb"] for row in on(new, "log", "--all", "--json").json] == ["table.copy_method"]
    figure("P13", "kinds of actions of commands that stand in the log", str(len(DOES) + len(more)), "all")


def test_what_was_asked_and_found_is_in_the_entry_and_content_in_no_message(
    on: Command, sample_path: Path, log: Callable[[], list[Any]]
) -> None:
    noor = [row["id"] for row in on(sample_path, "person", "list", "--json").json].index("noor") + 1
    ran = on(sample_path, "search", "moeder", name="Hanna Lisdodde")
    entry = log()[-1]
    first, *cases = entry.rows
    assert (first.after["words"], first.after["lines"]) == ("moeder", len(ran.out.splitlines()))
    assert {row.table for row in cases} == {"seen_case"}
    seen = on(sample_path, "log", "--case", "Wulp", "--seen", language="en").out
    assert "Hanna Lisdodde" in seen
    assert "searched: “moeder”" in seen
    on(sample_path, "action", "list", "--person", "noor", name="Iemand")
    entry = log()[-1]
    assert (entry.rows[0].after["place"], entry.rows[0].after["person_id"]) == ("points", noor)
    about = on(sample_path, "log", "--person", "noor", "--json").json
    assert (about[0]["who"], about[0]["verb"]) == ("Iemand", "seen.list")
    by = on(sample_path, "log", "--person", "hanna", "--seen", "--json").json
    assert [row["verb"] for row in by] == ["seen.search"]
    with_lists = on(sample_path, "log", "--all", "--json").json
    usual = on(sample_path, "log", "--json").json
    assert {row["verb"] for row in with_lists} - {row["verb"] for row in usual} == {"seen.list"}


@plain_only("it begins as one")
def test_tries_to_unlock_that_failed_stand_in_the_log_with_their_moment(
    on: Command, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cheap(monkeypatch)
    right, wrong, other = (tmp_path / name for name in ("right", "wrong", "other"))
    for path, words in ((right, PASSPHRASE), (wrong, f"{PASSPHRASE} niet"), (other, OTHER)):
        path.write_text(words, encoding="utf-8")

    def keyed(key: Path, *words: str) -> int:
        held.let_go(sample_path)
        return on(None, "--file", str(sample_path), "--key-file", str(key), *words).code

    assert keyed(right, "keys", "encrypt") == 0
    assert [keyed(wrong, "case", "list"), keyed(wrong, "case", "list")] == [3, 3]
    assert keyed(right, "case", "show", "Wulp") == 0
    assert keyed(right, "keys", "change", "--new-key-file", str(other)) == 0
    assert keyed(other, "keys", "add-recovery") == 0
    assert keyed(other, "keys", "remove-recovery") == 0
    held.let_go(sample_path)
    keys.unlock(sample_path, OTHER)
    store = Store.open(sample_path)
    with store.read() as reader:
        found = changes(reader, limit=6, only="all")[::-1]
    assert [one.verb for one in found] == [
        "trust.encrypt",
        "seen.unlock",
        "seen.case",
        "trust.keys_change",
        "trust.add_recovery",
        "trust.remove_recovery",
    ]
    assert [row.table for row in found[1].rows] == ["seen", "failed_unlock", "failed_unlock"]
    assert {row.after["who"] for row in found[1].rows[1:]} == {system_user()}
    assert keys.failures(sample_path) == []
    assert verify(store) == []
    (line,) = [row for row in read_history(store, only="seen") if row.verb == "seen.unlock"]
    assert all(f"{system_user()} " in detail for detail in line.details)
    store.close()
    assert keyed(other, "keys", "decrypt", "--yes") == 0
    assert on(sample_path, "log", "--json").json[0]["verb"] == "trust.decrypt"
    assert on(sample_path, "log", "verify").code == 0
    figure("P13", "failed tries to unlock that stand in the log with their moment", "2 of 2", "all")
