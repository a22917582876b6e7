import io
from pathlib import Path

import pytest

from mdoverleg.cli.entry import add_line
from mdoverleg.cli.writes import Work
from mdoverleg.store.refusals import refused
from tests.cli.conftest import Command


def test_each_write_prints_its_id_alone_and_is_one_undo_step(on: Command, sample_path: Path) -> None:
    before = on(sample_path, "log", "--json").json
    added = on(sample_path, "case", "add", "--alias", "Kluut", "--by", "noor", "--goal", "Wie pakt dit op?")
    assert added.out == "C-008\n"
    assert len(on(sample_path, "log", "--json").json) == len(before) + 1
    assert on(sample_path, "undo").code == 0
    assert "Kluut" not in on(sample_path, "case", "list").out
    assert on(sample_path, "redo").code == 0
    assert "Kluut" in on(sample_path, "case", "list").out


def test_a_number_is_not_given_twice_after_undo(on: Command, sample_path: Path) -> None:
    line = ("action", "add", "--case", "Wulp", "belt de school @akkers vr !veiligheid")
    assert on(sample_path, *line).out == "A-050\n"
    on(sample_path, "undo")
    assert on(sample_path, *line).out == "A-051\n"


def test_the_line_is_read_as_on_screen(on: Command, sample_path: Path) -> None:
    on(sample_path, "action", "add", "--case", "Wulp", "belt de school over het verzuim @akkers vr !veiligheid #K1")
    row = next(row for row in on(sample_path, "action", "list", "--json").json if row["id"] == "A-050")
    assert (row["text"], row["owner"], row["due"], row["kind"]) == (
        "belt de school over het verzuim",
        "mirjam",
        "2026-10-09",
        "safety",
    )


def test_a_line_that_is_not_understood_is_refused_and_saves_nothing(on: Command, sample_path: Path) -> None:
    ran = on(sample_path, "action", "add", "--case", "Wulp", "belt de school @nietbestaand vr")
    assert ran.code == 1
    assert "nietbestaand" in ran.err
    assert not ran.out
    assert len(on(sample_path, "action", "list", "--json").json) == 49


def test_lines_from_stdin_are_saved_one_by_one_and_bad_ones_named_by_number(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("belt moeder @jelle vr\nbelt @zzz\n\nschrijft brief @hanna ma\n"))
    ran = on(sample_path, "action", "add", "--case", "Wulp", "-")
    assert ran.out == "A-050\nA-051\n"
    assert ran.code == 1
    assert "2" in ran.err


