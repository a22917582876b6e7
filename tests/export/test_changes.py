"""Every kind of line that was changed since an earlier version of the minutes is said in a sentence."""

from datetime import date

import pytest

from mdoverleg.domain.meeting_papers import (
    ChangedLine,
    ChangedRole,
    InTheRoom,
    MinutesLine,
    MinutesPaper,
    NextReview,
)
from mdoverleg.domain.papers import Invited, ListedAction, ListedDecision, Present, Ref
from mdoverleg.domain.roles import Role
from mdoverleg.domain.words import in_language
from mdoverleg.export.changes import change_words, changes_section
from mdoverleg.reads.action_points import Asked
from tests.export.conftest import Example

DAY = date(2026, 10, 13)
TEUN = Ref("T", "Teun")
JIM = Role("jim", "always", counted=True, handover=False, looks_at="", own_label="Jim")
LINES: list[tuple[MinutesLine | None, str]] = [
    (
        ListedAction("A-1", "T", "Belt", DAY, "open", True, TEUN, TEUN, (), "", DAY, "M", ""),
        "A-1 Belt · Teun · 13-10-2026",
    ),
    (ListedDecision(2, "Weekly calls", None, ""), "Decision 2: Weekly calls"),
    (ChangedRole("given", JIM, "Teun", "Wijkteam", ""), "Jim (given, the whole family): Teun, Wijkteam"),
    (ChangedRole("ended", JIM, "Teun", "", "Wulp-V"), "Jim (ended, Wulp-V): Teun"),
    (Invited("Teun", "Wijkteam", "excused", "", "", "participant"), "Teun: excused"),
    (InTheRoom(()), "In the room: nobody"),
    (InTheRoom((Present("Teun", "", ""),)), "In the room: Teun"),
    (NextReview(DAY), "Next review: 13-10-2026"),
    (NextReview(None), "Next review: not planned"),
    (None, ""),
]


@pytest.mark.parametrize(("line", "said"), LINES)
def test_a_changed_line_is_said(line: MinutesLine | None, said: str, example: Example) -> None:
    paper = example.paper("minutes", Asked(meeting_pk=example.keys["M-002"]))
    assert isinstance(paper, MinutesPaper)
    with in_language("en"):
        changed = (ChangedLine("changed", "Wulp", None, line),)
        table = changes_section(paper._replace(changes=changed, since=1)).table
        assert table is not None
        assert table.rows[0].cells == (Ref("changed", "changed"), "Wulp", said, "")


def test_when_nothing_was_changed_that_is_said(example: Example) -> None:
    paper = example.paper("minutes", Asked(meeting_pk=example.keys["M-002"]))
    assert isinstance(paper, MinutesPaper)
    with in_language("en"):
        assert changes_section(paper._replace(changes=(), since=1)).lines == ("Nothing was changed since version 1.",)
        assert change_words("") is None
