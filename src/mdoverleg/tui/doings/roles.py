"""What one does with roles: give one, end one, agree a hand-over, turn the board."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.snapshots import CaseView, Holder, RoleRow
from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.widgets.role_board import DOUBLE, TURNS, SlotLine, slot_lines

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


def turn(screen: "BoardScreen") -> None:
    """Turn the board: per role, per person, per family member."""
    board = screen.roles
    board.turn = TURNS[(TURNS.index(board.turn) + 1) % len(TURNS)]
    screen.choose_tab("board")
    screen.show_case_parts()


async def assign(screen: "BoardScreen") -> None:
    """Choose a slot, the one under the cursor first, then a person: the role is theirs."""
    from mdoverleg.reads.role_cards import read_roles
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    case = screen.case
    lines = list(slot_lines(case, screen.today))
    named = _with_labels(lines)
    choices = [Choice(_key(line), name, f"{line.sign} {line.who} {line.for_whom}".strip()) for line, name in named]
    shown = {line.code for line in lines}
    known = await screen.window.in_thread(lambda: read_roles(screen.window.store))
    choices += [Choice((role.code, None), role.label) for role in known if role.code not in shown]
    here = screen.roles.row if screen.focused is screen.roles else None
    start = _key(here) if isinstance(here, SlotLine) else _first_open(lines)
    picked = await screen.app.push_screen_wait(Pick(_("Which role?"), choices, start=start))
    if picked is not None and isinstance(picked.key, tuple):
        code = str(picked.key[0])
        label = next((role.label for role in known if role.code == code), code)
        await _assign(screen, case, code, picked.key[1], label)


def assign_here(screen: "BoardScreen") -> Coroutine[Any, Any, None]:
    """Give the role under the cursor to somebody."""
    return _assign_here(screen, screen.roles.row)


async def _assign_here(screen: "BoardScreen", here: object) -> None:
    if isinstance(here, SlotLine):
        code, member = _key(here)
        label = next((row.label for row in screen.case.roles if row.code == code), code)
        await _assign(screen, screen.case, code, member, label)


def _with_labels(lines: list[SlotLine]) -> list[tuple[SlotLine, str]]:
    """The label of a slot stands on its first line only; in a list to choose from it stands on every line."""
    found, name = [], ""
    for line in lines:
        name = line.label or name
        found.append((line, name))
    return found


def _key(line: SlotLine) -> tuple[str, int | None]:
    member = line.member_pk
    if member is None and line.holder is not None and len(line.holder.members) == 1:
        member = line.holder.members[0]
    return line.code, member


def _first_open(lines: list[SlotLine]) -> tuple[str, int | None] | None:
    wanting = [line for line in lines if line.sign == DOUBLE] or [line for line in lines if line.holder is None]
    return _key(wanting[0]) if wanting else None


async def _assign(screen: "BoardScreen", case: CaseView, code: str, member_pk: int | None, label: str) -> None:
    from mdoverleg.tui.dialogs.pick import Pick
    from mdoverleg.tui.dialogs.who import people_finder

    slot = next((row for row in case.roles if row.code == code), None)
    snapshot = screen.snapshot
    if snapshot is None:
        return
    holders = tuple(holder.person_pk for holder in slot.holders if holder.person_pk) if slot else ()
    involved = tuple(row.person_pk for row in case.by_person if row.person_pk)
    notes = dict.fromkeys(holders, _("(holds it now)"))
    for_whom = next((member.short for member in case.members if member.pk == member_pk), "")
    title = _("{role} for {member}: who?") if for_whom else _("{role}: who?")
    picked = await screen.app.push_screen_wait(
        Pick(
            title.format(role=label, member=for_whom),
            people_finder(snapshot.people, (*holders, *involved), notes),
        )
    )
    if picked is None:
        return
    person_pk = int(str(picked.key))
    members = (member_pk,) if member_pk is not None else ()
    replace = replaces(slot, member_pk)
    handover = await _handover(screen, case.head.pk, code, person_pk, members)
    if handover is None:
        return
    give: dict[str, Any] = {
        "case_pk": case.head.pk,
        "role": code,
        "person_pk": person_pk,
        "members": members,
        "meeting_pk": screen.running_meeting_pk,
        "replace": replace,
        "handover": handover or None,
    }
    seen = tuple(holder.pk for holder in slot.holders) if slot else ()
    await run_edit(
        screen,
        lambda store, who: late.roles.assign(store, who, seen=seen, **give),
        anyway=lambda store, who: late.roles.assign(store, who, **give),
        said=_("The one before has stopped; u undoes it.") if replace and _others(slot, person_pk) else "",
    )


async def _handover(
    screen: "BoardScreen", case_pk: int, code: str, person_pk: int, members: tuple[int, ...]
) -> dict[str, Any] | None:
    """Ask for the hand-over where the role needs one and somebody else held it; empty: none; None: leave it all."""
    from mdoverleg.reads.handovers import read_givers
    from mdoverleg.tui.dialogs.ask import Ask
    from mdoverleg.tui.doings.handing_over import agreed, questions

    givers = await screen.window.in_thread(lambda: read_givers(screen.window.store, case_pk, code, person_pk, members))
    snapshot = screen.snapshot
    if not givers or snapshot is None:
        return {}
    title = _("Hand-over by {names}").format(names=", ".join(givers))
    hint = _("Enter saves; no day, no line: no hand-over · Esc leaves")
    asked = questions(snapshot.today, snapshot.next_meeting_on)
    answers = await screen.app.push_screen_wait(Ask(title, asked, hint=hint))
    return None if answers is None else agreed(answers, snapshot.today, snapshot.next_meeting_on)


def replaces(slot: RoleRow | None, member_pk: int | None) -> bool:
    """Tell whether somebody new takes the place of who holds it: where one holds it, or one for this member."""
    if slot is None or slot.how_many == "any":
        return False
    return slot.how_many == "one" or member_pk is not None


def _others(slot: RoleRow | None, person_pk: int) -> bool:
    return slot is not None and any(holder.person_pk != person_pk for holder in slot.holders)


async def card(screen: "BoardScreen") -> None:
    """Show what the role under the cursor does, can and cannot do."""
    from mdoverleg.reads.role_cards import read_role_card
    from mdoverleg.tui.dialogs.role_card import ShowRoleCard

    here, case_pk = screen.roles.row, screen.case.head.pk
    if isinstance(here, SlotLine):
        found = await screen.window.in_thread(lambda: read_role_card(screen.window.store, case_pk, here.code))
        await screen.app.push_screen_wait(ShowRoleCard(found))


def end(screen: "BoardScreen") -> Coroutine[Any, Any, None]:
    """End the role under the cursor today."""
    return _end(screen, screen.roles.row)


async def _end(screen: "BoardScreen", here: object) -> None:
    holder = await _holder(screen, here, _("Whose role ends?"))
    if holder is not None:
        await run_edit(screen, lambda store, who: late.roles.end(store, who, assignment_pk=holder.pk))


async def _holder(screen: "BoardScreen", here: object, title: str) -> Holder | None:
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    if not isinstance(here, SlotLine):
        return None
    if here.holder is not None:
        return here.holder
    slot = next((row for row in screen.case.roles if row.code == here.code), None)
    holders = {holder.pk: holder for holder in slot.holders} if slot else {}
    choices = [Choice(holder.pk, holder.name, holder.members_text) for holder in holders.values()]
    picked = await screen.app.push_screen_wait(Pick(title, choices))
    return holders[int(str(picked.key))] if picked is not None else None


async def change(screen: "BoardScreen") -> None:
    """Change the dates of a role that somebody holds, for whom it is, and who can reach its holder."""
    from mdoverleg.tui.doings.case_records import change_role

    here = screen.roles.row
    holder = await _holder(screen, here, _("Whose role is it about?"))
    if holder is not None and isinstance(here, SlotLine):
        label = next((row.label for row in screen.case.roles if row.code == here.code), here.code)
        await change_role(screen, holder.pk, f"{label} · {holder.name}", screen.case.head.pk)


async def hand_over(screen: "BoardScreen") -> None:
    """Agree that the role under the cursor is handed over: to whom, and before when."""
    from mdoverleg.tui.dialogs.ask import Ask, Question
    from mdoverleg.tui.dialogs.numbers import day_reader
    from mdoverleg.tui.dialogs.pick import Pick
    from mdoverleg.tui.dialogs.who import people_finder
    from mdoverleg.tui.doings.handing_over import proposed_day

    here, snapshot = screen.roles.row, screen.snapshot
    if not isinstance(here, SlotLine) or snapshot is None:
        return
    holder = await _holder(screen, here, _("Who hands over?"))
    if holder is None or holder.person_pk is None:
        return
    others = tuple(row for row in snapshot.people if row.pk != holder.person_pk)
    picked = await screen.app.push_screen_wait(Pick(_("To whom?"), people_finder(others)))
    if picked is None:
        return
    say, day_of = day_reader(snapshot.today, snapshot.next_meeting_on)
    proposed = day_file(proposed_day(snapshot.today, snapshot.next_meeting_on))
    answers = await screen.app.push_screen_wait(
        Ask(_("Hand-over"), [Question("due", _("Together with the family, at the latest on"), proposed, say)])
    )
    if answers is None:
        return
    case_pk, code, from_pk, to_pk = screen.case.head.pk, here.code, holder.person_pk, int(str(picked.key))
    values = {
        "role": code,
        "from_holders": (from_pk,),
        "to_holder": to_pk,
        "due": day_of(answers["due"]),
        "warm": True,
        "created_in": screen.running_meeting_pk,
    }
    await run_edit(
        screen,
        lambda store, who: late.case_records.add(store, who, entity="Handover", case_pk=case_pk, values=values),
        said=_("The hand-over is agreed; it stands in tab 5."),
    )