def test_a_disk_that_is_full_half_way_does_not_hide_what_was_saved(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_until_full(job: Work, case_pk: int, line: str) -> str:
        if "school" in line:
            raise refused("no_space", sample_path)
        return add_line(job, case_pk, line)

    monkeypatch.setattr("mdoverleg.cli.actions.add_line", add_until_full)
    monkeypatch.setattr("sys.stdin", io.StringIO("belt moeder @jelle vr\nbelt school @hanna vr\nbelt oma @hanna vr\n"))
    ran = on(sample_path, "action", "add", "--case", "Wulp", "-")
    assert (ran.code, ran.out) == (3, "A-050\n")
    assert "vanaf regel 2 is niets opgeslagen; de 1 ervoor wel" in ran.err
    assert len(on(sample_path, "action", "list", "--json").json) == 50


def test_action_set_changes_status_reason_day_and_owner_in_one_step(on: Command, sample_path: Path) -> None:
    words = ("--status", "could_not", "--reason", "wachtlijst", "--due", "20-10-2026", "--owner", "hanna")
    assert on(sample_path, "action", "set", "A-031", *words).code == 0
    row = next(row for row in on(sample_path, "action", "list", "--json").json if row["id"] == "A-031")
    assert (row["status"], row["due"], row["owner"]) == ("could_not", "2026-10-20", "hanna")
    on(sample_path, "undo")
    row = next(row for row in on(sample_path, "action", "list", "--json").json if row["id"] == "A-031")
    assert (row["status"], row["due"], row["owner"]) == ("open", "2026-09-29", "rosa")


def test_case_set_reads_words_of_both_languages_and_names_an_unknown_key(on: Command, sample_path: Path) -> None:
    assert on(sample_path, "case", "set", "Grutto", "framework=vrijwillig", "crisis_prone=ja").code == 0
    shown = on(sample_path, "case", "show", "Grutto", "--json").json
    assert (shown["framework"], shown["crisis_prone"]) == ("voluntary", True)
    wrong = on(sample_path, "case", "set", "Grutto", "framwork=vrijwillig")
    assert wrong.code == 1
    assert "framework" in wrong.err


def test_the_beginning_of_a_label_or_of_a_word_in_it_will_do_where_it_can_be_one_only(
    on: Command, sample_path: Path
) -> None:
    def add(heading: str) -> int:
        return on(sample_path, "record", "add", "--case", "Grutto", "lines", f"heading={heading}", "text=x").code

    assert (add("zorgen"), add("waar m"), add("wat")) == (0, 0, 1)
    lines = on(sample_path, "record", "list", "lines", "--case", "Grutto", "--json").json
    assert [row["heading"] for row in lines][-2:] == ["worries", "worries"]


def test_a_role_is_given_and_ended(on: Command, sample_path: Path) -> None:
    given = ("--case", "Grutto", "--role", "casusregisseur", "--person", "noor")
    assert on(sample_path, "role", "assign", *given).code == 0
    assert "E01" not in {row["check"] for row in on(sample_path, "check", "--json", "--case", "Grutto").json}
    assert on(sample_path, "role", "end", *given).code == 0
    again = on(sample_path, "role", "end", *given)
    assert again.code == 1
    assert "noor" in again.err


def test_a_role_is_given_with_its_handover(on: Command, sample_path: Path) -> None:
    words = ("--case", "Wulp", "--role", "regie_op_veiligheid", "--person", "noor")
    assert on(sample_path, "role", "assign", *words, "--handover-on", "20 okt", "--warm", "--line", "Let op").code == 0
    found = on(sample_path, "record", "list", "handovers", "--case", "Wulp", "--json").json[-1]
    assert (found["from_holders"], found["to_holder"], found["due"]) == (["samira"], "noor", "2026-10-20")
    assert (found["warm"], found["line_so_far"]) == (True, "Let op")
    on(sample_path, "undo")
    assert len(on(sample_path, "record", "list", "handovers", "--case", "Wulp", "--json").json) == 1
    first = ("--case", "Grutto", "--role", "casusregisseur", "--person", "noor", "--warm")
    assert on(sample_path, "role", "assign", *first).code == 1


def test_a_meeting_is_planned_held_and_closed_by_commands(on: Command, sample_path: Path) -> None:
    assert on(sample_path, "meeting", "start", "M-003").code == 0
    assert on(sample_path, "meeting", "attend", "M-003", "rosa", "online").code == 0
    assert on(sample_path, "meeting", "next", "M-003").code == 0
    shown = on(sample_path, "meeting", "show", "M-003", "--json").json
    assert [item.get("actual_start") for item in shown["agenda"][:2]] == ["10:45", "10:45"]
    assert on(sample_path, "meeting", "close", "M-003").code == 0
    planned = on(sample_path, "meeting", "plan", "--date", "03-11-2026", "--from", "M-003", "--case", "Wulp")
    assert planned.out == "M-004\n"
    assert planned.err == ""
    assert on(sample_path, "meeting", "reopen", "M-003").code == 0
    closed = on(sample_path, "meeting", "close", "M-003")
    assert closed.out == ""
    again = on(sample_path, "meeting", "plan", "--date", "03-11-2026")
    assert again.out == "M-005\n"
    assert again.err == "Er is al een overleg op di 3 nov.\n"
    christmas = on(sample_path, "meeting", "plan", "--date", "25-12-2026")
    assert (christmas.code, christmas.out) == (0, "M-006\n")
    assert christmas.err == "vr 25 dec is Eerste kerstdag.\n"
    assert "(spoed)" in on(sample_path, "meeting", "show", "M-002").out
    assert "Wulp: " in (earlier := on(sample_path, "meeting", "show", "M-002").out)
    assert "K. Zuring (tot 10:05)" in earlier


def test_setting_aside_asks_for_a_person_of_the_table(on: Command, sample_path: Path) -> None:
    words = ("warning", "set-aside", "E02", "--case", "Wulp", "--reason", "wordt vandaag besproken")
    assert on(sample_path, *words, name="Niemand").code == 1
    assert on(sample_path, *words, name="hanna").code == 0
    assert "E02" not in {row["check"] for row in on(sample_path, "check", "--json", "--case", "Wulp").json}


def test_handover_moves_roles_and_action_points(on: Command, sample_path: Path, tmp_path: Path) -> None:
    words = ("person", "handover", "jelle", "--to", "noor", "--line", "Wulp=Moeder belt zelf")
    before = len(on(sample_path, "log", "--json").json)
    for wrong in (("--output", str(tmp_path / "no" / "x.md")), ("--output", "x.md", "--format", "doc")):
        assert on(sample_path, *words, *wrong).code == 1
    assert on(sample_path, *words[:-1], "Wlp=x").code == 1
    assert len(on(sample_path, "log", "--json").json) == before
    ran = on(sample_path, *words, "--leaves", "--output", "-", "--format", "md")
    assert ran.code == 0
    assert "Moeder belt zelf" in ran.out
    assert [row["verb"] for row in on(sample_path, "log", "--json").json][:-before] == [
        "exports.write",
        "people.hand_over",
    ]
    assert on(sample_path, "export", "handover", "--person", "noor", "--format", "md", "--output", "-").out == ran.out
    open_rows = on(sample_path, "action", "list", "--open", "--json", "--person", "jelle").json
    assert open_rows == []


def test_the_log_speaks_in_words_and_is_whole(on: Command, sample_path: Path) -> None:
    on(sample_path, "action", "set", "A-031", "--status", "done", name="hanna")
    newest = on(sample_path, "log", "--json").json[0]
    assert newest["who"] == "Hanna Lisdodde"
    assert any("A-031" in line and "gedaan" in line for line in newest["details"])
    assert on(sample_path, "log", "verify").code == 0


def test_search_finds_words_by_their_beginning(on: Command, sample_path: Path) -> None:
    rows = on(sample_path, "search", "spreekuur", "--json").json
    assert "A-031" in {row["id"] for row in rows}
