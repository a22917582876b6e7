"""How long data are kept, from the screen: until when a case is, the terms, and erasing for good."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mdoverleg.domain.exports import Made
from mdoverleg.domain.who import Who
from mdoverleg.edits import cases
from mdoverleg.edits.exports import noted
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.preview import Preview
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.screens.lists import CasesScreen, PeopleScreen
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.places import back, go, on

Copy = Callable[[Path], Path]


def shows(table: Table, kind: type[object], text: str = "") -> bool:
    return isinstance(table.app.screen, kind) and text in table.text()


async def test_from_a_day_to_the_certificate(example: Path, copied: Copy, tmp_path: Path) -> None:
    path = copied(example)
    store = Store.open(path)
    who = Who("Nel", via="cli")
    with store.read() as reader:
        keys = dict(reader.rows('SELECT alias, pk FROM "case"'))
    cases.close(store, who, pk=keys["Kievit"])
    sheet = tmp_path / "kievit.txt"
    with noted(store, who, Made("case", "txt", str(sheet), "0", 3, case_id=keys["Kievit"])):
        sheet.write_text("Kievit", encoding="utf-8")
    store.close()
    async with window_on(path) as table:
        screen = await go(table, "f4")
        assert isinstance(screen, CasesScreen)
        screen.action_verb("retention.due")
        await table.settled()
        assert table.toasts[-1] == "Er is niets om te wissen."
        screen.action_verb("retention.terms")
        await table.until(partial(shows, table, Pick, "een afgesloten casus: 12 maanden na het afsluiten"))
        await table.press("enter")
        await table.until(partial(shows, table, Ask))
        await table.press("ctrl+u")
        await table.type("1")
        await table.press("enter")
        await table.until(partial(shows, table, Pick, "een afgesloten casus: 1 maand na het afsluiten"))
        await table.press("escape")
        await back(table, screen)

        screen.turn_filter()
        await table.settled()
        on(screen, "alias", "Kievit")
        await table.press("t")
        await table.until(partial(shows, table, Ask, "Kievit bewaren tot"))
        await table.press("ctrl+u")
        await table.type("1-9-2026")
        await table.press("enter")
        await back(table, screen)
        await table.until(lambda: "bewaren tot 1 sep" in table.text())

        await table.press("enter")
        await table.until(lambda: table.app.screen is table.board and table.board.case.head.alias == "Kievit")
        assert "Bewaren tot di 1 sep" in table.text()
        warnings = table.board.warnings
        old = next(row for row in warnings.rows if getattr(row, "check", "") == "E63")
        assert warnings.go_to(warnings.key_of(old))
        table.board.focus_area(warnings)
        await table.press("enter")
        await table.until(partial(shows, table, Ask, "Kievit bewaren tot"))
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.board)
        screen = await go(table, "f4")

        screen.action_verb("retention.due")
        await table.until(partial(shows, table, Tick, "lang genoeg bewaard · bewaren tot 01-09-2026"))
        await table.press("enter")
        await table.until(partial(shows, table, Preview, "1 bestand dat ervan gemaakt is staat er nog:"))
        await table.press("enter")
        await table.until(partial(shows, table, Pick, "Voorgoed wissen, zonder weg terug: Kievit?"))
        await table.press("down", "down", "down", "enter")
        await table.until(partial(shows, table, Preview, "Bewijs:"))
        assert "1 casus" in table.text()
        await table.press("escape")
        await back(table, screen)
        assert "Kievit" not in table.text()
        assert not sheet.exists()
        assert table.changes()[-2:] == ["exports.delete", "trust.erase"]
        left = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
        assert b"Kievit" not in left


async def test_the_case_on_the_table_and_a_person_can_be_erased(wulp: Path, copied: Copy, tmp_path: Path) -> None:
    async with window_on(copied(wulp)) as table:
        table.board.action_verb("case.forget")
        await table.settled()
        assert "Wulp wordt niet gewist: deze is nu aan tafel" in table.toasts[-1]
        await a_family_member_goes(table)
        screen = await go(table, "f4")
        assert isinstance(screen, CasesScreen)
        on(screen, "alias", "Grutto")
        await table.press("enter")
        await table.until(lambda: table.app.screen is table.board)
        await table.until(lambda: table.board.case.head.alias == "Grutto")
        table.board.action_verb("case.forget")
        await table.until(partial(shows, table, Preview))
        await table.press("enter")
        await table.until(partial(shows, table, Pick))
        await table.press("enter")
        await table.until(lambda: table.app.screen is table.board)
        assert "trust.forget" not in table.changes()
        table.board.action_verb("case.forget")
        await table.until(partial(shows, table, Preview))
        await table.press("enter")
        await table.until(partial(shows, table, Pick))
        await table.press("down", "down", "enter")
        await table.until(partial(shows, table, Preview, "Bewijs:"))
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.board)
        await table.until(lambda: "Grutto" not in table.text())
        assert table.changes()[-1] == "trust.forget"
        people = await go(table, "f5")
        assert isinstance(people, PeopleScreen)
        people.action_verb("people.erase")
        await table.until(partial(shows, table, Preview))
        await table.press("enter")
        await table.until(partial(shows, table, Pick))
        await table.press("down", "enter")
        await back(table, people)
        assert "heeft nog" in table.toasts[-1]
        people.action_verb("people.dossier")
        await table.until(partial(shows, table, Ask))
        await table.press("ctrl+u")
        await table.type(str(tmp_path / "wat.txt"))
        await table.press("enter")
        await back(table, people)
        assert (tmp_path / "wat.txt").read_text(encoding="utf-8").startswith("Wat Casustafel Zandkreek over ")


async def a_family_member_goes(table: Table) -> None:
    """From the tab of the family: only with the cursor on somebody, after what follows was said and asked once."""
    board = table.board
    board.action_verb("family.erase")
    assert table.said[-1] == "Zet de cursor op een gezinslid, op tab 3."
    await table.press("3")
    await table.settled()
    board.focus_area(board.file)
    for _row in range(4):
        await table.press("down")
    assert getattr(board.file.file_row, "label", "") == "O opa 67"
    board.action_verb("family.erase")
    await table.until(partial(shows, table, Preview, "met de regels"))
    assert "ook niet met ongedaan maken" in " ".join(table.text().split())
    await table.press("enter")
    await table.until(partial(shows, table, Pick))
    await table.press("down", "enter")
    await table.until(partial(shows, table, Preview, "Bewijs:"))
    await table.press("escape")
    await table.until(lambda: table.app.screen is board)
    assert table.changes()[-1] == "trust.erase_person"
