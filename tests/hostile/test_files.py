"""Files that cannot be used: one sentence, the right code, no byte changed, nothing left beside them."""

import os
import random
import resource
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from mdoverleg.store import file, patience
from tests.cli.conftest import Command, Ran
from tests.support.contents import content_of
from tests.support.figures import figure
from tests.support.hostile import raw_controls
from tests.support.locked import bare
from tests.support.sample import SAMPLE

MUTATIONS = int(os.environ.get("MDOVERLEG_MUTATIONS", "5"))
"""A longer run: MDOVERLEG_MUTATIONS=500."""
LONG = "MDOVERLEG_MUTATIONS" in os.environ
"""Every value that cannot be, and not each second one."""

READS: tuple[tuple[str, ...], ...] = (
    ("case", "list"),
    ("action", "list", "--json"),
    ("case", "show", "Wulp"),
    ("log",),
    ("check",),
    ("search", "moeder"),
)
WRITES: tuple[tuple[str, ...], ...] = (
    ("case", "set", "Wulp", "goal=Rust"),
    ("action", "add", "--case", "Wulp", "belt de school @hanna"),
    ("undo",),
    ("import", "people", str(SAMPLE / "people.csv")),
    ("import", "table", str(SAMPLE / "table.json"), "--no-encrypt"),
    ("export", "actions", "--format", "csv", "--output", "-"),
)


def garbage(path: Path, _whole: bytes) -> None:
    path.write_bytes(random.Random(1).randbytes(9000))


def foreign(path: Path, _whole: bytes) -> None:
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("CREATE TABLE recipe (name)")


