"""A program in a real terminal of its own: press keys, read the screen, wait for what must show.

It answers what programs ask of a modern terminal (synchronized frames; no kitty keys), so that a screen is only looked
at between two frames. Nothing here sleeps: all waiting is for output, for a condition on it, or for the program's end.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Final, Self

import pyte

NAMED: Final = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f", "shift+tab": "\x1b[Z",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~",
    **{f"f{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)},
    **{f"f{number}": f"\x1b[{code}~" for number, code in enumerate((15, 17, 18, 19, 20, 21), 5)},
}  # fmt: skip
"""What a terminal sends for the keys that have no letter."""

ON_AT_FIRST: Final = (7, 25)
"""Modes that a terminal begins with: it wraps lines and shows the cursor. The others are off."""
FRAME_BEGINS: Final = b"\x1b[?2026h"
FRAME_ENDS: Final = b"\x1b[?2026l"
_MODES: Final = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_ASKED: Final = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[(c|0c|6n)")
_TITLE: Final = re.compile(rb"\x1b\][02];([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\[(2[23]);[02]t")
# What the emulator does not know and would show as letters: strings, private sequences, sequences with a dollar.
_UNKNOWN: Final = re.compile(rb"\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<>=][0-?]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]")
_COLOUR: Final = re.compile(rb"\x1b\[[0-9;:]*m")
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?|[ -/]*)\Z")


class NotShownError(AssertionError):
    """What was waited for did not show in time; the message holds the screen."""


class Terminal:
    """One program in a terminal of a given size. Use it with `with`: what still runs at the end is stopped.

    `colours=False` reads the text alone, which is three times as fast; `style_at` needs them.
    """

    PATIENCE: ClassVar[float] = 20.0
    """Seconds after which waiting for something is given up."""
    GAP: ClassVar[float] = 0.003
    BURST: ClassVar[float] = 0.1
    """Seconds of silence that end one go of output, and the most that one go lasts."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        colours: bool = False,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._colours = colours
        self._unread = b""
        self._tail = b""
        self._in_frame = False
        self.title = ""
        self._titles: list[str] = []
        self._modes: set[int] = set()
        self._asking = b""
        self._lines = [""] * rows
        self._stale: set[int] = set()
        self._changed: set[int] = set()
        self.written = 0
        """Bytes that were written since the last key."""
        self.at = time.perf_counter()
        """When the last bytes came, in seconds."""
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        name = os.ttyname(slave)
        # The program holds the other end of this pipe and never uses it: it breaks when the program ends.
        self._end, held = os.pipe()
        self.pressed = time.perf_counter()
        """When the last key was pressed; before that, when the program was started."""
        # The first terminal that a new session opens becomes its own; the shell is replaced by the program.
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec <>{name} >{name} 2>{name}; exec "$@"', "sh", *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=None if environment is None else dict(environment),
            cwd=folder,
            start_new_session=True,
            pass_fds=(held,),
        )
        os.close(held)
        self._slave = slave  # kept open, so that the last words of a program can be read after it has ended

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Number of the program's process."""
        return self._process.pid

    # Keys.

    def press(self, *keys: str) -> Self:
        """Press keys one after the other: a name of `NAMED`, `ctrl+x`, or letters as they are typed."""
        self._read_all()
        self._feed()
        self._changed.clear()
        self.written = 0
        self.pressed = time.perf_counter()
        self._write(b"".join(encoded(key) for key in keys))
        return self

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as dragging the corner of its window does."""
        self._read_all()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._feed()
        self._screen.resize(rows, columns)
        self._lines = [""] * rows
        self._stale = set(range(rows))
        os.killpg(self.pid, signal.SIGWINCH)

    # The screen.

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as far as it was read, without the spaces at their ends."""
        self._feed()
        screen = self._screen
        for y in self._stale & set(range(screen.lines)):
            row = screen.buffer[y]
            self._lines[y] = "".join([row[x].data for x in range(screen.columns)]).rstrip()
        self._stale.clear()
        return list(self._lines)

    @property
    def has_changed(self) -> bool:
        """Whether anything was drawn since the last key."""
        self._feed()
        return bool(self._changed)

    @property
    def text(self) -> str:
        """The whole screen in one text."""
        return "\n".join(self.lines)

    def shows(self, words: str) -> bool:
        """Tell whether the words stand on one line of the screen."""
        return any(words in line for line in self.lines)

    def line_with(self, words: str) -> int:
        """Return the number of the first line with these words, from 0; NotShownError when there is none."""
        for number, line in enumerate(self.lines):
            if words in line:
                return number
        raise NotShownError(f"no line with {words!r}\n{self.picture()}")

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line where the terminal's own cursor stands, from 0."""
        self._feed()
        return self._screen.cursor.x, self._screen.cursor.y

    def style_at(self, line: int, column: int) -> tuple[str, str, bool, bool]:
        """Return text colour, ground colour, bold and reverse of one place."""
        self._feed()
        cell = self._screen.buffer[line][column]
        return cell.fg, cell.bg, cell.bold, cell.reverse

    def cells(self) -> list[list[tuple[str, str, str, bool, bool, bool]]]:
        """Return letter, text colour, ground, bold, reverse and underlined of every place, line by line."""
        self._feed()
        screen = self._screen
        return [
            [
                (cell.data, cell.fg, cell.bg, cell.bold, cell.reverse, cell.underscore)
                for cell in (screen.buffer[y][x] for x in range(screen.columns))
            ]
            for y in range(screen.lines)
        ]

    def picture(self) -> str:
        """Return the screen in a frame, for the message of a failing test."""
        edge = "+" + "-" * self._screen.columns + "+"
        body = [f"|{line.ljust(self._screen.columns)}|" for line in self.lines]
        return "\n".join([edge, *body, edge])

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal is as it was: lines and echo on, cursor shown, no other screen, mouse or paste mode."""
        self._feed()
        local = termios.tcgetattr(self._slave)[3]
        return bool(local & termios.ECHO and local & termios.ICANON) and not self._modes

    # Waiting.

    def wait_for(self, words: str, *, seconds: float = PATIENCE) -> Self:
        """Wait until the words stand on one line of the screen."""
        return self.wait(lambda: self.shows(words), f"the words {words!r}", seconds=seconds)

    def wait_gone(self, words: str, *, seconds: float = PATIENCE) -> Self:
        """Wait until the words stand on no line of the screen."""
        return self.wait(lambda: not self.shows(words), f"no more {words!r}", seconds=seconds)

    def wait(self, condition: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> Self:
        """Wait until a condition on the screen holds, between two frames; NotShownError when it does not in time."""
        until = time.perf_counter() + seconds
        while True:
            self._read_all()
            self._feed()
            if not self._in_frame and condition():
                return self
            left = until - time.perf_counter()
            if left <= 0 or not self.read(left):
                raise self._missing(what, seconds)

    def time_of(self, condition: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> float:
        """Wait like `wait`, and return the seconds from the last key until the bytes came that made the condition hold.

        What comes in one go is read before the emulator is asked, so that its time is in no measurement.
        """
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0 and self.read(left):
            pieces = [self._taken()]
            while self.at - pieces[0][0] < self.BURST and self.read(self.GAP):
                pieces.append(self._taken())
            for at, data in pieces:
                self._unread = data
                self._feed()
                if not self._in_frame and condition():
                    return at - self.pressed
        raise self._missing(what, seconds)

    def wait_still(self, quiet: float = 0.1, *, seconds: float = PATIENCE) -> Self:
        """Wait until the program has written nothing for so many seconds."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until and self.read(quiet):
            pass
        return self

    def wait_end(self, *, seconds: float = PATIENCE) -> int:
        """Wait until the program ends by itself and return its exit code; negative when a signal ended it."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            ready = select.select([self._master, self._end], [], [], left)[0]
            if self._master in ready:
                self.read(0)
            elif ready:
                return self._process.wait()
        raise NotShownError(f"the program did not end within {seconds:g} s\n{self.picture()}")

    # The end.

    def kill(self, number: signal.Signals = signal.SIGKILL) -> int:
        """Send the program a signal and return its exit code."""
        self._process.send_signal(number)
        return self.wait_end()

    def hang_up(self, *, seconds: float = PATIENCE) -> int:
        """Close the terminal, as closing its window does, and return the program's exit code."""
        for handle in (self._slave, self._master):
            os.close(handle)
        self._master = -1
        ended = select.select([self._end], [], [], seconds)[0]
        if not ended:
            self._process.kill()
        os.close(self._end)
        code = self._process.wait()
        if not ended:
            raise NotShownError(f"the program did not end within {seconds:g} s of its terminal")
        return code

    def close(self) -> None:
        """Stop the program if it still runs, and give the terminal back."""
        if self._master < 0:
            return
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for handle in (self._slave, self._master, self._end):
            os.close(handle)
        self._master = -1

    # Reading.

    def _missing(self, what: str, seconds: float) -> NotShownError:
        ended = select.select([self._end], [], [], 0)[0]
        when = f"the program ended with {self._process.wait()}" if ended else f"not within {seconds:g} s"
        return NotShownError(f"{what}: {when}\n{self.picture()}")

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._master, data) :]

    def _taken(self) -> tuple[float, bytes]:
        data, self._unread = self._unread, b""
        return self.at, data

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; tell whether anything came. At once nothing when it has ended."""
        if self._master not in select.select([self._master, self._end], [], [], max(0.0, seconds))[0]:
            return False
        data = os.read(self._master, 65536)
        self.at = time.perf_counter()
        self._unread += data
        self.written += len(data)
        self._asking += data
        for found in _ASKED.finditer(self._asking):
            self._answer(found)
            end = found.end()
            self._asking = b" " * end + self._asking[end:]
        self._asking = self._asking[-12:]  # a question that is cut in two is found once its second half is there
        return True

    def _read_all(self) -> None:
        while self.read(0):
            pass

    def _answer(self, asked: "re.Match[bytes]") -> None:
        if asked[1]:
            self._write(b"\x1b[?%s;%d$y" % (asked[1], 2 if asked[1] == b"2026" else 0))
        elif asked[2] == b"6n":
            self._write(b"\x1b[%d;%dR" % (self._screen.cursor.y + 1, self._screen.cursor.x + 1))
        else:
            self._write(b"\x1b[?62;22c")

    def _feed(self) -> None:
        data, self._unread = self._tail + self._unread, b""
        cut = _UNFINISHED.search(data)
        data, self._tail = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        if not data:
            return
        for found in _MODES.finditer(data):
            for mode in map(int, found[1].split(b";")):
                switched = (found[2] == b"h") != (mode in ON_AT_FIRST)
                self._modes = self._modes | {mode} if switched else self._modes - {mode}
        for found in _TITLE.finditer(data):
            if found[2] == b"22":
                self._titles.append(self.title)
            elif found[2] == b"23":
                self.title = self._titles.pop() if self._titles else ""
            else:
                self.title = found[1].decode(errors="replace")
        begins, ends = data.rfind(FRAME_BEGINS), data.rfind(FRAME_ENDS)
        if begins != ends:
            self._in_frame = begins > ends
        data = _UNKNOWN.sub(b"", data)
        self._stream.feed(data if self._colours else _COLOUR.sub(b"", data))
        self._stale |= self._screen.dirty
        self._changed |= self._screen.dirty
        self._screen.dirty.clear()


def encoded(key: str) -> bytes:
    """Return what a terminal sends for a key, or for letters that are typed."""
    if key in NAMED:
        return NAMED[key].encode()
    control = re.fullmatch(r"ctrl\+([a-z])", key)
    return bytes([ord(control[1]) & 31]) if control else key.encode()
