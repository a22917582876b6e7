"""A mail to finish and a calendar to import: read back by other programs, and nothing in them that tells of whom."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Event

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.papers import ActionsPaper, AgendaPaper
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points
from mdoverleg.export import CALENDAR_KINDS, FORMATS, MAIL, document_of, formats_of, render, split_format
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.export.conftest import CLOCK, OFF, Example
from tests.export.reading import calendar, mail, text_of
from tests.export.test_hostile import HOSTILE, papers
from tests.support.locked import copy_of

INVITING = ("agenda", "cancellation")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def agenda(example: Example) -> AgendaPaper:
    found = example.paper("agenda", Asked(meeting_pk=example.keys["M-003"]))
    assert isinstance(found, AgendaPaper)
    return found


def events(paper: ActionsPaper | AgendaPaper) -> list[Event]:
    with in_language("en"):
        return calendar(render(document_of(paper), "ics")).events


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 30), date(2026, 10, 24), date(2026, 10, 26)])
def test_a_meeting_is_at_its_own_time_on_both_sides_of_a_change_of_the_clock(day: date, example: Example) -> None:
    paper = agenda(example)
    assert paper.head.meeting is not None
    moved = paper._replace(head=paper.head._replace(meeting=paper.head.meeting._replace(held_on=day)))
    with in_language("en"):
        data = render(document_of(moved), "ics")
    assert b"TZID=Europe/Amsterdam:" in data
    (event,) = calendar(data).events
    start = datetime.combine(day, datetime.strptime("09:30", "%H:%M").time(), AMSTERDAM)  # noqa: DTZ007
    assert isinstance(event.start, datetime)
    assert event.start.astimezone(UTC) == start.astimezone(UTC)
    assert event.end - event.start == timedelta(hours=2, minutes=30)
    (zone,) = calendar(data).timezones
    offset = zone.to_tz().utcoffset(start.replace(tzinfo=None))
    assert offset == start.utcoffset(), "who knows no zone by name finds the same in the file"


def test_a_meeting_says_where_and_never_about_whom(example: Example) -> None:
    paper = agenda(example)
    (event,) = events(paper)
    assert str(event["SUMMARY"]) == "Meeting of Casustafel Zandkreek"
    assert str(event["LOCATION"]) == "Gemeentehuis, zaal De Rietkraag"
    assert (str(event["CLASS"]), str(event["STATUS"]), event["SEQUENCE"]) == ("PRIVATE", "CONFIRMED", 0)
    with in_language("en"):
        data = render(document_of(paper), "ics").decode().replace("\r\n ", "")
    told = [case["alias"] for case in example.raw["cases"]] + [one["name"] for one in example.raw["people"]]
    assert [name for name in told if name in data] == []
    assert "DESCRIPTION" not in data
    assert data.endswith("END:VCALENDAR\r\n")


def test_deadlines_are_whole_days_and_what_is_over_is_called_off(example: Example) -> None:
    paper = example.actions(Asked(case_pk=example.keys["C-003"]))
    lines = [line for line in paper.actions if line.due]
    found = events(paper)
    assert len(found) == len(lines) > 5
    for line, event in zip(lines, found, strict=True):
        assert line.due is not None
        assert (event.start, event.end) == (line.due, line.due + timedelta(days=1))
        is_live = line.status in {"open", "in_progress", "waiting"}
        assert str(event["SUMMARY"]) == f"{'' if is_live else 'Called off: '}Action point {line.id}"
        assert str(event["STATUS"]) == ("CONFIRMED" if is_live else "CANCELLED")
        assert {name for name, _value in event.property_items()} & {"DESCRIPTION", "LOCATION", "ATTENDEE"} == set()
    assert {str(event["STATUS"]) for event in found} == {"CONFIRMED", "CANCELLED"}
    assert len({str(event["UID"]) for event in found}) == len(found)


def test_a_calendar_knows_an_action_point_again_after_it_was_changed(sample_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "table.mdo"
    copy_of(sample_template, path)
    store = Store.open(path)
    store.clock = CLOCK
    try:
        before = {str(event["SUMMARY"]): event for event in events(all_open(store))}
        with store.read() as reader:
            pk = reader.value("SELECT pk FROM action_point WHERE id = 'A-031'")
        action_points.change(store, Who("Hanna"), pk=pk, values={"due": date(2026, 12, 1)})
        after = {str(event["SUMMARY"]): event for event in events(all_open(store))}
    finally:
        store.close()
    old, new = before["Action point A-031"], after["Action point A-031"]
    assert old["UID"] == new["UID"]
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 1)
    assert new.start == date(2026, 12, 1)
    others = set(before) - {"Action point A-031"}
    assert all((before[key]["UID"], before[key]["SEQUENCE"]) == (after[key]["UID"], 0) for key in others)


def all_open(store: Store) -> ActionsPaper:
    with store.read() as reader:
        found = PAPERS["actions"](reader, Asked(is_open=True), CLOCK)
    assert isinstance(found, ActionsPaper)
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_a_calendar_holds_one_event_whatever_a_place_is_called(text: str) -> None:
    with in_language("en"):
        for paper in papers(text):
            document = document_of(paper)
            if document.kind in CALENDAR_KINDS:
                found = calendar(render(document, "ics")).walk("VEVENT")
                assert len(found) == 1
                assert not {"ATTENDEE", "ATTACH", "URL"} & {name for name, _value in found[0].property_items()}


def test_without_dates_there_is_no_calendar(example: Example) -> None:
    with pytest.raises(Refused, match="no date"):
        render(example.document("actions", Asked(organisation_pk=example.keys["SLUIS"])), "ics")
    with pytest.raises(Refused, match="docx"):
        render(example.document("phones", Asked()), "ics")
    assert [kind for kind in PAPERS if "ics" in formats_of(kind)] == ["actions", "agenda", "cancellation"]


# Mail


def asked_of(kind: str, example: Example) -> Asked:
    case = example.keys["C-003"]
    with example.store.read() as reader:
        member = reader.value("SELECT pk FROM member WHERE case_id = ?", (case,))
    return {
        "minutes": Asked(meeting_pk=example.keys["M-002"]),
        "handover": Asked(person_pk=example.keys["mirjam"]),
        "case": Asked(case_pk=case),
        "crisis": Asked(case_pk=case),
        "family": Asked(case_pk=case, member_pk=member, although_unsafe=True),
        "cancellation": Asked(meeting_pk=example.keys[OFF]),
        "actions": Asked(person_pk=example.keys["rosa"]),
    }.get(kind, Asked())


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if MAIL in formats_of(kind)])
def test_a_mail_names_nobody_and_goes_to_nobody_yet(kind: str, example: Example) -> None:
    document = example.document(kind, asked_of(kind, example))
    found = mail(render(document, MAIL))
    assert found["X-Unsent"] == "1"
    assert not any(found[head] for head in ("To", "Cc", "Bcc", "From"))
    part, *beside = found.iter_attachments()
    name = part.get_filename() or ""
    assert name.endswith(".docx")
    assert [str(one.get_content_type()) for one in beside] == (["text/calendar"] if kind in INVITING else [])
    body = found.get_body(("plain",))
    assert body is not None
    outside = "\n".join((found["Subject"], name, body.get_content())).casefold()
    told = [case["alias"] for case in example.raw["cases"]] + [one["name"] for one in example.raw["people"]]
    assert [one for one in told if one.casefold() in outside] == []
    assert ("zandkreek" in found["Subject"].casefold()) == (kind != "family"), "who reads along is told nothing"
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert document.title in text_of(content, "docx")


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in {MAIL, "docx"}])
def test_any_other_format_goes_with_a_mail_unharmed(form: str, example: Example) -> None:
    document = example.document("actions", Asked(person_pk=example.keys["rosa"]))
    (part,) = mail(render(document, MAIL, attached=form)).iter_attachments()
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert text_of(content, form) == text_of(render(document, form), form)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_mail_is_one_mail_whatever_the_table_is_called(text: str) -> None:
    with in_language("en"):
        document = document_of(papers(text)[0])
        found = mail(render(document, MAIL, attached="txt"))
    assert found.defects == []
    assert sorted(found.keys()) == ["Content-Type", "MIME-Version", "Subject", "X-Unsent"]
    assert [part.get_content_type() for part in found.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/plain",
    ]  # fmt: skip
    page = found.get_body(("html",))
    assert page is not None
    assert "<script" not in page.get_content()
    (part,) = found.iter_attachments()
    assert part.get_payload(decode=True) == render(document, "txt")


def test_a_mail_holds_no_mail_and_only_what_the_document_comes_in(example: Example) -> None:
    assert split_format("eml:pdf") == ("eml", "pdf")
    assert split_format("eml") == ("eml", "docx")
    assert split_format("csv:pdf") == ("csv:pdf", "docx")
    document = example.document("crisis", Asked())
    for attached in ("eml", "xlsx", "exe"):
        with pytest.raises(Refused):
            render(document, MAIL, attached=attached)
