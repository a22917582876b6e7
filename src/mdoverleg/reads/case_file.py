"""The tabs of a case file: picture, family, plan, beginning against now; a section only where it holds something."""

from collections.abc import Iterable, Iterator
from typing import Any

from mdoverleg.domain import records
from mdoverleg.domain.dates import away_text
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.labels import label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.snapshots import ComparedRow, FileRow
from mdoverleg.domain.words import _
from mdoverleg.reads.names import member_row
from mdoverleg.reads.record_lines import FINE, LOUD, MISSING, SAID, At, Said, joined
from mdoverleg.reads.since_last_time import since_last_time
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.roles import nobody_looks_at
from mdoverleg.store.reading import Reader

HEADINGS = ("worries", "going_well", "needed")
LINES, BUFFERS = "lines", "buffers"
"""Groups of rows that stand side by side where there is room."""


def tab_rows(reader: Reader, case_at: CaseAt, tab: str) -> tuple[FileRow, ...]:
    """Return what a tab (`picture`, `family` or `plan`) shows, with a heading before each section; else nothing."""
    found = _TABS.get(tab)
    if found is None:
        return ()
    at = At(case_at.facts, case_at.moment.table, case_at.today)
    rows = [row for row in found(case_at, at) if row.panel not in at.table.info.hidden_panels]
    if tab == "picture":
        rows = [*_since_last_time(reader, case_at, at), *rows]
    shown: list[FileRow] = []
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            beside = row.beside if row.beside == LINES else ""
            shown.append(FileRow(section, beside=beside, column=row.column if beside else 0))
        shown.append(row)
    return tuple(shown)


# What every section is made of.


def _records(at: At, key: str, rows: Iterable[Any] | None = None, section: str = "") -> Iterator[FileRow]:
    """Return the records of one list of the case: what is past last."""
    entity = ENTITIES["Case"].field(key).target
    kept = getattr(at.case, key) if rows is None else rows
    said = [(record.pk, SAID[entity](record, at)) for record in kept]
    title = section or field_label("Case", key).upper()
    for pk, one in sorted(said, key=lambda pair: pair[1].is_past):
        yield _row(title, entity, pk, one, key)


def _row(section: str, entity: str, pk: int, said: Said, panel: str = "") -> FileRow:
    return FileRow(section, entity, pk, "", said.label, said.text, said.note, said.sign, panel=panel, dim=said.is_past)


def _fields(at: At, section: str, *keys: str) -> Iterator[FileRow]:
    """Return texts of the case itself, those that were written."""
    for key in keys:
        value = getattr(at.case.case, key)
        if value:
            yield _field(at, section, key, value)


def _field(at: At, section: str, key: str, text: str, note: str = "") -> FileRow:
    return FileRow(section, "Case", at.case.case.pk, key, field_label("Case", key), text, note)


# 2 Picture.


def _since_last_time(reader: Reader, case_at: CaseAt, at: At) -> Iterator[FileRow]:
    """Return what happened since the case was discussed before today; nothing when it never was."""
    if all(item.meeting.meeting.held_on >= at.today for item in case_at.ended_items):
        return
    for row in since_last_time(reader, case_at.case.pk, case_at.moment.t):
        yield FileRow(_("SINCE LAST TIME"), label=at.day(row.on), text=row.text, note=row.who)


def _picture(case_at: CaseAt, at: At) -> Iterator[FileRow]:
    yield from _why_now(at)
    yield from _three_columns(at)
    yield from _records(at, "incidents")
    yield from _records(at, "perspectives")
    yield from _fields(at, field_label("Case", "perspectives").upper(), "perspective_difference")
    yield from _records(at, "information")
    yield from _scores(case_at, at)
    yield from _fields(at, _("JUDGEMENT"), "danger_statement", "safety_goal", "bottom_line")
    for place, row in enumerate(_records(at, "buffers")):
        yield row._replace(beside=BUFFERS, column=place)
    yield from _records(at, "notes")


def _why_now(at: At) -> Iterator[FileRow]:
    section, case = _("WHY NOW"), at.case.case
    yield from _fields(at, section, "why_now")
    if case.stuck_since:
        yield _field(
            at, section, "stuck_since", f"{at.day(case.stuck_since)} ({away_text(case.stuck_since, at.today)})"
        )
    yield from _fields(at, section, "earlier_help", "achieved", "other_plan")


def _three_columns(at: At) -> Iterator[FileRow]:
    if not at.case.lines:
        return
    for column, heading in enumerate(HEADINGS):
        title = label("LineHeading", heading).upper()
        rows = [line for line in at.case.lines if line.heading == heading]
        for row in _records(at, "lines", rows, title):
            yield row._replace(beside=LINES, column=column)
        if not rows:
            yield FileRow(title, text=_("nothing yet"), beside=LINES, column=column, panel="lines")


