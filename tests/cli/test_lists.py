from pathlib import Path

import pytest

from tests.cli.conftest import Command

MEETING = ("--meeting", "M-003", "--at", "2026-10-06T10:45:00+02:00")


def test_action_list_prints_the_keys_of_the_contract(on: Command, sample_path: Path) -> None:
    rows = on(sample_path, "action", "list", "--json").json
    assert list(rows[0]) == [
        "id",
        "case",
        "text",
        "kind",
        "owner",
        "organisation",
        "due",
        "status",
        "overdue",
        "created_in",
    ]
    assert len(rows) == 49
    late = next(row for row in rows if row["id"] == "A-031")
    assert (late["case"], late["owner"], late["organisation"], late["overdue"]) == ("Wulp", "rosa", "GGZ", True)


@pytest.mark.parametrize(
    ("options", "check"),
    [
        (("--open",), lambda row: row["status"] in ("open", "in_progress", "waiting")),
        (("--overdue",), lambda row: row["overdue"]),
        (("--case", "wulp"), lambda row: row["case"] == "Wulp"),
        (("--person", "Rosa Bos"), lambda row: row["owner"] == "rosa"),
        (("--organisation", "GGZ"), lambda row: row["organisation"] == "GGZ"),
    ],
)
def test_action_list_holds_only_what_is_asked(on: Command, sample_path: Path, options: tuple[str, ...], check) -> None:  # type: ignore[no-untyped-def]
    rows = on(sample_path, "action", "list", "--json", *options).json
    assert rows
    assert all(check(row) for row in rows)


def test_an_unknown_case_is_named_with_the_candidates(on: Command, sample_path: Path) -> None:
    ran = on(sample_path, "action", "list", "--case", "Reiger")
    assert ran.code == 1
    assert "Reiger" in ran.err
    assert "Wulp" in ran.err
    assert not ran.out


def test_check_prints_what_the_example_is_known_to_warn_about(on: Command, sample_path: Path) -> None:
    rows = on(sample_path, "check", "--json", *MEETING).json
    assert list(rows[0]) == ["check", "severity", "case", "subject", "value", "text"]
    found = {(row["case"], row["check"], row["subject"], row["value"]) for row in rows}
    assert {
        ("Wulp", "E02", None, 2),
        ("Wulp", "E09", "rosa", None),
        ("Grutto", "E01", None, None),
        ("Grutto", "E14", "A-045", None),
        ("Sijs", "E19", "A-018", 7),
        ("Tureluur", "E42", None, 1),
        (None, "E57", "pien", None),
    } <= found
    assert ("Wulp", "E07", "jelle", 1) not in found


def test_check_all_says_of_each_warning_whether_it_is_set_aside(on: Command, sample_path: Path) -> None:
    rows = on(sample_path, "check", "--json", "--all", *MEETING).json
    assert [row["check"] for row in rows if row["set_aside"]] == ["E07"]


def test_check_of_one_case_ignores_capitals_and_refuses_an_unknown_one(on: Command, sample_path: Path) -> None:
    assert {row["case"] for row in on(sample_path, "check", "--json", "--case", "WULP").json} == {"Wulp"}
    assert on(sample_path, "check", "--case", "Reiger").code == 1
    assert on(sample_path, "check", "--meeting", "M-999").code == 1


def test_strict_ends_with_4_only_when_there_are_warnings(on: Command, sample_path: Path, table_path: Path) -> None:
    assert on(sample_path, "check", "--strict").code == 4
    assert on(sample_path, "check").code == 0


def test_release_2_adds_its_checks(on: Command, sample_path: Path) -> None:
    one = {row["check"] for row in on(sample_path, "check", "--json").json}
    two = {row["check"] for row in on(sample_path, "check", "--json", "--release", "2").json}
    assert "E16" in two - one
    assert one < two
    assert on(sample_path, "check", "--release", "3").code == 1


@pytest.mark.parametrize("words", [("case", "list"), ("person", "list"), ("meeting", "list"), ("role", "list")])
def test_every_list_has_json_and_text_in_both_languages(on: Command, sample_path: Path, words: tuple[str, ...]) -> None:
    assert on(sample_path, *words, "--json").json
    dutch, english = (on(sample_path, *words, language=language).out for language in ("nl", "en"))
    assert dutch.count("\n") == english.count("\n") > 2


def test_the_same_list_comes_by_the_light_way_and_by_typer(on: Command, sample_path: Path) -> None:
    from mdoverleg.cli.app import run_typer
    from mdoverleg.cli.fast import run_light

    arguments = ["--file", str(sample_path), "case", "list", "--json"]
    light = on(sample_path, "case", "list", "--json").out
    assert run_light(["--file", str(sample_path), "case", "list", "--jsn"]) is None
    assert run_typer(arguments) == 0
    assert light
