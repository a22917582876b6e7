"""How people and organisations like to get their files is kept as a setting: it changes no record and is not logged."""

from collections.abc import Mapping

from mdoverleg.domain.pack import PREFERS, Preference
from mdoverleg.store.store import Store


def keep(store: Store, preferences: Mapping[tuple[str, int], Preference]) -> None:
    """Keep what each prefers, by kind and key; an empty preference is forgotten. FileRefused as for any write."""
    for (kind, pk), prefers in preferences.items():
        name = f"{PREFERS}{kind}.{pk}"
        if prefers.text:
            store.set_setting(name, prefers.text)
        else:
            store.forget_setting(name)
