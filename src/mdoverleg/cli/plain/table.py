"""The table in lines, on standard input and output: a whole meeting without a screen to look at.

For screen readers, braille, terminals that cannot draw, and scripts. Nothing is drawn again: what was said scrolls up.
"""

import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.plain import lines
from mdoverleg.cli.saying import put
from mdoverleg.cli.unlocking import note_unlock
from mdoverleg.domain.errors import FileRefused, MdError
from mdoverleg.domain.looking import CASE, TABLE, Look, Looks
from mdoverleg.domain.masking import Masker
from mdoverleg.domain.room import MASKED
from mdoverleg.domain.snapshots import ActionRow, BoardSnapshot
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _, n_, p_
from mdoverleg.reads.board import read_board
from mdoverleg.reads.room_words import said_aloud
from mdoverleg.store.store import Store

if TYPE_CHECKING:
    from mdoverleg.reads.masking import Masking

MOST_TOLD = 10
"""Changes of others that are told before a command; of more only how many."""
MOST_READ = 200
LONGEST_LINE = 20_000
"""Characters of a line that are read; the limits of the texts themselves are far below it."""


Said = Iterator[str]


class Command(NamedTuple):
    """One thing that can be typed: its letter, the same as a word, what stands behind it, what it does, and how."""

    key: str
    word: str
    behind: str
    help: str
    do: "Callable[[Table, str], Iterable[str]]"


class Table:
    """One person at one table, in lines. `meeting` and `case` are nothing while it follows what runs."""

    def __init__(self, store: Store, options: Globals) -> None:
        self.store = store
        with store.read() as reader:
            who = context.who(options, reader)
        self.who = who._replace(window=f"{os.getpid()}-{secrets.token_hex(4)}", via="tui")
        self.case_pk: int | None = None
        self.is_over = False
        self.masks_alone = False
        """Whether names are masked here although the file, open for reading only, does not say so."""
        self._masking: Masking | None = None
        self._masker: Masker | None = None
        self.board = self._read()
        self.read_mask()
        self._order: list[int] = []
        self._seen = self.board.sequence
        self._looks = Looks()
        self.looked(Look(TABLE, "lines"))
        self._feed = store.feed()

    def close(self) -> None:
        """Let go of the file; whoever opened the store closes it."""
        self._feed.close()

    def rest(self) -> None:
        """Close the file for a while."""
        self._feed.close()
        self.store.close()

    def wake(self) -> None:
        """Open it again, whatever others gave it as a key meanwhile."""
        self.store.open_again()
        self._feed.open_again(is_same=False)

    # What is there.

    def _read(self) -> BoardSnapshot:
        return read_board(self.store, case_pk=self.case_pk)

    def read_again(self) -> BoardSnapshot:
        """Read what the file holds now."""
        self._feed.noticed()
        self.board = self._read()
        self.read_mask()
        self.looked()
        return self.board

    def looked(self, *looks: Look) -> None:
        """Note in the log what is read out here, and the case that is looked at."""
        from mdoverleg.edits.looking import note_looks

        here = [Look(CASE, "lines", self.board.case.head.pk)] if self.board.case else []
        for look in (*looks, *here):
            self._looks.add(look, monotonic())
        note_looks(self.store, self.who, self._looks.take(monotonic()))

    @property
    def is_masked(self) -> bool:
        """Whether initials are said for names."""
        return self._masker is not None

    def read_mask(self) -> None:
        """Read whether the windows on this file are masked, and which names there are to mask."""
        from mdoverleg.reads.masking import read_masking

        before = self._masking
        is_on = self.masks_alone or self.store.setting(MASKED) == "1"
        self._masking = read_masking(self.store, before) if is_on else None
        if self._masking is None:
            self._masker = None
        elif self._masking is not before:
            self._masker = Masker(self._masking.names)

    def say(self, lines: Iterable[str]) -> None:
        """Say these lines, each as it may be heard now."""
        for line in lines:
            text = clean(line, one_line=True)
            put(self._masker.masked(text) if self._masker else text, flush=True)

    def ask(self, question: str) -> str:
        """Ask one line more; the end of the input is an empty answer."""
        self.say([question])
        return _asked("") or ""

    def now(self) -> datetime:
        """Return the time as it is on the wall of the room."""
        return self.store.clock.now(self.board.zone)

    @property
    def running_meeting_pk(self) -> int | None:
        """The meeting in which things are agreed now; nothing before it starts and after it is closed."""
        meeting = self.board.meeting
        return meeting.pk if meeting and meeting.actual_start and meeting.closed_at is None else None

    def actions(self) -> list[ActionRow | None]:
        """Return the action points by their numbers; new ones come last, what is answered and gone leaves a gap.

        A number that was heard goes on meaning the same, until the list is read out again.
        """
        case = self.board.case
        rows = {row.pk: row for row in (case.actions if case else self.board.actions)}
        self._order += [pk for pk in rows if pk not in self._order]
        return [rows.get(pk) for pk in self._order]

    def number_again(self) -> list[ActionRow]:
        """Number the action points anew, previous and late ones first, as they are read out."""
        self._order = []
        return [row for row in self.actions() if row is not None]

    def look_at(self, case_pk: int | None) -> None:
        """Look at another case than the one that runs, or follow what runs again."""
        self.case_pk = case_pk
        self._order = []
        self.read_again()

    # What others did.

    def news(self) -> Iterator[str]:
        """Yield what others changed since the last time, one line each, and read it."""
        if not self._feed.moved():
            return
        before = self.board.step
        step = self.read_again().step
        yield from self._told()
        if step is not None and (before is None or (step.item_pk, step.code) != (before.item_pk, before.code)):
            yield lines.step_line(step)  # where a case is in its steps stands in no log

    def _told(self) -> Iterator[str]:
        from mdoverleg.reads.history import change_words, read_history

        count = self.board.sequence - self._seen
        if count <= 0:
            return
        found = read_history(self.store, window=self.who.window, limit=min(count, MOST_READ))
        others = [row for row in found if row.pk > self._seen and not row.is_own]
        self._seen = self.board.sequence
        for row in list(reversed(others))[-MOST_TOLD:]:
            yield _("{who}: {what}").format(who=row.who, what=change_words(row))
        if len(others) > MOST_TOLD:
            more = len(others) - MOST_TOLD
            yield n_("And {n} change before that.", "And {n} changes before that.", more).format(n=more)

    def after_own(self) -> Iterator[str]:
        """Read what an own change left, and tell what others changed in between."""
        self.read_again()
        yield from self._told()


