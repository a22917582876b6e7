"""A table in lines: a whole meeting by ear, what others do in between, and every way in which it ends."""

import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mdoverleg.cli.context import Globals
from mdoverleg.cli.plain import locking
from mdoverleg.cli.plain.commands import COMMANDS
from mdoverleg.cli.plain.table import Table, answer
from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points
from mdoverleg.store.store import Store
from mdoverleg.tui.preferences import Preferences
from tests.cli.conftest import Command, Ran
from tests.hostile.alone import command, surroundings
from tests.support.contents import content_of
from tests.support.hostile import raw_controls
from tests.support.sample import BEFORE


def typed(
    on: Command, path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, language: str = "en", now: str = ""
) -> Ran:
    """Work at a table in lines, each typed after the other; the end of the input ends it."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    if now:
        monkeypatch.setenv("MDOVERLEG_NOW", now)
    return on(path, "open", "--plain", name="hanna", language=language)


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch, on: Command) -> None:
    """Two minutes before the meeting, whatever time commands have otherwise."""
    del on
    monkeypatch.setenv("MDOVERLEG_NOW", BEFORE.isoformat())


@pytest.mark.usefixtures("early")
def test_a_whole_case_by_ear(on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = ["n", "n", "n", "w akkers absent", "r", "r 3 Noor", "a belt de school @noor vr", "d 1", "o 2 moeder ziek"]
    script += ["B samen een lijn", "t 1 we wachten op de uitslag", "u", "U", "R", "q"]
    ran = typed(on, sample_path, monkeypatch, *script)
    assert (ran.code, ran.err) == (0, "")
    said = ran.out.splitlines()
    assert said[0].startswith("Casustafel Zandkreek, Tuesday 6 October 2026. It is 09:28 now.")
    assert "Agenda: 9." in said
    assert "1. 09:30, Welkom en geheimhouding, 5 minutes" in said
    assert "Case Sijs: crisis, voluntary, immediate safety, prone to crisis." in said
    assert "Mirjam Akkers, Jeugdbescherming Krekenland, absent without notice" in said
    assert "3. deputy lead: nobody yet" in said
    assert "deputy lead: Noor van der Zegge." in said
    assert any(line.startswith("10. A-050, belt de school, N. van der Zegge, Fri 9 Oct") for line in said)
    assert any(line.startswith("1. A-018,") and ", done" in line for line in said)
    assert any(line.startswith("2. A-041,") and line.endswith("could not, agreed, moeder ziek") for line in said)
    assert "Undone: warning set aside" in ran.out
    assert said[-1] == "Everything is saved."
    verbs = [row["verb"] for row in json.loads(on(sample_path, "log", "--json").out)][::-1]
    assert verbs[-9:-2] == [
        "meetings.attend", "roles.assign", "action_points.add", "action_points.set_status",
        "action_points.set_status", "decisions.add", "warnings.set_aside",
    ]  # fmt: skip


@pytest.mark.usefixtures("early")
def test_steps_minutes_and_the_end_of_a_meeting(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = [
        "N",
        "+",
        "n",
        "+",
        "nn",
        "nn",
        "n",
        "N",
        "N",
        *["n"] * 8,
        "",
        "n",
        *("we gaan door", "br", "S", "", "S", "de tijd is om", "n"),
    ]
    ran = typed(on, sample_path, monkeypatch, *script)
    assert ran.code == 0
    said = ran.out.splitlines()
    assert "No case with steps is running." in said
    assert said.count("No item is running.") == 1
    assert any("0 of 10 minutes" in line for line in said), "five minutes more"
    assert any(line.startswith("Step 2 of 8: the family's voice") for line in said)
    assert "This is the first step already." in said
    assert any(line.startswith("Still open: ") for line in said)
    assert any(line.startswith("Case Fuut: ") for line in said)
    assert "The break is next already." in said
    assert any(line.startswith(("Please ", "Still missing")) for line in said)
    assert said.count("We close all the same, because (empty goes on):") == 2
    assert "The meeting is closed." in said
    assert said[-1] == "This meeting is closed."
    assert "de tijd is om" in on(sample_path, "meeting", "show", "2026-10-06", "--json").out
    notes = on(sample_path, "record", "list", "note", "--case", "Sijs", "--json").out
    assert "we gaan door" in notes


@pytest.mark.usefixtures("early")
def test_what_is_not_understood_is_said_and_changes_nothing(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content_of(sample_path)
    script = ["zz", "d", "d 99", "d nix", "r", "B x", "i 99", "i 1", "i nix", "w nobody", "t 1 x", "y 0", "x", "o 3 "]
    script += ["a belt @niemand vr", "r\x1b]0;x\x07 3", "I nobody", "\u202e", "u", "U", "nn", "S"]
    ran = typed(on, sample_path, monkeypatch, *[line for line in script if not line.startswith(("x", "o"))])
    assert (ran.code, ran.err) == (0, "")
    assert content_of(sample_path) == before
    assert raw_controls(ran.out) == []
    for words in ("“zz” is nothing that I know", "Action points go from 1 to 26.", "Which action point?"):
        assert words in ran.out
    assert "This meeting has not started yet." in ran.out
    assert "We close all the same" not in ran.out
    assert "No case is being discussed." in ran.out
    assert "Nobody here is called “nobody”." in ran.out


@pytest.mark.usefixtures("early")
def test_it_speaks_dutch_and_knows_the_words_of_both_languages(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = typed(on, sample_path, monkeypatch, "volgende", "next", "agenda", "?", "stop", language="nl")
    assert ran.code == 0
    assert "Nu: Vorige acties, agendapunt 2 van 9, 0 van 10 minuten." in ran.out
    assert "d NUMMER, gedaan: het actiepunt is gedaan" in ran.out
    assert "Alles is bewaard." in ran.out


@pytest.mark.usefixtures("early")
def test_names_are_masked_here_as_in_every_window(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = typed(on, sample_path, monkeypatch, "m", "w", "a", "m", "no", "q")
    before, _m, after = ran.out.partition("Names are masked")
    assert "Mirjam Akkers" not in before + after
    assert "M. Akkers" in before
    assert "Akkers" not in after
    assert "13. P.D., " in after
    ran = typed(on, sample_path, monkeypatch, "w", "m", "yes", "w", "q")
    before, _m, after = ran.out.partition("Names are said again.")
    assert "Akkers" not in before, "the file says so to every window, also to the next one"
    assert "Mirjam Akkers" in after


def test_every_letter_and_word_is_one_command() -> None:
    for language in ("nl", "en"):
        with in_language(language):
            words = [word for one in COMMANDS.values() for word in {one.key, one.word}]
        assert len(set(words)) == len(words)
        assert all(" " not in word for word in words)


def test_what_others_do_is_told_before_the_next_answer_and_numbers_stay(sample: Store) -> None:
    with in_language("en"):
        mine = Table(sample, Globals(name="hanna"))
        others = Store.open(sample.path)
        others.clock = FixedClock(BEFORE)
        try:
            list(answer(mine, "a"))
            third = mine.actions()[2]
            assert third is not None
            first = mine.actions()[0]
            assert first is not None
            jelle = Who("Jelle de Wit", 3, "elsewhere")
            action_points.set_status(others, jelle, pk=first.pk, status="done", meeting_pk=3)
            action_points.add(others, jelle, values={"text": "belt de buurvrouw", "case": 1})
            told = list(answer(mine, "d 3"))
            assert told[0].startswith("Jelle de Wit: ")
            assert "done" in told[0]
            assert told[1].startswith("Jelle de Wit: ")
            assert told[2] == f"{third.id} is saved."
            assert list(answer(mine, "d 3")) == ["“3” is not in the list any more; a alone reads it."]
            assert next(answer(mine, "d 1")).startswith(f"1. {first.id}, ")
            assert next(iter(answer(mine, ""))).startswith("Casustafel")
        finally:
            mine.close()
            others.close()


def test_it_ends_in_order(sample_path: Path, tmp_path: Path) -> None:
    words = command("--as", "hanna", "--lang", "en", "open", "--plain", file=sample_path)
    running = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(tmp_path)
    )
    assert running.stdin and running.stdout and running.stderr  # noqa: PT018
    lines = iter(running.stdout.readline, b"")
    assert any(line.startswith(b"You are Hanna") for line in lines)
    running.stdin.write("B één\xff\n".encode("latin-1"))
    running.stdin.write(b"a belt de school @hanna vr\n")
    running.stdin.flush()
    assert any(b"A-050" in line for line in lines)
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 130
    assert running.stderr.read() == b""
    for stream in (running.stdin, running.stdout, running.stderr):
        stream.close()
    loaded = "import sys; from mdoverleg.cli import run; run(sys.argv[1:]); sys.exit('textual' in sys.modules)"
    around = surroundings(tmp_path)
    ended = subprocess.run([sys.executable, "-c", loaded, *words[3:]], stdin=subprocess.DEVNULL, env=around,
                           capture_output=True, check=False)  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, b""), "the end of the input, and no screen was loaded"


@pytest.mark.usefixtures("early")
def test_the_room_of_a_case_by_ear(on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = ["n", "nn", "nn", "nn", "P", "P Fuut-O in", "P zuring in", "P zuring later", "P zuring out", "P out", "q"]
    said = typed(on, sample_path, monkeypatch, *script).out.splitlines()
    assert "Please step out: S. Waterkers, I. Zeeaster, B. Kalmoes, R. Egelantier, K. Zuring." in " ".join(said)
    assert "Missing: 1." in said
    assert "1. Schuldhulp Zandkreek, money and housing" in said
    assert any(
        line.startswith("Please step out:") and "Please come in: J. de Wit, Fuut-M, Fuut-O." in line for line in said
    )
    assert "Koen Zuring: In the room." in said
    assert "Behind a name comes in, out, not." in said
    assert "Nobody without a part in this case has a seat here." in said


def test_lines_that_are_left_alone_are_locked(on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only an encrypted file, at a terminal, when the minutes that were chosen for windows are over."""
    del on
    monkeypatch.setenv("MDOVERLEG_NOW", BEFORE.isoformat())
    store = Store.open(sample_path)
    table = Table(store, Globals(file=str(sample_path), name="hanna"))
    waited: list[float] = []

    def nothing_typed(_read: object, _write: object, _error: object, seconds: float) -> tuple[list[int], ...]:
        waited.append(seconds)
        return [], [], []

    monkeypatch.setattr(sys, "stdin", AtTerminal())
    monkeypatch.setattr("select.select", nothing_typed)
    monkeypatch.setattr("mdoverleg.store.held.held", lambda _path: None)
    assert not locking.is_left_alone(table)
    monkeypatch.setattr("mdoverleg.store.held.held", lambda _path: b"key")
    monkeypatch.setattr("mdoverleg.tui.preferences.read_preferences", lambda: Preferences(cover_after=3))
    assert locking.is_left_alone(table)
    assert waited == [180]
    monkeypatch.setattr("mdoverleg.tui.preferences.read_preferences", lambda: Preferences(cover_after=0))
    assert not locking.is_left_alone(table)
    table.close()
    store.close()


class AtTerminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True
