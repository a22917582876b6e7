"""What a table keeps for itself in lists: added, changed, taken out; refused while something uses it."""

from collections.abc import Mapping
from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.edits import cases, roles, settings
from tests.edits.chance import SETTINGS
from tests.edits.world import World, no_step, one_step, row

TABLES = {
    "RoleKind": "role_kind",
    "OwnCode": "own_code",
    "AgendaTemplate": "agenda_template",
    "StandardAction": "standard_action",
}


def add(world: World, entity: str, **values: Any) -> int:
    return settings.add(world.store, world.nel, entity=entity, values=SETTINGS[entity] | values)


def change(world: World, entity: str, pk: int, values: Mapping[str, Any], **more: Any) -> None:
    settings.change(world.store, world.nel, entity=entity, pk=pk, values=values, **more)


@pytest.mark.parametrize("entity", SETTINGS)
def test_each_is_added_changed_and_taken_out_in_one_step(world: World, entity: str) -> None:
    key = "label" if "label" in SETTINGS[entity] else "name" if "name" in SETTINGS[entity] else "text"
    with one_step(world, f"{TABLES[entity]}s.add"):
        pk = add(world, entity)
    with one_step(world, f"{TABLES[entity]}s.change"):
        change(world, entity, pk, {key: "Anders"})
    assert row(world, TABLES[entity], pk)[key] == "Anders"
    with no_step(world), pytest.raises(ChangedMeanwhile, match="Nel"):
        change(world, entity, pk, {key: "Nog anders"}, expected={key: SETTINGS[entity][key]})
    with one_step(world, f"{TABLES[entity]}s.remove"):
        settings.remove(world.store, world.nel, entity=entity, pk=pk)


def test_what_is_there_already_or_built_in_or_without_a_name_is_refused(world: World) -> None:
    for entity in ("RoleKind", "OwnCode", "AgendaTemplate"):
        add(world, entity)
    other = add(world, "RoleKind", code="buurt", label="Buurt")
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("RoleKind", {"label": "Nog een"}, "already"),
        ("RoleKind", {"code": "nieuw", "label": None}, "Name on the board"),
        ("RoleKind", {"code": "Geen code"}, "small letters"),
        ("OwnCode", {"label": "Nog een"}, "already"),
        ("OwnCode", {"code": "housing"}, "built in"),
        ("AgendaTemplate", {"meeting_kind": "learning"}, "already"),
        ("StandardAction", {"days": 400}, "365"),
    ]
    with no_step(world):
        for entity, values, said in wrong:
            with pytest.raises(Refused, match=said):
                add(world, entity, **values)
        with pytest.raises(Refused, match="already"):
            change(world, "RoleKind", other, {"code": "jim"})
    # A built-in role gets other words without a name of its own.
    add(world, "RoleKind", code="school", label=None, handover=True)


def test_a_code_that_is_used_keeps_its_record(world: World) -> None:
    kind, code = add(world, "RoleKind"), add(world, "OwnCode")
    built_in = add(world, "RoleKind", code="school", label="Meester of juf")
    for role in ("jim", "school"):
        roles.assign(world.store, world.nel, case_pk=world.wulp, role=role, person_pk=world.sem)
    cases.change(world.store, world.nel, pk=world.wulp, values={"life_domains": ("schulden", "housing")})
    with no_step(world):
        for entity, pk, said in (("RoleKind", kind, "Role"), ("OwnCode", code, "Life domains")):
            with pytest.raises(Refused, match=said):
                settings.remove(world.store, world.nel, entity=entity, pk=pk)
            with pytest.raises(Refused, match=said):
                change(world, entity, pk, {"code": "anders"})
    with one_step(world, "role_kinds.change"):
        change(world, "RoleKind", kind, {"label": "Jouw eigen mens"})
    with one_step(world, "role_kinds.remove"):
        settings.remove(world.store, world.nel, entity="RoleKind", pk=built_in)


def test_the_items_of_a_template_have_an_order(world: World) -> None:
    store, nel = world.store, world.nel
    template = add(world, "AgendaTemplate")

    def items() -> list[str]:
        with store.read() as reader:
            sql = "SELECT kind FROM template_item WHERE agenda_template_id = ? ORDER BY position"
            return [kind for (kind,) in reader.rows(sql, (template,))]

    made = [
        settings.add(store, nel, entity="TemplateItem", values={"kind": kind, "minutes": 5}, parent_pk=template)
        for kind in ("opening", "case", "reflection")
    ]
    with one_step(world, "items.move"):
        settings.move_item(store, nel, pk=made[2], by=-9)
    assert items() == ["reflection", "opening", "case"]
    with no_step(world), pytest.raises(Refused, match="further"):
        settings.move_item(store, nel, pk=made[2], by=-1)
    with one_step(world, "items.remove"):
        settings.remove(store, nel, entity="TemplateItem", pk=made[0])
    with one_step(world, "agenda_templates.remove"):
        settings.remove(store, nel, entity="AgendaTemplate", pk=template)
    assert items() == []
    with no_step(world), pytest.raises(Refused):
        settings.add(store, nel, entity="TemplateItem", values={"kind": "case", "minutes": 5}, parent_pk=template)
