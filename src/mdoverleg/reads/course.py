"""Tab Verloop: what happened around a case, newest first, from its own records."""

from datetime import date

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import CourseRow
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.in_the_room import was_in
from mdoverleg.rules.words import is_live


def course_rows(case: CaseFacts, table: TableFacts, today: date) -> tuple[CourseRow, ...]:
    """Return registration, meetings, decisions, reviews, changes of roles, hand-overs and what was finished."""
    rows = [
        CourseRow(case.case.opened_on, "case", _("Registered")),
        *_meetings(case, table),
        *_decisions(case, table),
        *_evaluations(case),
        *_roles(case, table),
        *_handovers(case, table, today),
        *_action_points(case, table),
    ]
    if case.case.closed_on:
        rows.append(CourseRow(case.case.closed_on, "case", case.case.closing_decision or _("Closed")))
    dated = [(row.on or date.min, place, row) for place, row in enumerate(rows)]
    return tuple(row for _day, _place, row in sorted(dated, key=lambda found: (found[0], -found[1]), reverse=True))


def _meetings(case: CaseFacts, table: TableFacts) -> list[CourseRow]:
    found = []
    for facts in table.meetings:
        for item in facts.agenda:
            if item.case_id != case.case.pk or item.actual_start is None:
                continue
            new = sum(1 for action in case.actions if action.created_in_id == facts.meeting.pk)
            text = _("Discussed; {n} new action points").format(n=new) if new else _("Discussed")
            if people := sum(who.person_pk is not None for who in was_in(facts, item)):
                text = n_("{what} · {n} in the room", "{what} · {n} in the room", people).format(what=text, n=people)
            found.append(CourseRow(facts.meeting.held_on, "meeting", text, facts.meeting.pk))
    return found


def _decisions(case: CaseFacts, table: TableFacts) -> list[CourseRow]:
    days = {facts.meeting.pk: facts.meeting for facts in table.meetings}
    found = []
    for decision in case.decisions:
        meeting = days.get(decision.created_in_id or 0)
        found.append(
            CourseRow(
                meeting.held_on if meeting else None,
                "decision",
                _("Decision: {text}").format(text=decision.text),
                decision.pk,
            )
        )
    return found


def _evaluations(case: CaseFacts) -> list[CourseRow]:
    found = []
    for evaluation in case.evaluations:
        parts = [_("Review")]
        if evaluation.lowest is not None:
            parts.append(_("lowest score {n}").format(n=evaluation.lowest))
        parts.append(_("stable") if evaluation.stable else _("not stable yet"))
        found.append(CourseRow(evaluation.held_on, "evaluation", " · ".join(parts), evaluation.pk))
    return found


def _roles(case: CaseFacts, table: TableFacts) -> list[CourseRow]:
    found = []
    for assignment in case.roles:
        name = table.holder_name(assignment.holder_id, assignment.organisation_id)
        words = {"name": name, "role": table.role(assignment.role).label}
        found.append(CourseRow(assignment.started_on, "role", _("{name} became {role}").format(**words), assignment.pk))
        if assignment.ended_on:
            ended = _("{name} stopped as {role}").format(**words)
            found.append(CourseRow(assignment.ended_on, "role", ended, assignment.pk))
    return found


def _handovers(case: CaseFacts, table: TableFacts, today: date) -> list[CourseRow]:
    found = []
    for handover in case.handovers:
        words = {"role": table.role(handover.role).label, "name": table.person_name(handover.to_holder_id)}
        if handover.done_on:
            text = _("{role} handed over to {name}").format(**words)
        else:
            text = _("Hand-over of {role} to {name} agreed for {day}").format(
                **words, day=day_text(handover.due, today)
            )
        found.append(CourseRow(handover.done_on or handover.due, "handover", text, handover.pk))
    return found


def _action_points(case: CaseFacts, table: TableFacts) -> list[CourseRow]:
    days = {facts.meeting.pk: facts.meeting for facts in table.meetings}
    found = []
    for action in case.actions:
        if is_live(action):
            continue
        meeting = days.get(action.reviewed_in_id or 0) or days.get(action.created_in_id or 0)
        text = f"{action.id} {action.text}: {label('ActionStatus', action.status)}"
        if action.outcome_reason:
            text = f"{text} ({action.outcome_reason})"
        found.append(CourseRow(meeting.held_on if meeting else None, "action", text, action.pk))
    return found
