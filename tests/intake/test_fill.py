"""Putting a document into a file: one change, undone as one step; a table in use is left alone."""

import json

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points, cases
from mdoverleg.edits.document import fill, has_content
from mdoverleg.export.table_json import render
from mdoverleg.intake.table_json import read_document as read_in
from mdoverleg.reads.document import read_document
from mdoverleg.store import changelog
from mdoverleg.store.store import Store
from tests.support.example import EXAMPLE

ME = Who("Anne", via="cli")


def exported(store: Store) -> bytes:
    with store.read() as reader:
        return render(read_document(reader))


def changes(store: Store) -> list[changelog.Change]:
    with store.read() as reader:
        return changelog.changes(reader, limit=10)


def test_an_import_is_one_line_in_the_log_that_says_where_it_came_from(table: Store) -> None:
    (change,) = changes(table)
    assert (change.who, change.via, change.verb, change.window) == ("Anne", "cli", "table.import", "example.json")
    assert len(change.rows) > 50
    assert changelog.verify(table) == []


def test_undo_takes_a_whole_table_out_and_redo_brings_it_back(table: Store) -> None:
    before = exported(table)
    number = changelog.newest_by_command(table, "Anne")
    assert number is not None
    undone = changelog.undo(table, ME, number)
    with table.read() as reader:
        assert not has_content(reader)
        assert reader.value("SELECT count(*) FROM table_info") == 0
    changelog.undo(table, ME, undone)
    assert exported(table) == before


def test_a_table_with_content_is_left_alone(table: Store) -> None:
    before, document = exported(table), read_in(EXAMPLE, "again.json")
    with pytest.raises(Refused, match="already has content"):
        fill(table, ME, document=document.values, source="again.json")
    assert exported(table) == before
    assert len(changes(table)) == 1


def test_replacing_and_undoing_it_brings_the_old_table_back(table: Store) -> None:
    before = exported(table)
    other = json.loads(EXAMPLE)
    other["cases"][1]["alias"] = "Lepelaar"
    other["cases"][0]["alias"] = "Spreeuw"
    document = read_in(json.dumps(other).encode(), "other.json")
    fill(table, ME, document=document.values, source="other.json", replace=True)
    assert exported(table) == render(document.values)
    number = changelog.newest_by_command(table, "Anne")
    assert number is not None
    changelog.undo(table, ME, number)
    assert exported(table) == before


def test_settings_of_a_new_table_are_replaced(store: Store) -> None:
    new = read_in(b'{"format":"mdoverleg-table","version":1,"table":{"name":"Nieuw","checks_off":["E60"]}}', "n")
    fill(store, ME, document=new.values, source="n")
    with store.read() as reader:
        assert not has_content(reader)
    fill(store, ME, document=read_in(EXAMPLE, "e").values, source="e")
    assert b'"name": "Casustafel Rietwaard"' in exported(store)
    assert b"checks_off" not in exported(store)


def test_numbers_go_on_after_the_highest_that_came_in(table: Store) -> None:
    with table.read() as reader:
        (case,) = reader.rows("SELECT pk FROM \"case\" WHERE alias = 'Spreeuw'")
    action_points.add(table, ME, values={"text": "Belt", "kind": "care", "case": case[0]})
    assert b'"id": "A-003"' in exported(table)


def test_an_alias_that_came_in_is_taken(table: Store) -> None:
    with table.read() as reader:
        person = reader.value("SELECT pk FROM person WHERE id = 'sem'")
    with pytest.raises(Refused):
        cases.add(table, ME, values={"alias": "LEPELAAR", "brought_by": person, "goal": "x"})


def test_nothing_is_kept_of_an_import_that_fails(store: Store) -> None:
    document = read_in(EXAMPLE, "e").values
    broken = {**document, "people": document["people"][1:]}
    with pytest.raises(KeyError):
        fill(store, ME, document=broken, source="e")
    with store.read() as reader:
        assert not has_content(reader)
    assert changes(store) == []
