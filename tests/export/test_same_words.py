"""The same words in a secret and in what its reader gets by another road are no leak; elsewhere they are refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, case_records, cases, decisions
from mdoverleg.export import document_of
from mdoverleg.export.leaks import in_document, made_of
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.forbidden import read_guard
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.export.conftest import CLOCK, Example
from tests.support.locked import copy_of

ANNE = Who("Anne", via="cli")
SAID = "Moeder belt op maandag zelf met de huisarts over haar slaap."
"""What stands in a secret and in something that is shown."""


@pytest.fixture
def table(sample_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The example, to write in."""
    store = Store.open(copy_of(sample_template, tmp_path / "table.mdo"))
    store.clock = CLOCK
    yield store
    store.close()


def secret_line(store: Store, case: int) -> None:
    """The words in a line of a case, that goes to nobody."""
    values = {"heading": "worries", "text": SAID}
    case_records.add(store, ANNE, entity="Line", case_pk=case, values=values)


def in_plain_words(store: Store, case: int) -> None:
    values = {"text": "Mocht anders luiden.", "plain_text": SAID}
    decisions.add(store, ANNE, case_pk=case, values=values)


def decided_in_the_same_words(store: Store, case: int) -> None:
    decisions.add(store, ANNE, case_pk=case, values={"text": SAID, "plain_text": SAID})


def told_in_plain_words(store: Store, case: int) -> None:
    action_points.add(
        store, ANNE, values={"case": case, "text": SAID, "plain_text": SAID, "family_told": True, "owner": 1}
    )


def in_the_joint_message(store: Store, case: int) -> None:
    cases.change(store, ANNE, pk=case, values={"joint_message": SAID})


def as_the_goal(store: Store, case: int) -> None:
    cases.change(store, ANNE, pk=case, values={"goal": SAID})


def as_an_obstacle(store: Store, case: int) -> None:
    values = {"kind": "privacy", "what": SAID, "level": 1}
    case_records.add(store, ANNE, entity="Obstacle", case_pk=case, values=values)


SHOWN: list[tuple[str, Callable[[Store, int], None]]] = [
    ("family", in_plain_words),
    ("family", decided_in_the_same_words),
    ("family", told_in_plain_words),
    ("family", in_the_joint_message),
    ("case", as_the_goal),
    ("obstacles", as_an_obstacle),
]


@pytest.mark.parametrize(("name", "show"), SHOWN, ids=lambda one: getattr(one, "__name__", one))
def test_words_that_the_reader_gets_by_another_road_are_no_leak(
    name: str, show: Callable[[Store, int], None], table: Store, example: Example
) -> None:
    case = example.keys["C-003"]
    secret_line(table, case)
    show(table, case)
    with table.read() as reader, in_language("nl"):
        member = reader.value("SELECT pk FROM member WHERE id = 'Wulp-M'")
        asked = {"family": Asked(case_pk=case, member_pk=member), "case": Asked(case_pk=case)}.get(name, Asked())
        document = document_of(PAPERS[name](reader, asked, CLOCK))
        guard = read_guard(reader, name, asked)
    assert any(SAID in line for section in document.sections for line in section.lines) or SAID in repr(document)
    assert list(in_document(document, guard)) == []


def test_elsewhere_the_same_words_are_refused_by_row_with_the_way_out(table: Store, example: Example) -> None:
    case = example.keys["C-003"]
    secret_line(table, case)
    organisation = example.keys["SCHULD"]
    values = {"case": case, "text": f"Vraagt na. {SAID}", "owner": 1, "share_with": (organisation,)}
    pk = action_points.add(table, ANNE, values=values)
    asked = Asked(organisation_pk=organisation)

    def make() -> bytes:
        with table.read() as reader:
            paper, guard = PAPERS["actions"](reader, asked, CLOCK), read_guard(reader, "actions", asked)
        return made_of(document_of(paper), guard, "txt").data

    # Shared with this reader: the text of an action point is what they may see, whatever else says the same.
    assert b"Vraagt na." in make()
    remark = {"outcome_reason": SAID}
    action_points.change(table, ANNE, pk=pk, values={"text": "Vraagt na.", **remark})
    with table.read() as reader, in_language("en"):
        paper, guard = PAPERS["actions"](reader, asked, CLOCK), read_guard(reader, "actions", asked)
        lines = [one._replace(text=SAID) if one.text == "Vraagt na." else one for one in paper.actions]  # type: ignore[attr-defined]
        with pytest.raises(Refused, match=r"row \d+ of .* column Action holds a line .*Leave it out there") as caught:
            made_of(document_of(paper._replace(actions=tuple(lines))), guard, "txt")  # type: ignore[attr-defined]
    assert "“Moeder belt op maandag zelf met de huisarts over…”" in str(caught.value)
