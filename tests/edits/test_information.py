"""Inviting an organisation to a case makes its row of information, by itself or by giving somebody a seat."""

from typing import Any

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.edits import agenda, case_records, information, meetings, roles
from tests.edits.world import TODAY, World, no_step, one_step
from tests.edits.world import agenda as items_of


def asked(world: World) -> list[tuple[Any, ...]]:
    with world.store.read() as reader:
        return reader.rows("SELECT case_id, organisation_id, invited, asked_on FROM information ORDER BY pk")


def test_an_organisation_is_invited_once(world: World) -> None:
    store, nel = world.store, world.nel
    with one_step(world, "information.invite"):
        information.invite(store, nel, case_pk=world.wulp, organisation_pk=world.guard)
    assert asked(world) == [(world.wulp, world.guard, 1, TODAY.isoformat())]
    with no_step(world), pytest.raises(Refused, match="Jeugdbescherming Oost"):
        information.invite(store, nel, case_pk=world.wulp, organisation_pk=world.guard)
    needed = {"organisation": world.team, "invited": False}
    case_records.add(store, nel, entity="Information", case_pk=world.wulp, values=needed)
    with one_step(world, "information.invite"):
        information.invite(store, nel, case_pk=world.wulp, organisation_pk=world.team)
    assert asked(world)[1] == (world.wulp, world.team, 1, TODAY.isoformat())


def test_a_seat_for_somebody_of_an_organisation_the_case_did_not_know_asks_it(world: World) -> None:
    store, nel = world.store, world.nel
    for person in (world.anne, world.sem, world.iris, world.koen):
        meetings.attend(store, nel, pk=world.meeting, person_pk=person, status="present")
    first, second = (row[0] for row in items_of(world) if row[2])
    for item in (first, second):
        for person in (world.iris, world.koen):
            agenda.seat(store, nel, item_pk=item, person_pk=person, at_table=False)
    assert asked(world) == []
    with one_step(world, "agenda.seat"):
        agenda.seat(store, nel, item_pk=first, person_pk=world.iris, at_table=True)
    assert asked(world) == [(world.wulp, world.guard, 1, TODAY.isoformat())]
    # A colleague adds nothing; nor does an organisation that has a role in the case, or the chair of the meeting.
    agenda.seat(store, nel, item_pk=first, person_pk=world.koen, at_table=True)
    roles.assign(store, nel, case_pk=world.grutto, role="toezichthouder", organisation_pk=world.guard)
    agenda.seat(store, nel, item_pk=second, person_pk=world.iris, at_table=True)
    for at_table in (False, True):
        agenda.seat(store, nel, item_pk=first, person_pk=world.anne, at_table=at_table)
    assert len(asked(world)) == 1
