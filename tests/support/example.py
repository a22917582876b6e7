"""A small whole table, worked out by hand: what importing, exporting and checking it must give is known."""

from pathlib import Path

EXAMPLE = (Path(__file__).parent / "example.json").read_bytes()
