"""The example of docs/format.md, as its page has it."""

from pathlib import Path

EXAMPLE = (Path(__file__).parent / "example.json").read_bytes()
