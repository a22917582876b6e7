"""The counts of what was erased for good, added up over all of it, so that the numbers of the table stay whole.

Only how many there were, per year and per division on its own; nothing per case, and nothing that can be joined again.
"""

import json
from collections.abc import Mapping
from typing import Final

TOTAL: Final = ""
"""The division that counts everything."""

Counts = dict[str, dict[str, dict[str, dict[str, int]]]]
"""Subject, year, division and item to how many."""


def added(text: str | None, fresh: Mapping[str, object]) -> str:
    """Return the kept counts with fresh ones added, as the file keeps them."""
    total = counts_of(text)
    for subject, years in counts_of(json.dumps(fresh)).items():
        for year, divisions in years.items():
            for division, items in divisions.items():
                into = total.setdefault(subject, {}).setdefault(year, {}).setdefault(division, {})
                for item, number in items.items():
                    into[item] = into.get(item, 0) + number
    return json.dumps(total, sort_keys=True)


def counts_of(text: str | None) -> Counts:
    """Return the counts that a file keeps; of what makes no sense nothing."""
    try:
        found = json.loads(text or "{}")
        return {
            str(subject): {
                str(year): {
                    str(division): {str(item): int(number) for item, number in items.items() if int(number) > 0}
                    for division, items in divisions.items()
                }
                for year, divisions in years.items()
            }
            for subject, years in found.items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}
