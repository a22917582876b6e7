"""What each document may not hold, worked out from the file and apart from how the document was made.

The leak check (export/leaks.py) looks for it in what was written. The rules are those of docs/what-goes-out.md, read
the other way round: what is not named there for a document is forbidden in it.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from mdoverleg.domain import records
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.secrets import Fine, Guard, Secret, Secrets
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.loading import load
from mdoverleg.rules.words import is_child
from mdoverleg.store.reading import Reader

_FIELDS: Final[dict[str, dict[str, str]]] = {
    "Case": {
        "danger_statement": "danger",
        "score_difference": "score",
        "perspective_difference": "score",
        **dict.fromkeys(("story", "real_issue", "pattern", "parent_wellbeing", "trusts", "distrusts"), "family"),
        **dict.fromkeys(("preference", "help_question", "earlier_help", "contingency"), "family"),
    },
    "Member": dict.fromkeys(("living", "wants", "needs", "objection", "not_heard_reason"), "family"),
    "Line": {"text": "line"},
    "Score": {"reason": "score"},
    "ChildVoice": {"text": "family"},
    "Pitch": dict.fromkeys(("text", "pain", "wish"), "family"),
    "Perspective": {"sees": "family"},
    "Buffer": {"note": "family"},
    "Incident": dict.fromkeys(("what", "we_did", "needed"), "family"),
    "Evaluation": {"family_feedback": "family"},
    "Decision": {"text": "decision", "consideration": "decision", "dissent": "decision"},
    "CrisisNotice": {"text": "notice"},
    "Handover": {"line_so_far": "family"},
    "ActionPoint": {"text": "action", "recipient_message": "action"},
}
"""Fields whose texts not everybody may read, and what they are called when one is found (domain/secrets.py)."""

_TEXT, _MESSAGE = ("ActionPoint", "text"), ("ActionPoint", "recipient_message")
_DECIDED: Final = ("Decision", "text")

ALLOWED: Final[dict[str, frozenset[tuple[str, str]]]] = {
    "actions": frozenset({_TEXT, _MESSAGE}),
    "agenda": frozenset(),
    "minutes": frozenset({_TEXT, _DECIDED}),
    "decisions": frozenset({_DECIDED}),
    "case": frozenset({(entity, field) for entity, fields in _FIELDS.items() for field in fields} | {("Note", "text")}),
    "family": frozenset({_TEXT}),
    "crisis": frozenset({("CrisisNotice", "text")}),
    "handover": frozenset({_TEXT, ("Handover", "line_so_far")}),
    "phones": frozenset(),
    "calls": frozenset({_TEXT}),
    "cancellation": frozenset(),
    "obstacles": frozenset(),
    "numbers": frozenset(),
    "reply": frozenset({_TEXT, _MESSAGE}),
}
"""Fields that a document may hold at all, of the rows that its reader may see."""

_OWN_LIST: Final = "actions of the table"
_ALSO_SHOWN: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "actions": {"Case": ("joint_message",)},
    _OWN_LIST: {"Case": ("joint_message",), "ActionPoint": ("outcome", "outcome_reason")},
    "agenda": {"AgendaItem": ("title", "added_because")},
    "case": {
        "Case": (
            *("goal", "why_now", "other_plan", "informed_about", "not_informed_reason", "preference_not_followed"),
            *("commitment", "achieved", "safety_goal", "bottom_line", "joint_message", "contingency_plain"),
            *("voluntary_options", "closing_decision"),
        ),
        "ActionPoint": ("plain_text", "outcome", "outcome_reason"),
        "Decision": ("plain_text",),
        "Deviation": ("what", "why"),
        "Obstacle": ("what", "alternative"),
        "Offer": ("text",),
        "Waiting": ("what",),
        "Consent": ("what",),
        "Measure": ("follow_up",),
        "Buffer": ("step",),
        "Helper": ("task",),
    },
    "family": {
        "Case": ("joint_message", "contingency_plain", "voluntary_options"),
        "Decision": ("plain_text",),
        "ActionPoint": ("plain_text",),
    },
    "handover": {"Case": ("goal",), "Helper": ("task",)},
    "obstacles": {"Obstacle": ("what", "alternative")},
}
"""Fields that are no secret and that a document shows: the same words may be in what its reader may not see, as where
somebody copied a decision to its plain words. That is no leak."""

_WITHOUT_CASES: Final = frozenset({"crisis", "obstacles", "numbers", "phones", "cancellation"})
"""Documents in which no family is named, not even by its alias."""

_KNOWN: Final = (
    "SELECT name FROM person UNION SELECT name FROM organisation UNION SELECT name FROM table_info"
    " UNION SELECT name FROM helper WHERE name IS NOT NULL UNION SELECT function FROM person WHERE function IS NOT NULL"
    " UNION SELECT location FROM meeting WHERE location IS NOT NULL"
    " UNION SELECT title FROM meeting WHERE title IS NOT NULL"
)

_CASES_OF_PERSON: Final = """SELECT case_id FROM action_point
  WHERE owner_id = ?1 OR co_owner_id = ?1 OR executor_id = ?1
