"""Build hook: compiles the translations, also for an editable install, and packs the example table in the wheel."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import mofile, pofile
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(source: Path) -> list[Path]:
    """Compile each `.po` below the folder to the `.mo` beside it and give the files written."""
    written = []
    for po in sorted(source.rglob("*.po")):
        with po.open("rb") as file:
            catalogue = pofile.read_po(file, locale=po.parts[-3], abort_invalid=True)
        # Without a fixed date the header says "now", and the same words give another file every minute.
        catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
        # A window that is starting up must never read half a catalogue: write beside it, then swap.
        fresh = po.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            mofile.write_mo(file, catalogue)
        written.append(fresh.replace(po.with_suffix(".mo")))
    return written


class CompileCatalogues(BuildHookInterface[Any]):
    """Called by hatchling before it collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogues below src; a wheel also gets sample_data, a checkout reads it where it stands."""
        compile_catalogues(Path(self.root, "src"))
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(Path(self.root, "sample_data"))] = "mdoverleg/sample_data"
