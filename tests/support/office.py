"""Another office program (LibreOffice), where it is installed: opens what was made, and saves it as its own.

Slow to start, so it is asked for by MDOVERLEG_OFFICE, as `make trust` does; one start takes all files of a kind.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
with_office = pytest.mark.skipif(
    PROGRAM is None or not os.environ.get("MDOVERLEG_OFFICE"), reason="LibreOffice is not installed or not asked for"
)
AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"
"""As a Dutch Excel saves it: semicolons, quotes, UTF-8, cells as they are shown, the first sheet."""


def saved_as(kind: str, files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Open files and save them as `xlsx`, `pdf` and so on in a folder of their own; by the names of the originals."""
    assert PROGRAM is not None
    out = folder / f"as-{kind}"
    subprocess.run(
        [
            PROGRAM,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            *(["--infilter=CSV:59,34,76"] if files[0].suffix == ".csv" else []),
            "--convert-to",
            AS_CSV if kind == "csv" else kind,
            "--outdir",
            str(out),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "HOME": str(folder), "LC_ALL": "nl_NL.UTF-8"},
    )
    found = {path.name: out / f"{path.stem}.{kind}" for path in files}
    assert all(path.is_file() for path in found.values()), sorted(out.iterdir())
    return found
