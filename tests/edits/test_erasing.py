"""Erasing for good: nothing of it is left in the file or what stands beside it, and everything else stays."""

import json
import os
import re
import signal
from contextlib import closing, suppress
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mdoverleg.domain.errors import FileRefused, Refused, UndoRefused
from mdoverleg.domain.exports import Made
from mdoverleg.domain.looking import SEARCH, Look
from mdoverleg.domain.pack import Preference
from mdoverleg.domain.retention import PENDING, TERMS, Terms, keep_until, months_after, terms_of
from mdoverleg.domain.who import Who
from mdoverleg.edits import (
    action_points,
    case_records,
    cases,
    erasing,
    exports,
    meetings,
    people,
    preferences,
    roles,
    table,
)
from mdoverleg.edits import family as family_edits
from mdoverleg.edits.backups import back_up
from mdoverleg.edits.looking import note_looks
from mdoverleg.export.table_json import render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.document import read_document
from mdoverleg.reads.dossier import read_dossier
from mdoverleg.reads.minutes_paper import minutes_fixer
from mdoverleg.reads.numbers_paper import count_cases, count_meetings, numbers_paper
from mdoverleg.reads.retention import mentions, read_forgetting, read_retention
from mdoverleg.store import backups, cleaning, held, keys
from mdoverleg.store import erasing as store_erasing
from mdoverleg.store.changelog import newest_of_window, undo, verify
from mdoverleg.store.file import open_connection
from mdoverleg.store.store import Store
from tests.edits.chance import EDITS, Chance, prepare
from tests.edits.test_chance import copy_of_world
from tests.edits.world import TODAY, World, dump, row
from tests.support.figures import figure
from tests.support.locked import PASSPHRASE, is_plain, make_cheap, plain_only

TOKEN = re.compile(rb"qz[0-9]+z", re.IGNORECASE)


def bytes_beside(path: Path) -> bytes:
    """Every byte of the file and of all that stands with it: backups, journal, certificate."""
    return b"\n".join(one.read_bytes() for one in sorted(path.parent.rglob("*")) if one.is_file())


def tokens_in(text: bytes) -> set[bytes]:
    return {found.lower() for found in TOKEN.findall(text)}


def erase(world: World, *pks: int) -> None:
    erasing.erase_cases(world.store, world.nel, pks=pks, count=count_cases)
    assert world.store.clean_up() is not None


class TokenChance(Chance):
    """Writes a word of its own in every text, so that it can be known again."""

    def __init__(self, world: World, seed: int) -> None:
        super().__init__(world, seed)
        self.numbers = count(1)

    def text(self) -> str:
        return f"qz{next(self.numbers)}z"


def parts(store: Store, pk: int) -> tuple[bytes, bytes]:
    """The whole table as a document, in two: what is of one case, and all the rest."""
    with store.read() as reader:
        document = json.loads(render(read_document(reader)))
        id_ = reader.value('SELECT id FROM "case" WHERE pk = ?', (pk,))
    own: list[Any] = [[one for one in document["cases"] if one["id"] == id_]]
    document["cases"] = [one for one in document["cases"] if one["id"] != id_]
    for key in ("actions", "overrides"):
        own.append([one for one in document.get(key, ()) if one.get("case") == id_])
        document[key] = [one for one in document.get(key, ()) if one.get("case") != id_]
    for meeting in document["meetings"]:
        own.append([item for item in meeting.get("agenda", ()) if item.get("case") == id_])
        meeting["agenda"] = [item for item in meeting.get("agenda", ()) if item.get("case") != id_]
    return tuple(json.dumps(part).encode() for part in (own, document))  # type: ignore[return-value]


