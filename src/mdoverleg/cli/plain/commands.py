"""What can be typed at a table in lines: the letters of the screen, through the same edits."""

from mdoverleg.cli.plain import lines, locking, meeting, room, work
from mdoverleg.cli.plain.picks import job, numbered, person_in, shown_case, yes
from mdoverleg.cli.plain.table import Command, Said, Table, everything, of_case, said_help
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.list_rows import ChangeRow
from mdoverleg.domain.looking import of_search
from mdoverleg.domain.room import MASKED
from mdoverleg.domain.words import N_, _, np_

MOST_FOUND = 20


def _everything(table: Table, _rest: str) -> Said:
    table.read_again()
    yield from everything(table)


def _item(table: Table, rest: str) -> Said:
    """Read the agenda, or look at the case of an item; what runs is followed again with its own number."""
    board = table.board
    if not rest:
        yield from lines.agenda_lines(board, table.now())
        return
    item = numbered(rest, board.agenda, _("Items"))
    if item is not None and item.case_pk is None:
        raise Refused(_("Item {n} is no case.").format(n=item.number))
    case_pk = item.case_pk if item is not None else job(table).find("case", rest)
    now = lines.running(board)
    table.look_at(None if now is not None and now.case_pk == case_pk else case_pk)
    yield from of_case(table)


def _search(table: Table, rest: str) -> Said:
    from mdoverleg.reads.searching import search_rows

    hits = search_rows(table.store, rest, most=MOST_FOUND) if rest else ()
    if rest:
        table.looked(of_search(rest, hits))
    rows = [lines.said([one.label, one.case, one.id, one.snippet]) for one in hits]
    yield from lines.numbered(_("Found"), rows, _("nothing."))


def _read_back(table: Table, _rest: str) -> Said:
    """Read aloud what was agreed on this case, and what it still lacks."""
    from mdoverleg.reads.read_back import read_back

    board, case = table.board, shown_case(table.board)
    extra = read_back(table.store, case.head.pk, table.running_meeting_pk)
    yield from lines.decision_lines(case)
    yield from lines.role_lines(case, board.today)
    yield from lines.action_lines(table.number_again(), board.today, with_case=False)
    if extra.joint_message:
        yield _("The family hears: {text}").format(text=extra.joint_message)
    for row in extra.feedback:
        who, day = row.owner or _("nobody yet"), day_text(row.due, board.today) if row.due else _("no date")
        if row.done_on:
            yield _("{who} told it on {day}").format(who=who, day=day_text(row.done_on, board.today)) + "."
        else:
            yield _("{who} tells it, at the latest {day}").format(who=who, day=day) + "."
    if extra.contingency:
        yield _("If it goes wrong: {text}").format(text=extra.contingency)
    if case.head.next_evaluation:
        yield _("Next evaluation {day}").format(day=day_text(case.head.next_evaluation, board.today)) + "."
    yield from lines.warning_lines(board)


def _undo(table: Table, _rest: str) -> Said:
    from mdoverleg.edits import history
    from mdoverleg.reads.history import read_change

    number = history.undo(table.store, table.who)
    row = read_change(table.store, number) if number is not None else None
    yield from _said_change(table, row, _("Undone: {what}"), _("There is nothing to undo in this window."))


def _redo(table: Table, _rest: str) -> Said:
    from mdoverleg.edits import history
    from mdoverleg.reads.history import read_change

    number = history.redo(table.store, table.who)
    undone = read_change(table.store, number) if number is not None else None
    row = read_change(table.store, undone.undoes) if undone is not None and undone.undoes else undone
    yield from _said_change(table, row, _("Redone: {what}"), _("There is nothing to redo in this window."))


def _said_change(table: Table, row: ChangeRow | None, said: str, nothing: str) -> Said:
    from mdoverleg.reads.history import change_words

    yield from table.after_own()
    yield said.format(what=change_words(row)) if row is not None else nothing


def _who(table: Table, rest: str) -> Said:
    if rest:
        person, _behind = person_in(table, rest.split())
        table.who = table.who._replace(name=person.name, person_pk=person.pk)
    yield _("You are {name}.").format(name=table.who.name)


