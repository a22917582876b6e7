import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from mdoverleg.cli import passphrases
from mdoverleg.store import held, keys
from mdoverleg.store.changelog import verify
from mdoverleg.store.store import Store
from tests.cli.conftest import Command, Ran
from tests.support.figures import figure
from tests.support.locked import (
    OTHER,
    PASSPHRASE,
    copy_of,
    encrypted,
    forget_all,
    found_in,
    is_plain,
    make_cheap,
    plain_only,
)
from tests.support.sample import SAMPLE_TABLE
from tests.support.terminal import Terminal

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def lines(tmp_path: Path) -> dict[str, str]:
    """Files with a passphrase, by its name."""
    found = {}
    for name, text in (("now", f"{PASSPHRASE}\n"), ("new", f"{OTHER}\r\n"), ("wrong", "een heel andere zin")):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        found[name] = str(tmp_path / name)
    return found


@pytest.fixture(scope="module")
def locked_template(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, encrypted, made once."""
    path = copy_of(sample_template, tmp_path_factory.mktemp("locked") / "sample.mdo")
    if held.held(path):
        return path
    with pytest.MonkeyPatch.context() as patch:
        make_cheap(patch)
        keys.encrypt(path, PASSPHRASE)
    return path


@pytest.fixture
def locked(locked_template: Path, tmp_path: Path) -> Path:
    """The example, encrypted, of which this process does not hold the key."""
    for one in locked_template.parent.iterdir():
        shutil.copy(one, tmp_path)
    return tmp_path / locked_template.name


@pytest.fixture
def alone(on: Command) -> Command:
    """Run a command as a process of its own would: without the keys that an earlier one held."""

    def command(path: Path | None, *words: str, name: str | None = None, language: str | None = None) -> Ran:
        forget_all()
        where = [] if path is None else ["--file", str(path)]
        return on(None, *where, *words, name=name, language=language)

    return command


def keyed(command: Command, path: Path | None, source: str, *words: str, language: str | None = None) -> Ran:
    """Run a command with `--key-file`, which stands before it."""
    return command(path, "--key-file", source, *words, language=language)


def test_a_new_table_is_encrypted_unless_it_is_said_otherwise(
    alone: Command, tmp_path: Path, lines: dict[str, str]
) -> None:
    made = tmp_path / "new.mdo"
    ran = keyed(alone, made, lines["now"], "init", "--name", "Proef", language="en")
    assert (ran.code, ran.out) == (0, "")
    assert "without the passphrase" in ran.err
    assert "recovery sheet" in ran.err
    assert not is_plain(made)
    assert keyed(alone, made, lines["now"], "log", "verify").code == 0
    filled = tmp_path / "filled.mdo"
    ran = keyed(alone, filled, lines["now"], "import", "table", str(SAMPLE_TABLE))
    assert ran.code == 0
    assert "versleuteld" in ran.err
    assert not is_plain(filled)
    plain = tmp_path / "plain.mdo"
    ran = alone(plain, "init", "--name", "Proef", "--no-encrypt")
    assert "niet versleuteld" in ran.err
    assert is_plain(plain)
    assert not keys.header_of(plain).exists()


def test_where_nobody_can_be_asked_nothing_is_made_and_nothing_opens(
    alone: Command, tmp_path: Path, locked: Path, lines: dict[str, str]
) -> None:
    new = tmp_path / "new.mdo"
    for words in (
        ("init", "--name", "x"),
        ("init", "--name", "x", "--encrypt"),
        ("import", "table", str(SAMPLE_TABLE)),
    ):
        ran = alone(new, *words)
        assert (ran.code, ran.out) == (2, "")
        assert "--no-encrypt" in ran.err
    (tmp_path / "short").write_text("kort\n")
    assert keyed(alone, new, str(tmp_path / "short"), "init", "--name", "x").code == 1
    assert not new.exists()
    assert not keys.header_of(new).exists()
    reading: list[tuple[str, ...]] = [
        ("case", "list"),
        ("open", "--plain"),
        ("export", "table", "--output", str(tmp_path / "x.json")),
        ("backup",),
        ("doctor",),
        ("keys", "add-recovery"),
        ("keys", "decrypt", "--yes"),
    ]
    for asked in reading:
        ran = alone(locked, *asked)
        assert (ran.code, ran.out) == (3, ""), asked
        assert "versleuteld" in ran.err
    assert not is_plain(locked)
    assert keyed(alone, locked, lines["now"], "keys", "encrypt").code == 0


def test_every_way_of_the_command_line_takes_the_passphrase(
    alone: Command, locked: Path, lines: dict[str, str], tmp_path: Path
) -> None:
    output = str(tmp_path / "out.json")
    for words in (
        ("case", "list"),
        ("check", "--json"),
        ("search", "school"),
        ("export", "table", "--output", output),
        ("action", "add", "--case", "Wulp", "belt de school @hanna vr"),
        ("backup",),
    ):
        ran = keyed(alone, locked, lines["now"], *words)
        assert (ran.code, "versleuteld" in ran.err) == (0, False), (words, ran.err)
    assert PASSPHRASE not in Path(output).read_text(encoding="utf-8")
    (backup,) = (locked.parent / f"{locked.stem}-backups").glob("*.mdo")
    assert keyed(alone, locked, lines["now"], "restore", str(backup)).code == 0
    assert not is_plain(locked)
    assert found_in(tmp_path / "home", "Wulp", PASSPHRASE) == set()


def test_a_wrong_passphrase_is_3_in_both_languages_and_costs_time(
    alone: Command, locked: Path, lines: dict[str, str]
) -> None:
    before = locked.read_bytes()
    told = [keyed(alone, locked, lines["wrong"], "case", "list", language=one) for one in ("nl", "en", "nl", "en")]
    assert {ran.code for ran in told} == {3}
    assert [next(word for word in ("wachtzin", "passphrase") if word in ran.err) for ran in told] == [
        "wachtzin",
        "passphrase",
        "wachtzin",
        "passphrase",
    ]
    assert "seconds" in told[3].err
    assert locked.read_bytes() == before
    assert all("een heel andere zin" not in ran.err + ran.out for ran in told)


def test_the_passphrase_comes_from_a_number_or_a_path(alone: Command, locked: Path, tmp_path: Path) -> None:
    def from_number(text: bytes, *words: str) -> Ran:
        reading, writing = os.pipe()
        os.write(writing, text)
        os.close(writing)
        try:
            return keyed(alone, locked, str(reading), *words)
        finally:
            os.close(reading)

    assert from_number(f"{PASSPHRASE}\n".encode(), "case", "list").code == 0
    assert from_number(PASSPHRASE.encode(), "case", "list").code == 0
    assert from_number(b"", "case", "list").code == 1
    assert from_number(b"\xff\xfe\n", "case", "list").code == 1
    for missing in (str(tmp_path / "nowhere"), "999", "9" * 40, str(tmp_path), "a\0b"):
        ran = keyed(alone, locked, missing, "case", "list")
        assert (ran.code, ran.out) == (1, ""), missing
    assert keyed(alone, locked, "x", "keys", "change", "--new-key-file", "999").code == 1


def test_another_passphrase_a_sheet_and_taking_it_back(
    alone: Command, locked: Path, lines: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keyed(alone, locked, lines["now"], "keys", "change").code == 2
    assert keyed(alone, locked, lines["wrong"], "keys", "change", "--new-key-file", lines["new"]).code == 3
    ran = keyed(alone, locked, lines["now"], "keys", "change", "--new-key-file", lines["new"])
    assert (ran.code, ran.out) == (0, "")
    assert keyed(alone, locked, lines["now"], "case", "list").code == 3
    sheet = keyed(alone, locked, lines["new"], "keys", "add-recovery")
    assert sheet.code == 0
    typed = tmp_path / "sheet"
    typed.write_text(
        "\n".join(line for line in sheet.out.splitlines() if line.strip()[:1] in "1234" and line[:4] == "    ")
    )
    for spoiled in (b"", None):
        keys.header_of(locked).write_bytes(spoiled) if spoiled is not None else keys.header_of(locked).unlink()
        ran = keyed(alone, locked, lines["new"], "case", "list")
        assert (ran.code, f": mdoverleg --file {locked} keys change --sheet -" in ran.err) == (3, True)
    wrong = tmp_path / "wrong-sheet"
    wrong.write_text(typed.read_text()[:-1] + ("7" if typed.read_text()[-1] != "7" else "8"))
    ran = alone(locked, "keys", "change", "--sheet", str(wrong), "--new-key-file", lines["now"])
    assert (ran.code, "Regel 4" in ran.err) == (1, True)
    assert alone(locked, "keys", "change", "--sheet", str(tmp_path / "none"), "--new-key-file", lines["now"]).code == 1
    with monkeypatch.context() as patch:  # somebody types it over
        answering(patch)
        patch.setattr(sys, "stdin", io.StringIO(f"{typed.read_text()}\n"))
        ran = alone(locked, "keys", "change", "--sheet", "-", "--new-key-file", lines["now"])
    assert (ran.code, "vier regels" in ran.err) == (0, True)
    assert keyed(alone, locked, lines["now"], "case", "list").code == 0
    assert keyed(alone, locked, lines["now"], "keys", "remove-recovery").code == 0
    assert alone(locked, "keys", "change", "--sheet", str(typed), "--new-key-file", lines["now"]).code == 3
    ran = keyed(alone, locked, lines["now"], "log", "--json")
    assert [one["verb"] for one in ran.json if one["verb"].startswith("trust.")] == [
        "trust.remove_recovery",
        "trust.keys_change",
        "trust.add_recovery",
        "trust.keys_change",
    ]
    assert keyed(alone, locked, lines["now"], "log", "verify").code == 0


@plain_only("it begins as one")
def test_encrypting_and_taking_it_off(alone: Command, sample_path: Path, lines: dict[str, str], tmp_path: Path) -> None:
    assert alone(sample_path, "backup").code == 0
    loose = sample_path.with_name(f"{sample_path.stem}-stick.mdo")
    shutil.copy(sample_path, loose)
    before = alone(sample_path, "case", "list").out
    assert keyed(alone, sample_path, lines["now"], "keys", "change", "--new-key-file", lines["new"]).code == 1
    assert alone(sample_path, "keys", "encrypt").code == 2
    ran = keyed(alone, sample_path, lines["now"], "keys", "encrypt")
    assert ran.code == 0
    assert str(loose) in ran.err
    loose.unlink()
    assert found_in(sample_path.parent, "Wulp", "Kaderhof") == set()
    assert keyed(alone, sample_path, lines["now"], "case", "list").out == before
    assert keyed(alone, sample_path, lines["now"], "keys", "decrypt").code == 2
    assert not is_plain(sample_path)
    assert keyed(alone, sample_path, lines["now"], "keys", "decrypt", "--yes").code == 0
    assert is_plain(sample_path)
    assert alone(sample_path, "case", "list").out == before
    assert not keys.header_of(sample_path).exists()
    store = Store.open(sample_path)
    assert verify(store) == []
    store.close()
    verbs = [one["verb"] for one in alone(sample_path, "log", "--json").json][:2]
    assert verbs == ["trust.decrypt", "trust.encrypt"]


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let a terminal answer, and keep what it was asked."""
    import getpass

    left, asked = list(answers), list[str]()

    def answer(prompt: str, stream: object = None) -> str:
        asked.append(prompt)
        return left.pop(0)

    monkeypatch.setattr(getpass, "getpass", answer)
    monkeypatch.setattr(passphrases, "can_ask", lambda: True)
    return asked


def test_a_terminal_is_asked_three_times_at_most(alone: Command, locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "een andere zin", PASSPHRASE)
    assert alone(locked, "case", "list").code == 0
    assert len(asked) == 2
    answering(monkeypatch, "")
    assert alone(locked, "case", "list").code == 3
    asked = answering(monkeypatch, *["een andere zin"] * 5)
    ran = alone(locked, "case", "list")
    assert (ran.code, len(asked)) == (3, 3)
    asked = answering(monkeypatch, PASSPHRASE)
    ran = alone(locked, "case", "list")  # too soon: nobody types for nothing
    assert (ran.code, asked) == (3, [])
    assert "Probeer het weer" in ran.err


def test_a_new_passphrase_is_asked_twice_and_its_strength_told(
    alone: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.mdo"
    answering(monkeypatch, "")
    assert alone(path, "init", "--name", "Proef").code == 1
    asked = answering(monkeypatch, "kort", "korter", PASSPHRASE, OTHER)
    ran = alone(path, "init", "--name", "Proef")
    assert (ran.code, len(asked), path.exists()) == (1, 4, False)
    assert "sterk" in ran.err
    asked = answering(monkeypatch, "kort", PASSPHRASE, OTHER, PASSPHRASE, PASSPHRASE)
    ran = alone(path, "init", "--name", "Proef")
    assert (ran.code, len(asked)) == (0, 5)
    assert "te kort" in ran.err
    assert "niet gelijk" in ran.err
    monkeypatch.setattr(sys, "stdin", io.StringIO("nee\n"))
    answering(monkeypatch, PASSPHRASE)
    ran = alone(path, "keys", "decrypt")
    assert (ran.code, is_plain(path)) == (1, False)


def test_a_keyring_is_offered_and_refused_where_there_is_none(
    alone: Command, locked: Path, lines: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mdoverleg.store import keyrings

    assert keyed(alone, locked, lines["now"], "keys", "change", "--no-keyring").code == 0
    monkeypatch.setattr(keyrings, "_backend", lambda: None)
    assert keyed(alone, locked, lines["now"], "keys", "change", "--keyring").code == 1
    kept: dict[str, bytes] = {}
    monkeypatch.setattr(keyrings, "keep", kept.__setitem__)
    monkeypatch.setattr(keyrings, "secret_of", kept.get)
    assert keyed(alone, locked, lines["now"], "keys", "change", "--keyring").code == 0
    assert alone(locked, "case", "list").code == 0
    assert keyed(alone, locked, lines["wrong"], "keys", "add-recovery").code == 3  # the sheet asks who it is


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_what_is_typed_in_a_terminal_does_not_show(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "table.mdo")
    environment = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm", "MDOVERLEG_FILE": str(path)}
    words = [sys.executable, "-m", "mdoverleg", "--lang", "en", "log", "verify"]
    with Terminal(words, environment=environment, columns=80, rows=10) as terminal:
        terminal.wait_for("Passphrase of table.mdo:")
        terminal.press(*PASSPHRASE, "enter")
        terminal.wait_for("The log is whole.")
        assert PASSPHRASE not in terminal.text
    figure("P14", "letters of a passphrase shown in a terminal", 0, "0")
