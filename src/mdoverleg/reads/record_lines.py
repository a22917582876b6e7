"""How one record of a case is said in a line: what stands in front, the text, and what is known of it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.dates import away_text, day_short, day_text, due_text
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.labels import label
from mdoverleg.domain.words import _
from mdoverleg.reads.names import member_row

MISSING, FINE, LOUD = "–", "✓", "!!"
"""Signs in front of a line: something is not there, is settled, or needs attention."""


class Said(NamedTuple):
    """One record in words."""

    label: str
    text: str
    note: str = ""
    sign: str = ""
    is_past: bool = False


class At(NamedTuple):
    """Where and when records are read: their case, the table and the day."""

    case: CaseFacts
    table: TableFacts
    today: date

    def member(self, pk: int | None) -> str:
        """Return one family member: short id and relation."""
        for member in self.case.members:
            if member.pk == pk:
                short = member_row(member, self.case.case.alias).short
                return f"{short} {label('Relation', member.relation)}"
        return ""

    def members(self, pks: Iterable[int]) -> str:
        """Return family members; nothing for the whole family."""
        return ", ".join(name for name in map(self.member, pks) if name)

    def person(self, pk: int | None) -> str:
        """Return the short name of a participant."""
        return self.table.person_name(pk)

    def organisation(self, pk: int | None) -> str:
        """Return the name of an organisation."""
        return self.table.holder_name(None, pk)

    def day(self, day: date | None) -> str:
        """Return a day as people say it."""
        return day_text(day, self.today) if day else ""

    def short_day(self, day: date) -> str:
        """Return a day without its day of the week."""
        return day_short(day, self.today)

    def action(self, pk: int | None) -> str:
        """Return the id of an action point of the case."""
        return next((action.id for action in self.case.actions if action.pk == pk), "")

    def meeting_day(self, pk: int | None) -> date | None:
        """Return the day of a meeting."""
        return next((facts.meeting.held_on for facts in self.table.meetings if facts.meeting.pk == pk), None)

    def moment(self, instant: datetime | None) -> str:
        """Return an instant as day and time at the table."""
        if instant is None:
            return ""
        local = instant.astimezone(self.table.zone)
        return f"{self.day(local.date())} {local:%H:%M}"


def joined(*parts: str) -> str:
    """Return what there is of the parts, one behind the other."""
    return " · ".join(part for part in parts if part)


def _with(words: str, **values: str) -> str:
    """Fill in words when there is something to fill in."""
    return words.format(**values) if all(values.values()) else ""


def _word(name: str, word: str | None) -> str:
    return label(name, word) if word else ""


# The family, and who is around it.


def _span(started_on: date | None, ended_on: date | None, at: At) -> str:
    start = _("since {day}").format(day=at.short_day(started_on)) if started_on else ""
    end = _("until {day}").format(day=at.short_day(ended_on)) if ended_on else ""
    return joined(start, end)


def _is_past(ended_on: date | None, at: At) -> bool:
    return ended_on is not None and ended_on <= at.today


def _member(row: records.Member, at: At) -> Said:
    age = str(row.age) if row.age is not None else _word("AgeBand", row.age_band)
    safe = _with(_("contact safe: {answer}"), answer=_word("ContactSafe", row.contact_safe))
    seen = _with(_("last seen {day}"), day=at.day(row.last_seen_on))
    return Said(
        row.id, joined(label("Relation", row.relation), age), joined(safe, seen, _("heard") if row.heard else "")
    )


def _role(row: records.RoleAssignment, at: At) -> Said:
    home = _("comes through the door") if row.visits_home else ""
    note = joined(at.members(row.members), _span(row.started_on, row.ended_on, at), home)
    holder = at.table.holder_name(row.holder_id, row.organisation_id)
    return Said(at.table.role(row.role).label, holder, note, "", _is_past(row.ended_on, at))


def _helper(row: records.Helper, at: At) -> Said:
    note = joined(row.task or "", at.members(row.members), _span(row.started_on, row.ended_on, at))
    name = row.name or at.person(row.person_id)
    return Said(name, at.organisation(row.organisation_id), note, "", _is_past(row.ended_on, at))


# The picture.


def _pitch(row: records.Pitch, at: At) -> Said:
    via = _with(_("via {name}"), name=at.person(row.via_id))
    pain, wish = _with(_("pain: {text}"), text=row.pain or ""), _with(_("wish: {text}"), text=row.wish or "")
    return Said(at.members(row.members) or _("the family"), row.text, joined(at.day(row.given_on), via, pain, wish))


def _child_voice(row: records.ChildVoice, at: At) -> Said:
    who = _with(_("heard by {name}"), name=at.person(row.by_id) or row.by_other or "")
    return Said(at.member(row.member_id), row.text, joined(at.day(row.given_on), _word("VoiceForm", row.form), who))


def _line(row: records.Line, at: At) -> Said:
    told = {"yes": _("discussed with the family"), "no": _("not discussed with the family")}
    source = _with(_("from {source}"), source=_word("LineSource", row.source))
    day = at.short_day(row.noted_on) if row.noted_on else ""
    note = joined(_word("LineKind", row.kind), source, at.person(row.by_id), day)
    return Said("", row.text, joined(note, told.get(row.discussed_with_family or "", "")))


def _score(row: records.Score, at: At) -> Said:
    about = _with(_("about {name}"), name=at.member(row.subject_id))
    scale = label("ScoreScale", row.scale) if row.scale != "safety" else ""
    rater = at.person(row.by_id) or at.member(row.by_member_id)
    return Said(rater, joined(str(row.value), row.reason or ""), joined(scale, about, at.day(row.given_on)))


def _buffer(row: records.Buffer, at: At) -> Said:
    step = _with(_("step: {text}"), text=row.step or "")
    sign = {"present": FINE, "missing": LOUD, "unknown": MISSING}.get(row.state, "")
    note = joined(row.note or "", step, at.person(row.step_owner_id))
    return Said(label("BufferName", row.buffer), label("BufferState", row.state), note, sign)


def _perspective(row: records.Perspective, at: At) -> Said:
    return Said(at.organisation(row.organisation_id), row.sees)


def _information(row: records.Information, at: At) -> Said:
    name = at.organisation(row.organisation_id)
    if row.cannot_because:
        return Said(name, _("cannot share, because: {text}").format(text=row.cannot_because))
    if row.received_on:
        return Said(name, _("received {day}").format(day=at.day(row.received_on)), sign=FINE)
    if row.asked_on:
        days = away_text(row.asked_on, at.today)
        return Said(name, _("asked {day}, not received yet").format(day=f"{at.day(row.asked_on)} ({days})"))
    return Said(name, _("invited") if row.invited else _("needed, not asked yet"), sign="" if row.invited else MISSING)


def _incident(row: records.Incident, at: At) -> Said:
    told = _with(_("lead informed {when}"), when=at.moment(row.lead_informed_at))
    did, needed = _("we did: {text}").format(text=row.we_did), _("needed: {text}").format(text=row.needed)
    return Said(
        at.day(row.happened_on),
        row.what,
        joined(did, needed, told or _("lead not informed yet")),
        "" if told else MISSING,
    )


# The plan.


def _measure(row: records.Measure, at: At) -> Said:
    until = at.day(row.until)
    if row.until and row.until >= at.today:
        until = f"{until} ({away_text(row.until, at.today)})"
    span = joined(
        _with(_("from {day}"), day=at.day(row.started_on)),
        _("up to and including {day}").format(day=until) if until else _("no last day"),
    )
    note = joined(
        _with(_("ordered by {name}"), name=row.ordered_by or ""),
        _with(_("carried out by {name}"), name=at.organisation(row.carried_out_by_id)),
        _with(_("afterwards: {text}"), text=row.follow_up or ""),
    )
    is_past = row.until is not None and row.until < at.today
    return Said(label("MeasureKind", row.kind), joined(at.members(row.members), span), note, "", is_past)


def _consent(row: records.Consent, at: At) -> Said:
    sign = {"yes": FINE, "no": LOUD, "not_asked": MISSING}.get(row.value, "")
    asked = joined(at.day(row.asked_on), at.person(row.asked_by_id))
    plan = _with(_("will be asked: {action}"), action=at.action(row.plan_id))
    text = f"{row.what}: {label('ConsentValue', row.value)}"
    return Said(at.member(row.member_id), text, joined(asked, plan), sign)


def _waiting(row: records.Waiting, at: At) -> Said:
    where = _with(_("at {name}"), name=at.organisation(row.organisation_id))
    since = _("since {day} ({days})").format(day=at.day(row.since), days=away_text(row.since, at.today))
    text = joined(row.what, where)
    if row.ended_on:
        over = _("over since {day}").format(day=at.day(row.ended_on))
        return Said(at.member(row.member_id), text, over, FINE, row.ended_on <= at.today)
    bridge = _with(_("until then: {action}"), action=at.action(row.bridge_id))
    note = joined(since, bridge or _("nothing bridges it yet"))
    return Said(at.member(row.member_id), text, note, "" if bridge else MISSING)


def _crisis_notice(row: records.CrisisNotice, at: At) -> Said:
    is_past = row.valid_until < at.today
    valid = _("was valid until {day}") if is_past else _("valid up to and including {day}")
    sent = _with(_("sent {day}"), day=at.day(row.sent_on)) or _("not sent yet")
    note = joined(valid.format(day=at.day(row.valid_until)), sent)
    return Said(_("to {name}").format(name=row.sent_to), row.text, note, "" if row.sent_on else MISSING, is_past)


def _decision(row: records.Decision, at: At) -> Said:
    needs = ", ".join(at.organisation(pk) for pk in row.needs)
    note = joined(
        _with(_("because: {text}"), text=row.consideration or ""),
        _with(_("sees it otherwise: {text}"), text=row.dissent or ""),
        _with(_("for the family: {text}"), text=row.plain_text or ""),
        _with(_("needed from: {names}"), names=needs),
        _("the family agrees") if row.agreed_by_family else "",
    )
    return Said(at.day(at.meeting_day(row.created_in_id)), row.text, note)


def _deviation(row: records.Deviation, at: At) -> Said:
    room = _with(_("room from {name}"), name=row.approved_by or "") or _("nobody gave room for it yet")
    back = _("look back {day}").format(day=at.day(row.review_on))
    late = row.review_on < at.today
    return Said("", row.what, joined(_("because: {text}").format(text=row.why), room, back), LOUD if late else "")


def level_words(level: int) -> str:
    """Return who an obstacle is put before at a level of 1 to 4."""
    words = {1: _("worker"), 2: _("team leader"), 3: _("manager"), 4: _("board or mayor")}
    return _("level {n}: {who}").format(n=level, who=words.get(level, ""))


def _obstacle(row: records.Obstacle, at: At) -> Said:
    where = _with(_("at {name}"), name=at.organisation(row.organisation_id))
    note = joined(
        level_words(row.level),
        _with(_("put before {name}"), name=row.raised_to or ""),
        _with(_("our alternative: {text}"), text=row.alternative or ""),
        _with(_("about {name}"), name=at.action(row.action_id)),
        _with(_("since {day}"), day=at.day(row.since)),
        _with(_("solved {day}"), day=at.day(row.resolved_on)),
    )
    sign = FINE if row.resolved_on else ""
    return Said(label("ObstacleKind", row.kind), joined(row.what, where), note, sign, row.resolved_on is not None)


def _offer(row: records.Offer, at: At) -> Said:
    became = _with(_("became {action}"), action=at.action(row.action_id))
    return Said(at.person(row.by_id) or at.member(row.by_member_id), row.text, became, FINE if became else "")


def _evaluation(row: records.Evaluation, at: At) -> Said:
    lowest = _("lowest score {n}").format(n=row.lowest) if row.lowest is not None else ""
    stable = _("stable") if row.stable else _("not stable yet")
    says = _with(_("the family: {text}"), text=row.family_feedback or "")
    return Said("", at.day(row.held_on), joined(lowest, stable, says))


def _feedback(row: records.Feedback, at: At) -> Said:
    about = _("about the meeting of {day}").format(day=at.day(at.meeting_day(row.created_in_id)))
    who = at.person(row.owner_id) or _("nobody yet")
    if row.done_on:
        return Said(who, about, _("done {day}").format(day=at.day(row.done_on)), FINE, row.done_on <= at.today)
    if row.due is None:
        return Said(who, about, _("no day yet"), MISSING)
    due = f"{at.day(row.due)} ({due_text(row.due, at.today)})"
    sign = LOUD if row.due < at.today else MISSING if row.owner_id is None else ""
    return Said(who, about, _("before {day}").format(day=due), sign)


def _handover(row: records.Handover, at: At) -> Said:
    givers = ", ".join(at.person(pk) for pk in row.from_holders)
    if row.done_on:
        when, sign = _("done on {day}").format(day=at.day(row.done_on)), FINE
    else:
        when, sign = _("agreed for {day}").format(day=at.day(row.due)), LOUD if row.due < at.today else ""
    line = _with(_("line so far: {text}"), text=row.line_so_far or "")
    warm = _("together with the family") if row.warm else ""
    who = f"{givers} -> {at.person(row.to_holder_id)}"
    return Said(at.table.role(row.role).label, who, joined(when, warm, line), sign, row.done_on is not None)


def _note(row: records.Note, at: At) -> Said:
    kind = label("NoteKind", row.kind)
    return Said(at.person(row.by_id), row.text, joined(at.moment(row.written_at), kind))


SAID: dict[str, Callable[[Any, At], Said]] = {
    "Member": _member,
    "RoleAssignment": _role,
    "Helper": _helper,
    "Handover": _handover,
    "Pitch": _pitch,
    "ChildVoice": _child_voice,
    "Line": _line,
    "Score": _score,
    "Buffer": _buffer,
    "Perspective": _perspective,
    "Information": _information,
    "Measure": _measure,
    "Consent": _consent,
    "Waiting": _waiting,
    "Incident": _incident,
    "CrisisNotice": _crisis_notice,
    "Decision": _decision,
    "Deviation": _deviation,
    "Obstacle": _obstacle,
    "Offer": _offer,
    "Evaluation": _evaluation,
    "Feedback": _feedback,
    "Note": _note,
}
"""How a record is said, by its kind."""
