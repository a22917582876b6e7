"""What stands in no document: how a meeting looked back on itself, and the notes that stay inside."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import case_records
from mdoverleg.export import FORMATS, LETTER_KINDS, LETTERS, document_of, render
from mdoverleg.export.reply import FILLED
from mdoverleg.export.table_json import render as render_table
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.document import read_document
from mdoverleg.reads.obstacles import obstacle_rows
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.export.conftest import CLOCK, OFF, Example
from tests.export.reading import PAGES, as_json, text_of
from tests.support.locked import copy_of
from tests.support.sample import SAMPLE_TABLE

ALL = os.environ.get("MDOVERLEG_LEAKS") == "all"
RAW = json.loads(SAMPLE_TABLE.read_text(encoding="utf-8"))
REFLECTIONS = [line for meeting in RAW["meetings"] for line in meeting.get("reflection", "").splitlines()]
INTERNAL = [note["text"] for case in RAW["cases"] for note in case.get("notes", ()) if note.get("kind") == "internal"]


def asked_for(name: str, example: Example) -> list[Asked]:
    """Everything that a document can be asked about."""
    meetings = [Asked(meeting_pk=example.keys[meeting["id"]]) for meeting in RAW["meetings"]]
    if name == "agenda":
        return meetings
    if name == "cancellation":
        return [Asked(meeting_pk=example.keys[OFF])]
    if name == "reply":
        return [Asked(organisation_pk=example.keys[organisation["id"]]) for organisation in RAW["organisations"]]
    if name == "handover":
        return [Asked(person_pk=example.keys[person["id"]]) for person in RAW["people"]]
    if name == "minutes":
        return [one for one, raw in zip(meetings, RAW["meetings"], strict=True) if raw.get("actual_start")]
    if name == "family":
        with example.store.read() as reader:
            family = reader.rows("SELECT case_id, pk FROM member")
        return [Asked(case_pk=case, member_pk=pk, although_unsafe=True) for case, pk in family]
    cases = [Asked(case_pk=example.keys[case["id"]]) for case in RAW["cases"]]
    if name == "numbers":
        return [Asked()]
    return cases if name == "case" else [Asked(), *meetings, *cases]


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("form", ["json", "md", "docx"])
def test_no_document_holds_a_reflection_or_an_internal_note(name: str, form: str, example: Example) -> None:
    assert len(REFLECTIONS) > 3
    assert form in FORMATS
    asked_all = asked_for(name, example)
    # What is looked at in every document as json is laid out for Word in the last.
    for asked in asked_all if form != "docx" or ALL else asked_all[-1:]:
        if (name in LETTER_KINDS and form not in LETTERS) or (name == "reply" and form not in FILLED):
            continue
        text = text_of(render(example.document(name, asked), form), form)
        assert [line for line in (*REFLECTIONS, *INTERNAL) if line in text] == []


def test_the_table_itself_holds_them(example: Example) -> None:
    with example.store.read() as reader:
        text = render_table(read_document(reader)).decode()
    assert all(json.dumps(line, ensure_ascii=False)[1:-1] in text for line in (*REFLECTIONS, *INTERNAL))


# Obstacles

WORDS = [
    *(case["alias"] for case in RAW["cases"]),
    *(case["id"] for case in RAW["cases"]),
    *(case["source_ref"] for case in RAW["cases"] if case.get("source_ref")),
    *(member["id"] for case in RAW["cases"] for member in case["members"]),
    *(action["id"] for action in RAW["actions"]),
]
"""Whatever tells of which family something is."""
FIELDS = ["kind", "organisation", "what", "alternative", "raised_to", "level", "since"]


@pytest.fixture(scope="module")
def telling(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example in which somebody typed every alias, id and file number in obstacles."""
    store = Store.open(copy_of(sample_template, tmp_path_factory.mktemp("telling") / "table.mdo"))
    store.clock = CLOCK
    values = {
        "kind": "privacy",
        "what": f"Over {', '.join(WORDS)}.",
        "alternative": f"gezin {WORDS[0].upper()}-K9; {WORDS[1].lower()}",
        "raised_to": f"({WORDS[2]})",
        "level": 4,
        "since": date(2026, 10, 5),
    }
    case_records.add(store, Who("Hanna"), entity="Obstacle", case_pk=1, values=values)
    yield store
    store.close()


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_obstacles_hold_no_word_about_a_family(form: str, language: str, telling: Store) -> None:
    with telling.read() as reader, in_language(language):  # type: ignore[arg-type]
        document = document_of(PAPERS["obstacles"](reader, Asked(), CLOCK))
        text = text_of(render(document, form), form).casefold()
    assert [word for word in WORDS if word.casefold() in text] == []
    assert text.count("weggelaten" if language == "nl" else "left out") >= len(WORDS)
    assert not any(word.casefold() in "_".join(document.file_parts).casefold() for word in WORDS)


def test_the_list_on_the_screen_holds_none_either(telling: Store) -> None:
    with telling.read() as reader:
        rows = obstacle_rows(reader)
    text = repr([row[1:] for row in rows]).casefold()
    assert [word for word in WORDS if word.casefold() in text] == []
    assert [row.level for row in rows] == sorted((row.level for row in rows), reverse=True)


def test_the_obstacles_have_exactly_these_columns_and_only_what_is_open(example: Example) -> None:
    document = example.document("obstacles", Asked())
    given = [row for case in RAW["cases"] for row in case.get("obstacles", ())]
    rows = as_json(render(document, "json"))["obstacles"]
    assert [list(row) for row in rows] == [FIELDS] * len(rows)
    assert {row["what"] for row in rows} == {row["what"] for row in given if "resolved_on" not in row}
    assert len(rows) < len(given)
    assert {row["level"] for row in rows} == {1, 2, 3}
    ggz = example.document("obstacles", Asked(organisation_pk=example.keys["GGZ"]))
    assert {row["organisation"] for row in as_json(render(ggz, "json"))["obstacles"]} == {"GGZ Kreekoever"}