def newer(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with closing(bare(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def cut(path: Path, whole: bytes) -> None:
    path.write_bytes(whole[: len(whole) // 3])


def linked(path: Path, _whole: bytes) -> None:
    path.symlink_to(path.with_name("nowhere.mdo"))


UNUSABLE: dict[str, Callable[[Path, bytes], object]] = {
    "missing": lambda _path, _whole: None,
    "folder": lambda path, _whole: path.mkdir(),
    "empty": lambda path, _whole: path.write_bytes(b""),
    "text": lambda path, _whole: path.write_text("naam;datum\n" * 300, encoding="utf-8"),
    "header only": lambda path, _whole: path.write_bytes(b"SQLite format 3\x00"),
    "garbage": garbage,
    "foreign": foreign,
    "newer": newer,
    "cut off": cut,
    "a link to nowhere": linked,
}


def content(path: Path) -> bytes | None:
    """What is in a file; nothing when it is not there or a folder."""
    return path.read_bytes() if path.is_file() else None


def one_sentence(ran: Ran) -> bool:
    """Whether exactly one line was said, without what a terminal obeys."""
    return ran.out == "" and len(ran.err.splitlines()) == 1 and not raw_controls(ran.err)


@pytest.mark.parametrize("kind", UNUSABLE)
def test_no_command_uses_or_touches_it(on: Command, sample_path: Path, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    path = folder / "we ird?#%41.mdo"
    UNUSABLE[kind](path, sample_path.read_bytes())
    before, beside = content(path), sorted(folder.iterdir())
    for language in ("nl", "en"):
        looked = on(path, "doctor", language=language)  # says in lines what it sees, and does not end there
        assert (looked.code, raw_controls(looked.out)) == (3, []), looked
        assert one_sentence(looked) or ("!!" in looked.out and looked.err == ""), looked
        for words in (*READS, *WRITES, ("export", "table", "--output", str(tmp_path / "out.json"))):
            if kind == "missing" and words[:2] == ("import", "table"):
                continue
            ran = on(path, *words, language=language)
            if words == ("doctor",) and ran.out:  # of what was a table it tells more
                assert (ran.code, ran.err, raw_controls(ran.out)) == (3, "", []), ran
                assert "!!" in ran.out
                continue
            wanted = 1 if kind == "a link to nowhere" and words[:2] == ("import", "table") else 3
            assert (ran.code, one_sentence(ran)) == (wanted, True), (words, ran)
    if kind != "missing":
        assert on(None, "init", str(path), "--name", "x", "--no-encrypt").code == 1
        assert on(None, "demo", "--keep", str(path)).code in (1, 3)
    assert (content(path), sorted(folder.iterdir())) == (before, beside)
    assert not (tmp_path / "out.json").exists()
    figure("P7", "kinds of files that no command uses or touches", 1, ">= 10")
    figure("P7", "bytes changed in refused files", 0, "0")


def test_a_damaged_file_is_read_as_far_as_it_goes_and_never_written(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    whole = sample_path.read_bytes()
    chance = random.Random(7)
    codes = set()
    path = tmp_path / "damaged.mdo"
    for _number in range(MUTATIONS):
        changed = bytearray(whole)
        for _each in range(chance.choice([1, 4, 64])):
            changed[chance.randrange(100, len(changed))] = chance.randrange(256)
        path.write_bytes(changed)
        path.chmod(0o600)
        is_sound = "het bestand is heel" in on(path, "doctor").out
        for words in (*chance.sample(READS, 2), ("log", "verify")):
            assert on(path, *words).code in (0, 1, 3), words
        # In a file that SQLite finds whole it is noted that somebody looked, and nothing else.
        assert is_sound or path.read_bytes() == changed
        changed = bytearray(path.read_bytes())
        for words in (chance.choice(WRITES[:-1]), WRITES[-1]):  # a list that is made is noted: that writes too
            ran = on(path, *words)
            codes.add(ran.code)
            assert ran.code in (0, 1, 3), (words, ran)
            assert is_sound or (ran.code != 0 and path.read_bytes() == changed), words
    assert codes >= {3}
    figure("P7", "mutations of a file that all commands were tried on", MUTATIONS, "")


@pytest.fixture
def used_path(on: Command, sample_path: Path) -> Path:
    """The example, with a change that a command can undo."""
    assert on(sample_path, "case", "set", "Wulp", "goal=Eerst").code == 0
    return sample_path


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a moment for others, not ten seconds."""
    monkeypatch.setitem(file.SETTINGS, "busy_timeout", 1)
    monkeypatch.setattr(file, "BUSY_MS", 1)
    monkeypatch.setattr(patience, "PATIENCE_S", 0.05)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_file_that_another_program_holds_is_said_to_be_held(on: Command, used_path: Path, lock: str) -> None:
    before = used_path.read_bytes()
    with closing(bare(used_path)) as other:
        other.execute(f"BEGIN {lock}")
        for words in READS:
            ran = on(used_path, *words)
            assert ran.code == (3 if lock == "EXCLUSIVE" else 0), words
        for words in WRITES:
            if lock == "IMMEDIATE" and words[:2] == ("import", "table"):
                continue  # refused before it writes: there is content
            ran = on(used_path, *words)
            assert (ran.code, one_sentence(ran)) == (3, True), (words, ran)
            assert "in gebruik" in ran.err
        other.execute("ROLLBACK")
    assert used_path.read_bytes() == before
    assert on(used_path, *WRITES[0]).code == 0


@pytest.mark.parametrize("lock", ["read-only file", "read-only folder"])
def test_what_may_only_be_read_is_said_so(
    on: Command, used_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    before = used_path.read_bytes()
    forbidden = used_path if lock == "read-only file" else used_path.parent
    may = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: may(path, mode) and not (path == forbidden and mode == os.W_OK)
    )
    for words in WRITES:
        ran = on(used_path, *words)
        assert (ran.code, one_sentence(ran)) == (3, True), (words, ran)
        assert "alleen worden gelezen" in ran.err
    assert used_path.read_bytes() == before


@pytest.fixture
def at_most() -> Iterator[Callable[[int], None]]:
    """Let no file of this process grow beyond so many bytes, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 1000])
def test_without_room_nothing_is_changed_or_left_behind(
    on: Command, used_path: Path, tmp_path: Path, at_most: Callable[[int], None], room: int
) -> None:
    new = tmp_path / "new.mdo"
    commands: list[tuple[Path | None, tuple[str, ...]]] = [(used_path, words) for words in WRITES[:4]]
    commands.append((used_path, (*WRITES[4], "--replace")))
    commands.append((None, ("init", str(new), "--name", "x", "--no-encrypt")))
    commands.append((new, WRITES[4]))
    before = used_path.read_bytes()
    beside = {path.name for path in tmp_path.iterdir()}
    at_most(room)
    try:
        ran = [on(path, *words) for path, words in commands]
    finally:
        at_most(resource.RLIM_INFINITY)
    assert [(each.code, one_sentence(each)) for each in ran] == [(3, True)] * 7
    assert used_path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == beside
    figure("P4", "commands tried without room, refused with a sentence", len(ran), "")
    figure("P4", "bytes lost or left behind without room", 0, "0")
    assert on(used_path, *WRITES[0]).code == 0


def past_the_rules(path: Path, statement: str) -> None:
    """Change a file as its own rules and its log do not allow, and leave no other trace."""
    with closing(bare(path)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("BEGIN")
        for name, _sql in made:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)
        for _name, sql in made:
            connection.execute(sql)
        connection.execute("COMMIT")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE action_point SET due = '31-02-2026', status = 'zzz' WHERE pk = 3",
        "UPDATE action_point SET text = x'ff41fe' WHERE pk = 3",
        "UPDATE \"case\" SET opened_on = 'gisteren', phase = 'zzz' WHERE pk = 3",
        "UPDATE meeting SET held_on = 'x', planned_start = '99:99' WHERE pk = 2",
        "UPDATE role_assignment SET started_on = 'x', role = 'zzz' WHERE pk = 2",
        "UPDATE person SET organisation_id = 999 WHERE pk = 2",
        "UPDATE threshold SET value = 'veel'",
        "UPDATE table_info SET time_zone = 'Mars/Base', language = 'xx'",
        "INSERT OR REPLACE INTO setting VALUES ('clock_offset_seconds', 'veel')",
        "DELETE FROM table_info",
    ][:: 1 if LONG else 2],
)
def test_values_that_cannot_be_are_no_crash_and_are_not_written_over(
    on: Command, sample_path: Path, statement: str
) -> None:
    past_the_rules(sample_path, statement)
    before = content_of(sample_path)
    codes = {words: on(sample_path, *words).code for words in (*READS, ("meeting", "show", "M-003"), ("role", "list"))}
    assert set(codes.values()) <= {0, 3}, codes
    assert content_of(sample_path) == before
    if statement.startswith("UPDATE"):
        assert on(sample_path, "doctor").code in (1, 3)
        assert on(sample_path, *WRITES[1]).code in (1, 3)
        assert content_of(sample_path) == before
