"""The results as lines on a screen and as a page."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version

from bench.measure import Row


def line(row: Row) -> str:
    """Return one result for a terminal."""
    return f"{row.what:<58} {_ratio(row):>8}  {_aim(row):<16} {row.figures}  (/ {row.compared_with})"


def page(rows: Sequence[Row], rounds: int) -> str:
    """Return all results as markdown: ratios, which hold on any machine, before the figures of this one."""
    met = sum(row.verdict == "met" for row in rows)
    aimed = sum(bool(row.verdict) for row in rows)
    head = [
        "# Speed and memory",
        "",
        "Made by `make bench`; do not edit. Ratios are medians over rounds in which the two take turns: they hold",
        f"on any machine, the figures only on this one ({os.cpu_count()} cores, Python {platform.python_version()},"
        f" Textual {version('textual')}, {rounds} rounds).",
        "A bare app is a Textual app with as many widgets as the table screen and nothing behind it (`bench/bare.py`).",
        "The terminal has 120 by 40 characters and colours; the table is the example.",
        "",
        f"{met} of {aimed} aims are met.",
        "",
        "| what | ratio | to | aim | figures |",
        "|---|---:|---|---|---|",
    ]
    body = [f"| {row.what} | {_ratio(row)} | {row.compared_with} | {_aim(row)} | {row.figures} |" for row in rows]
    return "\n".join([*head, *body, ""])


def _ratio(row: Row) -> str:
    if row.compared_with == "one core":
        return f"{row.ratio:.2%}"
    return f"{row.ratio:.2f}" if row.ratio < 10 else f"{row.ratio:.0f}"


def _aim(row: Row) -> str:
    if row.aim_words:
        return f"{row.aim_words}, {row.verdict}"
    if row.aim is None:
        return ""
    limit = f"{row.aim:.0%}" if row.compared_with == "one core" else f"{row.aim:.2g}"
    return f"<= {limit}, {row.verdict}"
