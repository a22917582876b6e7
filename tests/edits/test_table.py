from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.domain.who import Who
from mdoverleg.edits import table, warnings
from mdoverleg.store.store import Store
from tests.edits.world import METHOD, World, listed, no_step, one_step, row


def test_a_new_table_needs_a_name(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "nieuw.mdo")
    with pytest.raises(Refused):
        table.set_table(store, Who("Nel"), values={"language": "en"})
    table.set_table(store, Who("Nel"), values={"name": "Tafel Noord"})
    with store.read() as reader:
        assert reader.rows("SELECT name, language, time_zone FROM table_info") == [
            ("Tafel Noord", "nl", "Europe/Amsterdam")
        ]
    store.close()


def test_settings_of_the_table(world: World) -> None:
    values = {"minutes_per_case": 25, "responsible": world.team, "hidden_panels": ("buffers", "scores")}
    with one_step(world, "table.set"):
        table.set_table(world.store, world.nel, values=values)
    assert listed(world, "table_info_hidden_panels", 1) == ["buffers", "scores"]
    table.set_table(world.store, world.piet, values={"minutes_per_case": 15})
    with no_step(world):
        with pytest.raises(ChangedMeanwhile, match="Piet"):
            table.set_table(world.store, world.nel, values={"minutes_per_case": 30}, expected={"minutes_per_case": 25})
        with pytest.raises(Refused, match="weer"):
            table.set_table(world.store, world.nel, values={"hidden_panels": ("weer",)})
        with pytest.raises(Refused, match="Name"):
            table.set_table(world.store, world.nel, values={"name": " "})
        with pytest.raises(Refused, match="Europe/Zandkreek"):
            table.set_table(world.store, world.nel, values={"time_zone": "Europe/Zandkreek"})


def test_limits_of_checks(world: World) -> None:
    with one_step(world, "table.threshold"):
        table.set_threshold(world.store, world.nel, name="E48.people", value=8)
    with one_step(world, "table.threshold"):
        table.set_threshold(world.store, world.nel, name="E48.people", value=9)
    with one_step(world, "table.threshold"):
        table.set_threshold(world.store, world.nel, name="E48.people", value=None)
    with no_step(world):
        table.set_threshold(world.store, world.nel, name="E48.people", value=None)
        with pytest.raises(Refused, match="E99"):
            table.set_threshold(world.store, world.nel, name="E99.x", value=1)
        with pytest.raises(Refused, match="100000"):
            table.set_threshold(world.store, world.nel, name="E48.people", value=100_001)


def test_settings_that_somebody_else_changed_meanwhile_are_not_overwritten(world: World) -> None:
    table.set_threshold(world.store, world.piet, name="E48.people", value=8)
    table.set_checks_off(world.store, world.piet, checks=("E54",))
    with no_step(world):
        with pytest.raises(ChangedMeanwhile, match="8"):
            table.set_threshold(world.store, world.nel, name="E48.people", value=9, expected={"value": None})
        with pytest.raises(ChangedMeanwhile, match="E54"):
            table.set_checks_off(world.store, world.nel, checks=("E08",), expected={"checks_off": ()})


def test_checks_that_are_off(world: World) -> None:
    with one_step(world, "table.checks_off"):
        table.set_checks_off(world.store, world.nel, checks=("E54", "E08"))
    assert listed(world, "table_info_checks_off", 1) == ["E54", "E08"]
    with no_step(world), pytest.raises(Refused, match="E99"):
        table.set_checks_off(world.store, world.nel, checks=("E99",))


def test_a_way_of_working_is_copied_over_what_has_the_same_name(world: World) -> None:
    method: dict[str, Any] = {
        "table": {"method": "hoogrisicotafel", "minutes_per_case": 12, "checks_off": ["E55"]},
        "thresholds": [{"name": "E58.people", "value": 20}],
        "role_kinds": [{"code": "meedenker", "slot": "always"}, {"code": "idva", "label": "IDVA", "tasks": "Steunt"}],
        "own_codes": [{"code_list": "life_domain", "code": "dieren", "label": "Dieren"}],
        "agenda_templates": [
            {"name": "Casustafel", "meeting_kind": "high_risk_table", "items": [{"kind": "case", "minutes": 12}]}
        ],
        "standard_actions": [{"text": "Belt de school", "kind": "practical", "days": 7}],
    }
    with one_step(world, "table.copy_method"):
        table.copy_method(world.store, world.nel, method=method)
    with no_step(world):
        table.copy_method(world.store, world.nel, method={key: value for key, value in method.items() if key[0] != "a"})
    with world.store.read() as reader:
        assert reader.rows("SELECT kind, minutes FROM template_item") == [("case", 12)]
        assert reader.rows("SELECT name, meeting_kind FROM agenda_template") == [("Casustafel", "high_risk_table")]
        assert reader.rows("SELECT code, slot FROM role_kind ORDER BY position") == [
            ("meedenker", "always"),
            ("idva", None),
        ]
    assert METHOD["table"]["name"] == "Casustafel Zandkreek"
    assert row(world, "table_info", 1)["name"] == "Casustafel Zandkreek"


def aside(world: World, **more: Any) -> int:
    values: dict[str, Any] = {
        "check": "E32",
        "case_pk": world.wulp,
        "subject": "Wulp-K1",
        "reason": "juf zag haar vrijdag",
        "until": date(2026, 11, 2),
        "by_pk": world.anne,
    }
    return warnings.set_aside(world.store, world.nel, **values | more)


def test_a_warning_is_set_aside_and_brought_back(world: World) -> None:
    with one_step(world, "warnings.set_aside"):
        pk = aside(world)
    found = row(world, "override", pk)
    assert found["set_at"].startswith("2026-10-06 07:30:00")
    assert (found["check"], found["subject"], found["until"]) == ("E32", "Wulp-K1", "2026-11-02")
    assert aside(world, subject=None)
    with one_step(world, "warnings.bring_back"):
        warnings.bring_back(world.store, world.nel, pk=pk)
    with no_step(world), pytest.raises(Refused, match="took this out"):
        warnings.bring_back(world.store, world.nel, pk=pk)


def test_setting_aside_that_cannot_be_is_refused(world: World) -> None:
    aside(world)
    with no_step(world):
        for wrong, named in (
            ({}, "2 Nov 2026"),
            ({"check": "E67"}, "E67"),
            ({"check": "E01", "reason": " "}, "Because"),
            ({"check": "E01", "until": date(2026, 10, 5)}, "past"),
            ({"check": "E01", "by_pk": 99}, "no longer there"),
        ):
            with pytest.raises(Refused, match=named):
                aside(world, **wrong)


def test_after_its_last_day_a_warning_can_be_set_aside_again(world: World) -> None:
    aside(world, until=date(2026, 10, 6))
    world.clock.forward(24 * 60)
    assert aside(world)
