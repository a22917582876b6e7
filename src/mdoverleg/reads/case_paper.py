"""The case sheet: everything of one case and of no other (docs/what-goes-out.md)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, Final

from mdoverleg.domain.case_papers import CaseLine, CasePaper, CasePart
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.dates import day_file
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import CaseFacts
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.labels import label
from mdoverleg.domain.papers import ListedAction, Ref
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import REF, STRING, TEXT, Field
from mdoverleg.domain.words import N_, _
from mdoverleg.reads.action_lists import actions_paper
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import case_facts, related_meetings, table_facts
from mdoverleg.reads.paper_head import paper_head
from mdoverleg.reads.record_lines import SAID, At, joined
from mdoverleg.reads.record_lists import values_in_words
from mdoverleg.store.reading import Reader

Wording = Callable[[Field, Any], str]

GROUPS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "case": (
        N_("The case"),
        (
            "goal", "status", "category", "phase", "framework", "danger", "crisis_prone", "concern_types",
            "life_domains", "brought_by", "source_organisation", "source_ref", "opened_on", "first_signal_on",
            "first_contact_on", "reported_on", "meldcode_step", "tried_before", "next_evaluation", "horizon_on",
            "retain_until",
        ),
    ),
    "why_now": (N_("Why now"), ("why_now", "stuck_since", "earlier_help", "achieved", "other_plan")),
    "agreed": (N_("Agreed"), ("joint_message", "contingency", "contingency_plain", "voluntary_options")),
    "judgement": (
        N_("Judgement"),
        (
            "danger_statement", "safety_goal", "bottom_line", "score_difference", "score_difference_on",
            "perspective_difference",
        ),
    ),
    "voice": (
        N_("The family's voice"),
        (
            "informed", "informed_by", "informed_on", "informed_about", "not_informed_reason", "preference",
            "preference_not_followed", "help_question", "story", "real_issue", "parent_wellbeing", "trusts",
            "distrusts", "commitment", "pattern",
        ),
    ),
    "closing": (
        N_("Closing"),
        ("closing_proposed_by", "closing_decision", "monitor_on", "monitor_by", "closed_on"),
    ),
}  # fmt: skip
"""What is written of the case itself, by part: heading and keys. Cases that belong with it are other cases."""

WHO: Final = ("case", "why_now", "members", "roles", "helpers")
"""Parts before the action points."""
WHAT: Final = (
    "decisions", "agreed", "lines", "judgement", "scores", "buffers", "perspectives", "information", "pitches", "voice",
    "child_voices", "measures", "consents", "waiting", "crisis_notices", "incidents", "notes", "deviations",
    "obstacles", "offers", "evaluations", "feedback", "handovers", "closing",
)  # fmt: skip
"""Parts after them."""

_UNSAID: Final[dict[str, tuple[str, ...]]] = {
    "Member": (
        "authority", "violence_roles", "living", "contact_via", "contact_state", "seen_by", "seen_by_other", "heard_on",
        "heard_by", "not_heard_reason", "heard_plan", "wants", "needs", "objection",
    ),
    "RoleAssignment": ("organisation", "review_on", "reachable_for", "expectation"),
    "Helper": ("visits_home", "knows_story"),
    "Information": ("asked_on",),
}  # fmt: skip
"""What the line on the screen (reads/record_lines.py) leaves to other places, by kind of record."""
_HEADINGS: Final = tuple(ENTITIES["Line"].field("heading").words)


class _OnPaper(At):
    """Days as files have them, in full: a sheet is read on another day than it was made."""

    def day(self, day: date | None) -> str:
        return day_file(day) if day else ""

    def short_day(self, day: date) -> str:
        return day_file(day)


def case_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> CasePaper:
    """Return everything of one case, without notes that stay inside; Refused without a case."""
    found = case_facts(reader, asked.case_pk) if asked.case_pk is not None else None
    if found is None:
        raise Refused(_("Say of which case it is"))
    table = table_facts(reader, related_meetings(reader, asked.case_pk))
    head = paper_head(reader, table, clock, made_by=made_by)
    at = _OnPaper(found, table, head.made_at.date())
    said = values_in_words(reader, at.today, day=lambda day, _today: day_file(day))
    parts = partial(_parts, at=at, said=said)
    return CasePaper(
        head=head,
        case=Ref(found.case.id, found.case.alias),
        who=tuple(parts(WHO)),
        actions=_actions(reader, asked, clock, found),
        what=tuple(parts(WHAT)),
    )


def _actions(reader: Reader, asked: Asked, clock: Clock, case: CaseFacts) -> tuple[ListedAction, ...]:
    """Return its action points; one of another case that comes first is not named."""
    own = {action.id for action in case.actions}
    lines = actions_paper(reader, Asked(case_pk=asked.case_pk), clock).actions
    return tuple(line if line.after in own else line._replace(after="") for line in lines)


def _parts(keys: Iterable[str], at: At, said: Wording) -> Iterator[CasePart]:
    """Give the parts that hold something."""
    for key in keys:
        heading = _(GROUPS[key][0]) if key in GROUPS else field_label("Case", key)
        lines = tuple(_fields(GROUPS[key][1], at, said) if key in GROUPS else _records(key, at, said))
        if lines:
            yield CasePart(key, heading, lines, is_fields=key in GROUPS)


def _fields(keys: Iterable[str], at: At, said: Wording) -> Iterator[CaseLine]:
    for name, text in _said_fields("Case", keys, at.case.case, at, said):
        yield CaseLine(name, text)


def _said_fields(entity: str, keys: Iterable[str], row: Any, at: At, said: Wording) -> Iterator[tuple[str, str]]:
    """Give label and words of the fields that somebody filled in."""
    for key in keys:
        field = ENTITIES[entity].field(key)
        value = getattr(row, field.column)
        if value not in (None, "", (), field.default):
            name = _("Seen by") if key.startswith("seen_by") else field_label(entity, key)
            yield name, _value(field, value, at, said)


def _value(field: Field, value: Any, at: At, said: Wording) -> str:
    if field.kind in (TEXT, STRING):
        return str(value)
    return at.organisation(value) if field.kind == REF and field.target == "Organisation" else said(field, value)


def _records(key: str, at: At, said: Wording) -> Iterator[CaseLine]:
    entity = ENTITIES["Case"].field(key).target
    rows = [row for row in getattr(at.case, key) if entity != "Note" or row.kind != "internal"]
    if entity == "Line":
        rows.sort(key=lambda row: _HEADINGS.index(row.heading))
    for number, row in enumerate(rows, 1):
        one = SAID[entity](row, at)
        name, text, note = one.label, one.text, one.note
        if entity == "Line":
            name = label("LineHeading", row.heading)
        elif entity == "Evaluation":
            name, text, note = one.text, one.note, ""
        rest = (f"{words}: {value}" for words, value in _said_fields(entity, _UNSAID.get(entity, ()), row, at, said))
        yield CaseLine(name or str(number), text, joined(note, *rest), one.is_past)
