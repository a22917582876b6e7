"""One case at one instant: who holds what, who is child or parent, the scores that count (checks.md)."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from mdoverleg.domain.facts import CaseFacts
from mdoverleg.domain.records import ActionPoint, Evaluation, Helper, Member, RoleAssignment, Score
from mdoverleg.rules.moment import EndedItem, Moment
from mdoverleg.rules.words import is_child, is_current, is_live, is_parent


class Rater(NamedTuple):
    """Who gave a score: a participant or a family member."""

    person: int | None
    member: int | None


class CaseAt:
    """One case at one instant; what is asked of it is computed once."""

    def __init__(self, moment: Moment, facts: CaseFacts) -> None:
        self.moment = moment
        self.facts = facts
        self.case = facts.case
        self.today = moment.today

    # Who does what

    @cached_property
    def held(self) -> tuple[RoleAssignment, ...]:
        """Every assignment with a holder, current or not; one of an organisation alone counts for nothing."""
        return tuple(role for role in self.facts.roles if role.holder_id is not None)

    @cached_property
    def current_roles(self) -> tuple[RoleAssignment, ...]:
        """The assignments with a holder that are current today."""
        return tuple(role for role in self.held if is_current(role, self.today))

    @cached_property
    def current_helpers(self) -> tuple[Helper, ...]:
        """The helpers that are current today."""
        return tuple(helper for helper in self.facts.helpers if is_current(helper, self.today))

    @cached_property
    def _holders(self) -> Mapping[str, tuple[int, ...]]:
        holders: dict[str, dict[int, None]] = {}
        for role in self.current_roles:
            if role.holder_id is not None:
                holders.setdefault(role.role, {})[role.holder_id] = None
        return {role: tuple(people) for role, people in holders.items()}

    def holders(self, role: str) -> tuple[int, ...]:
        """Return the current holders of a role, each once."""
        return self._holders.get(role, ())

    @cached_property
    def all_holders(self) -> tuple[int, ...]:
        """The current holders of any role, each once."""
        return tuple(dict.fromkeys(role.holder_id for role in self.current_roles if role.holder_id is not None))

    def professionals_on(self, day: date, *, visiting: bool = False) -> int:
        """Count the professionals around the family on a day; `visiting` counts only who comes through the door."""
        people: set[int | None] = {
            role.holder_id
            for role in self.held
            if (role.visits_home or not visiting) and is_current(role, day) and self.moment.role_counts(role.role)
        }
        helpers = [
            helper for helper in self.facts.helpers if (helper.visits_home or not visiting) and is_current(helper, day)
        ]
        people.update(helper.person_id for helper in helpers if helper.person_id is not None)
        return len(people) + sum(helper.person_id is None for helper in helpers)

    @cached_property
    def professionals_now(self) -> int:
        """Number of professionals around the family today."""
        return self.professionals_on(self.today)

    @cached_property
    def professionals_at_start(self) -> int:
        """Number of professionals when the case was opened, or when the first one came later."""
        opened = self.case.opened_on
        at_opening = self.professionals_on(opened)
        if at_opening:
            return at_opening
        starts = [role.started_on for role in self.held if self.moment.role_counts(role.role)]
        starts += [helper.started_on for helper in self.facts.helpers if helper.started_on is not None]
        later = [day for day in starts if day > opened]
        return self.professionals_on(min(later)) if later else 0

    @cached_property
    def visiting_now(self) -> int:
        """Number of professionals who come through the door today."""
        return self.professionals_on(self.today, visiting=True)

    def has_worker(self, member_pk: int) -> bool:
        """Whether a role that counts, or a helper, names this member today."""
        return any(
            member_pk in role.members and self.moment.role_counts(role.role) for role in self.current_roles
        ) or any(member_pk in helper.members for helper in self.current_helpers)

    # The family

    @cached_property
    def members(self) -> Mapping[int, Member]:
        """The family members by key."""
        return {member.pk: member for member in self.facts.members}

    @cached_property
    def children(self) -> tuple[Member, ...]:
        """The children."""
        return tuple(member for member in self.facts.members if is_child(member))

    @cached_property
    def parents(self) -> tuple[Member, ...]:
        """The parents."""
        return tuple(member for member in self.facts.members if is_parent(member))

    # Action points and meetings

    @cached_property
    def live_actions(self) -> tuple[ActionPoint, ...]:
        """The action points that somebody still has to do."""
        return tuple(action for action in self.facts.actions if is_live(action))

    @cached_property
    def _live_keys(self) -> frozenset[int]:
        return frozenset(action.pk for action in self.live_actions)

    def is_planned(self, action_pk: int | None) -> bool:
        """Whether a reference leads to a live action point of this case."""
        return action_pk is not None and action_pk in self._live_keys

    @cached_property
    def ended_items(self) -> list[EndedItem]:
        """The ended items on this case over all meetings, the latest end last."""
        return self.moment.ended_items(self.case.pk)

    @property
    def is_running(self) -> bool:
        """Whether the running item is on this case."""
        running = self.moment.running
        return running is not None and running.case_id == self.case.pk

    # Judgement

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """The evaluations not after today, by date."""
        held = (evaluation for evaluation in self.facts.evaluations if evaluation.held_on <= self.today)
        return tuple(sorted(held, key=lambda evaluation: evaluation.held_on))

    @cached_property
    def earlier_evaluations(self) -> tuple[Evaluation, ...]:
        """The evaluations before today, by date."""
        return tuple(evaluation for evaluation in self.evaluations if evaluation.held_on < self.today)

    @cached_property
    def current_scores(self) -> tuple[Score, ...]:
        """The latest safety score of each rater about each subject since the last earlier evaluation."""
        since = self.earlier_evaluations[-1].held_on if self.earlier_evaluations else None
        latest: dict[tuple[Rater, int | None], Score] = {}
        for score in self.facts.scores:
            if score.scale != "safety" or score.given_on > self.today or (since and score.given_on <= since):
                continue
            key = (rater(score), score.subject_id)
            if key not in latest or score.given_on >= latest[key].given_on:
                latest[key] = score
        return tuple(latest.values())

    @cached_property
    def lowest_score(self) -> int | None:
        """The lowest current score, else the lowest of the latest evaluation that has one; nothing: unknown."""
        if self.current_scores:
            return min(score.value for score in self.current_scores)
        return next((known.lowest for known in reversed(self.evaluations) if known.lowest is not None), None)

    # Who may see the case

    @cached_property
    def named_people(self) -> frozenset[int | None]:
        """The participants who are named in this case, or lead the meeting; among them may be nobody."""
        case, facts = self.case, self.facts
        meeting = self.moment.meeting.meeting if self.moment.meeting else None
        people: set[int | None] = {meeting.chair_id, meeting.secretary_id} if meeting else set()
        people |= {case.brought_by_id, case.informed_by_id, case.monitor_by_id, case.closing_proposed_by_id}
        people.update(self.all_holders)
        people.update(helper.person_id for helper in self.current_helpers)
        for action in facts.actions:
            people |= {action.owner_id, action.co_owner_id, action.executor_id, action.passed_on_by_id}
        for member in facts.members:
            people |= {member.seen_by_id, member.contact_via_id, *member.heard_by}
        people.update(voice.by_id for voice in facts.child_voices)
        people.update(pitch.via_id for pitch in facts.pitches)
        people.update(row.owner_id for row in facts.feedback)
        people.update(buffer.step_owner_id for buffer in facts.buffers)
        return frozenset(people)

    @cached_property
    def _involved_organisations(self) -> frozenset[int | None]:
        return frozenset(row.organisation_id for row in self.facts.information) | frozenset(
            role.organisation_id for role in self.facts.roles if is_current(role, self.today)
        )

    def is_involved(self, person_pk: int) -> bool:
        """Whether a participant is involved in this case, and so may see it."""
        return (
            person_pk in self.named_people
            or self.moment.person(person_pk).organisation_id in self._involved_organisations
        )


def rater(score: Score) -> Rater:
    """Return who gave a score."""
    return Rater(score.by_id, score.by_member_id)