def run_lines(store: Store, options: Globals) -> int:
    """Work at the table in lines until `q` or the end of the input; returns the exit code."""
    table = Table(store, options)
    note_unlock(store, table.who)
    try:
        table.say(_opening(table))
        while not table.is_over:
            line = _asked("> ", table)
            if line is None:
                break
            table.say(answer(table, line))
    finally:
        table.close()
    return 0


def _asked(prompt: str, table: Table | None = None) -> str | None:
    """Return the next line; nothing at the end of the input. Only a person is prompted.

    A table that is left alone meanwhile is locked, as a window is.
    """
    if sys.stdin.isatty():
        put(prompt, end="", flush=True)
        if table is not None:
            from mdoverleg.cli.plain.locking import is_left_alone, lock_alone

            while is_left_alone(table):
                put("", flush=True)
                table.say(lock_alone(table))
                put(prompt, end="", flush=True)
    line = sys.stdin.readline(LONGEST_LINE)
    if not line:
        return None
    while len(line) >= LONGEST_LINE and not line.endswith("\n"):
        rest = sys.stdin.readline(LONGEST_LINE)
        if not rest or rest.endswith("\n"):
            break
    return clean(line, one_line=True)


def _opening(table: Table) -> Iterator[str]:
    yield from everything(table)
    yield _("You are {name}; I and a name says it otherwise. ? says what can be typed, q stops.").format(
        name=table.who.name
    )


def everything(table: Table) -> Iterator[str]:
    """Yield all that the screen shows of the table, part by part."""
    board = table.board
    yield from lines.where(board, table.now())
    yield from lines.agenda_lines(board, table.now())
    if board.case is not None:
        yield from lines.case_lines(board.case, board.today)
        yield from lines.role_lines(board.case, board.today)
    with_case = board.case is None
    yield from lines.action_lines(table.number_again(), board.today, with_case=with_case)
    yield from lines.warning_lines(board)


def answer(table: Table, line: str) -> Iterator[str]:
    """Yield what a typed line leads to, after what others did meanwhile; refusals are an answer too."""
    from mdoverleg.cli.plain.commands import COMMANDS

    try:
        yield from table.news()
        word, _space, rest = line.partition(" ")
        if not word:
            yield from lines.where(table.board, table.now())
            return
        command = _found(COMMANDS, word)
        if command is None:
            yield _("“{word}” is nothing that I know; ? says what can be typed.").format(word=word)
            return
        yield from command.do(table, rest.strip())
    except FileRefused:
        raise
    except MdError as refusal:
        yield str(refusal)
        yield from table.after_own()


def _found(commands: Mapping[str, Command], word: str) -> Command | None:
    if word in commands:
        return commands[word]
    wanted = word.casefold()
    return next((one for one in commands.values() if wanted in (one.word, p_("typed", one.word))), None)


def said_help(commands: Mapping[str, Command]) -> Iterator[str]:
    """Yield what can be typed, one line each."""
    yield _("Enter alone: where we are.")
    for one in commands.values():
        stands, word = one.behind, one.word
        behind = p_("typed", stands) if stands else ""
        said, way = p_("typed", word), _(one.help)
        yield f"{one.key} {behind}".rstrip() + f", {said}: {way}"


def of_case(table: Table) -> Said:
    """Yield the heading of the case, and how many roles, action points and warnings it has."""
    board = table.board
    if board.case is None:
        return
    yield from lines.case_lines(board.case, board.today)
    if board.room is not None and (item := lines.running(board)) and item.case_pk == board.case.head.pk:
        yield from said_aloud(board.room.out, board.room.comes_in, board.room.missing)
    doubles = sum(1 for row in board.case.roles if row.state == "double")
    empty = sum(1 for row in board.case.roles if row.state in ("empty", "partial"))
    rows = table.number_again()
    late = sum(1 for row in rows if row.is_late)
    held = n_("{n} role not filled", "{n} roles not filled", empty).format(n=empty)
    twice = n_("{n} held twice", "{n} held twice", doubles).format(n=doubles)
    points = n_("{n} action point", "{n} action points", len(rows)).format(n=len(rows))
    overdue = n_("{n} late", "{n} late", late).format(n=late)
    warnings = len(lines.open_warnings(board))
    look = n_("{n} warning", "{n} warnings", warnings).format(n=warnings)
    yield _("r: {held}, {twice}. a: {points}, {late}. t: {warnings}.").format(
        held=held, twice=twice, points=points, late=overdue, warnings=look
    )
