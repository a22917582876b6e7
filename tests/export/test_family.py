"""What a family member, the crisis service and the archive of the meeting may read, and never the rest."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.case_papers import CrisisPaper, FamilyPaper, told_to_maker
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.meeting_papers import MinutesPaper
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, case_records, cases, family
from mdoverleg.export import LETTERS, document_of, render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.export.conftest import CLOCK, Example
from tests.export.reading import text_of
from tests.support.locked import copy_of

CHAIR = Who("Hanna Lisdodde", 1)


@pytest.fixture
def writing(example: Example, tmp_path: Path) -> Iterator[Store]:
    """A copy of the example, to write in."""
    store = Store.open(copy_of(example.store.path, tmp_path / "copy.mdo"))
    store.clock = CLOCK
    yield store
    store.close()


def case_of(example: Example, alias: str = "Wulp") -> dict[str, Any]:
    found: dict[str, Any] = next(case for case in example.raw["cases"] if case["alias"] == alias)
    return found


def member_pk(store: Store, member: str) -> int:
    with store.read() as reader:
        return int(reader.value("SELECT pk FROM member WHERE id = ?", (member,)))


def asked_for(example: Example, store: Store, member: str, **more: Any) -> Asked:
    case = example.keys[case_of(example, member.partition("-")[0])["id"]]
    return Asked(case_pk=case, member_pk=member_pk(store, member), **more)


def sheet(store: Store, asked: Asked) -> FamilyPaper:
    with store.read() as reader:
        paper = PAPERS["family"](reader, asked, CLOCK)
    assert isinstance(paper, FamilyPaper)
    return paper


def test_a_member_reads_their_own_and_the_childrens_in_plain_words(example: Example) -> None:
    raw = case_of(example)
    children = {one["id"] for one in raw["members"] if one["relation"] in {"son", "daughter"}}
    live = [
        row
        for row in example.raw["actions"]
        if row.get("case") == raw["id"]
        and row.get("status", "open") in {"open", "in_progress", "waiting"}
        and row.get("family_told")
    ]
    told: tuple[str, ...] = ()
    for member in ("Wulp-M", "Wulp-V"):
        paper = sheet(example.store, asked_for(example, example.store, member))
        own = [row for row in live if not row.get("members") or {member, *children} & set(row["members"])]
        assert paper.actions == tuple(row["plain_text"] for row in own if row.get("plain_text"))
        assert paper.left_out == tuple(row["id"] for row in own if not row.get("plain_text")), "somebody uses violence"
        assert paper.decisions == tuple(row["plain_text"] for row in raw["decisions"] if row.get("plain_text"))
        assert (paper.joint_message, paper.contingency) == (raw["joint_message"], raw["contingency_plain"])
        told += told_to_maker(paper)
    assert told


@pytest.mark.parametrize("form", LETTERS)
def test_nothing_else_is_on_the_sheet_of_a_member(form: str, example: Example) -> None:
    paper = sheet(example.store, asked_for(example, example.store, "Wulp-M"))
    with in_language("nl"):
        said = text_of(render(document_of(paper), form), form)
    assert "hebt u een vraag?" in said.casefold()
    assert "u kunt jelle bellen" in said.casefold()
    raw = case_of(example)
    for organisation in example.raw["organisations"]:
        assert organisation["name"] not in said
    secret = [row["text"] for row in raw["lines"]] + [raw[key] for key in ("contingency", "danger_statement", "goal")]
    secret += [row["living"] for row in raw["members"] if row.get("living")]
    secret += [row["id"] for row in raw["members"]] + [raw["alias"]]
    secret += [row["id"] for row in example.raw["actions"]]
    secret += [person["name"] for person in example.raw["people"]]
    assert [text for text in secret if text in said] == []


def test_without_violence_the_words_of_the_table_may_go_out(example: Example, writing: Store) -> None:
    asked = asked_for(example, writing, "Wulp-M")
    before = sheet(writing, asked)
    assert before.left_out
    for member in case_of(example)["members"]:
        if "uses_violence" in member.get("violence_roles", ()):
            family.change_member(writing, CHAIR, pk=member_pk(writing, member["id"]), values={"violence_roles": ()})
    after = sheet(writing, asked)
    assert after.left_out == ()
    assert len(after.actions) == len(before.actions) + len(before.left_out)


def test_an_action_point_for_the_other_adult_or_not_told_stays_away(example: Example, writing: Store) -> None:
    mother, father = member_pk(writing, "Wulp-M"), member_pk(writing, "Wulp-V")
    case = example.keys[case_of(example)["id"]]
    for members, told, words in (
        ((father,), True, "Alleen voor vader"),
        ((mother,), False, "Nog niet gezegd"),
        ((mother, father), True, "Voor allebei"),
    ):
        values: dict[str, Any] = {
            "case": case,
            "text": "x",
            "kind": "practical",
            "members": members,
            "family_told": told,
            "plain_text": words,
        }
        action_points.add(writing, CHAIR, values=values)
    said = sheet(writing, asked_for(example, writing, "Wulp-M")).actions
    assert "Voor allebei" in said
    assert {"Alleen voor vader", "Nog niet gezegd"}.isdisjoint(said)


def test_who_is_not_safe_gets_no_sheet_without_an_extra_yes(example: Example, writing: Store) -> None:
    pk = member_pk(writing, "Wulp-M")
    family.change_member(writing, CHAIR, pk=pk, values={"contact_safe": "no"})
    with pytest.raises(Refused, match="Wulp-M"):
        sheet(writing, asked_for(example, writing, "Wulp-M"))
    assert sheet(writing, asked_for(example, writing, "Wulp-M", although_unsafe=True)).actions
    via = {"contact_safe": "only_via", "contact_via": example.keys["jelle"]}
    family.change_member(writing, CHAIR, pk=pk, values=via)
    paper = sheet(writing, asked_for(example, writing, "Wulp-M"))
    with in_language("nl"):
        first = document_of(paper).sections[0]
    assert first.lines == ("U krijgt dit blad van Jelle.",)
    family.change_member(writing, CHAIR, pk=pk, values={"contact_safe": None, "contact_via": None})
    unknown = sheet(writing, asked_for(example, writing, "Wulp-M"))
    with in_language("nl"):
        assert any("contact" in words for words in told_to_maker(unknown))


@pytest.mark.parametrize("asked", [Asked(), Asked(case_pk=1), Asked(case_pk=1, member_pk=9999)])
def test_without_a_member_of_the_case_there_is_no_sheet(asked: Asked, example: Example) -> None:
    with pytest.raises(Refused):
        sheet(example.store, asked)


def test_the_crisis_service_reads_what_is_valid_and_until_when(example: Example, writing: Store) -> None:
    case = example.keys[case_of(example)["id"]]
    for words, until in (("Voorbij", date(2026, 10, 5)), ("Vandaag nog", date(2026, 10, 6))):
        values = {"text": words, "sent_to": "Crisisdienst Zandkreek", "valid_until": until}
        case_records.add(writing, CHAIR, entity="CrisisNotice", case_pk=case, values=values)
    with writing.read() as reader:
        paper = PAPERS["crisis"](reader, Asked(case_pk=case), CLOCK, made_by="Hanna Lisdodde")
    assert isinstance(paper, CrisisPaper)
    assert paper.notices[0].text == "Vandaag nog"
    with in_language("nl"):
        said = text_of(render(document_of(paper), "txt"), "txt")
    assert "zaterdag 31 oktober 2026".upper() in said
    assert "Voorbij" not in said
    assert not any(word in said for word in ("Wulp", "Crisisdienst Zandkreek", "Hanna"))


def test_a_letter_comes_in_no_spreadsheet(example: Example) -> None:
    document = document_of(sheet(example.store, asked_for(example, example.store, "Wulp-M")))
    for form in ("xlsx", "ods", "csv", "json"):
        with pytest.raises(Refused, match="docx, pdf"):
            render(document, form)


# Minutes


def minutes(store: Store, meeting_pk: int) -> MinutesPaper:
    with store.read() as reader:
        paper = PAPERS["minutes"](reader, Asked(meeting_pk=meeting_pk), CLOCK)
    assert isinstance(paper, MinutesPaper)
    return paper


def test_minutes_hold_what_was_agreed_in_that_meeting(example: Example) -> None:
    raw = next(one for one in example.raw["meetings"] if one["id"] == "M-002")
    paper = minutes(example.store, example.keys["M-002"])
    there = {"present", "online", "by_phone", "partly", "excused"}
    assert len(paper.attendance) == sum(row["status"] in there for row in raw["attendance"])
    assert [case.case.id for case in paper.cases] == [
        item["case"] for item in raw["agenda"] if item["kind"] == "case" and not item.get("not_held")
    ]
    for case in paper.cases:
        listed = next(one for one in example.raw["cases"] if one["id"] == case.case.id)
        made = [row["text"] for row in listed.get("decisions", ()) if row.get("created_in") == "M-002"]
        assert [row.text for row in case.decisions] == made
        new = {
            row["id"]
            for row in example.raw["actions"]
            if row.get("created_in") == "M-002" and row.get("case") == case.case.id
        }
        assert {row.id for row in case.actions} == new
        assert case.present


def test_minutes_hold_no_line_score_note_or_looking_back(example: Example, writing: Store) -> None:
    pk = example.keys["M-002"]
    with in_language("nl"):
        said = text_of(render(document_of(minutes(writing, pk)), "docx"), "docx")
    assert "Verslag: Casustafel september" in said
    raw = example.raw
    secret = [row["text"] for case in raw["cases"] for key in ("lines", "notes") for row in case.get(key, ())]
    secret += [case[key] for case in raw["cases"] for key in ("danger_statement", "score_difference") if case.get(key)]
    secret += [one["reflection"] for one in raw["meetings"] if one.get("reflection")]
    assert secret
    assert [text for text in secret if text in said] == []


def test_a_meeting_that_has_not_begun_has_no_minutes(example: Example) -> None:
    for pk in (example.keys["M-003"], 9999):
        with pytest.raises(Refused):
            minutes(example.store, pk)


def test_a_role_that_changed_is_in_the_minutes(example: Example, writing: Store) -> None:
    del example
    from mdoverleg.edits import meetings, roles

    with writing.read() as reader:
        meeting = int(reader.value("SELECT pk FROM meeting WHERE id = 'M-003'"))
        case = int(reader.value("SELECT case_id FROM agenda_item WHERE meeting_id = ? AND kind = 'case'", (meeting,)))
    meetings.start(writing, CHAIR, pk=meeting)
    while minutes(writing, meeting).cases == ():
        meetings.go_on(writing, CHAIR, pk=meeting)
    roles.assign(writing, CHAIR, case_pk=case, role="meedenker", person_pk=1, meeting_pk=meeting)
    cases.change(writing, CHAIR, pk=case, values={"goal": "Een ander doel"})
    changed = minutes(writing, meeting).cases[0].roles
    assert [(row.what, row.role.code, row.name) for row in changed] == [("given", "meedenker", "Hanna Lisdodde")]
