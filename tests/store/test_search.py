import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, delete, update

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import STRING, TEXT
from mdoverleg.domain.who import Who
from mdoverleg.store.changelog import undo
from mdoverleg.store.search import Hit, search
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint, AgendaItem, Case, Meeting, Note
from mdoverleg.store.triggers import SEARCH_SLOTS, SEARCHED
from tests.support.rows import add_action, add_case, add_person


def find(store: Store, words: str, limit: int = 10) -> list[Hit]:
    with store.read() as reader:
        return search(reader, words, limit)


@pytest.fixture
def filled(store: Store, who: Who) -> Store:
    with store.write(who, "cases.add") as session:
        case = add_case(session, add_person(session))
        case.story = "Coördinatie met de school\nliep vast in april"
        add_action(session, text="Coördinatie regelen", case_id=case.pk)
        add_action(session, text="Huisarts bellen [spoed]", id="A-002")
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("coord", {("case", 1), ("action_point", 1)}),
        ("COÖRD regel", {("action_point", 1)}),
        ("april school", {("case", 1)}),
        ("a-002", {("action_point", 2)}),
        ("Iris", {("person", 1)}),
        ("veste", {("organisation", 1)}),
        ("[spoed]", {("action_point", 2)}),
        ("giraf", set()),
        ("", set()),
        ("  - * \" ' ( ) : ^ ", set()),
    ],
)
def test_words_and_their_beginnings_are_found(filled: Store, words: str, found: set[tuple[str, int]]) -> None:
    assert {hit[:2] for hit in find(filled, words)} == found


def test_a_hit_tells_its_case_and_shows_the_place_on_one_line(filled: Store) -> None:
    assert find(filled, "regelen") == [Hit("action_point", 1, 1, "A-001 Coördinatie regelen")]
    assert find(filled, "huisarts") == [Hit("action_point", 2, None, "A-002 Huisarts bellen [spoed]")]
    (hit,) = find(filled, "vast")
    assert hit.case_pk == 1
    assert "\n" not in hit.snippet
    assert len(find(filled, "coord", limit=1)) == 1


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "x:y",
        "*",
        "a AND",
        "a OR b",
        "NOT",
        "NEAR(a b)",
        "o'brien -",
        "words : a",
        "{a b}",
        "^a",
        "a\0b",
        "é" * 900,
    ],
)
def test_what_was_typed_is_never_the_language_of_the_index(filled: Store, words: str) -> None:
    assert isinstance(find(filled, words), list)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=30))
def test_no_text_breaks_the_search(store: Store, words: str) -> None:
    assert find(store, words) == []


def test_the_index_follows_changes_removals_and_undo(filled: Store, who: Who) -> None:
    with filled.write(who, "action_points.change") as session:
        session.exec(update(ActionPoint).where(col(ActionPoint.id) == "A-002").values(text="Wijkagent bellen"))
    assert (len(find(filled, "huisarts")), len(find(filled, "wijkagent"))) == (0, 1)
    undo(filled, who, 2)
    assert (len(find(filled, "huisarts")), len(find(filled, "wijkagent"))) == (1, 0)
    with filled.write(who, "action_points.remove") as session:
        session.exec(delete(ActionPoint))
        session.exec(delete(Case))
    assert find(filled, "coord") == []
    with filled.read() as reader:
        left = reader.rows("SELECT words FROM search ORDER BY rowid")
    assert [row[0] for row in left] == ["O-P-001\nWijkteam De Veste", "P-001\nIris de Wit"]


def test_what_has_no_words_is_not_in_the_index(filled: Store, who: Who) -> None:
    with filled.write(who, "agenda.add_item") as session:
        meeting = Meeting(
            id="M-001",
            kind="case_table",
            held_on=session.get_one(Case, 1).opened_on,
            planned_start="09:00",
            planned_end="10:00",
            chair_id=1,
        )
        session.add(meeting)
        session.flush()
        session.add(
            AgendaItem(meeting_id=meeting.pk, kind="case", case_id=1, planned_start="09:00", planned_end="09:20")
        )
        session.add(Note(case_id=1, text="Notitie", by_id=1, written_at=filled.clock.utc()))
    with filled.read() as reader:
        tables = {row[0] % SEARCH_SLOTS for row in reader.rows("SELECT rowid FROM search")}
    assert SEARCHED["agenda_item"] not in tables
    assert SEARCHED["note"] in tables


def test_every_record_with_words_is_searched() -> None:
    with_words = {
        entity.table for entity in ENTITIES.values() if any(field.kind in (STRING, TEXT) for field in entity.columns)
    }
    assert with_words - set(SEARCHED) == {"threshold"}
    assert set(SEARCHED) <= with_words
    assert len(set(SEARCHED.values())) == len(SEARCHED)
    assert max(SEARCHED.values()) < SEARCH_SLOTS