UNION SELECT case_id FROM feedback WHERE owner_id = ?1
UNION SELECT case_id FROM role_assignment WHERE holder_id = ?1
UNION SELECT case_id FROM helper WHERE person_id = ?1
UNION SELECT case_id FROM handover WHERE to_holder_id = ?1"""

_CASES_OF_ORGANISATION: Final = """SELECT case_id FROM action_point
  WHERE pk IN (SELECT parent_id FROM action_point_share_with WHERE value = ?1)
UNION SELECT case_id FROM role_assignment WHERE organisation_id = ?1
  OR holder_id IN (SELECT pk FROM person WHERE organisation_id = ?1)
UNION SELECT case_id FROM helper WHERE organisation_id = ?1
  OR person_id IN (SELECT pk FROM person WHERE organisation_id = ?1)"""


def read_secrets(reader: Reader) -> Secrets:
    """Return every text and name of the file that some reader may not see."""
    known = [str(name) for (name,) in reader.rows(_KNOWN)]
    return Secrets([*_texts(reader), *_names(reader)], known)


def _texts(reader: Reader) -> Iterator[Secret]:
    for name, fields in _FIELDS.items():
        entity = ENTITIES[name]
        case = "pk" if name == "Case" else "case_id"
        columns = ", ".join(f'"{field}"' for field in fields)
        for pk, case_pk, *texts in reader.rows(f'SELECT pk, {case}, {columns} FROM "{entity.table}"'):
            for (field, kind), text in zip(fields.items(), texts, strict=True):
                if text:
                    yield Secret((name, field, pk), kind, text, case_pk)
    for pk, case_pk, text, kind in reader.rows("SELECT pk, case_id, text, kind FROM note"):
        yield Secret(("Note", "text", pk), "internal" if kind == "internal" else "note", text, case_pk)
    for pk, text in reader.rows("SELECT pk, reflection FROM meeting WHERE reflection IS NOT NULL"):
        yield Secret(("Meeting", "reflection", pk), "reflection", text)


def _names(reader: Reader) -> Iterator[Secret]:
    for pk, id_, alias, source in reader.rows('SELECT pk, id, alias, source_ref FROM "case"'):
        yield Secret(("Case", "id", pk), "alias", id_, pk, is_name=True)
        yield Secret(("Case", "alias", pk), "alias", alias, pk, is_name=True)
        if source:
            yield Secret(("Case", "source_ref", pk), "source", source, pk, is_name=True)
    for pk, case_pk, id_ in reader.rows("SELECT pk, case_id, id FROM member"):
        yield Secret(("Member", "id", pk), "member", id_, case_pk, is_name=True)


def read_guard(reader: Reader, name: str, asked: Asked, secrets: Secrets | None = None) -> Guard:
    """Return what may not stand in one document (a key of ALLOWED); `secrets` of the same read saves reading again."""
    found = secrets or read_secrets(reader)
    rows = _rows_of_reader(reader, name, asked)
    cases = _cases_of_reader(reader, asked)
    fields = ALLOWED[name]
    keys, texts, named = set(), [], set()
    for secret in found.all:
        entity, field, pk = secret.key
        is_own_case = cases is None or secret.case_pk is None or secret.case_pk in cases
        if secret.is_name:
            if is_own_case and (field != "source_ref" or name == "case"):
                named.add(secret.key)
        elif (
            (entity, field) in fields
            and is_own_case
            and secret.kind != "internal"
            and (entity != "ActionPoint" or rows is None or (field, pk) in rows)
        ):
            keys.add(secret.key)
            texts.append(secret.text)
    in_name = Fine(frozenset(keys | named))
    shown = keys if name in _WITHOUT_CASES and not (name == "phones" and asked.case_pk) else keys | named
    shows = _OWN_LIST if name == "actions" and rows is None else name
    said = frozenset().union(*map(found.pieces_in, [*texts, *_open_texts(reader, shows, cases)]))
    return Guard(found, Fine(frozenset(shown), said), in_name)


def _open_texts(reader: Reader, name: str, cases: frozenset[int] | None) -> Iterator[str]:
    """Give the texts that this reader gets by another road: titles on an agenda, and what else the document shows."""
    yield from (str(text) for (text,) in reader.rows("SELECT title FROM agenda_item WHERE title IS NOT NULL"))
    for entity, fields in _ALSO_SHOWN.get(name, {}).items():
        columns = ", ".join(f'"{field}"' for field in fields)
        case = "pk" if entity == "Case" else "case_id"
        for case_pk, *texts in reader.rows(f'SELECT {case}, {columns} FROM "{ENTITIES[entity].table}"'):
            if cases is None or case_pk is None or case_pk in cases:
                yield from (str(text) for text in texts if text)


def _cases_of_reader(reader: Reader, asked: Asked) -> frozenset[int] | None:
    """Return the cases of which a reader may know the alias; nothing where it is the table itself."""
    found = []
    if asked.case_pk is not None:
        found.append(frozenset({asked.case_pk}))
    if asked.organisation_pk is not None:
        found.append(_keys(reader.rows(_CASES_OF_ORGANISATION, (asked.organisation_pk,))))
    if asked.person_pk is not None:
        found.append(_keys(reader.rows(_CASES_OF_PERSON, (asked.person_pk,))))
    return frozenset.intersection(*found) if found else None


def _keys(rows: Iterable[tuple[object, ...]]) -> frozenset[int]:
    return frozenset(pk for (pk,) in rows if isinstance(pk, int))


def _rows_of_reader(reader: Reader, name: str, asked: Asked) -> frozenset[tuple[str, int]] | None:
    """Return field and key of the action points that a reader may see; nothing where it is the table itself."""
    if name == "family":
        return frozenset(_told_to(reader, asked))
    if asked.organisation_pk is not None:
        return frozenset(_shared_with(reader, asked.organisation_pk))
    if asked.person_pk is not None:
        sql = "SELECT pk FROM action_point WHERE owner_id = ?1 OR co_owner_id = ?1 OR executor_id = ?1"
        return frozenset(("text", pk) for (pk,) in reader.rows(sql, (asked.person_pk,)))
    return None


def _shared_with(reader: Reader, organisation_pk: int) -> Iterator[tuple[str, int]]:
    """Give what an organisation may see of each action point that is shared with it: the text, or the message alone."""
    rows = reader.rows(
        "SELECT a.pk, a.recipient_message, coalesce(a.owner_organisation_id, p.organisation_id) FROM action_point a"
        " LEFT JOIN person p ON p.pk = a.owner_id"
        " WHERE a.pk IN (SELECT parent_id FROM action_point_share_with WHERE value = ?)",
        (organisation_pk,),
    )
    for pk, message, works_at in rows:
        yield "recipient_message", pk
        if not message or works_at == organisation_pk:
            yield "text", pk


def _told_to(reader: Reader, asked: Asked) -> Iterator[tuple[str, int]]:
    """Give the action points whose own text a family member may read: told to the family, and without plain words."""
    members = load(reader, records.Member, "case_id = ?", (asked.case_pk,))
    if any("uses_violence" in row.violence_roles for row in members):
        return
    theirs = {row.pk for row in members if is_child(row)} | {asked.member_pk}
    for row in load(reader, records.ActionPoint, "case_id = ?", (asked.case_pk,)):
        if row.family_told and not row.plain_text and (not row.members or theirs.intersection(row.members)):
            yield "text", row.pk
