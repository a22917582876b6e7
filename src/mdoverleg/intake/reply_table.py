"""What the table says now about the action points on reply forms, who the forms can be from, and what changed since."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Final, NamedTuple

from mdoverleg.domain.clock import known_zone, local
from mdoverleg.domain.enums import ActionStatus
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.reply_forms import Mark, recipient_key
from mdoverleg.rules.sharing import is_message_for
from mdoverleg.store.reading import Reader

_AT_ONCE: Final = 500

_ACTIONS: Final = """SELECT a.pk, a.id, coalesce(c.alias, ''), a.text, coalesce(a.recipient_message, ''), a.status,
  coalesce(a.outcome, ''), coalesce(a.outcome_reason, ''), a.owner_id, a.co_owner_id, a.executor_id,
  coalesce(a.owner_organisation_id, p.organisation_id), coalesce(p.name, o.name, '')
  FROM action_point a LEFT JOIN "case" c ON c.pk = a.case_id LEFT JOIN person p ON p.pk = a.owner_id
  LEFT JOIN organisation o ON o.pk = a.owner_organisation_id
  WHERE a.id IN (SELECT value FROM json_each(?))"""

_SHARED: Final = """SELECT s.parent_id, s.value FROM action_point_share_with s
  JOIN action_point a ON a.pk = s.parent_id WHERE a.id IN (SELECT value FROM json_each(?))"""

_SINCE: Final = """SELECT c.at, i.before FROM change_item i JOIN change c ON c.id = i.change_id
  WHERE i.table_name = 'action_point' AND i.row_pk = ? AND i.change_id > ? ORDER BY i.id"""


class Recipient(NamedTuple):
    """Somebody a form can have been made for."""

    key: str
    pk: int
    name: str
    works_at: int | None
    """Of a person the key of the organisation; nothing: an organisation."""


class Asked(NamedTuple):
    """One action point as it stands in the table now."""

    pk: int
    id: str
    case: str
    text: str
    message: str
    """For recipients; may be empty."""
    status: ActionStatus
    outcome: str
    outcome_reason: str
    people: frozenset[int]
    """Owner, co-owner and executor."""
    works_at: int | None
    """Organisation of the owner, or that owns it."""
    owner: str
    shared_with: frozenset[int]

    @property
    def is_live(self) -> bool:
        """Whether somebody still has to do it."""
        return self.status in LIVE

    def words(self, field: str) -> str:
        """Return what came of it (`outcome`) or why not (`outcome_reason`)."""
        return self.outcome_reason if field == "outcome_reason" else self.outcome

    def is_for(self, one: Recipient) -> bool:
        """Tell whether it would still stand on the list of this reader."""
        return one.pk in (self.shared_with if one.works_at is None else self.people)

    def text_for(self, one: Recipient) -> str:
        """Return the text as this reader gets it: where there is a message for others, only that."""
        return self.message if self._is_message(one) else self.text

    def text_columns(self, one: Recipient) -> tuple[str, ...]:
        """Return the columns that this reader's text comes from."""
        return ("recipient_message",) if self._is_message(one) else ("text", "recipient_message")

    def _is_message(self, one: Recipient) -> bool:
        return one.works_at is None and is_message_for(self.message, self.works_at, one.pk)

    def owner_elsewhere(self, one: Recipient) -> str:
        """Return the name of the owner, when that is somebody else than who answers."""
        is_own = self.works_at == one.pk if one.works_at is None else one.pk in self.people
        return "" if is_own else self.owner


class Since(NamedTuple):
    """What was changed of an action point after a form was made."""

    before: Mapping[str, Any]
    """What its columns were when the form was made; only those that were changed."""
    day: date | None
    """Of the last of these changes."""


class Table(NamedTuple):
    """The action points that forms are about, by id, and everybody who may have got a form."""

    actions: Mapping[str, Asked]
    recipients: tuple[Recipient, ...]
    reader: Reader
    zone: tzinfo

    def since(self, pk: int, mark: Mark | None, *columns: str) -> Since | None:
        """Return what was changed of these columns since the form was made; nothing when nothing was."""
        before: dict[str, Any] = {}
        day = None
        for at, text in self.reader.rows(_SINCE, (pk, mark.change if mark else 0)):
            changed = {key: value for key, value in _columns(text).items() if key in columns}
            for key, value in changed.items():
                before.setdefault(key, value)
            if changed:
                day = self._day(at)
        return Since(before, day) if before else None

    def _day(self, at: str) -> date | None:
        try:
            return local(datetime.fromisoformat(at).replace(tzinfo=UTC), self.zone).date()
        except ValueError:
            return None


def read_table(reader: Reader, ids: Collection[str]) -> Table:
    """Read what forms with these ids are about."""
    zone = known_zone(reader.value("SELECT time_zone FROM table_info"))
    actions: dict[str, Asked] = {}
    for some in _in_pieces(sorted(ids)):
        shared: dict[int, set[int]] = {}
        for pk, organisation in reader.rows(_SHARED, (some,)):
            shared.setdefault(pk, set()).add(organisation)
        for row in reader.rows(_ACTIONS, (some,)):
            people = frozenset(pk for pk in row[8:11] if pk is not None)
            actions[row[1]] = Asked._make((*row[:8], people, *row[11:], frozenset(shared.get(row[0], ()))))
    return Table(actions, tuple(_recipients(reader)), reader, zone)


def _in_pieces(ids: list[str]) -> Iterator[str]:
    for start in range(0, len(ids), _AT_ONCE):
        yield json.dumps(ids[start : start + _AT_ONCE])


def _recipients(reader: Reader) -> Iterator[Recipient]:
    for pk, author_id, name in reader.rows("SELECT pk, id, name FROM organisation ORDER BY position, pk"):
        yield Recipient(recipient_key("organisation", author_id), pk, name, None)
    for pk, author_id, name, works_at in reader.rows(
        "SELECT pk, id, name, organisation_id FROM person ORDER BY position, pk"
    ):
        yield Recipient(recipient_key("person", author_id), pk, name, works_at)


def _columns(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
