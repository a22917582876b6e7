"""Versions of the minutes: fixed at closing, made again word for word, and what was changed since."""

import io
import itertools
import json
from datetime import date

import docx
import pytest

from mdoverleg.domain.changed_minutes import changed_lines
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.freezing import frozen, thawed
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.meeting_papers import MinutesPaper
from mdoverleg.domain.papers import ActionsPaper
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, cases, decisions, meetings, organisations, people, table
from mdoverleg.export import document_of, render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.minutes_paper import minutes_fixer
from mdoverleg.reads.minutes_versions import kept_versions
from mdoverleg.reads.papers import PAPERS, read_paper
from mdoverleg.store.changelog import undo
from mdoverleg.store.store import Store
from tests.export.reading import PAGES, text_of
from tests.export.test_house_style import picture
from tests.support.sample import MEETING, go_on_to_wulp

CHAIR = Who("Hanna Lisdodde", 1, "window-1")
ASKED = Asked(meeting_pk=MEETING)


@pytest.fixture
def wulp(sample: Store) -> tuple[Store, int, int]:
    """The meeting at a case, with a decision and an action point of this meeting; the keys of these."""
    go_on_to_wulp(sample)
    with sample.read() as reader:
        case = reader.value('SELECT pk FROM "case" WHERE alias = ?', ("Wulp",))
    decision = decisions.add(sample, CHAIR, case_pk=case, values={"text": "Wekelijks bellen", "created_in": MEETING})
    point = action_points.add(
        sample, CHAIR, values={"text": "School bellen", "case": case, "created_in": MEETING, "owner": 1}
    )
    return sample, decision, point


def close(store: Store) -> None:
    meetings.close(store, CHAIR, pk=MEETING, fix=minutes_fixer(store, CHAIR, MEETING))


def made(store: Store, version: int = 0, kind: str = "md") -> bytes:
    return render(document_of(read_paper(store, "minutes", ASKED._replace(version=version))), kind)


def text(store: Store, version: int = 0) -> str:
    with in_language("en"):
        return made(store, version).decode()


def newest(store: Store) -> int:
    with store.read() as reader:
        return int(reader.value("SELECT max(id) FROM change"))


def kept(store: Store) -> list[int]:
    with store.read() as reader:
        return sorted(kept_versions(reader, MEETING))


def paper(store: Store, version: int = 0) -> MinutesPaper:
    found = read_paper(store, "minutes", ASKED._replace(version=version))
    assert isinstance(found, MinutesPaper)
    return found


def actions(store: Store) -> ActionsPaper:
    found = read_paper(store, "actions", ASKED)
    assert isinstance(found, ActionsPaper)
    return found


Wulp = tuple[Store, int, int]


KINDS = [form for form in PAGES if form != "eml"]


def made_in_all(store: Store, version: int = 0) -> list[bytes]:
    return [made(store, version, kind) for kind in KINDS]


def test_a_version_is_made_again_byte_for_byte(wulp: Wulp, monkeypatch: pytest.MonkeyPatch) -> None:
    store, decision, point = wulp
    clock = itertools.count(1_800_000_000, 60)
    monkeypatch.setattr("time.time", lambda: next(clock))
    assert paper(store).since == 0
    close(store)
    first = made_in_all(store)
    action_points.change(store, CHAIR, pk=point, values={"text": "School mailen"})
    assert made_in_all(store, 1) == first
    assert made(store) == made(store, 1)
    meetings.reopen(store, CHAIR, pk=MEETING)
    decisions.change(store, CHAIR, pk=decision, values={"text": "Dagelijks bellen"})
    close(store)
    second = made_in_all(store)
    assert second == made_in_all(store, 2)
    assert all(one != other for one, other in zip(first, second, strict=True))
    assert made(store, 1) == first[KINDS.index("md")]
    assert paper(store, 1).head.meeting != paper(store, 2).head.meeting
    with pytest.raises(Refused, match="1, 2"):
        made(store, 3)