def _scores(case_at: CaseAt, at: At) -> Iterator[FileRow]:
    section = field_label("Case", "scores").upper()
    scores = [*case_at.current_scores, *_wellbeing(at)]
    if scores:
        safety = [score.value for score in case_at.current_scores]
        if len(safety) > 1:
            spread = _("lowest {low} · highest {high}").format(low=min(safety), high=max(safety))
            yield FileRow(section, text=spread, panel="scores")
        in_order = sorted(scores, key=lambda score: (score.scale, score.subject_id or 0, score.value))
        for score in in_order:
            yield _row(section, "Score", score.pk, SAID["Score"](score, at), "scores")
    case = at.case.case
    if case.score_difference:
        yield _field(at, section, "score_difference", case.score_difference, at.day(case.score_difference_on))


def _wellbeing(at: At) -> list[records.Score]:
    """Return the latest score for wellbeing of each rater about each subject."""
    latest = {
        (score.by_id, score.by_member_id, score.subject_id): score
        for score in sorted(at.case.scores, key=lambda score: score.given_on)
        if score.scale == "wellbeing" and score.given_on <= at.today
    }
    return list(latest.values())


# 3 Family.


def _family(case_at: CaseAt, at: At) -> Iterator[FileRow]:
    asked = "E13" not in at.table.info.checks_off
    unseen = {found.subject for found in nobody_looks_at(case_at)} if asked else set()
    for member in at.case.members:
        yield _member(member, case_at, at, looked_at=member.id not in unseen)
    yield from _records(at, "pitches")
    voice, case = _("THE FAMILY'S VOICE"), at.case.case
    if case.informed:
        yield _informed(at, voice)
    if case.preference:
        why_not = case.preference_not_followed
        note = _("not followed, because: {text}").format(text=why_not) if why_not else ""
        yield _field(at, voice, "preference", case.preference, note)
    texts = ("help_question", "story", "real_issue", "parent_wellbeing", "trusts", "distrusts", "commitment", "pattern")
    yield from _fields(at, voice, *texts)
    yield from _records(at, "child_voices")
    for member in at.case.members:
        yield from _wishes(member, at)


def _member(member: records.Member, case_at: CaseAt, at: At, *, looked_at: bool) -> FileRow:
    """Return the line of the family strip: who covers this member, seen, heard, and whether contact is safe."""
    row = member_row(member, at.case.case.alias)
    age = str(member.age) if member.age is not None else label("AgeBand", member.age_band) if member.age_band else ""
    needs_worker = "uses_violence" in member.violence_roles and not case_at.has_worker(member.pk)
    workers = _workers(member.pk, case_at, at)
    if not looked_at:
        workers = [_("Nobody looks at: {member}").format(member=row.short), *workers]
    if needs_worker:
        workers.append(_("Who talks with the person who uses violence?"))
    sign = MISSING if needs_worker or not looked_at else FINE if workers else ""
    safe = member.contact_safe
    contact = _contact(member, at)
    return FileRow(
        _("THE FAMILY"),
        "Member",
        member.pk,
        "",
        " ".join(part for part in (row.short, label("Relation", member.relation), age) if part),
        ", ".join(workers) or _("nobody by name"),
        joined(_seen(member, at, is_child=row.is_child), _heard(member, at), "" if safe == "no" else contact),
        sign,
        alert=contact if safe == "no" else "",
        panel="members",
    )


def _workers(member_pk: int, case_at: CaseAt, at: At) -> list[str]:
    """Return who is there for this member by name."""
    roles = [role for role in case_at.current_roles if member_pk in role.members]
    named = [f"{at.person(role.holder_id)} ({at.table.role(role.role).label})" for role in roles]
    holders = {role.holder_id for role in roles}
    # Somebody with a role who is also written down as a helper is there once.
    helpers = [
        helper
        for helper in case_at.current_helpers
        if member_pk in helper.members and (helper.person_id is None or helper.person_id not in holders)
    ]
    return [*named, *(at.person(helper.person_id) or helper.name or "" for helper in helpers)]


def _seen(member: records.Member, at: At, *, is_child: bool) -> str:
    if member.last_seen_on is None:
        return _("last seen: not known") if is_child else ""
    day = f"{at.day(member.last_seen_on)} ({away_text(member.last_seen_on, at.today)})"
    who = at.person(member.seen_by_id) or member.seen_by_other or ""
    return _("last seen {day} by {name}").format(day=day, name=who) if who else _("last seen {day}").format(day=day)


def _heard(member: records.Member, at: At) -> str:
    if member.heard:
        names = ", ".join(at.person(pk) for pk in member.heard_by)
        return " ".join(part for part in (_("heard"), at.day(member.heard_on), f"({names})" if names else "") if part)
    if member.not_heard_reason:
        return _("not heard, because: {text}").format(text=member.not_heard_reason)
    plan = at.action(member.heard_plan_id)
    return _("will be heard: {action}").format(action=plan) if plan else _("not heard yet")


