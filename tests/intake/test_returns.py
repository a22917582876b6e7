"""Reply forms out, filled in, and in again: exactly those answers, and every row that cannot be taken by its place."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, InputRefused, Refused
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.reply_forms import HEADINGS, mark_of, read_mark
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import LANGUAGES
from mdoverleg.edits import action_points
from mdoverleg.edits.returns import take
from mdoverleg.export.table_json import render as render_table
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.document import read_document
from mdoverleg.reads.history import read_history
from mdoverleg.reads.papers import read_paper
from mdoverleg.store import changelog
from mdoverleg.store.store import Store
from tests.intake.forms import FILL, TODAY, Filled, as_csv, form, in_csv, in_docx, in_ods, in_xlsx, read, rows_of
from tests.support.hostile import CORPUS, cleaned

NEL = Who("Teun Biezen", via="cli")
ANSWERS: Sequence[Filled] = (
    ("gedaan", None, date(2026, 10, 2), "Mét de ‘juf’; en\n=1+1"),
    ("Loopt", None, date(2026, 10, 20), None),
    ("COULD NOT", "Zij was ziek.", None, None),
    ("niet gedaan", "Er was geen plek.", date(2026, 11, 3), "Wij bellen."),
    (None, None, None, None),
)
STATUS = ("done", "in_progress", "could_not", "not_done", None)


def table_of(store: Store) -> dict[str, Any]:
    with store.read() as reader:
        found: dict[str, Any] = json.loads(render_table(read_document(reader)))
    return found


def pk_of(store: Store, action_id: str) -> int:
    with store.read() as reader:
        return int(reader.value("SELECT pk FROM action_point WHERE id = ?", (action_id,)))


def faults(store: Store, *files: Path) -> list[str]:
    """What is wrong with the forms, without the folder; nothing was changed."""
    before = table_of(store)
    with pytest.raises(InputRefused) as caught:
        read(store, *files)
    assert table_of(store) == before
    return [line.replace(f"{files[0].parent}/", "") for line in caught.value.problems]


def answer_to(action_id: str) -> int:
    return int(action_id.removeprefix("A-")) % len(ANSWERS)


def test_forms_of_everybody_go_out_and_come_back_and_exactly_those_answers_stand_in_the_table(
    sample: Store, tmp_path: Path
) -> None:
    before = table_of(sample)
    names = [row["id"] for row in (*before["organisations"], *before["people"])]
    kinds = list(FILL)
    files, asked = [], set()
    for number, name in enumerate(names):
        kind = kinds[number % len(kinds)]
        ids = [row[0] for row in rows_of(form(sample, name))[1:] if row[0]]
        asked |= set(ids)
        if not ids:
            continue
        answers = {one: ANSWERS[answer_to(one)] for one in ids}
        data = form(sample, name, kind, LANGUAGES[number % 2])
        files.append(FILL[kind](tmp_path / f"{number}.{kind}", data, answers))
    assert len(asked) > 20
    assert asked <= {row["id"] for row in before["actions"] if row.get("status", "open") in LIVE}
    returned = read(sample, *files)
    assert table_of(sample) == before
    changes = take(sample, NEL, returned)
    assert len(changes) == sum(bool(one.replies) for one in returned.forms) > 5
    after = {row["id"]: row for row in table_of(sample)["actions"]}
    for row in before["actions"]:
        wanted = STATUS[answer_to(row["id"])] if row["id"] in asked else None
        now = after[row["id"]]
        assert now.get("status", "open") == (wanted or row.get("status", "open"))
        changed = {key for key in now.keys() | row.keys() if now.get(key) != row.get(key)}
        assert changed <= ({"status", "outcome", "outcome_reason"} if wanted else set())
    done = next(row for row in after.values() if row["id"] in asked and STATUS[answer_to(row["id"])] == "done")
    assert done["outcome"].startswith("Mét de ‘juf’; en\n=1+1; done on 02-10-2026 (reported by ")
    assert done["outcome"].endswith(", 06-10-2026)")
    again = read(sample, *files)
    assert again.number == 0
    for number in reversed(changes):
        changelog.undo(sample, NEL, number)
    assert table_of(sample) == before


def test_the_log_says_which_file_it_was_and_whose(sample: Store, tmp_path: Path) -> None:
    file = in_xlsx(tmp_path / "terug.xlsx", form(sample, "OPVANG", "xlsx"), {"A-018": ("gedaan",)})
    take(sample, NEL, read(sample, file))
    line = read_history(sample, window="", limit=1)[0]
    assert (line.verb, line.details[0]) == ("returns.import", "from terug.xlsx (Vrouwenopvang De Luwte)")


def test_a_form_may_be_saved_with_its_columns_moved_rows_added_and_sheets_in_another_order(
    sample: Store, tmp_path: Path
) -> None:
    head, *rows = rows_of(form(sample, "OPVANG", language="en"))
    order = sorted(range(len(head)), key=lambda place: head[place])
    book = openpyxl.Workbook()
    notes = book.worksheets[0]
    notes.append(["Onze eigen notities"])
    sheet = book.create_sheet("Acties")
    sheet.append([])
    sheet.append(["Van: De Luwte"])
    for row in ([one.upper() for one in head], *rows):
        sheet.append([*(row[place] for place in order), "x" if row in rows else "Eigen kolom"])
        sheet.append([])
    sheet.cell(5, order.index(head.index("Answer")) + 1).value = "  Klaar. "
    book.save(tmp_path / "anders.xlsx")
    returned = read(sample, tmp_path / "anders.xlsx")
    assert [reply.values["status"] for reply in returned.forms[0].replies] == ["done"]
    assert any("“Eigen kolom” was not read" in line for line in returned.changes)


WRONG: dict[str, tuple[dict[int, str], str]] = {
    "unknown id": ({0: "A-999", 7: "done"}, '2:Nr no action point "A-999" at this table'),
    "no id": ({0: "", 7: "done"}, "2:Nr which action point is this? The number is missing"),
    "id of another row": ({0: "A-031", 7: "done"}, "2:Controleletters A-031: number, text and check letters do not"),
    "other text": ({2: "Iets anders", 7: "done"}, "2:Actie A-018: the text is not as it was sent"),
    "no letters": ({7: "done", 11: ""}, "2:Controleletters A-018: the check letters are missing or were changed"),
    "other letters": ({7: "done", 11: "BCDFGHJK-C"}, "2:Controleletters A-018: number, text and check letters"),
    "no answer": ({10: "Wij bellen."}, "2:Antwoord A-018: something was filled in without an answer; choose one of"),
    "unreadable answer": ({7: "misschien"}, '2:Antwoord A-018: "misschien" is no answer; choose one of done,'),
    "not theirs to say": ({7: "vervallen"}, '2:Antwoord A-018: "vervallen" is no answer'),
    "no reason": ({7: "kon niet", 10: "Sorry"}, "2:Reden A-018: “could not” needs a reason"),
    "unreadable date": ({7: "loopt", 9: "volgende week"}, '2:Gedaan op / nieuwe datum A-018: "volgende week" is not a'),
    "no such date": ({7: "loopt", 9: "31-02-2026"}, '2:Gedaan op / nieuwe datum A-018: "31-02-2026" is not a date'),
    "done tomorrow": ({7: "gedaan", 9: "07-10-2026"}, "2:Gedaan op / nieuwe datum A-018: done on 07-10-2026, and that"),
    "too long": ({7: "gedaan", 10: "x" * 4001}, "2:Opmerking A-018: this text is too long; at most 4000 letters"),
}


def test_every_row_that_cannot_be_taken_is_named_by_file_row_and_field(sample: Store, tmp_path: Path) -> None:
    head, first, second = rows_of(form(sample, "OPVANG"))
    assert (head[7], head[11]) == ("Antwoord", "Controleletters")
    second[7] = "gedaan"
    for number, (cells, said) in enumerate(WRONG.values()):
        row = [cells.get(place, cell) for place, cell in enumerate(first)]
        file = as_csv(tmp_path / f"{number}.csv", [head, row, second])
        (line,) = faults(sample, file)
        assert line.startswith(f"{number}.csv:{said}")
    both = as_csv(tmp_path / "b.csv", [head, [*first[:7], "wat", "", "ooit", "", first[11]], second])
    assert [line.partition(" A-018")[0] for line in faults(sample, both)] == [
        "b.csv:2:Antwoord",
        "b.csv:2:Gedaan op / nieuwe datum",
    ]


def test_rows_of_others_and_answers_that_contradict_are_refused(sample: Store, tmp_path: Path) -> None:
    head, *rows = rows_of(form(sample, "OPVANG"))
    other = next(row for row in rows_of(form(sample, "rosa")) if row[0] == "A-031")
    other_row = [*other[:3], "", "", *other[5:7], "gedaan", *other[8:]]
    rows[0][7] = "gedaan"
    mixed = as_csv(tmp_path / "mixed.csv", [head, *rows, other_row])
    assert faults(sample, mixed) == [
        "mixed.csv:4:Nr this row is from the form of Rosa Bos; hand that in as a file of its own"
    ]
    twice = as_csv(tmp_path / "twice.csv", [head, rows[0], [*rows[0][:7], "loopt", *rows[0][8:]]])
    assert faults(sample, twice) == ["twice.csv:3:Antwoord A-018: answered twice, and not the same: also in row 2"]
    one = in_csv(tmp_path / "one.csv", form(sample, "OPVANG"), {"A-018": ("gedaan",)})
    two = in_docx(tmp_path / "two.docx", form(sample, "ines", "docx"), {"A-018": ("kon niet", "Ziek.")})
    (line,) = faults(sample, one, two)
    assert "two.docx:" in line
    assert line.endswith("A-018: answered twice, and not the same: also in row one.csv:2")


def test_what_the_table_changed_since_stays(sample: Store, tmp_path: Path) -> None:
    file = in_csv(tmp_path / "f.csv", form(sample, "OPVANG"), {"A-018": ("gedaan",), "A-019": ("loopt", "", "", "x")})
    pks = [pk_of(sample, one) for one in ("A-018", "A-019")]
    action_points.set_status(sample, NEL, pk=pks[0], status="could_not", reason="Te druk.")
    action_points.change(sample, NEL, pk=pks[1], values={"text": "Voert één gesprek met moeder"})
    lines = faults(sample, file)
    assert lines == [
        "f.csv:2:Antwoord A-018: has since become “could not” at the table (on 06-10-2026); that stays, change it there"
        " if it is wrong",
        "f.csv:3:Actie A-019: the text has since been changed at the table (on 06-10-2026); ask again with a new form",
    ]
    with sample.read() as reader:
        newest = reader.value("SELECT max(id) FROM change")
    changelog.undo(sample, NEL, newest)
    action_points.change(sample, NEL, pk=pks[0], values={"due": date(2026, 12, 1)})
    action_points.set_status(sample, NEL, pk=pks[0], status="done", reason="In het overleg gezegd.")
    returned = read(sample, file)
    assert [reply.pk for reply in returned.forms[0].replies] == [pks[1]]
    action_points.change(sample, NEL, pk=pks[1], values={"share_with": ()})
    (line,) = faults(sample, file)
    assert line == "f.csv:3:Nr this action point is no longer one of Vrouwenopvang De Luwte"


def test_all_files_or_none_also_when_a_window_was_faster(sample: Store, tmp_path: Path) -> None:
    one = in_csv(tmp_path / "one.csv", form(sample, "OPVANG"), {"A-018": ("gedaan",)})
    two = in_csv(tmp_path / "two.csv", form(sample, "rosa"), {"A-031": ("gedaan",)})
    returned = read(sample, one, two)
    action_points.set_status(sample, NEL, pk=pk_of(sample, "A-031"), status="waiting")
    before = table_of(sample)
    with pytest.raises(ChangedMeanwhile):
        take(sample, NEL, returned)
    assert table_of(sample) == before


def test_a_form_is_for_exactly_one_reader(sample: Store) -> None:
    for asked in (Asked(), Asked(person_pk=1, organisation_pk=1)):
        with pytest.raises(Refused, match="one person or for one organisation"):
            read_paper(sample, "reply", asked)


def test_hostile_remarks_come_in_clean(sample: Store, tmp_path: Path) -> None:
    texts = [text for text in CORPUS if cleaned(text, one_line=False) and "\x00" not in text and len(text) < 2000]
    remark = "\n".join(texts).encode("utf-8", "replace").decode()[:3900]
    wanted = cleaned(remark, one_line=False)
    for number, fill in enumerate((in_csv, in_ods)):
        safe = "".join(letter for letter in remark if letter.isprintable() or letter == "\n") if number else remark
        kind = "ods" if number else "csv"
        file = fill(tmp_path / f"h.{kind}", form(sample, "OPVANG", kind), {"A-018": ("gedaan", "", "", safe)})
        (reply,) = read(sample, file).forms[0].replies
        outcome = reply.values["outcome"].partition(" (reported by")[0]
        assert outcome == (wanted if not number else cleaned(safe, one_line=False))


def test_check_letters_are_read_as_people_copy_them() -> None:
    mark = mark_of("A-018", "organisation:OPVANG", " Vraagt\n een  knop", 12345)
    assert mark == mark_of("A-018", "organisation:OPVANG", "Vraagt een knop", 12345)
    assert read_mark(f" {mark.lower()} ") == read_mark(mark)
    assert [read_mark(text) for text in ("", "BCDF", "BCDFGHJK-", "ABCDEFGH-B", f"{mark}BBBBBBBBBBBBBB")] == [None] * 5
    assert TODAY.isoformat() == "2026-10-06"
    assert len({heading.casefold() for heading in HEADINGS.values()}) == len(HEADINGS)
