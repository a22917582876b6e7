"""The first screen without a file: what it answers, and what the command line makes of that."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mdoverleg.cli import windows
from mdoverleg.cli.context import Globals
from mdoverleg.cli.unlocking import FileKeys
from mdoverleg.domain.recovery import sheet_lines
from mdoverleg.domain.words import current_language
from mdoverleg.methods import names
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.passphrase import NewPassphrase
from mdoverleg.tui.dialogs.pick import Choices, Pick
from mdoverleg.tui.dialogs.show_sheet import ShowSheet
from mdoverleg.tui.keys import Hidden
from mdoverleg.tui.screens.welcome import (
    Make,
    NewFile,
    Offered,
    Offers,
    OpenFile,
    Protection,
    Wanted,
    WelcomeApp,
    WelcomeScreen,
    proposed_file,
)
from mdoverleg.tui.text import width_of
from mdoverleg.tui.widgets.secret_box import SecretBox
from tests.support.locked import copy_of
from tests.tui.driving import PATIENCE, resized
from tests.tui.hostile import NASTY, is_harmless


class First:
    """The welcome screen under test."""

    def __init__(self, app: WelcomeApp, pilot: Pilot[Wanted], made: list[Wanted]) -> None:
        self.app = app
        self.pilot = pilot
        self.made = made
        """What was to be made."""

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until they are done."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def opened(self, kind: type[object]) -> None:
        """Wait until a dialog of this kind is on top."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if isinstance(self.app.screen, kind) and self.app.screen.is_mounted:
                await self.pilot.pause()
                return
            await self.pilot.pause()
        raise AssertionError(f"{kind.__name__} did not open")

    async def type(self, text: str) -> None:
        """Type over what stands in the box."""
        self.app.screen.query_one(LineInput).value = text
        await self.pilot.pause()

    def text(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def answer(self) -> Wanted | None:
        """What the screen answered."""
        return self.app.return_value


@asynccontextmanager
async def welcome(offered: Offered, size: tuple[int, int] = (80, 24)) -> AsyncIterator[First]:
    made: list[Wanted] = []

    def make(wanted: Wanted) -> tuple[str, ...]:
        made.append(wanted)
        return sheet_lines(bytes(range(32))) if wanted.passphrase else ()

    app = WelcomeApp(offered, make)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield First(app, pilot, made)


async def test_a_new_table_has_a_name_a_way_of_working_and_a_file(tmp_path: Path) -> None:
    async with welcome(Offered(tmp_path)) as first:
        assert "Welkom bij mdoverleg" in first.text()
        await first.press("1")
        await first.opened(Ask)
        await first.type("Casustafel Zandkreek (Noord)")
        await first.press("enter")
        await first.opened(Pick)
        rows = first.app.screen.query_one(Choices).rows
        assert [row.key for row in rows] == list(names())
        assert all(row.note for row in rows)
        await first.press("enter")
        await first.opened(NewFile)
        await first.press("enter")
        await first.opened(Protection)
        assert "krijgt, leest alles" in " ".join(first.text().split())
        await first.press("down", "enter")
        await first.pilot.pause()
    path = tmp_path / "casustafel-zandkreek-noord.mdo"
    assert first.made == [Wanted("new", path, "Casustafel Zandkreek (Noord)", "casustafel")]
    assert first.answer == Wanted("open", path)


async def test_a_new_table_is_encrypted_unless_one_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with welcome(Offered(tmp_path)) as first:
        await first.press("1")
        await first.opened(Ask)
        await first.type("Noord")
        for kind in (Pick, NewFile, Protection, NewPassphrase):
            await first.press("enter")
            await first.opened(kind)
        one, again = first.app.screen.query(SecretBox)
        for typed, twice, said in (
            ("zwaan", "", "te kort"),
            ("vijf zwanen", "", "zwak"),
            ("vijf zwanen zwemmen in zee", "vijf zwannen", "niet hetzelfde als hierboven"),
        ):
            one.value, again.value = typed, twice
            await first.press("enter", "enter")
            assert said in first.text()
            assert typed not in first.text()
            assert isinstance(first.app.screen, NewPassphrase)
        await first.press("f4")
        proposed = one.value
        assert len(proposed.split()) == 5
        assert proposed in first.text(), "what is proposed is shown, to be learnt"
        assert first.app.focused is again
        await first.press("f2")
        assert proposed not in first.text()
        again.value = proposed
        await first.press("enter")
        await first.opened(ShowSheet)
        assert all(line in first.text() for line in sheet_lines(bytes(range(32))))
        await first.press("enter")
        await first.opened(Ask)
        where = first.app.screen.query_one(LineInput)
        where.value = where.value.rpartition(".")[0] + ".txt"
        await first.press("enter")
        await first.opened(ShowSheet)
        await first.press("down", "enter")
    assert first.made == [Wanted("new", tmp_path / "noord.mdo", "Noord", "casustafel", passphrase=Hidden(proposed))]
    assert proposed not in repr(first.made)
    assert first.answer == Wanted("open", tmp_path / "noord.mdo")
    printed = tmp_path / "herstelblad-noord.txt"
    assert printed.stat().st_mode & 0o077 == 0
    assert all(line in printed.read_text(encoding="utf-8") for line in sheet_lines(bytes(range(32))))


async def test_esc_goes_one_question_back_and_keeps_the_answers(tmp_path: Path) -> None:
    async with welcome(Offered(tmp_path)) as first:
        await first.press("1")
        await first.opened(Ask)
        await first.type("Meeuwentafel")
        await first.press("enter")
        await first.opened(Pick)
        await first.press("down", "enter")
        await first.opened(NewFile)
        await first.press("escape")
        await first.opened(Pick)
        row = first.app.screen.query_one(Choices).row
        assert row is not None
        assert row.key == names()[names().index("casustafel") + 1]
        await first.press("escape")
        await first.opened(Ask)
        assert first.app.screen.query_one(LineInput).value == "Meeuwentafel"
        await first.press("escape")
        await first.opened(WelcomeScreen)
        assert first.answer is None


async def test_a_name_that_is_taken_or_a_folder_that_is_not_there_will_not_do(tmp_path: Path) -> None:
    (tmp_path / "er-al.mdo").touch()
    async with welcome(Offered(tmp_path)) as first:
        await first.press("1")
        await first.opened(Ask)
        await first.type("Er al")
        await first.press("enter")
        await first.opened(Pick)
        await first.press("enter")
        await first.opened(NewFile)
        box = first.app.screen.query_one(LineInput)
        assert box.value.endswith("er-al-2.mdo")
        for typed, said in (
            (str(tmp_path / "er-al.mdo"), "Dit bestand is er al"),
            (str(tmp_path), "Dit is een map"),
            (str(tmp_path / "nergens" / "x.mdo"), "Deze map bestaat niet"),
        ):
            await first.type(typed)
            assert f"!! {said}" in first.text()
            await first.press("enter")
            assert isinstance(first.app.screen, NewFile)
    assert first.answer is None


async def test_a_known_file_opens_with_its_number(tmp_path: Path) -> None:
    files = (tmp_path / "een.mdo", tmp_path / "twee.mdo")
    async with welcome(Offered(tmp_path, files)) as first:
        assert [row.key for row in first.app.screen.query_one(Offers).rows][:3] == ["file0", "file1", "new"]
        await first.press("2")
    assert first.answer == Wanted("open", files[1])


async def test_another_file_is_found_by_typing_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Tafels").mkdir()
    (tmp_path / "Tafels" / "noord.mdo").touch()
    (tmp_path / "Tafels" / "brief.txt").touch()
    async with welcome(Offered(tmp_path)) as first:
        await first.press("2")
        await first.opened(OpenFile)
        await first.type("~/taf")
        assert [row.text for row in first.app.screen.query_one(Choices).rows] == ["Tafels/"]
        await first.press("enter")
        assert first.app.screen.query_one(LineInput).value == "~/Tafels/"
        assert [row.text for row in first.app.screen.query_one(Choices).rows] == ["noord.mdo"]
        await first.type("~/Tafels/zuid")
        await first.press("enter")
        assert [note.message for note in first.app._notifications] == ["Dit bestand is er niet."]
        await first.type("~/Tafels/brief.txt")
        assert [row.key for row in first.app.screen.query_one(Choices).rows] == [tmp_path / "Tafels" / "brief.txt"]
        await first.type("~/Tafels/n")
        await first.press("enter")
    assert first.answer == Wanted("open", tmp_path / "Tafels" / "noord.mdo")


@pytest.mark.parametrize(("keys", "kind"), [(("3",), "example"), (("5",), "quit"), (("escape",), "quit")])
async def test_the_example_and_quitting(keys: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    async with welcome(Offered(tmp_path)) as first:
        await first.press(*keys)
    assert first.answer is not None
    assert first.answer.kind == kind


async def test_it_speaks_two_languages_at_every_size(tmp_path: Path) -> None:
    hostile = tuple(tmp_path / f"{text.replace('/', '-')[:40]}.mdo" for text in NASTY if "\x00" not in text)
    offered = Offered(tmp_path, hostile, problem=" ".join(NASTY))
    async with welcome(offered, size=(60, 20)) as first:
        for width, height in ((60, 20), (80, 24), (120, 40), (200, 60)):
            await resized(first.pilot, width, height)
            lines = first.text().splitlines()
            assert is_harmless(first.text())
            assert max(map(width_of, lines)) <= width
    async with welcome(Offered(tmp_path)) as first:
        assert "Een nieuwe tafel maken" in first.text()
        await first.press("4")
        assert current_language() == "en"
        assert "Make a new table" in first.text()
        assert "tafel" not in first.text()


def test_the_proposed_name_holds_only_letters_digits_and_dashes(tmp_path: Path) -> None:
    assert proposed_file(tmp_path, "Café ‘De Ooievaar’ / 2") == tmp_path / "cafe-de-ooievaar-2.mdo"
    assert proposed_file(tmp_path, "漢字") == tmp_path / "overlegtafel.mdo"
    for nasty in NASTY:
        assert proposed_file(tmp_path, nasty).parent == tmp_path


# What the command line makes of it.


def answers(monkeypatch: pytest.MonkeyPatch, *wanted: Wanted) -> list[Offered]:
    """Let the welcome screen answer these, one after the other; returns what it was started with."""
    asked: list[Offered] = []
    left = list(wanted)

    def run(offered: Offered, make: Make) -> Wanted:
        asked.append(offered)
        found = left.pop(0)
        if found.kind == "new":
            make(found)
            return found._replace(kind="open")
        return found

    monkeypatch.setattr("mdoverleg.tui.screens.welcome.run_welcome", run)
    return asked


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The files on which a table window was opened; nothing outside the test's folder is touched."""
    found: list[Path] = []

    def run(store: Store, name: str | None, language: str | None, keys: FileKeys) -> int:
        found.append(store.path)
        return 0

    monkeypatch.setattr("mdoverleg.tui.app.run_table", run)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return found


def test_a_new_table_is_made_and_opens_at_once(
    opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "mdoverleg"
    wanted = Wanted("new", folder / "noord.mdo", "Noord", "hoogrisicotafel")
    answers(monkeypatch, wanted)
    assert windows.welcome(Globals(), folder / "overlegtafel.mdo") == 0
    assert opened == [wanted.path]
    store = Store.open(wanted.path)
    with store.read() as reader:
        assert reader.one("SELECT name, method, language FROM table_info") == ("Noord", "hoogrisicotafel", "nl")
    store.close()
    assert wanted.path.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_what_is_refused_is_said_and_asked_again(
    opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brief.txt").write_text("geen tafel", encoding="utf-8")
    asked = answers(
        monkeypatch,
        Wanted("open", tmp_path / "brief.txt"),
        Wanted("quit", code=143),
    )
    assert windows.welcome(Globals(), tmp_path / "overlegtafel.mdo") == 143
    assert opened == []
    assert [bool(offered.problem) for offered in asked] == [False, True]
    assert "brief.txt" in asked[1].problem
    assert (tmp_path / "brief.txt").read_text(encoding="utf-8") == "geen tafel"


def test_tables_in_the_data_folder_are_offered(
    opened: list[Path], tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    known = copy_of(template, tmp_path / "noord.mdo")
    asked = answers(monkeypatch, Wanted("open", known))
    assert windows.welcome(Globals(), tmp_path / "overlegtafel.mdo") == 0
    assert asked[0].files == (known,)
    assert opened == [known]


def test_the_example_opens(opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str | None] = []

    def run(options: Globals, keep: str | None) -> int:
        shown.append(keep)
        return 0

    monkeypatch.setattr(windows, "run_demo", run)
    answers(monkeypatch, Wanted("example"))
    assert windows.welcome(Globals(), tmp_path / "overlegtafel.mdo") == 0
    assert shown == [None]
    assert opened == []