def _contact(member: records.Member, at: At) -> str:
    words = {
        "yes": _("contact safe"),
        "no": _("contact NOT safe"),
        "only_via": _("contact only via {name}").format(name=at.person(member.contact_via_id) or "?"),
    }
    state = (
        _("contact: {state}").format(state=label("ContactState", member.contact_state)) if member.contact_state else ""
    )
    return joined(words.get(member.contact_safe or "", _("contact safe: not known")), state)


def _informed(at: At, section: str) -> FileRow:
    case = at.case.case
    why_not = _("because: {text}").format(text=case.not_informed_reason) if case.not_informed_reason else ""
    note = joined(at.day(case.informed_on), at.person(case.informed_by_id), case.informed_about or "", why_not)
    row = _field(at, section, "informed", label("Informed", case.informed or "no"), note)
    return row._replace(sign=FINE if case.informed == "yes" else "")


def _wishes(member: records.Member, at: At) -> Iterator[FileRow]:
    parts = [
        _("wants: {text}").format(text=member.wants) if member.wants else "",
        _("needs: {text}").format(text=member.needs) if member.needs else "",
        _("objection: {text}").format(text=member.objection) if member.objection else "",
    ]
    if any(parts):
        name = at.member(member.pk)
        yield FileRow(_("WHAT EACH WANTS"), "Member", member.pk, "wants", name, joined(*parts), panel="members")


# 4 Plan.


def _plan(case_at: CaseAt, at: At) -> Iterator[FileRow]:
    case, section = at.case.case, _("AGREED")
    if case.contingency or case.contingency_plain:
        plain = _("for the family: {text}").format(text=case.contingency_plain) if case.contingency_plain else ""
        yield _field(at, section, "contingency", case.contingency or _("nothing yet"), plain)
    if case.next_evaluation:
        sign = LOUD if case.next_evaluation < at.today else ""
        away = away_text(case.next_evaluation, at.today)
        row = _field(at, section, "next_evaluation", f"{at.day(case.next_evaluation)} ({away})")
        yield row._replace(sign=sign)
    yield from _fields(at, section, "joint_message", "voluntary_options")
    yield from _pullers(case_at, at)
    for key in ("decisions", "measures", "consents", "waiting", "crisis_notices", "deviations", "obstacles", "offers"):
        yield from _records(at, key)
    yield from _records(at, "handovers")
    yield from _records(at, "feedback")
    yield from _closing(at)


def _pullers(case_at: CaseAt, at: At) -> Iterator[FileRow]:
    for role in case_at.current_roles:
        if role.role == "trekker":
            since = _("since {day}").format(day=at.day(role.started_on))
            note = joined(role.expectation or "", at.members(role.members), since)
            yield FileRow(
                _("WHO PULLS WHAT"), "RoleAssignment", role.pk, "", at.table.role(role.role).label,
                at.person(role.holder_id), note, panel="roles",
            )  # fmt: skip


def _closing(at: At) -> Iterator[FileRow]:
    case = at.case.case
    follows = joined(at.day(case.monitor_on), at.person(case.monitor_by_id))
    parts = [
        _("proposed by {name}").format(name=at.person(case.closing_proposed_by_id))
        if case.closing_proposed_by_id
        else "",
        _("follow-up: {text}").format(text=follows) if follows else "",
    ]
    if case.closing_decision or any(parts):
        text, note = case.closing_decision or joined(*parts), joined(*parts) if case.closing_decision else ""
        yield _field(at, _("CLOSING"), "closing_proposed_by", text, note)._replace(label=_("Closing"))


_TABS = {"picture": _picture, "family": _family, "plan": _plan}


# 5 Course: the beginning against now.


def compared_rows(case_at: CaseAt) -> tuple[ComparedRow, ...]:
    """Return professionals and lowest score at the start, at each evaluation and now; nothing without two moments."""
    opened = case_at.case.opened_on
    rows = [
        ComparedRow(opened, _("at the start"), case_at.professionals_at_start, _first_lowest(case_at)),
        *(
            ComparedRow(one.held_on, _("evaluation"), case_at.professionals_on(one.held_on), one.lowest)
            for one in case_at.earlier_evaluations
        ),
        ComparedRow(case_at.today, _("now"), case_at.professionals_now, case_at.lowest_score),
    ]
    numbers = {(row.professionals, row.lowest) for row in rows}
    has_something = any(row.professionals or row.lowest is not None for row in rows)
    is_same = opened >= case_at.today or (len(rows) == 2 and len(numbers) == 1)
    return tuple(rows) if has_something and not is_same else ()


def _first_lowest(case_at: CaseAt) -> int | None:
    """Return the lowest safety score of the first day on which scores were given, before the first evaluation."""
    first = case_at.evaluations[0].held_on if case_at.evaluations else case_at.today
    given = [score for score in case_at.facts.scores if score.scale == "safety" and score.given_on < first]
    day = min((score.given_on for score in given), default=None)
    return min((score.value for score in given if score.given_on == day), default=None)
