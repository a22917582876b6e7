"""What belongs to the table as a whole: its settings, what goes out, and a new table from nothing to a meeting."""

import os
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language, in_language
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.pick import Choices, Pick
from mdoverleg.tui.dialogs.records import Records
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.forms import Form
from tests.tui.conftest import window_on
from tests.tui.forms import opened, pick, save, text_in, ticked
from tests.tui.places import back, by_words, go

Copy = Callable[[Path], Path]

# The table as a whole, and what goes out.


async def test_name_limits_and_checks_of_the_table(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await by_words(table, "tafel instellen")
        await save(table, name="Casustafel Zandkreek-Noord", responsible="gemeente", minutes_per_case="25")
        await table.until(lambda: table.snapshot.table == "Casustafel Zandkreek-Noord")
        await by_words(table, "grenzen van controles")
        await pick(table, "E19")
        await opened(table, Ask)
        await table.type("21")
        await table.press("enter")
        await table.until(lambda: table.changes()[-1] == "table.threshold")
        await opened(table, Pick)
        assert "21 (eigen)" in [row.note for row in table.app.screen.query_one(Choices).rows]
        await table.press("escape")
        await by_words(table, "controles kiezen")
        await opened(table, Tick)
        await table.press("space", "enter")
        await table.until(lambda: table.changes()[-1] == "table.checks_off")
        with table.store.read() as reader:
            off = {check for (check,) in reader.rows("SELECT value FROM table_info_checks_off")}
        assert off == {"E01", "E60"}


async def test_who_sits_here_can_be_said_again(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await by_words(table, "wie ben ik")
        await pick(table, "biezen")
        await table.until(lambda: table.board.window.who is not None and table.board.window.who.person_pk == 2)


async def test_a_document_is_written_from_a_screen(
    example: Path, copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Documenten")
    (tmp_path / "Documenten").mkdir()
    async with window_on(copied(example)) as table:
        await go(table, "f3")
        await table.press("X")
        await pick(table, "acties van het overleg")
        await pick(table, "markdown")
        await opened(table, Ask)
        assert "~/Documenten/mdoverleg/2026-10-06_casustafel-zandkreek_acties.md" in table.text()
        await table.press("enter")
        await table.until(lambda: bool(table.toasts))
        written = tmp_path / "Documenten" / "mdoverleg" / "2026-10-06_casustafel-zandkreek_acties.md"
        assert "A-031" in written.read_text(encoding="utf-8")
        assert written.stat().st_mode & 0o077 == 0
        assert "Hanna" not in table.toasts[-1]
        await go(table, "f5")
        await table.press("X")
        await pick(table, "één persoon")
        await pick(table, "mirjam")
        await pick(table, "excel")
        await opened(table, Ask)
        box = table.app.screen.query_one(LineInput)
        assert "akkers" not in box.value.casefold()
        box.value = str(tmp_path / "nergens" / "lijst.xlsx")
        await table.settled()
        await table.press("enter")
        assert "Deze map bestaat niet." in table.text()
        box.value = str(written)
        await table.settled()
        assert "wordt vervangen" in table.text()
        await table.press("enter")
        await pick(table, "nee")
        await opened(table, Ask)
        assert "A-031" in written.read_text(encoding="utf-8")
        await table.press("escape")
        await by_words(table, "gemaakte bestanden")
        await opened(table, Records)
        assert "actielijst" in table.text()
        assert "staat er nog" in table.text()
        await table.press("x")
        await pick(table, "ja")
        await table.until(lambda: table.changes()[-2:] == ["exports.write", "exports.delete"])
        await table.until(lambda: "verwijderd" in table.text())
        assert not written.exists()
        await table.press("enter")
        await table.until(lambda: "al verwijderd" in table.toasts[-1])


async def test_numbers_go_into_a_mail(
    example: Path, copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    async with window_on(copied(example)) as table:
        await go(table, "f3")
        await table.press("X")
        await pick(table, "cijfers per jaar")
        await opened(table, Pick)
        assert ".ics" not in [row.note for row in table.app.screen.query_one(Choices).rows]
        await pick(table, "mail met")
        await pick(table, "platte tekst, voor")
        await opened(table, Ask)
        await table.press("enter")
        await table.until(lambda: bool(table.toasts))
    (written,) = (tmp_path / "mdoverleg").glob("*_cijfers.eml")
    mail = message_from_bytes(written.read_bytes(), policy=default)
    assert mail["X-Unsent"] == "1"
    (part,) = mail.iter_attachments()
    assert str(part.get_filename()).endswith("_cijfers.txt")
    assert "minder dan 5" in part.get_content()


@pytest.mark.parametrize("language", ["nl", "en"] if "MDOVERLEG_SIZES" in os.environ else ["nl"])
async def test_an_empty_table_leads_the_way(language: Language, template: Path, copied: Copy) -> None:
    from mdoverleg.edits import table as edits
    from mdoverleg.methods import load, table_values
    from mdoverleg.store.store import Store

    path = copied(template)
    store = Store.open(path)
    with in_language(language):
        method = {**table_values(load("casustafel", language)), "table": {"name": "Nieuw", "language": language}}
        edits.copy_method(store, Who("iemand"), method=method)
    store.close()
    async with window_on(path, who=None, language=language, size=(80, 24)) as table:
        assert "F5" in table.text()
        cases = await go(table, "f4")
        await table.press("a")
        assert "F5" in table.toasts[-1]
        meetings = await go(table, "f3")
        await table.press("a")
        assert "F5" in table.toasts[-1]
        people = await go(table, "f5")
        await table.press("a")
        await save(table, name="Wijkteam", kind="lokaal team" if language == "nl" else "local team")
        await table.until(lambda: isinstance(table.app.screen, Form) and text_in(table, "organisation") == "Wijkteam")
        await save(table, name="Jo Wilg")
        await pick(table, "jo")
        await back(table, people)
        assert table.board.window.who == Who("Jo Wilg", 1, table.board.window.id)
        cases = await go(table, "f4")
        await table.press("a")
        await save(table, alias="Meeuw", goal="Rust")
        await opened(table, Records)
        await table.press("escape")
        await back(table, cases)
        meetings = await go(table, "f3")
        await table.press("a")
        await opened(table, Form)
        await table.press("ctrl+s")
        await opened(table, Tick)
        assert ticked(table) == ["Meeuw"]
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Tick) and ticked(table) == ["Jo Wilg"])
        await table.press("enter")
        await back(table, meetings)
        await table.press("enter")
        await table.until(lambda: any(item.title == "Meeuw" for item in table.snapshot.agenda))
        assert [row.name for row in table.snapshot.attendance] == ["Jo Wilg"]
        await table.press("n")
        assert table.board.running is None
        await pick(table, "ja" if language == "nl" else "yes")
        await table.until(lambda: table.board.running is not None)
