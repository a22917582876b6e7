"""Reading reply forms in from the list of action points: what changes is shown first, and Esc writes nothing."""

import csv
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mdoverleg.domain.papers import Paper
from mdoverleg.domain.words import in_language
from mdoverleg.export import document_of, render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import read_paper
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.preview import Preview
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.places import back, go

Copy = Callable[[Path], Path]


def paper_of(store: Store) -> Paper:
    with store.read() as reader:
        shelter = reader.value("SELECT pk FROM organisation WHERE id = 'OPVANG'")
    return read_paper(store, "reply", Asked(organisation_pk=shelter))


def form(store: Store, path: Path, answer: str) -> None:
    """A form of the shelter in which one action point is answered."""
    with in_language("nl"):
        data = render(document_of(paper_of(store)), "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data), delimiter=";"))
    rows[1][rows[0].index("Antwoord")] = answer
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def shows(table: Table, kind: type[Ask] | type[Preview]) -> bool:
    return isinstance(table.app.screen, kind)


async def test_a_folder_of_forms_is_shown_taken_over_and_undone(example: Path, copied: Copy, tmp_path: Path) -> None:
    folder = tmp_path / "terug"
    folder.mkdir()
    async with window_on(copied(example)) as table:
        before = table.changes()
        form(table.store, folder / "opvang.csv", "misschien")
        points = await go(table, "f6")
        points.action_verb("returns.read")
        await table.until(partial(shows, table, Ask))
        await table.type(str(tmp_path / "niets"))
        assert "Dit bestand bestaat niet." in table.text()
        await table.press("ctrl+u")
        await table.type(str(folder))
        assert "1 bestand in deze map" in table.text()
        await table.press("enter")
        await table.until(partial(shows, table, Preview))
        assert "1 probleem; er is niets ingelezen" in table.text()
        assert "opvang.csv:2:Antwoord" in table.text().replace("\n", "")
        await table.press("enter")
        await table.until(partial(shows, table, Ask))
        form(table.store, folder / "opvang.csv", "gedaan")
        await table.press("enter")
        await table.until(partial(shows, table, Preview))
        assert "1 actie verandert" in table.text()
        assert "van “bezig” naar “gedaan”" in table.text()
        await table.press("escape")
        await back(table, points)
        assert table.changes() == before
        points.action_verb("returns.read")
        await table.until(partial(shows, table, Ask))
        await table.press("enter")
        await table.until(partial(shows, table, Preview))
        await table.press("enter")
        await back(table, points)
        assert table.said[-1] == "1 antwoord ingelezen."
        assert table.changes() == [*before, "returns.import"]
        await table.press("u")
        assert table.changes() == [*before, "returns.import", "log.undo"]
