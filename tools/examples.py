"""Brings the examples of the ways of working in line: what `init` would copy, in canonical form.

`python -m tools.examples [NAME ...]`; by default all that are in sample_data/methods. An author writes the people,
meetings, cases and action points; the part that belongs to the method is put in from its TOML file.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mdoverleg import methods
from mdoverleg.export.table_json import render
from mdoverleg.intake.table_json import read_document

EXAMPLES = Path(__file__).resolve().parent.parent / "sample_data" / "methods"

OF_THE_METHOD = ("thresholds", "role_kinds", "own_codes", "agenda_templates", "standard_actions")
OF_ITS_TABLE = ("method", "minutes_per_case", "checks_off", "hidden_panels")


def in_line(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an example with the part that its way of working fills as `init` copies it now."""
    copied = methods.table_values(methods.load(name, document["table"].get("language") or "nl"))
    kept = {key: value for key, value in document.items() if key not in OF_THE_METHOD}
    own = {key: value for key, value in document["table"].items() if key not in OF_ITS_TABLE}
    return kept | copied | {"table": own | copied["table"]}


def main(names: Sequence[str]) -> int:
    """Rewrite the examples that are asked for."""
    for file in sorted(EXAMPLES.glob("*.json")):
        if not names or file.stem in names:
            raw = in_line(json.loads(file.read_text(encoding="utf-8")), file.stem)
            document = read_document(json.dumps(raw).encode(), file.name)
            file.write_bytes(render(document.values))
            print(file.stem)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
