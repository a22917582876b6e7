"""Who sits here for a case: on the invented example, and from when to when somebody was there."""

from datetime import timedelta
from typing import Any

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.facts import MeetingFacts
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import agenda, attendance, cases, information, meetings, people, seats
from mdoverleg.export import document_of, render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.board import read_board
from mdoverleg.reads.history import read_history
from mdoverleg.reads.in_the_room import was_in
from mdoverleg.reads.papers import read_paper
from mdoverleg.reads.who_sits_here import Room, RoomRow, read_room
from mdoverleg.store.store import Store
from tests.support.facts import facts_of
from tests.support.sample import MEETING, WULP_BEGINS, go_on_to_wulp

NEL = Who("Hanna Lisdodde", 1)


def pk_of(store: Store, table: str, id_: str) -> int:
    with store.read() as reader:
        return int(reader.value(f'SELECT pk FROM "{table}" WHERE id = ?', (id_,)))


def item_of(store: Store, case: str, meeting: int = MEETING) -> int:
    with store.read() as reader:
        sql = "SELECT pk FROM agenda_item WHERE meeting_id = ? AND case_id = ?"
        return int(reader.value(sql, (meeting, pk_of(store, "case", case))))


def room_of(store: Store, item: int) -> Room:
    with in_language("en"):
        found = read_room(store, item)
    assert found is not None
    return found


def names(rows: tuple[RoomRow, ...]) -> set[str]:
    return {row.short for row in rows}


def row_of(room: Room, name: str) -> RoomRow:
    return next(row for row in room.rows if row.short == name)


@pytest.fixture
def wulp(sample: Store) -> int:
    """The third case runs since 10:41; the clock stands two minutes later."""
    go_on_to_wulp(sample)
    sample.clock = FixedClock(WULP_BEGINS + timedelta(minutes=2))
    return item_of(sample, "C-003")


def test_the_room_of_the_case_that_runs(sample: Store, wulp: int) -> None:
    room = room_of(sample, wulp)
    assert (room.is_running, room.is_over, room.people) == (True, False, 10)
    assert names(room.of("out")) == {"K. Zuring"}
    assert row_of(room, "K. Zuring").why == ()
    assert names(room.goes_out) == {"K. Zuring", "S. Waterkers", "L. Wilgenroos"}
    rosa = row_of(room, "R. Bos")
    assert (rosa.part, rosa.why, rosa.note) == ("missing", ("treatment", "A-031"), ("excused",))
    assert row_of(room, "H. Lisdodde").why[0] == "in the chair"
    assert row_of(room, "P. Duinroos").secrecy_open
    warnings = {(warning.check, warning.subject, warning.value) for warning in read_board(sample).warnings}
    assert {subject for check, subject, _value in warnings if check == "E59"} == {"koen"}
    assert ("E58", None, room.people) in warnings
    assert room.people > room.limit
    family = [row for row in room.rows if row.member_pk is not None]
    assert {row.part for row in family} == {"outside"}
    assert all(row.name.startswith("Wulp-") for row in family)


def test_one_step_clears_the_room_and_the_line_follows(sample: Store, wulp: int) -> None:
    call = read_board(sample).room
    assert call is not None
    assert (call.out, call.missing) == (("K. Zuring", "S. Waterkers", "L. Wilgenroos"), ("R. Bos",))
    out = [row.person_pk for row in room_of(sample, wulp).of("out") if row.person_pk]
    seats.step_out(sample, NEL, item_pk=wulp, person_pks=out)
    with in_language("nl"):
        assert read_history(sample, limit=1)[0].details == ("Plek aan tafel K. Zuring: Weg om 10:45",)
    koen = row_of(room_of(sample, wulp), "K. Zuring")
    assert (koen.part, koen.note[-1]) == ("outside", "stepped out at 10:45")
    assert read_board(sample).room == call._replace(out=call.out[1:])
    grutto = read_board(sample, case_pk=pk_of(sample, "case", "C-004"))
    assert grutto.room is None  # only where the case that runs is shown


