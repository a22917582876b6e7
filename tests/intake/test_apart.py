"""Reading in a process of its own: the same answer, and whatever goes wrong there is one sentence here."""

import os
import resource
import threading
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.words import in_language
from mdoverleg.intake import apart, handed_in
from mdoverleg.intake.columns import names_of
from mdoverleg.intake.reply_sheets import parts_of_form
from mdoverleg.intake.sheets import MOST_COLUMNS, MOST_ROWS, read_sheet, rows_of
from mdoverleg.intake.table_json import values_of
from mdoverleg.store.store import Store
from tests.contracts.source import ROOT
from tests.intake.forms import form
from tests.support import readers
from tests.support.figures import figure
from tests.support.sample import SAMPLE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits and pipes of POSIX")

SECRET = b"Achternaam-Straat-12"
KNOWN = frozenset(names_of("Person"))


@pytest.fixture(autouse=True)
def always_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read even the smallest text in a process of its own."""
    monkeypatch.setattr(apart, "MOST_HERE", -1)
    monkeypatch.setattr(apart, "PACKED", (b"PK",))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def refusal(reader: Callable[..., Any]) -> str:
    """The one sentence that comes of a reader that goes wrong."""
    with pytest.raises(InputRefused) as refused:
        apart.read(reader, SECRET, "lijst.xlsx")
    [problem] = refused.value.problems
    return problem


def test_what_is_read_apart_is_what_is_read_here(sample: Store) -> None:
    table = (SAMPLE / "table.json").read_bytes()
    returned = [form(sample, "OPVANG", kind) for kind in ("docx", "ods")]
    asked: list[tuple[Callable[..., Any], bytes, tuple[Any, ...]]] = [
        (values_of, table, ()),
        (rows_of, (SAMPLE / "people.xlsx").read_bytes(), (KNOWN,)),
        *((parts_of_form, content, ()) for content in returned),
    ]
    for reader, content, more in asked:
        assert apart.read(reader, content, "x", *more) == reader(content, "x", *more)


def test_what_is_refused_there_is_refused_here_in_ones_own_language() -> None:
    said = []
    for language in ("nl", "en"):
        with in_language(language), pytest.raises(InputRefused) as refused:
            apart.read(rows_of, b"PK\x03\x04kapot", "lijst.xlsx", KNOWN)
        said.append(refused.value.problems)
    assert said[0] != said[1]
    assert all(len(problems) == 1 and problems[0].startswith("lijst.xlsx: ") for problems in said)


def test_whatever_goes_wrong_there_is_one_sentence_without_what_was_in_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    said = [refusal(reader) for reader in (readers.eats, readers.dies, readers.fails, readers.writes, readers.harms)]
    with monkeypatch.context() as less:
        less.setattr(apart, "MOST_SECONDS", 1)
        said.append(refusal(readers.never_ends))
    assert all(one.startswith("lijst.xlsx: ") for one in said)
    assert "memory" in said[0]
    assert "1 seconds" in said[-1]
    assert SECRET.decode() not in "".join((*said, *capfd.readouterr()))
    assert [path.stat().st_size for path in tmp_path.iterdir()] in ([], [0]), "nothing is written, and nothing obeyed"
    assert not Path("harm").exists()
    figure("P9", "ways of going wrong in the process that reads, each one sentence", len(said), ">= 6")


def test_the_system_holds_the_process_to_its_limits() -> None:
    most = {"RLIMIT_AS": apart.MOST_MEMORY, "RLIMIT_CPU": apart.MOST_SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    assert apart.read(readers.limits, b"", "x") == most
    assert apart.MOST_SECONDS <= 10
    assert apart.MOST_MEMORY <= 500_000_000


def test_the_largest_list_there_may_be_is_read_in_time(tmp_path: Path) -> None:
    list_ = tmp_path / "groot.csv"
    head = ";".join(f"kolom {number}" for number in range(MOST_COLUMNS))
    row = ";".join("wat een lange tekst" for _number in range(MOST_COLUMNS))
    list_.write_text("\n".join([head, *[row] * (MOST_ROWS - 1)]), encoding="utf-8")
    began = perf_counter()
    assert len(read_sheet(list_, "groot.csv", KNOWN).rows) == MOST_ROWS - 1
    figure("P9", "the largest list that may be handed in", perf_counter() - began, "<= 10 s")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    figure("P9", "memory of the largest process of these", most, "<= 500 MB")


def test_what_has_no_end_or_never_begins_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent, closed = tmp_path / "stil", tmp_path / "leeg"
    for pipe in (silent, closed):
        os.mkfifo(pipe)
    monkeypatch.setattr(handed_in, "MOST_SILENCE", 0)
    other_end = os.open(silent, os.O_RDWR)
    said: list[str] = []
    for source in (Path("/dev/zero"), silent, closed):
        with pytest.raises(InputRefused) as refused:
            read_sheet(source, source.name, KNOWN)
        said += refused.value.problems
    os.close(other_end)
    assert [one.partition(":")[0] for one in said] == ["zero", "stil", "leeg"]
    assert len(said) == 3


def test_what_comes_through_a_pipe_is_read(tmp_path: Path) -> None:
    pipe, content = tmp_path / "lijst", (SAMPLE / "people.csv").read_bytes()
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    assert handed_in.bytes_of(pipe, "lijst", 10_000) == content
    writer.join()