def _mask(table: Table, _rest: str) -> Said:
    """Say initials for names in every window, or, after asking, names again."""
    if not table.is_masked:
        table.masks_alone = table.store.read_only
        if not table.store.read_only:
            table.store.set_setting(MASKED, "1")
        table.read_mask()
        yield _("Names are masked in every window. m shows them again.")
    elif yes(table, _("Show names again in every window?")):
        table.masks_alone = False
        if not table.store.read_only:
            table.store.forget_setting(MASKED)
        table.read_mask()
        yield _("Names are said again.")


def _help(_table: Table, _rest: str) -> Said:
    yield from said_help(COMMANDS)


def _quit(table: Table, _rest: str) -> Said:
    table.is_over = True
    yield _("Everything is saved.")


COMMANDS: dict[str, Command] = {
    one.key: one
    for one in (
        Command("n", np_("typed", "next"), "",
                N_("start the meeting, go to the next step or the next item"), meeting.go_on),
        Command("N", np_("typed", "back"), "", N_("go back one step of the running case"), meeting.step_back),
        Command("nn", np_("typed", "item"), "",
                N_("go to the next item now, whatever steps are left"), meeting.next_item),
        Command("+", np_("typed", "more"), "", N_("five minutes more for the running item"), meeting.more_minutes),
        Command("br", np_("typed", "break"), "", N_("a break after the running item"), meeting.take_break),
        Command("S", np_("typed", "close"), "", N_("close the meeting"), meeting.close),
        Command("v", np_("typed", "all"), "", N_("read everything out"), _everything),
        Command("i", np_("typed", "agenda"), np_("typed", "[NUMBER OR ALIAS]"),
                N_("the agenda; with a number or an alias look at that case"), _item),
        Command("r", np_("typed", "roles"), np_("typed", "[ROLE NAME #MEMBER]"),
                N_("the roles; with a role, by number or name, and a name give it"), work.roles),
        Command("a", np_("typed", "actions"), np_("typed", "[LINE]"),
                N_("the action points; with a line add one, as on screen"), work.points),
        Command("d", np_("typed", "done"), np_("typed", "NUMBER"), N_("the action point is done"), work.status("done")),
        Command("b", np_("typed", "busy"), np_("typed", "NUMBER"), N_("it is in progress"), work.status("in_progress")),
        Command("o", np_("typed", "could-not"), np_("typed", "NUMBER REASON"),
                N_("it could not be done: what changed"), work.status("could_not", needs_reason=True)),
        Command("x", np_("typed", "not-done"), np_("typed", "NUMBER REASON"),
                N_("it was not done: why"), work.status("not_done", needs_reason=True)),
        Command("y", np_("typed", "agreed"), np_("typed", "NUMBER"),
                N_("its owner says yes, or not any more"), work.agree),
        Command("B", np_("typed", "decisions"), np_("typed", "[TEXT]"),
                N_("the decisions; with a text add one"), work.decisions),
        Command("t", np_("typed", "warnings"), np_("typed", "[NUMBER REASON]"),
                N_("the warnings; with a number and a reason set one aside"), work.warnings),
        Command("w", np_("typed", "present"), np_("typed", "[NAME STATUS]"),
                N_("who is there; with a name and a status note it"), meeting.present),
        Command("P", np_("typed", "room"), np_("typed", "[NAME IN, OUT OR NOT]"),
                N_("who sits here for this case; with a name and in, out or not note it"), room.room),
        Command("R", np_("typed", "read-back"), "", N_("read back what was agreed on this case"), _read_back),
        Command("u", np_("typed", "undo"), "", N_("undo what you did last"), _undo),
        Command("U", np_("typed", "redo"), "", N_("do it again"), _redo),
        Command("/", np_("typed", "search"), np_("typed", "WORDS"), N_("search over everything"), _search),
        Command("m", np_("typed", "mask"), "", N_("initials for names in every window, or names again"), _mask),
        Command("I", np_("typed", "me"), np_("typed", "[NAME]"), N_("who you are; with a name say so"), _who),
        Command("L", np_("typed", "lock"), "",
                N_("lock an encrypted table, and ask for the passphrase"), locking.lock),
        Command("?", np_("typed", "help"), "", N_("what can be typed"), _help),
        Command("q", np_("typed", "quit"), "", N_("stop; everything is saved"), _quit),
    )
}  # fmt: skip
"""What can be typed, by its letter, in the order in which help reads it."""