def test_a_deputy_stands_in_and_the_family_comes_in(sample: Store, wulp: int) -> None:
    rosa, jelle = pk_of(sample, "person", "rosa"), pk_of(sample, "person", "jelle")
    meetings.attend(sample, NEL, pk=MEETING, person_pk=jelle, status="excused")
    room = room_of(sample, wulp)
    assert row_of(room, "J. de Wit").note == ("excused", "N. van der Zegge stands in")
    assert "stands in for J. de Wit" in row_of(room, "N. van der Zegge").why
    lotte = pk_of(sample, "person", "lotte")
    attendance.deputise(sample, NEL, pk=MEETING, absent_pk=rosa, deputy_pk=lotte, item_pk=wulp)
    mother = pk_of(sample, "member", "Wulp-M")
    seats.come_in(sample, NEL, item_pk=wulp, member_pks=(mother,))
    room = room_of(sample, wulp)
    assert row_of(room, "L. Wilgenroos").part == "here"
    assert row_of(room, "Wulp-M").part == "here"
    people.settle_secrecy(sample, NEL, pk=pk_of(sample, "person", "pien"), secrecy="statement_signed")
    assert not any(row.secrecy_open for row in room_of(sample, wulp).rows)


def test_before_and_after_a_case(sample: Store) -> None:
    fuut = item_of(sample, "C-002")
    room = room_of(sample, fuut)
    assert (room.is_running, names(room.comes_in)) == (False, {"J. de Wit", "Fuut-M"})
    assert [(row.name, row.why) for row in room.of("missing")] == [("Schuldhulp Zandkreek", ("money and housing",))]
    organisation = pk_of(sample, "organisation", "RINGVAART")
    information.invite(sample, NEL, case_pk=pk_of(sample, "case", "C-002"), organisation_pk=organisation)
    assert row_of(room_of(sample, fuut), "Praktijkschool De Ringvaart").why == ("invited, no information yet",)
    last = room_of(sample, item_of(sample, "C-003", meeting=2))
    assert (last.is_over, last.goes_out, names(last.of("missing"))) == (True, (), {"R. Egelantier"})
    assert row_of(last, "K. Zuring").note == ("guest", "stepped out at 10:05")
    with sample.read() as reader:
        opening = int(reader.value("SELECT min(pk) FROM agenda_item WHERE meeting_id = ?", (MEETING,)))
    everybody = room_of(sample, opening)
    assert (everybody.of("out"), everybody.people) == ((), 11)
    assert read_room(sample, 9999) is None


def test_a_consultation_sends_nobody_out(sample: Store, wulp: int) -> None:
    cases.change(sample, NEL, pk=pk_of(sample, "case", "C-003"), values={"category": "consultation"})
    assert room_of(sample, wulp).of("out") == ()
    assert row_of(room_of(sample, wulp), "K. Zuring").part == "here"


def test_who_was_sent_out_by_hand_is_not_asked_in_again(sample: Store, wulp: int) -> None:
    noor = pk_of(sample, "person", "noor")
    seats.step_out(sample, NEL, item_pk=wulp, person_pks=(noor,))
    assert row_of(room_of(sample, wulp), "N. van der Zegge").part == "outside"
    agenda.seat(sample, NEL, item_pk=wulp, person_pk=noor, at_table=True)
    assert row_of(room_of(sample, wulp), "N. van der Zegge").part == "here"


def test_who_was_not_invited_is_missed_and_comes_in_with_one_key(sample: Store, wulp: int) -> None:
    rosa = pk_of(sample, "person", "rosa")
    meetings.take_off(sample, NEL, pk=MEETING, person_pk=rosa)
    assert row_of(room_of(sample, wulp), "R. Bos").note == ("not invited",)
    seats.come_in(sample, NEL, item_pk=wulp, person_pks=(rosa,))
    assert row_of(room_of(sample, wulp), "R. Bos").part == "here"
    with sample.read() as reader:
        sql = "SELECT arrives FROM attendance WHERE meeting_id = ? AND person_id = ?"
        assert reader.value(sql, (MEETING, rosa)) == "10:45"


