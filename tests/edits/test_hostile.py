"""Hostile text through the edits themselves, past every form: kept clean, refused when too long, undone exactly."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.text import clean
from mdoverleg.domain.who import Who
from mdoverleg.edits import (
    action_points,
    agenda,
    case_records,
    cases,
    decisions,
    family,
    meetings,
    organisations,
    people,
    roles,
    settings,
)
from mdoverleg.edits import table as tables
from mdoverleg.edits import warnings as looks
from mdoverleg.store.changelog import undo, verify
from tests.edits.chance import SETTINGS, records_of
from tests.edits.world import TODAY, Dump, World, dump, newest, no_step
from tests.support.hostile import SHORT, TOO_LONG, VERY_LONG

Values = dict[str, Any]
TEXTS = 2 if "MDOVERLEG_HOSTILE_TURNS" in os.environ else 1
"""In every field: two with MDOVERLEG_HOSTILE_TURNS=4; by turns they are all tried."""
NOT_FREE = {"time_zone", "method", "name"}
"""Of the table: checked against a list, or changed by nobody."""


def made(world: World) -> dict[str, Callable[[Values], object]]:
    """For each kind of record the edit that changes one; the record is made first."""
    store, who = world.store, world.nel
    action = action_points.add(store, who, values={"text": "Belt", "kind": "practical", "case": world.wulp})
    decision = decisions.add(store, who, case_pk=world.wulp, values={"text": "Besloten"})
    assignment = roles.assign(
        store, who, case_pk=world.wulp, role="school", person_pk=world.koen, on=TODAY, replace=False
    )
    helper = roles.add_helper(store, who, case_pk=world.wulp, values={"name": "huisarts"})
    item = agenda.add_item(store, who, meeting_pk=world.meeting, values={"kind": "break"})
    return {
        "TableInfo": lambda values: tables.set_table(store, who, values=values),
        "Organisation": lambda values: organisations.change(store, who, pk=world.team, values=values),
        "Person": lambda values: people.change(store, who, pk=world.anne, values=values),
        "Meeting": lambda values: meetings.change(store, who, pk=world.meeting, values=values),
        "AgendaItem": lambda values: agenda.change_item(store, who, item_pk=item, values=values),
        "Case": lambda values: cases.change(store, who, pk=world.wulp, values=values),
        "Member": lambda values: family.change_member(store, who, pk=world.mother, values=values),
        "RoleAssignment": lambda values: roles.change(store, who, assignment_pk=assignment, values=values),
        "Helper": lambda values: roles.change_helper(store, who, pk=helper, values=values),
        "Decision": lambda values: decisions.change(store, who, pk=decision, values=values),
        "ActionPoint": lambda values: action_points.change(store, who, pk=action, values=values),
        **kept_alike(world),
    }


def kept_alike(world: World) -> dict[str, Callable[..., None]]:
    """The edits that change records of a case and of the table that are all kept in one way, one record of each."""
    store, who = world.store, world.nel
    pks = {
        name: case_records.add(store, who, entity=name, case_pk=world.wulp, values=values)
        for name, values in records_of(world).items()
    }
    own = {name: settings.add(store, who, entity=name, values=values) for name, values in SETTINGS.items()}
    item = {"kind": "case", "minutes": 5}
    own["TemplateItem"] = settings.add(store, who, entity="TemplateItem", values=item, parent_pk=own["AgendaTemplate"])

    def changing(edit: Callable[..., None], name: str, pk: int) -> Callable[..., None]:
        def change(values: Values, who: Who = who, **more: Any) -> None:
            edit(store, who, entity=name, pk=pk, values=values, **more)

        return change

    return {name: changing(case_records.change, name, pk) for name, pk in pks.items()} | {
        name: changing(settings.change, name, pk) for name, pk in own.items()
    }


def text_keys(entity: str) -> list[tuple[str, str]]:
    """The keys of a record that hold free text, with their kind."""
    return [
        (field.key, field.kind)
        for field in ENTITIES[entity].fields
        if field.kind in (kinds.STRING, kinds.TEXT)
        and not (entity == "TableInfo" and field.key in NOT_FREE)
        and not field.key.endswith("_other")
    ]


def dirty_texts(dumped: Dump) -> list[str]:
    """Every text in the file that is not clean."""
    return [
        value
        for rows in dumped.values()
        for row in rows
        for value in row
        if isinstance(value, str) and clean(value, one_line=False) != value
    ]


def test_every_text_is_kept_clean_and_undone_exactly(world: World) -> None:
    edits = made(world)
    number, before = 0, dump(world.store)
    for entity, change in edits.items():
        for key, _kind in text_keys(entity):
            for text in (SHORT[number % len(SHORT)], SHORT[(number * 7 + 3) % len(SHORT)])[:TEXTS]:
                number += 1
                change({key: f"a {text} {number}"})
                after = dump(world.store)
                assert dirty_texts(after) == [], (entity, key, text)
                undo(world.store, world.nel, newest(world.store))
                assert dump(world.store) == before
                change({key: f"a {text} {number}"})
                before = after
    assert dump(world.store) == before
    assert verify(world.store) == []


@pytest.mark.parametrize("text", TOO_LONG, ids=range(len(TOO_LONG)))
def test_a_text_that_is_too_long_is_refused_by_its_name_and_leaves_no_trace(world: World, text: str) -> None:
    edits = made(world)
    with no_step(world):  # all of them together: a trace of any of them would be left
        for entity, change in edits.items():
            if not text_keys(entity):
                continue
            key, _kind = text_keys(entity)[-1]
            with pytest.raises(Refused) as refused:
                change({key: text})
            assert len(str(refused.value)) < 200
            assert text[:50] not in str(refused.value)


def test_the_longest_texts_are_kept_whole(world: World) -> None:
    edits = made(world)
    for text in VERY_LONG:
        for entity in ("Case", "ActionPoint", "Decision"):
            key = next(key for key, kind in text_keys(entity) if kind == kinds.TEXT)
            edits[entity]({key: text})
    assert verify(world.store) == []


@pytest.mark.parametrize("text", SHORT[::6])
def test_a_reason_may_be_any_text(world: World, text: str) -> None:
    looks.set_aside(
        world.store,
        world.nel,
        check="E01",
        case_pk=world.wulp,
        subject=f"x {text}",
        reason=f"a {text}",
        until=TODAY,
        by_pk=world.anne,
    )
    cases.close(world.store, world.nel, pk=world.wulp, reason=f"a {text}", on=TODAY)
    assert dirty_texts(dump(world.store)) == []


def test_who_changes_the_same_record_second_is_told_by_whom_and_what(world: World) -> None:
    for entity, change in kept_alike(world).items():
        keys = [key for key, _kind in text_keys(entity)]
        if not keys:
            continue
        key = keys[-1]
        change({key: "wat Piet schrijft"}, who=world.piet)
        with no_step(world), pytest.raises(ChangedMeanwhile) as caught:
            change({key: "wat Nel schrijft"}, expected={key: "wat er stond"})
        told = caught.value
        assert (told.who, told.field, told.theirs, told.mine) == (
            "Piet Secretaris", key, "wat Piet schrijft", "wat Nel schrijft",
        )  # fmt: skip
        # Another field of the same record is no conflict, and one that both made the same is none either.
        change({key: "wat Piet schrijft"}, expected={key: "wat er stond"})
