"""The long proofs of `make trust`: which tests, how many rounds, how long they may take, and what they prove."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Run:
    """One go of pytest."""

    name: str
    promises: tuple[str, ...]
    """Of P1 to P18."""
    tests: tuple[str, ...]
    """Folders, files, `file::test` or `file::test[case]`."""
    rounds: Mapping[str, str] = field(default_factory=dict)
    """Variables with large numbers, for the whole run."""
    quick: Mapping[str, str] = field(default_factory=dict)
    """The same for `--quick`; a run without them keeps the numbers of `make test`."""
    seconds: int = 300
    """After so many the run is stopped and counts as failed; another may go beside it."""
    alone: bool = False
    """It measures time: nothing else beside it."""


_KILLS: Final = "test_nothing_is_lost_however_a_window_ends"

RUNS: Final = (
    Run(
        "windows that are ended while they type and save",
        ("P1", "P18"),
        tuple(f"tests/windows/test_kills.py::{_KILLS}[{manner}]" for manner in ("SIGTERM", "SIGHUP")),
        {"MDOVERLEG_KILLS": "25"},
        {"MDOVERLEG_KILLS": "1"},
        seconds=1800,
    ),
    Run(
        "windows that are killed while they type and save",
        ("P1", "P3", "P18"),
        (
            *(f"tests/windows/test_kills.py::{_KILLS}[{manner}]" for manner in ("SIGKILL", "closed")),
            "tests/windows/test_killed.py",
        ),
        {"MDOVERLEG_KILLS": "25"},
        {"MDOVERLEG_KILLS": "1"},
        seconds=1800,
    ),
    Run(
        "writers that are killed",
        ("P1", "P3"),
        ("tests/store/test_windows.py",),
        {"MDOVERLEG_KILLS": "320"},
        {"MDOVERLEG_KILLS": "20"},
        seconds=1200,
    ),
    Run(
        "commands and large edits that are killed",
        ("P1", "P3", "P5"),
        ("tests/hostile/test_killed.py",),
        {"MDOVERLEG_KILLS": "60"},
        {"MDOVERLEG_KILLS": "8"},
        seconds=900,
    ),
    Run(
        "a flush before every acknowledgement",
        ("P2",),
        ("tests/store/test_flush.py",),
        {"MDOVERLEG_FLUSHES": "300"},
        {"MDOVERLEG_FLUSHES": "30"},
    ),
    Run(
        "four writers and a projector",
        ("P5", "P6"),
        ("tests/windows/test_four_writers.py",),
        {"MDOVERLEG_SECONDS": "90"},
        {"MDOVERLEG_SECONDS": "10"},
        alone=True,
    ),
    Run(
        "mutations of a file",
        ("P7",),
        ("tests/store/test_damage.py", "tests/store/test_salvage.py"),
        {"MDOVERLEG_MUTATIONS": "2000", "MDOVERLEG_SALVAGES": "60"},
        {"MDOVERLEG_MUTATIONS": "200", "MDOVERLEG_SALVAGES": "6"},
        seconds=600,
    ),
    Run(
        "damaged, foreign and newer files; no room",
        ("P4", "P7"),
        ("tests/hostile/test_files.py", "tests/store/test_gate.py"),
        {"MDOVERLEG_MUTATIONS": "100"},
        seconds=480,
    ),
    Run(
        "imports with everything that can be wrong",
        ("P9",),
        (
            "tests/hostile/test_imports.py",
            "tests/intake/test_apart.py",
            "tests/intake/test_xlsx.py",
            "tests/intake/test_table_json.py",
        ),
    ),
    Run(
        "hostile text through every command",
        ("P10",),
        (
            "tests/hostile/test_commands.py",
            "tests/hostile/test_process.py",
            "tests/hostile/test_surroundings.py",
        ),
        {"MDOVERLEG_HOSTILE_TURNS": "4"},
        seconds=900,
    ),
    Run(
        "hostile text through every screen",
        ("P10",),
        (
            "tests/hostile/test_screens.py",
            "tests/hostile/test_terminal.py",
            "tests/tui/test_hostile.py",
            "tests/tui/test_forms.py",
            "tests/tui/test_lists.py",
            "tests/tui/test_noting.py",
        ),
        {"MDOVERLEG_HOSTILE_TURNS": "4"},
        seconds=1200,
    ),
    Run(
        "every command and window: canary words, sockets, files",
        ("P11", "P15"),
        ("tests/hostile/test_outside.py",),
        {"MDOVERLEG_TRACED": "1"},
        {"MDOVERLEG_TRACED": "1"},
    ),
    Run(
        "an error in every screen",
        ("P11",),
        ("tests/hostile/test_crashes.py", "tests/windows/test_wall_ends.py"),
        {"MDOVERLEG_HOSTILE_TURNS": "4"},
    ),
    Run(
        "windows and a wall that are locked; a passphrase goes nowhere",
        ("P11", "P14", "P18"),
        ("tests/tui/test_locking.py", "tests/hostile/test_passphrases.py"),
    ),
    Run(
        "words that nobody may see on the wall",
        ("P12",),
        ("tests/reads/test_wall.py", "tests/windows/test_room.py"),
        {"MDOVERLEG_VERBS": "1"},
        {"MDOVERLEG_VERBS": "1"},
    ),
    Run(
        "edits by chance, undone and done again",
        ("P3",),
        ("tests/edits/test_chance.py", "tests/store/test_undo.py"),
        {"MDOVERLEG_EXAMPLES": "60"},
        {"MDOVERLEG_EXAMPLES": "6"},
        seconds=600,
    ),
    Run(
        "leaks planted in every document, format and place",
        (),
        (
            "tests/export/test_leak_check.py",
            "tests/export/test_planted_leaks.py",
            "tests/export/test_leaks.py",
            "tests/export/test_who_sees_what.py",
        ),
        {"MDOVERLEG_LEAKS": "all"},
        seconds=1200,
    ),
    Run(
        "exports that are killed or find no room",
        ("P1", "P4"),
        ("tests/export/test_interrupted.py",),
        {"MDOVERLEG_KILLS": "60"},
        {"MDOVERLEG_KILLS": "5"},
    ),
    Run(
        "whole tables by chance, in and out again",
        ("P9",),
        ("tests/intake/test_round_trip.py", "tests/intake/test_inputs.py", "tests/domain/test_ordering.py"),
        {"MDOVERLEG_EXAMPLES": "200"},
        {"MDOVERLEG_EXAMPLES": "20"},
        seconds=600,
    ),
    Run(
        "papers and forms in another office program",
        ("P9",),
        (
            "tests/export/test_other_programs.py",
            "tests/export/test_printed_pages.py",
            "tests/intake/test_office_returns.py",
        ),
        {"MDOVERLEG_OFFICE": "1"},
        seconds=1200,
    ),
    Run(
        "hostile text through every document and format",
        ("P10",),
        ("tests/export/test_hostile.py", "tests/edits/test_hostile.py"),
        {"MDOVERLEG_HOSTILE_TURNS": "4"},
        seconds=600,
    ),
    Run(
        "encrypted tables: their backups, and windows that lock themselves",
        ("P14",),
        ("tests/store/test_encrypted_backups.py", "tests/tui/test_locking.py"),
    ),
    Run(
        "backups that are made and put back",
        ("P8",),
        ("tests/store/test_restoring.py", "tests/store/test_backups.py", "tests/cli/test_backups.py"),
        {"MDOVERLEG_RESTORES": "100"},
        {"MDOVERLEG_RESTORES": "20"},
        seconds=600,
    ),
    Run(
        "tampering with the log, and that it is complete",
        ("P13",),
        (
            "tests/store/test_log.py",
            "tests/store/test_tampering.py",
            "tests/cli/test_log_is_complete.py",
            "tests/tui/test_looking.py",
        ),
        {"MDOVERLEG_TAMPERINGS": "1000"},
        {"MDOVERLEG_TAMPERINGS": "120"},
        seconds=600,
    ),
    Run(
        "erasing: tables of chance, kills at every statement, backups, people, encrypted files",
        ("P16",),
        ("tests/edits/test_erasing.py", "tests/cli/test_purging.py"),
        {"MDOVERLEG_ERASINGS": "25", "MDOVERLEG_ERASING_KILLS": "60"},
        {"MDOVERLEG_ERASINGS": "4", "MDOVERLEG_ERASING_KILLS": "10"},
        seconds=900,
    ),
    Run(
        "encrypted: no known word on disk, whatever is killed; wrong keys, key files and passphrases",
        ("P14",),
        ("tests/store/test_keys.py", "tests/store/test_encrypted_on_disk.py", "tests/cli/test_keys.py"),
        {"MDOVERLEG_KILLS": "60"},
        {"MDOVERLEG_KILLS": "6"},
        seconds=600,
    ),
    Run(
        "encrypted: killed while a table gets a key, another one, or none",
        ("P14",),
        ("tests/store/test_rekeying.py",),
        {"MDOVERLEG_KILLS": "70"},
        {"MDOVERLEG_KILLS": "5"},
        seconds=900,
    ),
    Run(
        "every read, every edit and every import, on encrypted tables",
        ("P14",),
        (
            "tests/reads",
            "tests/edits",
            "tests/intake",
        ),
        {"MDOVERLEG_ENCRYPTED": "1"},
        {"MDOVERLEG_ENCRYPTED": "1"},
        seconds=300,
    ),
    Run(
        "the file itself and every command, on encrypted tables",
        ("P14",),
        (
            "tests/store",
            "tests/cli",
        ),
        {"MDOVERLEG_ENCRYPTED": "1"},
        {"MDOVERLEG_ENCRYPTED": "1"},
        seconds=300,
    ),
    Run(
        "every document, on encrypted tables",
        ("P14",),
        ("tests/export",),
        {"MDOVERLEG_ENCRYPTED": "1"},
        {"MDOVERLEG_ENCRYPTED": "1"},
        seconds=300,
    ),
    Run(
        "the first half of the screens, on encrypted tables",
        ("P14",),
        (
            "tests/tui/test_app.py",
            "tests/tui/test_backups.py",
            "tests/tui/test_calling_off.py",
            "tests/tui/test_case_tabs.py",
            "tests/tui/test_company.py",
            "tests/tui/test_copying.py",
            "tests/tui/test_covering.py",
            "tests/tui/test_drafts.py",
            "tests/tui/test_entry_line.py",
            "tests/tui/test_forms.py",
            "tests/tui/test_help.py",
            "tests/tui/test_hostile.py",
            "tests/tui/test_house_style.py",
            "tests/tui/test_keeping.py",
            "tests/tui/test_keys.py",
        ),
        {"MDOVERLEG_ENCRYPTED": "1"},
        {"MDOVERLEG_ENCRYPTED": "1"},
        seconds=300,
    ),
    Run(
        "the second half of the screens, on encrypted tables",
        ("P14",),
        (
            "tests/tui/test_learning.py",
            "tests/tui/test_lines.py",
            "tests/tui/test_lists.py",
            "tests/tui/test_live.py",
            "tests/tui/test_locking.py",
            "tests/tui/test_looking.py",
            "tests/tui/test_mask.py",
            "tests/tui/test_meetings.py",
            "tests/tui/test_noting.py",
            "tests/tui/test_packing.py",
            "tests/tui/test_pictures_as_text.py",
            "tests/tui/test_read_back.py",
            "tests/tui/test_retention.py",
            "tests/tui/test_returns.py",
            "tests/tui/test_review.py",
            "tests/tui/test_room.py",
            "tests/tui/test_scores.py",
            "tests/tui/test_sizes.py",
            "tests/tui/test_steps.py",
            "tests/tui/test_text.py",
            "tests/tui/test_themes.py",
            "tests/tui/test_time.py",
            "tests/tui/test_verbs.py",
            "tests/tui/test_wall.py",
            "tests/tui/test_wall_lines.py",
            "tests/tui/test_warnings.py",
            "tests/tui/test_welcome.py",
            "tests/tui/test_whole_table.py",
        ),
        {"MDOVERLEG_ENCRYPTED": "1"},
        {"MDOVERLEG_ENCRYPTED": "1"},
        seconds=600,
    ),
    Run("upgrades", ("P17",), ("tests/store/test_migrations.py",)),
    Run(
        "upgrades that are killed",
        ("P17",),
        ("tests/store/test_killed_upgrades.py",),
        {"MDOVERLEG_KILLS": "200"},
        {"MDOVERLEG_KILLS": "10"},
        seconds=1200,
    ),
    Run(
        "disks that are full, and files in odd places",
        ("P4",),
        ("tests/store/test_full_disk.py", "tests/store/test_odd_places.py"),
    ),
    Run(
        "what was half typed comes back",
        ("P18",),
        ("tests/tui/test_drafts.py", "tests/windows/test_ends.py"),
        {"MDOVERLEG_VERBS": "1", "MDOVERLEG_LEFT": "50"},
        {"MDOVERLEG_VERBS": "1"},
        seconds=900,
    ),
    Run(
        "every size of the terminal",
        (),
        (
            "tests/tui/test_any_size.py",
            "tests/tui/test_sizes.py",
            "tests/tui/test_lists.py",
            "tests/tui/test_whole_table.py",
        ),
        {"MDOVERLEG_SIZES": "1"},
        seconds=600,
    ),
)