def test_a_version_says_the_same_whatever_is_called_otherwise_or_styled_later(wulp: Wulp) -> None:
    store, _decision, point = wulp
    close(store)
    document = document_of(read_paper(store, "minutes", ASKED._replace(version=1)))
    kinds = ("docx", "pdf", "html", "odt", "xlsx", "ods", "csv", "txt", "md", "json", "eml")
    before = {kind: render(document, kind) for kind in kinds}
    with store.read() as reader:
        case, owner, organisation = (
            reader.value("SELECT min(pk) FROM " + name) for name in ('"case"', "person", "organisation")
        )
    table.set_table(store, CHAIR, values={"name": "Een andere tafel"})
    people.change(store, CHAIR, pk=owner, values={"name": "Iemand Anders", "phone": "06-99999999"})
    organisations.change(store, CHAIR, pk=organisation, values={"name": "Een andere organisatie"})
    cases.change(store, CHAIR, pk=case, values={"next_evaluation": date(2030, 1, 1)})
    action_points.change(store, CHAIR, pk=point, values={"text": "Niets doen", "due": date(2030, 1, 1)})
    again = document_of(read_paper(store, "minutes", ASKED._replace(version=1)))
    assert {kind: render(again, kind) for kind in kinds} == before
    style = HouseStyle(letterhead=letterhead(), logo=picture(), colour="#ffcc66")
    styled = {kind: render(again, kind, style=style) for kind in kinds}
    assert {kind for kind in kinds if styled[kind] != before[kind]} == {"docx", "pdf", "html", "eml"}
    for kind in ("pdf", "html"):
        words = [sorted(text_of(made[kind], kind).split()) for made in (styled, before)]
        assert words[0] == words[1], "a logo may move where a page ends"
    plain, dressed = (docx.Document(io.BytesIO(made["docx"])) for made in (before, styled))
    cells = [
        [[cell.text for cell in row.cells] for part in word.tables[1:] for row in part.rows]
        for word in (plain, dressed)
    ]
    assert cells[0] == cells[1]
    said = [line.text for line in dressed.paragraphs]
    assert [line.text for line in plain.paragraphs if line.text and line.text not in said] == []


def letterhead() -> bytes:
    """A Word file of a customer, with a place for the content."""
    word, file = docx.Document(), io.BytesIO()
    word.add_paragraph("Veiligheidshuis")
    word.add_paragraph("[[inhoud]]")
    word.save(file)
    return file.getvalue()


def test_minutes_say_what_was_changed_since_the_version_before(wulp: Wulp) -> None:
    store, decision, point = wulp
    close(store)
    assert "since version" not in text(store)
    meetings.reopen(store, CHAIR, pk=MEETING)
    assert "Nothing was changed since version 1." in text(store)
    decisions.change(store, CHAIR, pk=decision, values={"text": "Dagelijks bellen"})
    action_points.change(store, CHAIR, pk=point, values={"text": "School mailen"})
    with store.read() as reader:
        case = reader.value('SELECT pk FROM "case" WHERE alias = ?', ("Wulp",))
    action_points.add(store, CHAIR, values={"text": "Huisarts vragen", "case": case, "created_in": MEETING})
    close(store)
    assert [(line.what, line.case) for line in paper(store).changes] == [
        ("changed", "Wulp"),
        ("changed", "Wulp"),
        ("new", "Wulp"),
    ]
    said = text(store)
    assert "Changed since version 1" in said
    assert said.index("Dagelijks bellen") < said.index("Wekelijks bellen")
    gone = changed_lines(paper(store), paper(store, 1))
    assert [line.what for line in gone] == ["changed", "changed", "gone"]
    assert text(store, 1).count("since version") == 0
    marks = {line.text: line.changed for line in actions(store).actions}
    assert (marks["School mailen"], marks["Huisarts vragen"]) == ("changed", "new")
    assert {mark for words, mark in marks.items() if words not in ("School mailen", "Huisarts vragen")} == {""}
    assert actions(store).since == 1


def test_an_action_point_that_was_taken_out_stands_below_the_list(wulp: Wulp) -> None:
    store, _decision, point = wulp
    close(store)
    meetings.reopen(store, CHAIR, pk=MEETING)
    with store.write(CHAIR, "action_points.change") as session:
        from mdoverleg.store.tables import ActionPoint

        session.delete(session.get_one(ActionPoint, point))
    assert [line.text for line in actions(store).gone] == ["School bellen"]
    with in_language("en"):
        assert "Gone since version 1" in render(document_of(actions(store)), "md").decode()
    assert [(line.what, line.after) for line in paper(store).changes] == [("gone", None)]


def test_a_closing_that_is_undone_keeps_nothing_and_redone_keeps_it_again(wulp: Wulp) -> None:
    store, decision, _point = wulp
    close(store)
    first, closing = made(store), newest(store)
    undone = undo(store, CHAIR, closing)
    assert kept(store) == []
    decisions.change(store, CHAIR, pk=decision, values={"text": "Niet bellen"})
    assert "Niet bellen" in text(store)
    undo(store, CHAIR, newest(store))
    undo(store, CHAIR, undone)
    assert (kept(store), made(store)) == ([1], first)
    with store.read() as reader:
        cases = json.loads(reader.value("SELECT cases FROM minutes_kept"))
        aliases = {reader.value('SELECT alias FROM "case" WHERE pk = ?', (pk,)) for pk in cases}
    assert "Wulp" in aliases


def test_every_paper_is_the_same_after_it_was_kept_as_text(wulp: Wulp) -> None:
    store, _decision, _point = wulp
    close(store)
    for name, asked in (("minutes", ASKED), ("actions", ASKED), ("agenda", ASKED)):
        with store.read() as reader:
            found = PAPERS[name](reader, asked, store.clock)
        assert thawed(frozen(found)) == found
    for odd in ("{", '{"is":"Popen"}', '{"is":"Ref"}'):
        with pytest.raises(ValueError, match=r".+"):
            thawed(odd)