PEOPLE = ("anne", "sem", "iris", "koen")


def held(attended: list[dict[str, Any]], item: dict[str, Any]) -> MeetingFacts:
    """A meeting with one item, and who was on its list."""
    where = {"name": "Wijkteam", "kind": "local_team", "id": "O"}
    facts = facts_of(
        {
            "table": {"name": "Tafel", "time_zone": "Europe/Amsterdam"},
            "organisations": [where],
            "people": [{"id": name, "name": name, "organisation": "O"} for name in PEOPLE],
            "meetings": [
                {
                    "id": "M",
                    "kind": "mdo",
                    "held_on": "2026-10-06",
                    "planned_start": "09:00",
                    "planned_end": "11:00",
                    "chair": "anne",
                    "attendance": [{"person": name} | row for name, row in zip(PEOPLE, attended, strict=False)],
                    "agenda": [{"kind": "theory", "planned_start": "09:00", "planned_end": "09:20"} | item],
                }
            ],
        }
    )
    found = facts.meeting("M")
    assert found is not None
    return found


RAN = {"actual_start": "09:10", "actual_end": "09:30"}


@pytest.mark.parametrize(
    ("attended", "item", "expected"),
    [
        ([{"status": "present"}, {"status": "excused"}, {"status": "online"}], RAN, [(1, "", ""), (3, "", "")]),
        ([{"status": "partly", "arrives": "09:15", "leaves": "09:25"}], RAN, [(1, "09:15", "09:25")]),
        ([{"status": "partly", "arrives": "09:30"}, {"status": "partly", "leaves": "09:10"}], RAN, []),
        (
            [{"status": "present"}, {"status": "present"}, {"status": "present", "leaves": "09:20"}],
            RAN | {"seats": [{"person": "sem", "until": "09:25"}, {"person": "iris", "until": "09:28"}]},
            [(2, "", "09:25"), (3, "", "09:20")],
        ),
        ([{"status": "present"}], RAN | {"seats": [{"person": "anne", "until": "09:10"}]}, []),
        ([{"status": "present", "leaves": "09:25"}], {"actual_start": "09:10"}, [(1, "", "09:25")]),
        ([{"status": "present"}], {"actual_start": "09:10", "actual_end": "09:10"}, [(1, "", "")]),
        ([{"status": "present", "arrives": "09:10"}], {}, [(1, "09:10", "")]),
        ([{"status": "present"}], {"not_held": "dropped"}, []),
    ],
)
def test_who_was_in_the_room_from_when_to_when(
    attended: list[dict[str, Any]], item: dict[str, Any], expected: list[tuple[int, str, str]]
) -> None:
    facts = held(attended, item)
    found = was_in(facts, facts.agenda[0])
    assert [(who.person_pk, who.since, who.until) for who in found] == expected


def test_papers_name_only_who_was_there(sample: Store, wulp: int) -> None:
    seats.step_out(sample, NEL, item_pk=wulp, person_pks=(pk_of(sample, "person", "koen"),))
    seats.not_in(sample, NEL, item_pk=wulp, person_pks=(pk_of(sample, "person", "rene"),))
    with in_language("nl"):
        listed = render(document_of(read_paper(sample, "agenda", Asked(meeting_pk=MEETING))), "md").decode()
        line = next(line for line in listed.splitlines() if "| Wulp |" in line)
        assert "K. Zuring (tot 10:45)" in line
        assert "Egelantier" not in line
        decided = render(document_of(read_paper(sample, "decisions", Asked(meeting_pk=2))), "md").decode()
        wulp_then = decided.split("## Wulp")[1].split("##")[0]
        assert "K. Zuring (tot 10:05)" in wulp_then
        assert "Fuut-M, Fuut-O" in decided
    course = read_board(sample, case_pk=pk_of(sample, "case", "C-002")).case
    assert course is not None
    assert any(row.kind == "meeting" and "5" in row.text for row in course.course)
