"""The numbers that records get on screen and by commands: never given twice, also not after undo or erasing."""

from typing import Any, Final

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.store.asking import driver_of

_TABLES: Final = {entity.prefix: entity.table for entity in ENTITIES.values() if entity.prefix}


def next_id(session: Any, prefix: str) -> str:
    """Give the next number with this letter (A-001), one above the highest that the file ever used.

    Triggers raise the counter for every id of this shape that comes in, whoever chose it; undo leaves it alone.
    KeyError for a letter that is not one of A, O, P, M, C.
    """
    table = _TABLES[prefix]
    driver = driver_of(session)
    # An id of nine digits and more does not count, but may stand in the way.
    while True:
        driver.execute(
            "INSERT INTO counter (prefix, last) VALUES (?, 1) ON CONFLICT (prefix) DO UPDATE SET last = last + 1",
            (prefix,),
        )
        last = driver.execute("SELECT last FROM counter WHERE prefix = ?", (prefix,)).fetchone()[0]
        number = f"{prefix}-{last:03}"
        if not driver.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (number,)).fetchone():
            return number
