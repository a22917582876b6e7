"""The files that are measured on, each made once when it is first asked for."""

import shutil
from functools import cached_property
from pathlib import Path

from bench import big_files
from mdoverleg.cli.windows import make_demo

SMALL, MIDDLE, LARGE = 100, 10_000, 1_000_000


class Tables:
    """Tables in a folder that is thrown away afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._grown: dict[int, Path] = {}

    @cached_property
    def example(self) -> Path:
        """The example, which nothing may change."""
        path = self.folder / "example.mdo"
        make_demo(path)
        return path

    def fresh(self, name: str) -> Path:
        """Return a copy of the example that may be changed."""
        path = self.folder / f"{name}.mdo"
        shutil.copy(self.example, path)
        return path

    def with_points(self, points: int) -> Path:
        """Return the example with so many action points more."""
        if points not in self._grown:
            path = self.fresh(f"points-{points}")
            big_files.grow(path, points)
            self._grown[points] = path
        return self._grown[points]
