"""A process that makes the large edits of a case one after the other, and says each when it is saved."""

import sys
from pathlib import Path

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.edits import learning, people, scores
from mdoverleg.store.store import Store

RATERS = (1, 2, 3, 4, 5)


def said(verb: str) -> None:
    """Say that it is saved."""
    sys.stdout.write(f"{verb}\n")
    sys.stdout.flush()


def work(path: Path) -> None:
    """Give scores, hand over a person there and back, and copy a case to learn from, until somebody ends it."""
    store, who = Store.open(path), Who("Hanna Lisdodde", 1, "busy")
    while True:
        alias = f"Leer {store.setting('copies') or 0}"
        store.set_setting("copies", str(int(store.setting("copies") or 0) + 1))
        scores.add_round(store, who, case_pk=3, scores=[{"value": 5, "by": pk} for pk in RATERS])
        said("scores.add_round")
        try:
            people.hand_over(store, who, from_pk=3, to_pk=4)
        except Refused:  # the other has it all
            people.hand_over(store, who, from_pk=4, to_pk=3)
        said("people.hand_over")
        learning.copy_case(store, who, pk=3, alias=alias, by_pk=1, texts={})
        said("cases.copy_for_learning")


if __name__ == "__main__":
    work(Path(sys.argv[1]))
