"""The story of one initiative, told on its invented example: edits by the author's ids, warnings, papers, a window."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mdoverleg.cli.windows import example_of, moment_of
from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import REF, REFS
from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language, in_language
from mdoverleg.edits import action_points, agenda, case_records, cases, decisions, family, meetings, roles
from mdoverleg.edits.document import fill
from mdoverleg.export import document_of, render
from mdoverleg.export.table_json import render as canonical
from mdoverleg.intake.table_json import read_document
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.board import read_board
from mdoverleg.reads.document import read_document as document_in
from mdoverleg.reads.papers import read_paper
from mdoverleg.reads.since_last_time import since_last_time, since_words
from mdoverleg.reads.warnings import read_warnings
from mdoverleg.store.store import Store
from tests.tui.conftest import window_on
from tests.tui.driving import Table

ASKED = {"meeting": "Meeting", "case": "Case", "person": "Person", "organisation": "Organisation"}


class Story:
    """One example in a file, whose clock stands just before its meeting of the day and is moved by hand."""

    def __init__(self, path: Path, method: str) -> None:
        self.path = path
        self.store = Store.open(path)
        document = read_document(example_of(method))
        self.store.clock = FixedClock(moment_of(document.values))
        fill(self.store, Who("mdoverleg", via="import"), document=document.values, source=document.name)
        meeting = min((one for one in document.values["meetings"] if not one.get("actual_start")), key=_held_on)
        self.meeting = self.pk("Meeting", meeting["id"])
        chair = self.pk("Person", meeting["chair"])
        name = next(one["name"] for one in document.values["people"] if one["id"] == meeting["chair"])
        self.chair = Who(name, chair, "chair")
        self.is_begun = False

    # Time

    @property
    def now(self) -> datetime:
        """The moment of the story."""
        return self.store.clock.utc()

    def later(self, **by: int) -> None:
        """Let time go by: `days=3`, `minutes=5`."""
        self.store.clock = FixedClock(self.now + timedelta(**by))

    def begin(self) -> None:
        """Start the meeting at its planned time."""
        self.later(minutes=2)
        meetings.start(self.store, self.chair, pk=self.meeting)
        self.is_begun = True

    def go_to(self, alias: str) -> None:
        """Hold the meeting up to a case, five minutes for each item before it."""
        if not self.is_begun:
            self.begin()
        while self.running() != alias:
            self.go_on()

    def running(self) -> str:
        """The alias of the case that is on the table; empty at another item."""
        return next((item.title for item in self.board().agenda if item.is_running and item.case_pk), "")

    def go_on(self) -> None:
        """End the running item after five minutes and begin the next."""
        self.later(minutes=5)
        went_on = meetings.go_on(self.store, self.chair, pk=self.meeting)
        assert not went_on.is_last, "the meeting has no such item"

    def close(self) -> None:
        """End the meeting and make it final."""
        self.later(minutes=5)
        meetings.close(self.store, self.chair, pk=self.meeting)

    def join(self, alias: str, because: str) -> None:
        """Put a case on the agenda of the running meeting, after the item that runs."""
        running = next(item for item in self.board().agenda if item.is_running)
        values = {"kind": "case", "case": self.pk("Case", alias), "added_because": because}
        agenda.add_item(
            self.store, self.chair, meeting_pk=self.meeting, values=values, after_item_pk=running.pk, minutes=5
        )

    def plan_next(self, **in_: int) -> BoardSnapshot:
        """Plan the next meeting like this one, `weeks=2` later, and return what its board shows."""
        values = {"held_on": self.now.date() + timedelta(**in_)}
        pk = meetings.plan(self.store, self.chair, values=values, from_meeting_pk=self.meeting)
        return read_board(self.store, meeting_pk=pk)

    # Who and what

    def pk(self, entity: str, id_: str) -> int:
        """The key of a record by its id; of a case by its id or alias."""
        also = " OR alias = ?1" if entity == "Case" else ""
        with self.store.read() as reader:
            found = reader.value(f'SELECT pk FROM "{ENTITIES[entity].table}" WHERE id = ?1{also}', (id_,))
        assert isinstance(found, int), f"there is no {entity} {id_}"
        return found

    def keys(self, entity: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The same values with ids replaced by keys, as edits want them."""
        fields = {field.key: field for field in ENTITIES[entity].fields}
        found: dict[str, Any] = {}
        for key, value in values.items():
            field = fields[key]
            if field.kind == REF and isinstance(value, str):
                found[key] = self.pk(field.target, value)
            elif field.kind == REFS:
                found[key] = tuple(self.pk(field.target, one) for one in value)
            else:
                found[key] = value
        return found

    # Edits

    def add(self, entity: str, alias: str, **values: Any) -> int:
        """Add a small record to a case; references are ids."""
        return case_records.add(
            self.store, self.chair, entity=entity, case_pk=self.pk("Case", alias), values=self.keys(entity, values)
        )

    def change(self, entity: str, pk: int, **values: Any) -> None:
        """Change a small record of a case."""
        case_records.change(self.store, self.chair, entity=entity, pk=pk, values=self.keys(entity, values))

    def case(self, alias: str, **values: Any) -> None:
        """Change fields of a case."""
        cases.change(self.store, self.chair, pk=self.pk("Case", alias), values=self.keys("Case", values))

    def new_case(self, alias: str, **values: Any) -> None:
        """Register a case, in time."""
        given = {"alias": alias, "category": "new", "status": "referred", "phase": "risk_led_care"} | values
        given.setdefault("opened_on", self.now.date())
        cases.add(self.store, self.chair, values=self.keys("Case", given))

    def member(self, id_: str, **values: Any) -> None:
        """Change fields of a family member."""
        family.change_member(self.store, self.chair, pk=self.pk("Member", id_), values=self.keys("Member", values))

    def new_member(self, alias: str, **values: Any) -> None:
        """Add a family member, with the next id of the family."""
        given = self.keys("Member", values)
        family.add_member(self.store, self.chair, case_pk=self.pk("Case", alias), values=given)

    def role(self, alias: str, role: str, person: str, members: tuple[str, ...] = (), *, replace: bool = False) -> int:
        """Give a role to a person."""
        return roles.assign(
            self.store,
            self.chair,
            case_pk=self.pk("Case", alias),
            role=role,
            person_pk=self.pk("Person", person),
            members=[self.pk("Member", one) for one in members],
            meeting_pk=self.meeting if self.is_begun else None,
            replace=replace,
        )

    def change_role(self, pk: int, **values: Any) -> None:
        """Change fields of a role that somebody holds."""
        roles.change(self.store, self.chair, assignment_pk=pk, values=self.keys("RoleAssignment", values))

    def end_role(self, alias: str, role: str, person: str) -> None:
        """Let somebody have held a role up to today."""
        with self.store.read() as reader:
            pk = reader.value(
                "SELECT pk FROM role_assignment WHERE case_id = ? AND role = ? AND holder_id = ? AND ended_on IS NULL",
                (self.pk("Case", alias), role, self.pk("Person", person)),
            )
        assert isinstance(pk, int), f"{person} does not hold {role}"
        roles.end(self.store, self.chair, assignment_pk=pk)

    def end_helper(self, alias: str, who: str) -> None:
        """Let a helper, by the id of a person or a name in words, have been there up to today."""
        with self.store.read() as reader:
            pk = reader.value(
                "SELECT h.pk FROM helper h LEFT JOIN person p ON p.pk = h.person_id"
                " WHERE h.case_id = ? AND ? IN (p.id, h.name)",
                (self.pk("Case", alias), who),
            )
        assert isinstance(pk, int), f"{who} is no helper"
        roles.end_helper(self.store, self.chair, pk=pk)

    def action(self, text: str, case: str | None = None, **values: Any) -> str:
        """Agree an action point, in the meeting when it has begun; returns its id."""
        given = self.keys("ActionPoint", {"text": text, **values})
        if case:
            given["case"] = self.pk("Case", case)
        if self.is_begun:
            given.setdefault("created_in", self.meeting)
        pk = action_points.add(self.store, self.chair, values=given)
        with self.store.read() as reader:
            return str(reader.value("SELECT id FROM action_point WHERE pk = ?", (pk,)))

    def change_action(self, id_: str, **values: Any) -> None:
        """Change fields of an action point."""
        given = self.keys("ActionPoint", values)
        action_points.change(self.store, self.chair, pk=self.pk("ActionPoint", id_), values=given)

    def answer(self, id_: str, status: str, reason: str | None = None) -> None:
        """Say what came of an action point."""
        action_points.set_status(
            self.store,
            self.chair,
            pk=self.pk("ActionPoint", id_),
            status=status,
            reason=reason,
            meeting_pk=self.meeting if self.is_begun else None,
        )

    def accept(self, id_: str) -> None:
        """Note that the owner said yes aloud."""
        action_points.accept(self.store, self.chair, pk=self.pk("ActionPoint", id_))

    def decide(self, alias: str, text: str, **values: Any) -> None:
        """Decide something in the meeting."""
        given = self.keys("Decision", {"text": text, **values}) | {"created_in": self.meeting}
        decisions.add(self.store, self.chair, case_pk=self.pk("Case", alias), values=given)

    # What it leads to

    def warnings(self, alias: str, release: int = 1) -> set[tuple[str, str | None]]:
        """The warnings of a case that are not set aside, each as check and subject."""
        meeting = self.meeting if self.is_begun else None
        return {
            (one.check, one.subject)
            for one in read_warnings(self.store, self.now, meeting_pk=meeting, release=release)
            if one.case == alias and not one.set_aside
        }

    def checks(self, alias: str, release: int = 1) -> set[str]:
        """The checks that warn about a case."""
        return {check for check, _subject in self.warnings(alias, release)}

    def board(self, alias: str | None = None) -> BoardSnapshot:
        """What the board shows."""
        return read_board(self.store, meeting_pk=self.meeting, case_pk=self.pk("Case", alias) if alias else None)

    def slot(self, alias: str, role: str) -> tuple[str, list[str]]:
        """A slot on the board of a case: its state, and who holds it for whom."""
        case = self.board(alias).case
        assert case is not None
        row = next(row for row in case.roles if row.code == role)
        return row.state, [f"{holder.name} {holder.members_text}".strip() for holder in row.holders]

    def professionals(self, alias: str) -> tuple[int, int]:
        """How many professionals stood around the family at the start, and now."""
        case = self.board(alias).case
        assert case is not None
        return case.head.professionals_start, case.head.professionals_now

    def since(self, alias: str) -> list[str]:
        """What happened around a case since it was last discussed, in words."""
        with self.store.read() as reader:
            rows = since_last_time(reader, self.pk("Case", alias), self.now)
        return [since_words(row, self.now.date()) for row in rows]

    def paper(self, name: str, language: Language = "nl", **asked: str) -> str:
        """A paper that goes out, as text: `paper("actions", organisation="SCHOOL")`."""
        keys: dict[str, Any] = {f"{what}_pk": self.pk(ASKED[what], id_) for what, id_ in asked.items()}
        with in_language(language):
            document = document_of(read_paper(self.store, name, Asked(**keys)))
            return render(document, "md").decode()

    def goes_round(self) -> dict[str, Any]:
        """The whole table as it is now; exported and read back it is the same."""
        with self.store.read() as reader:
            content = canonical(document_in(reader))
        document = read_document(content, "story.json")
        assert canonical(document.values) == content
        return document.values

    def window(
        self, size: tuple[int, int] = (120, 40), language: Language = "nl"
    ) -> AbstractAsyncContextManager[Table]:
        """A window of the chair on this table, now."""
        who = Who(self.chair.name, self.chair.person_pk)
        return window_on(self.path, size=size, at=self.now, who=who, language=language)


def _held_on(meeting: Mapping[str, Any]) -> Any:
    return meeting["held_on"]
