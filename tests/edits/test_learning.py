"""A learning case: what goes along, what stays behind, and that it is one step."""

import json
from datetime import date
from typing import Any

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.learning import BIRDS, TextKey
from mdoverleg.domain.who import Who
from mdoverleg.edits import history
from mdoverleg.edits.learning import copy_case
from mdoverleg.export.table_json import render
from mdoverleg.reads.document import read_document
from mdoverleg.reads.learning import proposed_alias, read_texts, still_tells_in
from mdoverleg.rules.anonymous import renamed, still_tells, words_of_people
from mdoverleg.store.store import Store
from tests.support.sample import SAMPLE_TABLE

CHAIR = Who("Hanna Lisdodde", 1, "chair")
RAW: dict[str, Any] = json.loads(SAMPLE_TABLE.read_bytes())
CASES = [(pk, case["alias"]) for pk, case in enumerate(RAW["cases"], 1)]


def table(store: Store) -> dict[str, Any]:
    with store.read() as reader:
        found: dict[str, Any] = json.loads(render(read_document(reader)))
    return found


def fitting(store: Store, pk: int, alias: str) -> dict[TextKey, str]:
    return {text.key: text.text for text in read_texts(store, pk, alias) if not text.is_telling}


def strings(value: Any) -> list[str]:
    """Every text in a part of a document, keys left out."""
    if isinstance(value, dict):
        return [text for below in value.values() for text in strings(below)]
    if isinstance(value, list):
        return [text for below in value for text in strings(below)]
    return [str(value)]


@pytest.mark.parametrize(("pk", "alias"), CASES, ids=[alias for _pk, alias in CASES])
def test_nothing_in_the_copy_tells_who_it_is_about(pk: int, alias: str, sample: Store) -> None:
    source = RAW["cases"][pk - 1]
    before = table(sample)
    copy_case(sample, CHAIR, pk=pk, alias="Merel", by_pk=1, texts=fitting(sample, pk, "Merel"))
    after = table(sample)
    copy = after["cases"].pop()
    assert after == before
    assert (copy["alias"], copy["category"], copy["status"]) == ("Merel", "learning", "referred")
    assert copy.pop("brought_by") == "hanna"
    people = {person["id"] for person in RAW["people"]} | {person["name"] for person in RAW["people"]}
    said = strings(copy)
    assert people.isdisjoint(said)
    assert not any(person["name"] in text for text in said for person in RAW["people"])
    assert not any(alias in text or str(source.get("source_ref")) in text for text in said)
    assert {"roles", "handovers", "notes", "feedback", "information", "source_ref", "linked_cases"}.isdisjoint(copy)
    assert [row["relation"] for row in copy["members"]] == [row["relation"] for row in source["members"]]
    assert all("age" not in row and "living" not in row for row in copy["members"])
    assert all(row.get("age_band") for row, old in zip(copy["members"], source["members"], strict=True) if "age" in old)
    assert len(copy["helpers"]) == len(source.get("roles", ())) + len(source.get("helpers", ()))
    assert not any("person" in row or "organisation" in row for row in copy["helpers"])
    days = {text for text in said if len(text) == 10 and text[4] == text[7] == "-"}
    assert max(days) == "2026-10-06"
    history.undo(sample, CHAIR)
    assert table(sample) == before


def test_texts_may_stay_behind(sample: Store) -> None:
    copy_case(sample, CHAIR, pk=3, alias="Merel", by_pk=1, texts={})
    copy = table(sample)["cases"][-1]
    assert copy["goal"] in {"What can we learn from this?", "Wat kunnen wij hiervan leren?"}
    assert {"lines", "pitches", "child_voices", "story", "decisions"}.isdisjoint(copy)
    assert {"scores", "evaluations", "buffers", "measures", "members", "helpers"} <= set(copy)


def test_a_text_that_tells_is_refused_and_nothing_is_copied(sample: Store) -> None:
    before = table(sample)
    for text in ("Woont aan de Dorpsstraat 3", "Koen Zuring belde", "M. Akkers", "Wulp", "zie A-031", "06-12345678"):
        with pytest.raises(Refused, match=r"herken|recognised"):
            copy_case(sample, CHAIR, pk=3, alias="Merel", by_pk=1, texts={("Case", 3, "goal"): text})
    with pytest.raises(Refused):
        copy_case(sample, CHAIR, pk=3, alias="sijs", by_pk=1, texts={})
    assert table(sample) == before


def test_the_texts_of_a_case_say_which_of_them_tell(sample: Store) -> None:
    texts = {text.key[2]: text for text in read_texts(sample, 7, "Merel") if text.key[0] == "Case"}
    assert texts["story"].is_telling
    assert "Nergensweg 12" in texts["story"].text
    assert not texts["goal"].is_telling
    tells = still_tells_in(sample, 7)
    assert [tells(text) for text in ("Bij opa", "Plevier-K1", "Lotte komt", "de Fuut")] == [False, True, True, True]


def test_a_name_is_proposed_that_no_case_has(sample: Store) -> None:
    first = proposed_alias(sample)
    assert first == BIRDS[0]
    copy_case(sample, CHAIR, pk=1, alias=first.upper(), by_pk=1, texts={})
    assert proposed_alias(sample) == BIRDS[1]
    assert len(set(BIRDS)) == len(BIRDS) > 50


def test_words_are_whole_and_an_alias_goes_in_any_case() -> None:
    words = words_of_people(["Rosa Bos", "Jo"])
    today = date(2026, 10, 6)
    assert [still_tells(text, today, words) for text in ("R. Bos", "Rosa", "het bos", "Bosrand", "Jo")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert renamed("WULP en Wulp-K1, geen Wulpen", "Wulp", "Merel") == "Merel en Merel-K1, geen Wulpen"
