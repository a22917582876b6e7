"""The pack of a meeting: everybody's files in one folder, whole or not at all."""

import errno
import json
import os
import stat
import sys
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.pack import CONTENTS, Pack, PackItem, Preference
from mdoverleg.domain.secrets import Secret
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits.exports import delete, noted
from mdoverleg.edits.preferences import keep
from mdoverleg.export.pack import write_pack
from mdoverleg.export.preferences import typed_preferences
from mdoverleg.reads.exports import read_exports
from mdoverleg.reads.pack import read_pack
from mdoverleg.reads.preferences import read_preferring, whose
from tests.export.conftest import CLOCK, Example
from tests.export.reading import mail


@pytest.fixture(scope="module")
def pack(example: Example) -> Pack:
    """The pack of the meeting of September."""
    example.store.clock = CLOCK
    with in_language("nl"):
        return read_pack(example.store, example.keys["M-002"])


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_pack_holds_a_file_for_everybody_at_the_table(pack: Pack, example: Example, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    steps: list[tuple[int, int]] = []

    def step(done: int, total: int) -> bool:
        steps.append((done, total))
        return True

    with in_language("nl"):
        names = write_pack(pack, folder, ("txt", "json"), step=step)
    content = json.loads((folder / CONTENTS).read_bytes())
    files = content["files"]
    assert sorted(names) == sorted(path.name for path in folder.iterdir())
    assert [file["sha256"] for file in files] == [
        sha256((folder / file["name"]).read_bytes()).hexdigest() for file in files
    ]
    assert {key: content[key] for key in ("meeting", "minutes_version", "status")} == {
        "meeting": "M-002",
        "minutes_version": 2,
        "status": "final",
    }
    assert content["made_at"] == "2026-10-06T09:12:00+02:00"
    assert steps == [(number, len(files)) for number in range(len(files) + 1)]
    raw = example.raw
    invited = {row["person"] for one in raw["meetings"] if one["id"] == "M-002" for row in one["attendance"]}
    lists = {(one["recipient_kind"], one["recipient"]): one for one in files if one["document"] == "actions"}
    assert {id_ for kind, id_ in lists if kind == "person"} >= invited
    works_at = {person["id"]: person["organisation"] for person in raw["people"]}
    assert {id_ for kind, id_ in lists if kind == "organisation"} >= {works_at[id_] for id_ in invited}
    assert {one["document"] for one in files if one["recipient_kind"] == "table"} >= {"minutes", "decisions", "phones"}
    for (kind, id_), one in lists.items():
        text = (folder / one["name"]).read_text(encoding="utf-8")
        answers = [file for file in files if file["document"] == "reply" and file["recipient"] == id_]
        assert bool(answers) == bool(one["action_points"]), (kind, id_)
        if one["format"] == "json":
            assert len(json.loads(text)["actions"]) == one["action_points"]
            assert bool(json.loads(text)["message"]) == (not one["action_points"])
    assert 0 in {one["action_points"] for one in lists.values()}


def test_a_pack_is_for_its_maker_alone_and_names_nobody(pack: Pack, example: Example, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    old = os.umask(0)
    try:
        names = write_pack(pack, folder, ("txt",))
    finally:
        os.umask(old)
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    words = {word.lower() for person in example.raw["people"] for word in (person["id"], *person["name"].split())}
    assert words.isdisjoint(part for name in names for part in name.lower().replace(".", "_").split("_"))


def test_what_stops_a_pack_leaves_nothing_and_the_old_one_as_it_was(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_pack(pack, folder, ("md",))
    before = everything_in(tmp_path)

    def interrupted(done: int, _total: int) -> bool:
        if done == 5:
            raise KeyboardInterrupt
        return True

    with pytest.raises(Refused):
        write_pack(pack, folder, ("txt",), replace=True, step=lambda done, _total: done < 7)
    with pytest.raises(KeyboardInterrupt):
        write_pack(pack, folder, ("txt",), replace=True, step=interrupted)
    with pytest.raises(Refused):
        write_pack(pack, folder, ("nope",), replace=True)
    secrets = pack.items[0].guard.secrets
    note = next(secret for secret in secrets.all if secret.kind == "internal")
    leaking = pack._replace(items=(*pack.items[:-1], _with_a_leak(pack, note)))
    with pytest.raises(Refused, match=r"_acties_|_actions_"):
        write_pack(leaking, folder, ("txt",), replace=True)
    left = iter(range(9))

    def full(_handle: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Refused, match="room"), in_language("en"):
            write_pack(pack, folder, ("txt",), replace=True)
    real = Path.rename

    def kept_open(self: Path, target: Path) -> Path:
        if target == folder and not self.name.endswith(".old"):
            raise OSError(errno.EACCES, "somebody has it open")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", kept_open)
        with pytest.raises(Refused):
            write_pack(pack, folder, ("txt",), replace=True)
    assert everything_in(tmp_path) == before


def test_everybody_gets_the_formats_and_the_draft_that_they_asked_for(
    pack: Pack, example: Example, tmp_path: Path
) -> None:
    prefers = typed_preferences("JB=pdf, zorg@jb.example; koen = ics,TXT,pdf")
    known = read_preferring(example.store)
    keep(example.store, {whose(name, known): kept for name, kept in prefers.items()})
    with in_language("nl"):
        own = read_pack(example.store, example.keys["M-002"])
        names = write_pack(own, tmp_path / "out", ("txt",), mails=True)
    keep(example.store, {whose(name, known): Preference() for name in prefers})
    assert all(not one.prefers.text for one in read_preferring(example.store)), "and nothing is kept of it"
    files = json.loads((tmp_path / "out" / CONTENTS).read_bytes())["files"]
    assert len(names) == len(files) + 1
    forms: dict[str, set[str]] = {}
    for one in files:
        if one["document"] == "actions":
            forms.setdefault(one["recipient"], set()).add(one["format"])
    assert (forms["JB"], forms["koen"], forms["GGZ"]) == ({"pdf"}, {"ics", "txt", "pdf"}, {"txt"})
    told = [case["alias"] for case in example.raw["cases"]] + [one["name"] for one in example.raw["people"]]
    drafts = {one["recipient"]: one for one in files if one["document"] == "mail"}
    assert drafts.keys() == forms.keys()
    for recipient, one in drafts.items():
        found = mail((tmp_path / "out" / one["name"]).read_bytes())
        assert (found["X-Unsent"], found["From"], found["Cc"]) == ("1", None, None)
        assert found["To"] == ("zorg@jb.example" if recipient == "JB" else None)
        body = found.get_body(("plain",))
        assert body is not None
        assert [name for name in told if name in f"{found['Subject']}\n{body.get_content()}"] == []
        beside = {part.get_filename(): part.get_payload(decode=True) for part in found.iter_attachments()}
        assert list(beside) == one["attached"]
        assert beside == {name: (tmp_path / "out" / str(name)).read_bytes() for name in beside}
        theirs = {file["name"] for file in files if file["recipient"] == recipient and file["document"] != "mail"}
        agendas = {file["name"] for file in files if file["document"] == "agenda"}
        assert set(one["attached"]) - agendas == theirs
        assert set(one["attached"]) & agendas in (set(), agendas)
        assert not (set(one["attached"]) & agendas) or one["recipient_kind"] == "person"
    assert (
        sum(
            bool(set(one["attached"]) - {file["name"] for file in files if file["recipient"]})
            for one in drafts.values()
        )
        > 5
    ), "who is invited to the next meeting gets its agenda"


def test_what_is_deleted_out_of_a_pack_is_told_in_its_contents(pack: Pack, example: Example, tmp_path: Path) -> None:
    store, who, folder = example.store, Who("Teun Biezen"), tmp_path / "out"
    theirs = tuple(item for item in pack.items if item.recipient == "JB")
    few = pack._replace(items=(pack.items[0], *theirs))
    write_pack(few, folder, ("txt",), mails=True, noting=partial(noted, store, who))
    contents = str(folder / CONTENTS)
    mine = next(row for row in read_exports(store) if row.document == "actions")
    assert delete(store, who, mine) == tuple(path.name for path in folder.glob("*_mail.eml"))
    content = json.loads((folder / CONTENTS).read_bytes())
    gone = {one["name"]: one["deleted_at"] for one in content["files"] if "deleted_at" in one}
    assert gone == {Path(mine.path).name: "2026-10-06T07:12:00+00:00"}
    states = {row.path: row.state for row in reversed(read_exports(store))}
    assert (states[mine.path], states[contents]) == ("deleted", "there"), "the contents are noted anew"
    write_pack(few, folder, ("txt",), replace=True, noting=partial(noted, store, who))
    for row in read_exports(store):
        if row.state == "there":
            delete(store, who, row)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "typed", ["JB", "=pdf", "JB=eml", "JB=foo", "JB=a@b@c", "JB=a@b.nl,c@d.nl", "JB=é@b.nl", "Nobody=pdf"]
)
def test_a_preference_that_cannot_be_is_refused(typed: str, example: Example) -> None:
    with pytest.raises(Refused):
        whose(next(iter(typed_preferences(typed))), read_preferring(example.store))


def _with_a_leak(pack: Pack, note: Secret) -> PackItem:
    item = next(item for item in reversed(pack.items) if item.document == "actions" and item.action_points)
    paper = item.paper
    bad = paper._replace(actions=(paper.actions[0]._replace(text=note.text), *paper.actions[1:]))  # type: ignore[attr-defined]
    return item._replace(paper=bad)


def test_only_an_empty_folder_or_an_older_pack_is_taken(pack: Pack, tmp_path: Path) -> None:
    few = pack._replace(items=pack.items[:2])
    folder = tmp_path / "out"
    folder.mkdir()
    write_pack(few, folder, ("txt",))
    with pytest.raises(Refused):
        write_pack(few, folder, ("md",))
    write_pack(few, folder, ("md",), replace=True)
    assert {path.suffix for path in folder.iterdir()} == {".md", ".json"}
    (folder / "mine.odt").write_bytes(b"mine")
    before = everything_in(tmp_path)
    for place in (folder, folder / "mine.odt", tmp_path / "none" / "out", tmp_path):
        with pytest.raises(Refused):
            write_pack(few, place, ("txt",), replace=True)
    if sys.platform != "win32":
        (tmp_path / "link").symlink_to(folder)
        with pytest.raises(Refused):
            write_pack(few, tmp_path / "link", ("txt",), replace=True)
        (tmp_path / "link").unlink()
    assert everything_in(tmp_path) == before


def test_ids_that_are_written_alike_get_a_number(pack: Pack, tmp_path: Path) -> None:
    twice = pack._replace(items=(pack.items[0], pack.items[0]))
    names = write_pack(twice, tmp_path / "out", ("txt",))
    assert names[1] == names[0].replace(".txt", "-2.txt")


def test_a_meeting_that_has_not_begun_has_no_pack(example: Example) -> None:
    with pytest.raises(Refused):
        read_pack(example.store, example.keys["M-003"])
