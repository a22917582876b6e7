"""The rules of "What goes out to whom" (docs/what-goes-out.md), worked out here once more from the example itself."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.papers import NOBODY, HandoverPaper
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import people
from mdoverleg.export import document_of, render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.export.conftest import CLOCK, Example
from tests.export.reading import PAGES, as_json, text_of
from tests.support.locked import copy_of
from tests.support.sample import SAMPLE_TABLE

RAW = json.loads(SAMPLE_TABLE.read_text(encoding="utf-8"))
LIVE = {"open", "in_progress", "waiting"}
PEOPLE = [person["id"] for person in RAW["people"]]
ORGANISATIONS = [organisation["id"] for organisation in RAW["organisations"]]
WORKS_AT = {person["id"]: person["organisation"] for person in RAW["people"]}
ALIAS = {case["id"]: case["alias"] for case in RAW["cases"]}
ALL = os.environ.get("MDOVERLEG_LEAKS") == "all"


def some_of(readers: list[str]) -> list[tuple[str, str]]:
    """Every reader in every format; else each in three, so that every format has some."""
    every = [(number + place, form, one) for number, form in enumerate(PAGES) for place, one in enumerate(readers)]
    return [(form, one) for turn, form, one in every if ALL or turn % 4 == 0]


def live() -> list[dict[str, Any]]:
    return [action for action in RAW["actions"] if action.get("status", "open") in LIVE]


def is_of(action: dict[str, Any], person: str) -> bool:
    return person in {action.get("owner"), action.get("co_owner"), action.get("executor")}


def is_message(action: dict[str, Any], organisation: str) -> bool:
    works_at = action.get("owner_organisation") or WORKS_AT.get(action.get("owner", ""))
    return "recipient_message" in action and works_at != organisation


def open_feedback(person: str) -> list[tuple[str, str | None]]:
    return [
        (case["alias"], row.get("due"))
        for case in RAW["cases"]
        for row in case.get("feedback", [])
        if row.get("owner") == person and "done_on" not in row
    ]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_persons_list_holds_the_live_action_points_that_are_theirs(person: str, example: Example) -> None:
    paper = example.actions(Asked(person_pk=example.keys[person]))
    mine = [action for action in live() if is_of(action, person)]
    assert {line.id: (line.case, line.text) for line in paper.actions} == {
        action["id"]: (ALIAS.get(action.get("case", ""), ""), action["text"]) for action in mine
    }
    assert {line.id: line.after for line in paper.actions} == {
        action["id"]: action.get("depends_on", "") for action in mine
    }
    assert sorted((row.case, row.due.isoformat() if row.due else None) for row in paper.feedback) == sorted(
        open_feedback(person)
    )
    assert paper.next_meeting == date(2026, 10, 6)


@pytest.mark.parametrize(("form", "person"), some_of(PEOPLE))
def test_a_persons_file_says_nothing_of_others(form: str, person: str, example: Example) -> None:
    said = text_of(render(example.document("actions", Asked(person_pk=example.keys[person])), form), form)
    mine = {action["id"] for action in live() if is_of(action, person)}
    waited_for = {action.get("depends_on") for action in live() if is_of(action, person)}
    cases = {ALIAS.get(action.get("case", "")) for action in live() if is_of(action, person)}
    cases |= {alias for alias, _due in open_feedback(person)}
    for action in RAW["actions"]:
        if action["id"] not in mine:
            assert action["text"] not in said
            assert action["id"] not in said or action["id"] in waited_for
    for alias in ALIAS.values():
        assert alias not in said or alias in cases


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_an_organisations_list_holds_what_is_shared_with_it(organisation: str, example: Example) -> None:
    paper = example.actions(Asked(organisation_pk=example.keys[organisation]))
    shared = [action for action in live() if organisation in action.get("share_with", [])]
    assert {line.id: line.text for line in paper.actions} == {
        action["id"]: action["recipient_message"] if is_message(action, organisation) else action["text"]
        for action in shared
    }
    full = {ALIAS[action["case"]] for action in shared if not is_message(action, organisation)}
    assert {row.case for row in paper.contacts} == full
    assert paper.feedback == ()


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_a_line_with_a_message_holds_nothing_else(organisation: str, example: Example) -> None:
    for line in example.actions(Asked(organisation_pk=example.keys[organisation])).actions:
        if line.is_message:
            assert line == line._replace(
                due=None, status=None, is_late=False, owner=NOBODY, organisation=NOBODY, with_whom=(), after="",
                asked_on=None, asked_in="", remark="", kind=None, urgency=4,
            )  # fmt: skip


@pytest.mark.parametrize(("form", "organisation"), some_of(ORGANISATIONS))
def test_an_organisations_file_says_nothing_that_is_not_shared(form: str, organisation: str, example: Example) -> None:
    asked = Asked(organisation_pk=example.keys[organisation])
    said = text_of(render(example.document("actions", asked), form), form)
    shared = {action["id"] for action in live() if organisation in action.get("share_with", [])}
    for action in RAW["actions"]:
        assert action["id"] not in said or action["id"] in shared
        if action["id"] not in shared or is_message(action, organisation):
            assert action["text"] not in said
    cases = {ALIAS.get(action.get("case", "")) for action in RAW["actions"] if action["id"] in shared}
    for alias in ALIAS.values():
        assert alias not in said or alias in cases


def test_the_lead_and_the_contact_are_those_of_today(example: Example) -> None:
    contacts = {row.case: row for row in example.actions(Asked(organisation_pk=example.keys["WIJK"])).contacts}
    assert contacts["Wulp"].leads == (
        "Jelle de Wit (Wijkteam Zandkreek)",
        "Mirjam Akkers (Jeugdbescherming Krekenland)",
    )
    assert contacts["Tureluur"].contacts == ("Rosa Bos (GGZ Kreekoever)",)


def test_only_a_message_gives_no_lead_and_no_contact(example: Example) -> None:
    paper = example.actions(Asked(organisation_pk=example.keys["RINGVAART"]))
    assert [line.id for line in paper.actions] == ["A-033"]
    assert paper.contacts == ()


def test_an_organisation_that_owns_the_action_point_reads_its_text(example: Example) -> None:
    lines = {line.id: line for line in example.actions(Asked(organisation_pk=example.keys["WIJK"])).actions}
    assert lines["A-036"].text == "Vertelt de nieuwe leerkracht wat zij op vrijdag kan merken"
    assert lines["A-022"].organisation.name == "Schuldhulp Zandkreek"


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize(("recipient", "name"), [("SLUIS", "Woonstichting De Sluis"), ("teun", "Teun Biezen")])
def test_nothing_to_do_is_said(recipient: str, name: str, form: str, example: Example) -> None:
    pk = example.keys[recipient]
    asked = Asked(organisation_pk=pk) if recipient.isupper() else Asked(person_pk=pk)
    said = text_of(render(example.document("actions", asked), form), form)
    assert f"There are no action points for {name}." in said


def test_the_contacts_are_called_as_the_table_calls_them(example: Example) -> None:
    paper = example.actions(Asked(organisation_pk=example.keys["WIJK"]))
    renamed = paper._replace(lead=paper.lead._replace(own_label="Aanvoerder"))
    for form in ("docx", "csv"):
        assert "Aanvoerder" not in text_of(render(document_of(paper), form), form)
        assert "Aanvoerder" in text_of(render(document_of(renamed), form), form)


@pytest.mark.parametrize("asked", [Asked(person_pk=1, status="done"), Asked(organisation_pk=1, status="not_done")])
def test_finished_ones_of_one_recipient_are_refused(asked: Asked, example: Example) -> None:
    with pytest.raises(Refused):
        example.actions(asked)


# Which rows the table's own lists hold


def ids(example: Example, asked: Asked) -> list[str]:
    return [line.id for line in example.actions(asked).actions]


def test_without_a_question_all_live_ones_are_listed(example: Example) -> None:
    assert sorted(ids(example, Asked())) == sorted(action["id"] for action in live())


def test_late_ones_are_live_and_past_their_date(example: Example) -> None:
    assert set(ids(example, Asked(is_late=True))) == {
        action["id"] for action in live() if action.get("due", "9999") < "2026-10-06"
    }


def test_a_case_is_listed_with_what_is_finished_last(example: Example) -> None:
    lines = example.actions(Asked(case_pk=example.keys["C-003"])).actions
    assert {line.id for line in lines} == {row["id"] for row in RAW["actions"] if row.get("case") == "C-003"}
    finished = [line.status not in LIVE for line in lines]
    assert finished == sorted(finished)


def test_a_past_meeting_holds_what_was_made_or_answered_there(example: Example) -> None:
    assert set(ids(example, Asked(meeting_pk=example.keys["M-002"]))) == {
        row["id"] for row in RAW["actions"] if "M-002" in {row.get("created_in"), row.get("reviewed_in")}
    }


def test_a_meeting_of_today_also_holds_what_is_still_to_be_answered(example: Example) -> None:
    found = set(ids(example, Asked(meeting_pk=example.keys["M-003"])))
    agenda = {item.get("case") for item in RAW["meetings"][2]["agenda"]} | {None}
    assert found == {action["id"] for action in live() if action.get("case") in agenda}
    assert "A-016" in found, "an action point without a case"


def test_filters_combine(example: Example) -> None:
    asked = Asked(person_pk=example.keys["jelle"], case_pk=example.keys["C-002"], is_late=True)
    assert ids(example, asked) == ["A-023"]
    both = Asked(person_pk=example.keys["noor"], organisation_pk=example.keys["SCHELP"])
    paper = example.actions(both)
    assert paper.audience == "organisation"
    assert [(line.id, line.is_message) for line in paper.actions] == [("A-036", True)]
    assert paper.feedback == ()


def test_the_order_is_late_today_this_week_later_without_date_done(example: Example) -> None:
    lines = example.actions(Asked(case_pk=example.keys["C-001"])).actions
    urgencies = [line.urgency for line in lines]
    assert urgencies == sorted(urgencies)
    found = {line.id: line.urgency for line in example.actions(Asked()).actions}
    assert (found["A-031"], found["A-041"], found["A-030"], found["A-046"]) == (0, 2, 3, 4)


def test_json_gives_ids_and_codes(example: Example) -> None:
    content = as_json(render(example.document("actions", Asked(case_pk=example.keys["C-003"])), "json"))
    row = next(row for row in content["actions"] if row["id"] == "A-031")
    assert row == {
        "id": "A-031",
        "case": "Wulp",
        "text": "Vraagt een plek aan bij de spreekuurarts",
        "owner": "rosa",
        "owner_name": "Rosa Bos",
        "organisation": "GGZ",
        "organisation_name": "GGZ Kreekoever",
        "due": "2026-09-29",
        "status": "open",
        "overdue": True,
        "asked_on": "2026-09-08",
        "created_in": "M-002",
        "kind": "care",
        "remark": None,
    }


@pytest.mark.parametrize("form", PAGES)
def test_who_takes_over_hears_of_the_case_and_nothing_that_stays_at_the_table(form: str, example: Example) -> None:
    said = text_of(render(example.document("handover", Asked(person_pk=example.keys["mirjam"])), form), form)
    wulp = next(case for case in RAW["cases"] if case["alias"] == "Wulp")
    line = next(row["line_so_far"] for row in wulp["handovers"] if row["to_holder"] == "mirjam")
    assert line in said
    for action in RAW["actions"]:
        assert (action["text"] in said) == (
            action.get("case") == wulp["id"] and action in live() and is_of(action, "mirjam")
        )
    secret = [row["text"] for row in (*wulp["lines"], *wulp.get("notes", ()))]
    secret += [row["reason"] for row in wulp["scores"] if row.get("reason")]
    secret += [wulp[key] for key in ("danger_statement", "score_difference", "contingency") if wulp.get(key)]
    assert secret
    assert [text for text in secret if text in said] == []
    assert not any(case["alias"] in said for case in RAW["cases"] if case is not wulp)


def test_what_came_over_with_somebody_who_left_is_in_it(example: Example, tmp_path: Path) -> None:
    path = copy_of(example.store.path, tmp_path / "left.mdo")
    store, chair = Store.open(Path(path)), Who("Hanna Lisdodde", 1)
    store.clock = CLOCK
    asked = Asked(person_pk=example.keys["pien"])
    with store.read() as reader, in_language("en"):
        before = PAPERS["handover"](reader, asked, CLOCK)
        assert isinstance(before, HandoverPaper)
        assert before.cases == ()
        assert document_of(before).is_empty
    lines = {example.keys[wulp_id()]: "Moeder belt zelf"}
    people.hand_over(store, chair, from_pk=example.keys["jelle"], to_pk=example.keys["pien"], lines=lines, leaves=True)
    with store.read() as reader:
        after = PAPERS["handover"](reader, asked, CLOCK)
    store.close()
    assert isinstance(after, HandoverPaper)
    found = {case.case.name: case for case in after.cases}
    had = {row["case"] for row in live() if is_of(row, "jelle")} | {
        case["id"]
        for case in RAW["cases"]
        for role in case.get("roles", ())
        if role.get("holder") == "jelle" and "ended_on" not in role and case["status"] not in ("closed", "transferred")
    }
    assert found.keys() == {ALIAS[case] for case in had}
    assert found["Wulp"].line == "Moeder belt zelf"
    lead = next(role for role in found["Wulp"].roles if role.role.code == "casusregisseur")
    assert lead.givers == ("Jelle de Wit",), "not the other one who leads as well"


def wulp_id() -> str:
    return str(next(pk for pk, alias in ALIAS.items() if alias == "Wulp"))
