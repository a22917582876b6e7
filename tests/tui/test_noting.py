"""Key f: everything that can be noted down about a case, in few keys, with what is known already."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.forms import FORMS, NOTABLES
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.cases import PLAIN_RECORDS
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language
from mdoverleg.edits import table as table_edits
from mdoverleg.tui.dialogs.buffers import BufferLines, Buffers
from mdoverleg.tui.dialogs.pick import Choices, Pick
from mdoverleg.tui.dialogs.records import Records
from mdoverleg.tui.doings.noting import next_working_day
from mdoverleg.tui.forms import Form
from mdoverleg.tui.text import shown, width_of
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import box_of, fill, form_of, opened, records_of, save, text_in
from tests.tui.hostile import LONG, NASTY, is_harmless
from tests.tui.places import by_words, values

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)


async def note(table: Table, letters: str) -> None:
    """Press f, type letters and take what they find."""
    await table.press("f")
    await opened(table, Pick)
    await table.type(letters)
    await table.press("enter")


def newest(table: Table, name: str) -> int:
    """The newest row of a database table."""
    with table.store.read() as reader:
        return int(reader.value(f'SELECT max(pk) FROM "{name}"'))


def below(table: Table, key: str) -> str:
    form = form_of(table)
    number = [one.field.key for one in form._fields].index(key)
    lines = form.query_one(f"#read{number}").lines  # type: ignore[attr-defined]
    return " ".join("".join(part.text for part in line) for line in lines)


def test_every_kind_of_record_of_a_case_can_be_noted_down_and_has_a_form() -> None:
    noted = {one.entity for one in NOTABLES}
    assert noted >= {*PLAIN_RECORDS, "Decision", "Member", "Case"}
    for entity, form in FORMS.items():
        known = {field.key for field in ENTITIES[entity].fields}
        assert set(form.keys) <= known
        needed = {field.key for field in ENTITIES[entity].fields if field.required and field.key != "id"}
        proposed = {*form.today, *form.me, *form.meeting}
        assert entity in {"Case", "Meeting", "RoleAssignment", "AgendaItem", "TableInfo"} or needed <= {
            *form.keys,
            *proposed,
        }


def test_the_family_is_told_on_the_next_working_day() -> None:
    friday = date(2026, 10, 9)
    assert next_working_day(friday) == date(2026, 10, 12)
    assert next_working_day(friday - timedelta(days=2)) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("language", "letters", "words"), [("nl", "zor", "Zorg"), ("en", "wor", "Worry")][: 1 + LONG], ids=str
)
async def test_worries_are_typed_one_after_the_other_in_few_keys(
    language: Language, letters: str, words: str, wulp: Path, copied: Copy
) -> None:
    async with window_on(copied(wulp), at=NOW, language=language, size=(80, 24)) as table:
        await table.press("f", *letters, "enter")
        await opened(table, Form)
        assert words in table.text()
        await table.type("Hij belt elke nacht")
        await fill(table, by="Jelle de Wit")
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Form) and "1 " in str(form_of(table)._said))
        assert text_in(table, "by") == "Jelle de Wit"
        await table.type("Zij slaapt niet")
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Form) and "2 " in str(form_of(table)._said))
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.board and table.board.tab == "picture")
        await table.settled()
        line = values(table, "Line", newest(table, "line"))
        assert (line["heading"], line["text"], line["by"]) == ("worries", "Zij slaapt niet", 3)
        assert line["noted_on"] == table.snapshot.today
        here = table.board.file.file_row
        assert here is not None
        assert here.text == "Zij slaapt niet"


async def test_what_is_known_is_filled_in_and_the_rest_stands_behind_a_key(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await note(table, "terugk")
        await opened(table, Form)
        assert text_in(table, "due") == "07-10-2026"
        await fill(table, owner="Jelle de Wit")
        await table.press("ctrl+s")
        await table.until(lambda: table.board.tab == "plan")
        feedback = values(table, "Feedback", newest(table, "feedback"))
        assert (feedback["owner"], feedback["created_in"]) == (3, 3)
        await note(table, "stem")
        await opened(table, Form)
        await fill(table, member="M", text="Laat mij maar.")
        assert "Niemand" in below(table, "member"), "only children are asked"
        await fill(table, member="K1")
        await table.press("ctrl+s")
        assert "Eén van de twee" in below(table, "by")
        await fill(table, by="Jelle de Wit", by_other="de juf")
        assert "Maar één van de twee" in below(table, "by_other")
        assert not box_of(table, "given_on").display or not form_of(table).query_one("#field5").display
        await table.press("f8")
        assert form_of(table).query_one("#field5").display
        await fill(table, by_other="")
        await table.press("ctrl+s")
        await table.until(lambda: table.board.tab == "family" and table.app.screen is table.board)
        await table.settled()
        voice = values(table, "ChildVoice", newest(table, "child_voice"))
        assert (voice["by"], voice["given_on"]) == (3, table.snapshot.today)
        await note(table, "als-dan")
        await opened(table, Form)
        assert "Als ... gebeurt" in below(table, "contingency")
        await save(table, contingency="Als hij belt, dan belt zij mij.")
        await table.until(lambda: table.board.tab == "plan" and table.board.file.file_row is not None)
        here = table.board.file.file_row
        assert here is not None
        assert here.key == "contingency"


async def test_buffers_take_one_digit_each(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await note(table, "buf")
        await opened(table, Buffers)
        await table.until(lambda: len(table.app.screen.query_one(BufferLines).rows) == 4)
        await table.press("2")
        await table.until(lambda: table.changes()[-1] == "buffers.change")
        await table.press("1", "1", "3")
        await table.until(lambda: table.changes()[-3:] == ["buffers.change"] * 3)
        await table.settled()
        states = [row.state for row in table.app.screen.query_one(BufferLines).rows]
        assert states == ["weak", "present", "present", "missing"]
        await table.press("enter")
        await save(table, step="Oma vragen")
        await opened(table, Buffers)
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.board and table.board.tab == "picture")
        await table.until(lambda: any("stap: Oma vragen" in row.note for row in table.board.case.file))


async def test_every_list_of_a_case_is_reached_by_its_words(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await by_words(table, "maatregelen")
        await opened(table, Records)
        await table.until(lambda: len(records_of(table)) == 2)
        await table.press("a")
        await save(table, kind="contactverbod", members="Wulp-V", until="+2w")
        await opened(table, Records)
        await table.until(lambda: len(records_of(table)) == 3)
        assert values(table, "Measure", newest(table, "measure"))["until"] == date(2026, 10, 20)
        await table.press("end", "x")
        await table.until(lambda: table.changes()[-1] == "measures.remove" and len(records_of(table)) == 2)


async def test_only_what_the_table_uses_is_offered_and_hostile_text_is_kept_harmless(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        who = Who("Teun Biezen", 2, "elsewhere")
        table_edits.set_table(table.store, who, values={"hidden_panels": ("pitches",)})
        await table.press("f")
        await opened(table, Pick)
        offered = [row.text for row in table.app.screen.query_one(Choices).rows]
        assert "Pitch" not in offered
        assert {"Zorg", "Maatregel", "Als-dan-afspraak"} <= set(offered)
        await table.press("escape")
        await note(table, "aanbod")
        await opened(table, Form)
        for nasty in NASTY[:: 1 if LONG else 3]:
            await fill(table, text=nasty, by=nasty, by_member=nasty)
            assert is_harmless(table.text())
            assert max(map(width_of, table.text().splitlines())) <= 120
        await fill(table, text=NASTY[0], by="Jelle de Wit", by_member="")
        await table.press("ctrl+s")
        await table.until(lambda: table.app.screen is table.board and table.board.tab == "plan")
        assert values(table, "Offer", newest(table, "offer"))["text"] == shown(NASTY[0])
        await table.press("w")
        await table.until(lambda: table.changes()[-1] == "offers.to_action")
