"""A window that only writes: started by the tests as a process of its own.

    python -m tests.store.writer FILE NAME COUNT

Each round adds an action point, with a second row in the same change, and raises a number that all windows share; the
id is printed once the change is saved. COUNT 0 goes on until it is killed.
"""

import itertools
import os
import sys
from pathlib import Path

from mdoverleg.domain.who import Who
from mdoverleg.store.numbering import next_id
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint, ActionPointShareWith, Threshold


def main(path: str, name: str, rounds: str) -> None:
    """Write and acknowledge."""
    if os.environ.get("MDOVERLEG_ENCRYPTED"):
        from tests.support.locked import unlock

        unlock(Path(path))
    store = Store.open(Path(path))
    for number in itertools.count(1) if rounds == "0" else range(1, int(rounds) + 1):
        with store.write(Who(name, window=name), "action_points.add") as session:
            action = ActionPoint(id=next_id(session, "A"), text=f"{name} {number}", kind="care")
            session.add(action)
            session.flush()
            session.add(ActionPointShareWith(parent_id=action.pk, value=1))
            session.get_one(Threshold, 1).value += 1
            acknowledged = action.id
        sys.stdout.write(f"{acknowledged}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
