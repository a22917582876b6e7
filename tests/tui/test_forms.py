"""The one form for every kind of record: typing, picking, refusals, and what two people do at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import TextArea

from mdoverleg.domain.forms import FORMS
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import LANGUAGES, Language, in_language
from mdoverleg.edits import cases
from mdoverleg.store.changelog import newest_of_window, undo
from mdoverleg.tui.dialogs.changed import Changed
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.form_values import asked, label_in_form
from mdoverleg.tui.forms import Form
from mdoverleg.tui.text import shown, width_of
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import box_of, fill, form_of, opened, pick, save, text_in, ticked
from tests.tui.hostile import LONG, NASTY, is_harmless
from tests.tui.places import back, go, on, values

Copy = Callable[[Path], Path]


async def new_case(table: Table) -> None:
    """Open the form of a new case."""
    await go(table, "f4")
    await table.press("a")
    await opened(table, Form)


def below(table: Table, key: str) -> str:
    """What stands under a field: what was understood, or what is wrong."""
    form = form_of(table)
    number = [one.field.key for one in form._fields].index(key)
    bar = form.query_one(f"#read{number}")
    return " ".join("".join(part.text for part in line) for line in bar.lines)  # type: ignore[attr-defined]


async def test_what_is_typed_is_understood_while_it_is_typed(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await new_case(table)
        await fill(table, opened_on="+2w", brought_by="akk", framework="g", category="x")
        assert below(table, "opened_on") == "di 20 okt 2026 (over 14 dagen)"
        assert below(table, "brought_by") == "Mirjam Akkers"
        assert below(table, "framework") == "gedwongen"
        assert below(table, "category").startswith("!!")
        await fill(table, opened_on="ooit", brought_by="de", framework="")
        assert below(table, "opened_on").startswith("!!")
        assert below(table, "brought_by").startswith("!! Welke: ")
        assert below(table, "framework") == "vrijwillig · gedwongen"


async def test_enter_writes_it_in_full_and_goes_on(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await new_case(table)
        await fill(table, brought_by="akk")
        box_of(table, "brought_by").focus()
        await table.press("enter")
        assert text_in(table, "brought_by") == "Mirjam Akkers"
        assert form_of(table).focused is box_of(table, "goal")
        assert "Ctrl+J nieuwe regel" in table.text()
        await table.press("x", "ctrl+j", "y", "enter", "tab")
        assert text_in(table, "goal") == "x\ny"
        assert form_of(table).focused is box_of(table, "status")
        assert "F2: lijst · Ctrl+S" in table.text()
        await table.press("up", "shift+tab")
        assert isinstance(form_of(table).focused, TextArea)


async def test_what_is_needed_is_asked_for(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await new_case(table)
        await fill(table, alias="Lepelaar")
        await table.press("ctrl+s")
        assert form_of(table).focused is box_of(table, "goal")
        assert below(table, "goal").endswith("!! Dit is nodig.")
        assert "cases.add" not in table.changes()


async def test_f2_picks_one_or_ticks_several(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f4")
        on(screen, "alias", "Fuut")
        await table.press("e")
        await opened(table, Form)
        box_of(table, "monitor_by").focus()
        await table.press("f2")
        await pick(table, "bos")
        assert text_in(table, "monitor_by") == "Rosa Bos"
        box_of(table, "concern_types").focus()
        await table.press("f2")
        await opened(table, Tick)
        assert ticked(table) == ["verwaarlozing", "schulden"]
        await table.press("end", "space", "enter")
        await opened(table, Form)
        assert len(text_in(table, "concern_types").split(", ")) == 3
        box_of(table, "source_ref").focus()
        await table.press("f2")
        assert table.toasts[-1] == "Hier is geen keuzelijst: typ het."
        await table.press("ctrl+s")
        await back(table, screen)
        assert values(table, "Case", screen.list.row.pk)["monitor_by"] == 8


async def test_an_unknown_organisation_is_added_on_the_way(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f5")
        await table.press("a")
        await opened(table, Form)
        await fill(table, name="Ada Berk", organisation="Speelotheek De Kikker")
        person = table.app.screen
        box_of(table, "organisation").focus()
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Form) and table.app.screen is not person)
        assert text_in(table, "name") == "Speelotheek De Kikker"
        await save(table, kind="anders")
        await table.until(lambda: table.app.screen is person)
        await table.until(lambda: form_of(table).focused is box_of(table, "function"))
        await table.press("ctrl+s")
        await back(table, screen)
        assert screen.list.row.organisation == "Speelotheek De Kikker"


async def test_esc_throws_away_what_was_typed_only_at_the_second_time(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f4")
        await table.press("e")
        await opened(table, Form)
        await table.press("escape")
        assert table.app.screen is screen
        await table.press("e")
        await opened(table, Form)
        await fill(table, why_now="Nog niet bewaard")
        await table.press("escape")
        assert text_in(table, "why_now") == "Nog niet bewaard"
        assert "Nog eens Esc" in table.toasts[-1]
        await table.press("escape")
        assert table.app.screen is screen
        assert "cases.change" not in table.changes()


async def test_a_refused_form_comes_back_as_it_was_typed(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await new_case(table)
        first = table.app.screen
        await save(table, alias="WULP", goal="Twee keer hetzelfde", why_now="Een lang verhaal")
        await table.until(lambda: isinstance(table.app.screen, Form) and table.app.screen is not first)
        assert table.toasts
        assert text_in(table, "alias") == "WULP"
        assert text_in(table, "why_now") == "Een lang verhaal"
        await save(table, alias="Lepelaar")
        await table.until(lambda: "cases.add" in table.changes())


async def test_two_people_on_one_field_see_both_texts_and_lose_nothing(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f4")
        pk = screen.list.row.pk
        await table.press("e")
        await opened(table, Form)
        first = table.app.screen
        await fill(table, goal="Wat ik typ", source_ref="Z-1")
        cases.change(table.store, Who("Teun Biezen", 2, "elsewhere"), pk=pk, values={"goal": "Wat Teun typte"})
        await table.press("ctrl+s")
        await opened(table, Changed)
        assert "Wat Teun typte" in table.text()
        assert "Wat ik typ" in table.text()
        assert "Teun Biezen" in table.text()
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Form) and table.app.screen is not first)
        assert (text_in(table, "goal"), text_in(table, "source_ref")) == ("Wat ik typ", "Z-1")
        cases.change(table.store, Who("Teun Biezen", 2, "elsewhere"), pk=pk, values={"goal": "Wat Teun toen typte"})
        await table.press("ctrl+s")
        await opened(table, Changed)
        await table.press("down", "enter")
        await back(table, screen)
        now = values(table, "Case", pk)
        assert (now["goal"], now["source_ref"]) == ("Wat ik typ", "Z-1")


async def test_a_record_that_is_gone_meanwhile_is_said(example: Path, copied: Copy) -> None:
    from mdoverleg.edits import family

    async with window_on(copied(example)) as table:
        screen = await go(table, "f4")
        await table.press("a")
        await save(table, alias="Lepelaar", goal="Rust")
        await table.press("a")
        await save(table, relation="moeder")
        await table.until(lambda: "family.add" in table.changes())
        with table.store.read() as reader:
            pk = reader.value("SELECT max(pk) FROM member")
        table.does_not_look()
        teun = Who("Teun Biezen", 2, "elsewhere")
        await table.press("enter")
        await opened(table, Form)
        family.remove_member(table.store, teun, pk=pk)
        for _again in range(2):
            await save(table, wants="Rust en één nummer")
            await opened(table, Form)
            assert text_in(table, "wants") == "Rust en één nummer", "what was typed can still be read"
            assert table.said[-1] == "Gezinslid: iemand heeft dit eruit gehaald; er is niets opgeslagen."
        undo(table.store, teun, newest_of_window(table.store, "elsewhere") or 0)
        await save(table)
        await table.until(lambda: values(table, "Member", pk)["wants"] == "Rust en één nummer")
        family.remove_member(table.store, teun, pk=pk)
        await table.press("enter")
        await table.until(lambda: bool(table.toasts))
        assert table.toasts[-1] == "Dit is er niet meer."
        await table.press("escape")
        await back(table, screen)


async def test_hostile_text_in_every_text_of_a_form_is_saved_clean(example: Path, copied: Copy) -> None:
    texts = [text for text in NASTY if shown(text)][:: 1 if LONG else 2]
    async with window_on(copied(example), size=(80, 24)) as table:
        screen = await go(table, "f5")
        await table.press("f", "f")
        await table.until(lambda: "ORGANISATIES" in table.text())
        pk = screen.list.row.pk
        for at in range(0, len(texts), 4):
            nasty = dict(zip(("name", "does", "does_not", "reachable"), (texts * 2)[at : at + 4], strict=True))
            nasty["name"] = nasty["name"][:40]
            await table.press("e")
            await opened(table, Form)
            await fill(table, **nasty, kind=texts[at])
            assert is_harmless(table.text())
            assert max(map(width_of, table.text().splitlines())) <= 80
            await save(table, kind="anders")
            await back(table, screen)
            saved = values(table, "Organisation", pk)
            assert {key: shown(saved[key]) for key in nasty} == {key: shown(text) for key, text in nasty.items()}
            assert is_harmless(table.text())


async def test_somebody_who_left_still_stands_where_they_stood(example: Path, copied: Copy) -> None:
    from mdoverleg.edits import people

    async with window_on(copied(example)) as table:
        people.change(table.store, Who("Teun Biezen", 2, "elsewhere"), pk=3, values={"active": False})
        screen = await go(table, "f4")
        with table.store.read() as reader:
            pk = reader.value("SELECT pk FROM \"case\" WHERE brought_by_id = 3 AND status = 'active'")
        on(screen, "pk", pk)
        await table.press("e")
        await opened(table, Form)
        assert text_in(table, "brought_by") == "Jelle de Wit"
        box_of(table, "brought_by").focus()
        await table.press("f2")
        await opened(table, Pick)
        assert "Jelle de Wit" not in table.text().split("Ingebracht door")[-1]
        await table.press("escape")
        await save(table, monitor_on="1-12-2026")
        await back(table, screen)
        assert values(table, "Case", pk)["monitor_on"] == date(2026, 12, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_fields_of_a_form_are_called_the_same(language: Language) -> None:
    with in_language(language):
        for entity, form in FORMS.items():
            fields = asked(entity, form.keys, {})
            named = [label_in_form(entity, one.field, fields) for one in fields]
            assert sorted(named) == sorted(set(named)), entity
