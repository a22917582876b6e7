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

FRAME_BEGINS: Final = b"\x1b[?2026h"
FRAME_ENDS: Final = b"\x1b[?2026l"
_ASKED: Final = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[(c|0c|6n)")
_TITLE: Final = re.compile(rb"\x1b\][02];([^\x07\x1b]*)(?:\x07|\x1b\\)")
# What the emulator does not know and would show as letters: strings, private sequences, sequences with a dollar.
_UNKNOWN: Final = re.compile(rb"\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<>=][0-?]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]")
_COLOUR: Final = re.compile(rb"\x1b\[[0-9;:]*m")
_ESCAPE: Final = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]")
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?|[ -/]*)\Z")


class NotShownError(AssertionError):
    """What was waited for did not show in time; the message holds the screen."""


class Terminal:
    """One program in a terminal of a given size. Use it with `with`: what still runs at the end is stopped.

    `colours=False` reads the text alone, which is three times as fast; `style_at` needs them.
    """

    PATIENCE: ClassVar[float] = 20.0
    """Seconds after which waiting for something is given up."""

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
        self.since = b""
        """Every byte that was written since the last key."""
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

    def press(self, *keys: str) -> None:
        """Press keys one after the other: a name of `NAMED`, `ctrl+x`, or letters as they are typed."""
        self.since = b""
        self.pressed = time.perf_counter()
        self._write(b"".join(encoded(key) for key in keys))

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as dragging the corner of its window does."""
        self._read_all()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._feed()
        self._screen.resize(rows, columns)
        os.killpg(self.pid, signal.SIGWINCH)

    # The screen.

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as far as it was read, without the spaces at their ends."""
        self._feed()
        return [line.rstrip() for line in self._screen.display]

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
                raise NotShownError(f"{what}: not within {seconds:g} s\n{self.picture()}")

    def wait_bytes(self, pattern: "re.Pattern[bytes]", *, seconds: float = PATIENCE) -> float:
        """Wait until what was written since the last key fits, escape sequences left out; return when, in seconds.

        Only whole frames count. The emulator is not asked, so its time is in no measurement.
        """
        until = time.perf_counter() + seconds
        while True:
            if FRAME_BEGINS not in self.since.rpartition(FRAME_ENDS)[2] and pattern.search(plain(self.since)):
                return self.at
            left = until - time.perf_counter()
            if left <= 0 or not self.read(left):
                raise NotShownError(f"{pattern.pattern!r}: not within {seconds:g} s\n{self.picture()}")

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

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._master, data) :]

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; tell whether anything came."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return False
        data = os.read(self._master, 65536)
        self.at = time.perf_counter()
        self._unread += data
        self.since += data
        # A question that is cut in two is found once its second half is there.
        for found in _ASKED.finditer(self.since[-len(data) - 12 :]):
            if found.end() > min(12, len(self.since) - len(data)):
                self._answer(found)
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
        for found in _TITLE.finditer(data):
            self.title = found[1].decode(errors="replace")
        begins, ends = data.rfind(FRAME_BEGINS), data.rfind(FRAME_ENDS)
        if begins != ends:
            self._in_frame = begins > ends
        data = _UNKNOWN.sub(b"", data)
        self._stream.feed(data if self._colours else _COLOUR.sub(b"", data))


def encoded(key: str) -> bytes:
    """Return what a terminal sends for a key, or for letters that are typed."""
    if key in NAMED:
        return NAMED[key].encode()
    control = re.fullmatch(r"ctrl\+([a-z])", key)
    return bytes([ord(control[1]) & 31]) if control else key.encode()


def plain(data: bytes) -> bytes:
    """Return the letters of a program's output; colours left out, every other sequence a line's end."""
    return _ESCAPE.sub(b"\n", _COLOUR.sub(b"", data))