@plain_only("their bytes are looked through")
@settings(
    max_examples=int(os.environ.get("MDOVERLEG_ERASINGS", "1")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_of_a_case_of_any_table_no_byte_is_left_and_of_the_others_all(built: World, seed: int) -> None:
    with copy_of_world(built) as world:
        chance, store = TokenChance(world, seed), world.store
        prepare(world)
        cases.change(store, world.nel, pk=world.wulp, values={"alias": chance.text()})
        once, elsewhere = tokens_in(parts(store, world.wulp)[0]), set[bytes]()
        verbs = chance.random.choices(list(EDITS), k=20)
        for verb in verbs:
            try:
                EDITS[verb](chance)
            except Refused:
                continue
            if chance.random.random() < 0.2 and (newest := newest_of_window(store, "chance")) is not None:
                with suppress(UndoRefused):
                    undo(store, world.nel, newest)
            own, others = parts(store, world.wulp)
            once |= tokens_in(own)
            elsewhere |= tokens_in(others)
        backups.make(store.path, world.clock)
        own, others = parts(store, world.wulp)
        assert once
        assert once <= tokens_in(bytes_beside(store.path))
        erase(world, world.wulp)
        left = tokens_in(bytes_beside(store.path))
        assert left & (once - elsewhere) == set()
        assert tokens_in(others) - once <= left
        assert verify(store) == []
        assert store.damage() == []
        with store.read() as reader:
            assert reader.value("SELECT count(*) FROM search WHERE search MATCH '\"wulp\"'") == 0
        found = len(left & (once - elsewhere))
        figure("P16", "byte sequences of erased cases left in file, backups and index", found, "0")
        figure("P16", "tables of chance with a case erased", 1, ">= 1")


@plain_only("their bytes are looked through")
def test_what_is_erased_goes_from_everywhere_and_the_rest_keeps_its_place(world: World) -> None:
    store, nel = world.store, world.nel
    prepare(world)
    meetings.change(store, nel, pk=world.meeting, values={"reflection": "Wulp duurde lang; Wulps moeder, wulp-K1."})
    case_records.add(
        store, nel, entity="Note", case_pk=world.grutto, values={"text": "Zie ook Wulp 2 en Wulp.", "by": world.sem}
    )
    cases.add(store, nel, values={"alias": "Wulp 2", "brought_by": world.sem, "goal": "Blijft"})
    loose = action_points.add(store, nel, values={"text": "Belt over WULP", "owner": world.sem})
    note_looks(store, nel, [Look("seen.search", words="kunnen we uit huis", lines=1, cases=(world.wulp,))])
    imported = Who("Nel", window="lijst_Wulp.csv", via="cli")
    people.add(store, imported, values={"name": "Later", "organisation": world.team})
    store.set_setting("draft.one.entry", json.dumps({"way": {"at": {"case": world.wulp}}, "values": {"t": "geheim"}}))
    store.set_setting("draft.one.other", json.dumps({"way": {"at": {"case": world.grutto}}, "values": {"t": "blijft"}}))
    meetings.close(store, nel, pk=world.meeting, fix=minutes_fixer(store, nel, world.meeting))
    made = Made("case", "txt", str(store.path.with_name("Wulp.txt")), "0", 3, case_id=world.wulp)
    with exports.noted(store, nel, made):
        Path(made.path).write_text("Wulp", encoding="utf-8")
    due = read_forgetting(store, world.wulp)
    assert due is not None
    assert [file.path for file in due.files] == [made.path]
    Path(made.path).unlink()
    assert mentions(store, [world.wulp]) == 3
    with store.read() as reader:
        before = numbers_paper(reader, Asked(), world.clock).parts
        ids = [id_ for (id_,) in reader.rows("SELECT id FROM action_point WHERE case_id = ?", (world.wulp,))]
    erase(world, world.wulp)
    found = bytes_beside(store.path)
    assert set(re.findall(rb"wulp(?: 2)?", found, re.IGNORECASE)) == {b"Wulp 2", b"wulp 2"}
    assert b"geheim" not in found
    assert b"uit huis" not in found
    assert b"blijft" in found
    assert row(world, "meeting", world.meeting)["reflection"] == "(erased) duurde lang; (erased) moeder, (erased)."
    assert row(world, "action_point", loose)["text"] == "Belt over (erased)"
    with store.read() as reader:
        assert reader.value("SELECT text FROM note WHERE case_id = ?", (world.grutto,)) == "Zie ook Wulp 2 en (erased)."
        after = numbers_paper(reader, Asked(), world.clock).parts
        assert [line for part in after for line in part.lines if "days" not in line.subject] == [
            line for part in before for line in part.lines if "days" not in line.subject
        ]
        assert reader.rows("SELECT 1 FROM minutes_kept WHERE paper LIKE '%Grutto%'") == [(1,)]
    again = action_points.add(store, nel, values={"text": "Nieuw", "owner": world.sem})
    assert row(world, "action_point", again)["id"] not in ids
    assert store.setting(PENDING) is None
    assert verify(store) == []


def test_what_was_erased_does_not_come_back(world: World) -> None:
    store, nel = world.store, world.nel
    people.change(store, nel, pk=world.koen, values={"phone": "0612"})
    last = action_points.add(store, nel, values={"text": "Belt", "case": world.wulp, "owner": world.sem})
    with store.read() as reader:
        sql = "SELECT change_id FROM change_item WHERE table_name = 'action_point' AND row_pk = ?"
        number = reader.value(sql, (last,))
    erase(world, world.wulp)
    with pytest.raises(UndoRefused, match="erased for good"):
        undo(store, nel, number)
    newest = newest_of_window(store, nel.window)
    assert newest is not None
    undo(store, nel, newest)
    assert row(world, "person", world.koen)["phone"] is None
    with store.read() as reader:
        erased_at = reader.value("SELECT max(id) FROM change WHERE verb = 'trust.erase'")
    with pytest.raises(UndoRefused):
        undo(store, nel, erased_at)
    with pytest.raises(Refused, match="not there any more"):
        erase(world, world.wulp)


def test_a_case_at_the_table_is_not_erased(world: World) -> None:
    meetings.start(world.store, world.nel, pk=world.meeting)
    for _item in range(2):
        meetings.go_on(world.store, world.nel, pk=world.meeting)
    before = dump(world.store)
    with pytest.raises(Refused, match="Wulp is at the table now"):
        erase(world, world.wulp)
    assert dump(world.store) == before


STOPS = int(os.environ.get("MDOVERLEG_ERASING_KILLS", "1"))


@plain_only("their bytes are looked through")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_statement_it_is_whole_or_not_begun(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    store = world.store
    prepare(world)
    cases.change(store, world.nel, pk=world.wulp, values={"goal": "qz1z"})
    store.close()
    path = store.path
    plain, before = path.read_bytes(), _content(path)
    total = _statements(world, path, monkeypatch)
    path.write_bytes(plain)
    whole = 0
    for stop in [*Random(16).sample(range(1, total + 1), min(STOPS, total)), total - 3]:
        for other in path.parent.rglob("*"):
            if other.is_file() and other != path:
                other.unlink()
        path.write_bytes(plain)
        pid = os.fork()
        if pid == 0:
            _erase_counting(world, path, monkeypatch, stop)
            os._exit(0)
        os.waitpid(pid, 0)
        Store.open(path).close()
        if b"qz1z" in bytes_beside(path):
            assert _content(path) == before, stop
        else:
            whole += 1
            assert any(path.parent.glob("certificate-*.txt")), stop
            opened = Store.open(path)
            assert verify(opened) == []
            assert opened.setting(PENDING) is None
            opened.close()
    assert whole
    figure("P16", "erasings killed at a statement, each whole or not begun", STOPS + 1, ">= 3")


def _content(path: Path) -> str:
    return backups.content_hash(path)


def _statements(world: World, path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements one erasing takes, to its end."""
    return _erase_counting(world, path, monkeypatch, 0)


def _erase_counting(world: World, path: Path, monkeypatch: pytest.MonkeyPatch, stop: int) -> int:
    done = count(1)
    last = [0]

    def traced(path: Path, **options: Any) -> Any:
        connection = open_connection(path, **options)
        connection.set_trace_callback(step)
        return connection

    def step(_sql: str) -> None:
        last[0] = next(done)
        if last[0] == stop:
            os.kill(os.getpid(), signal.SIGKILL)

    for module in (store_erasing, cleaning, backups):
        monkeypatch.setattr(module, "open_connection", traced)
    store = Store.open(path)
    store.clock = world.clock
    erasing.erase_cases(store, world.nel, pks=[world.wulp], count=count_cases)
    store.clean_up()
    store.close()
    for module in (store_erasing, cleaning, backups):
        monkeypatch.setattr(module, "open_connection", open_connection)
    return last[0]


def test_cleaning_up_waits_for_another_window_and_is_done_at_the_next_opening(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = world.store
    monkeypatch.setattr("mdoverleg.store.patience.PATIENCE_S", 0.0)
    monkeypatch.setattr("mdoverleg.store.file.BUSY_MS", 1)
    monkeypatch.setitem(store_erasing_settings(), "busy_timeout", 1)
    erasing.erase_cases(store, world.nel, pks=[world.wulp], count=count_cases)
    other = open_connection(store.path)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM person").fetchone()
    with pytest.raises(FileRefused):
        store.clean_up()
    assert store.setting(PENDING) is not None
    other.close()
    store.close()
    opened = Store.open(store.path)
    assert opened.setting(PENDING) is None
    assert b"Wulp" not in bytes_beside(store.path)
    assert len(list(store.path.parent.glob("certificate-*.txt"))) == 1
    opened.close()


def store_erasing_settings() -> dict[str, Any]:
    from mdoverleg.store.file import SETTINGS

    return SETTINGS


def test_backups_that_hold_it_go_and_others_stay(world: World) -> None:
    store = world.store
    without = cases.add(store, world.nel, values={"alias": "Later", "brought_by": world.sem, "goal": "qz9z"})
    early = backups.make(store.path, world.clock)
    by_hand = back_up(store, world.nel, store.path.with_name("mee-naar-huis.mdo"))
    beside = store.path.with_name(f"{store.path.stem}-20260101-101010{store.path.suffix}")
    store.copy_to(beside)
    late = cases.add(store, world.nel, values={"alias": "Nog later", "brought_by": world.sem, "goal": "qz10z"})
    erasing.erase_cases(store, world.nel, pks=[late], count=count_cases)
    done = store.clean_up()
    assert done is not None
    assert early.exists()
    assert beside.exists()
    assert done.deleted == ()
    erasing.erase_cases(store, world.nel, pks=[without], count=count_cases, asked=True)
    done = store.clean_up()
    assert done is not None
    assert early.name in done.deleted
    assert beside.name in done.deleted
    assert [one.path.name for one in backups.kept(store.path)] == [done.backup]
    assert done.elsewhere == (str(by_hand),)
    by_hand.unlink()
    by_hand.with_name(by_hand.name + ".sha256").unlink()
    text = Path(done.certificate).read_text(encoding="utf-8")
    assert all(name in text for name in done.deleted)
    assert "Later" not in text
    assert oct(Path(done.certificate).stat().st_mode & 0o777) == oct(0o600)
    assert TOKEN.search(bytes_beside(store.path)) is None


@plain_only("it begins as one")
def test_in_an_encrypted_file_it_is_gone_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)
    monkeypatch.setattr(held, "_keys", {})
    path, nel = world.store.path, world.nel
    cases.change(world.store, nel, pk=world.wulp, values={"goal": "qz1z", "alias": "Roerdomp"})
    world.store.close()
    keys.encrypt(path, PASSPHRASE)
    store = Store.open(path)
    early = backups.make(path, world.clock)
    later = cases.add(store, nel, values={"alias": "Later", "brought_by": world.sem, "goal": "qz2z"})
    erasing.erase_cases(store, nel, pks=[later], count=count_cases)
    done = store.clean_up()
    assert done is not None
    assert done.deleted == ()
    erasing.erase_cases(store, nel, pks=[world.wulp], count=count_cases)
    done = store.clean_up()
    assert done is not None
    assert early.name in done.deleted
    assert verify(store) == []
    store.close()
    assert not is_plain(path)
    for one in (path, backups.kept(path)[0].path):
        held.share(path, one)
        with closing(open_connection(one, mode="ro")) as connection:
            assert connection.execute("PRAGMA freelist_count").fetchone()[0] == 0
    keys.decrypt(path)
    found = path.read_bytes()
    assert not TOKEN.search(found)
    assert b"roerdomp" not in found.lower()
    assert b"Grutto" in found
    figure("P16", "erased words in an encrypted file, decrypted", len(TOKEN.findall(found)), "0")


def test_a_professional_is_erased_and_what_they_did_stays(world: World) -> None:
    store, nel = world.store, world.nel
    pk = people.add(
        store, nel, values={"id": "qzanna", "name": "Qzanna de Qzwit", "organisation": world.team, "phone": "06-987"}
    )
    values = {"text": "Q. de Qzwit belde; ook Qzanna de Qzwit", "by": pk}
    note = case_records.add(store, nel, entity="Note", case_pk=world.wulp, values=values)
    point = action_points.add(store, nel, values={"text": "Belt", "case": world.wulp, "owner": pk})
    role = roles.assign(store, nel, case_pk=world.wulp, role="kindlens", person_pk=pk)
    with pytest.raises(Refused, match=r"Qzanna de Qzwit still has open action points: A-001\."):
        erasing.erase_person(store, nel, pk=pk)
    action_points.set_status(store, nel, pk=point, status="done")
    with pytest.raises(Refused, match="still has a role in Wulp"):
        erasing.erase_person(store, nel, pk=pk)
    assert role is not None
    with store.read() as reader:
        assignment = reader.value("SELECT pk FROM role_assignment WHERE holder_id = ?", (pk,))
    roles.end(store, nel, assignment_pk=assignment)
    internal = {"text": "qz77z", "by": pk, "kind": "internal"}
    case_records.add(store, nel, entity="Note", case_pk=world.wulp, values=internal)
    preferences.keep(store, {("person", pk): Preference(("pdf",), "qzanna@qzwit.example")})
    note_looks(store, nel, [Look(SEARCH, words=words, lines=1) for words in ("QZWIT", "qzann", "merel")])
    found = read_dossier(store, "Person", pk)
    assert "qz77z" not in str(found)
    assert found.name == "Qzanna de Qzwit"
    assert {one.kind for one in found.named_in} >= {"Note", "Action point", "Role"}
    erasing.erase_person(store, nel, pk=pk)
    store.clean_up()
    found_bytes = bytes_beside(store.path).lower()
    assert b"qzanna" not in found_bytes
    assert b"qzwit" not in found_bytes
    assert b"qzann" not in found_bytes
    with store.read() as reader:
        kept = reader.value("""SELECT count(*) FROM change_item WHERE after LIKE '%"words": "merel"%'""")
    assert kept == 1, "what was searched for and is no name of theirs stays"
    assert row(world, "person", pk)["name"] == "(erased)"
    assert row(world, "note", note)["text"] == "(erased) belde; ook (erased)"
    assert row(world, "action_point", point)["owner_id"] == pk
    assert verify(store) == []


def test_a_family_member_is_erased_by_id(world: World) -> None:
    store, nel = world.store, world.nel
    prepare(world)
    member = family_edits.add_member(store, nel, case_pk=world.wulp, values={"id": "QZLID-V", "relation": "father"})
    values = {"text": "QZLID-V was boos", "by": world.sem}
    case_records.add(store, nel, entity="Note", case_pk=world.wulp, values=values)
    point = action_points.add(store, nel, values={"text": "x", "case": world.wulp, "family_owner": member})
    with pytest.raises(Refused, match="QZLID-V still has open action points"):
        erasing.erase_member(store, nel, pk=member)
    action_points.set_status(store, nel, pk=point, status="done")
    assert read_dossier(store, "Member", member).own.case == "Wulp"
    erasing.erase_member(store, nel, pk=member)
    store.clean_up()
    assert b"qzlid-v" not in bytes_beside(store.path).lower()
    assert row(world, "action_point", point)["family_owner_id"] is None
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM note WHERE text = '(erased) was boos'") == 1
    assert store.damage() == []


def test_what_is_due_follows_from_dates_and_terms(world: World) -> None:
    store, nel = world.store, world.nel
    cases.close(store, nel, pk=world.wulp)
    assert row(world, "case", world.wulp)["retain_until"] == "2027-10-06"
    cases.reopen(store, nel, pk=world.wulp)
    assert row(world, "case", world.wulp)["retain_until"] is None
    erasing.set_terms(store, nel, numbers={"closed_months": 1})
    cases.change(store, nel, pk=world.wulp, values={"status": "transferred"})
    assert row(world, "case", world.wulp)["retain_until"] == "2026-11-06"
    refused = cases.add(store, nel, values={"alias": "Sijs", "brought_by": world.sem, "goal": "x"})
    forgotten = cases.add(store, nel, values={"alias": "Fuut", "brought_by": world.sem, "goal": "x"})
    cases.change(store, nel, pk=refused, values={"status": "not_taken_up"})
    cases.change(store, nel, pk=world.grutto, values={"retain_until": TODAY, "status": "active"})
    old = meetings.plan(store, nel, values={"held_on": TODAY - timedelta(days=1200), "chair": world.anne})
    assert {one.name for one in read_retention(store).due} == {"24-06-2023"}
    world.clock.forward(60 * 24 * 44)
    due = {one.name: one for one in read_retention(store).due}
    assert {name: one.why for name, one in due.items()} == {
        "Wulp": "kept_long_enough",
        "Sijs": "never_taken_up",
        "Fuut": "never_taken_up",
        "Grutto": "kept_long_enough",
        "24-06-2023": "no_case_left",
    }
    assert "active" in due["Grutto"].waits
    assert due["Fuut"].pk == forgotten
    assert sum(bool(one.waits) for one in due.values()) == 1
    world.clock.forward(60 * 24 * 365 * 5)
    old_log = next(one for one in read_retention(store).due if one.kind == "log")
    assert old_log.entries > 10
    table.set_table(store, nel, values={"name": "qz3z"})
    erasing.erase_old_log(store, nel, before=old_log.until)
    assert store.clean_up() is not None
    assert [one for one in read_retention(store).due if one.kind == "log"] == []
    assert verify(store) == []
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM change_item WHERE after LIKE '%qz3z%'") == 1
        assert reader.value("SELECT who FROM change ORDER BY id LIMIT 1") == nel.name
    erasing.erase_meetings(store, nel, pks=[old], count=count_meetings)
    assert "24-06-2023" not in {one.name for one in read_retention(store).due}
    with pytest.raises(Refused, match="there is no term"):
        erasing.set_terms(store, nel, numbers={"weeks": 3})
    with pytest.raises(Refused, match="is not a number from"):
        erasing.set_terms(store, nel, numbers={"log_years": 0})


def test_terms_and_days() -> None:
    assert terms_of("nothing") == terms_of(None) == terms_of('{"closed_months": "x"}') == Terms()
    assert terms_of(Terms(closed_months=3).as_text()).closed_months == 3
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(9999, 6, 1), 12) == date.max
    assert keep_until("active", TODAY, Terms()) is None
    assert TERMS
