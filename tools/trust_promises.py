"""What is promised about trust, and which test holds each promise: the words of docs/trust.md."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Promise:
    """One promise to the user, its goal, and the tests that hold it (`file` or `file::test`)."""

    id: str
    words: str
    goal: str
    tests: tuple[str, ...]
    open: str = ""
    """What is promised and not measured yet, said honestly."""


@dataclass(frozen=True)
class Must:
    """One thing that must hold against a danger, with the tests that show it."""

    danger: str
    words: str
    tests: tuple[str, ...] = ()
    open: str = ""
    """Why there is no test, or what it does not show."""


PROMISES: Final = (
    Promise(
        "P1",
        "What the screen calls saved is still there after the program crashes.",
        "0 lost of at least 5,000 acknowledged saves in at least 200 kills",
        (
            "tests/store/test_windows.py::test_a_killed_window_loses_nothing_that_it_acknowledged",
            "tests/hostile/test_killed.py::test_a_killed_command_loses_nothing_whose_id_it_printed",
            "tests/windows/test_kills.py::test_nothing_is_lost_however_a_window_ends",
        ),
    ),
    Promise(
        "P2",
        "... and after the power fails.",
        "no acknowledgement before a flush; `synchronous` 2 or 3 in every connection",
        (
            "tests/store/test_flush.py::test_nothing_is_acknowledged_before_it_is_flushed",
            "tests/store/test_file.py::test_the_writing_connection_has_every_setting",
        ),
        open="The power was not pulled: a disk that says it has flushed and has not is out of our reach.",
    ),
    Promise(
        "P3",
        "One action is there whole or not at all, its line in the log included.",
        "0 broken",
        (
            "tests/hostile/test_killed.py::test_large_edits_that_are_killed_are_whole_or_absent",
            "tests/store/test_gate.py::test_an_exception_undoes_all_and_leaves_the_connection_clean",
            "tests/edits/test_chance.py::test_undoing_all_gives_the_start_and_redoing_all_the_end",
        ),
    ),
    Promise(
        "P4",
        "A full disk costs nothing that was saved; it is said, and work goes on when there is room.",
        "0 lost, a sentence in Dutch, no restart",
        (
            "tests/store/test_gate.py::test_a_full_disk_costs_nothing_and_is_over_when_there_is_room",
            "tests/store/test_full_disk.py::test_a_disk_of_its_own_that_fills_up",
            "tests/store/test_full_disk.py::test_a_limit_on_the_size_of_files",
            "tests/store/test_restoring.py::test_without_room_the_old_file_stays",
            "tests/hostile/test_files.py::test_without_room_nothing_is_changed_or_left_behind",
            "tests/hostile/test_process.py::test_a_full_disk_under_the_output_is_said_in_one_sentence",
            "tests/export/test_writing.py::test_a_disk_that_fails_leaves_nothing_behind",
        ),
    ),
    Promise(
        "P5",
        "Two windows never silently overwrite each other's work.",
        "0 lost updates in 10,000; the second person sees both texts",
        (
            "tests/windows/test_four_writers.py::test_four_writers_and_a_projector",
            "tests/edits/test_hostile.py::test_who_changes_the_same_record_second_is_told_by_whom_and_what",
            "tests/tui/test_company.py::test_what_the_second_typed_stays_in_a_question_too",
        ),
    ),
    Promise(
        "P6",
        "The projector never holds up the chair, nor the chair the projector for long.",
        "0 errors with 4 writers; 99 in 100 saves <= 100 ms, the worst <= 1 s",
        ("tests/windows/test_four_writers.py::test_four_writers_and_a_projector",),
    ),
    Promise(
        "P7",
        "A damaged, foreign or newer file is refused unharmed, and the way back is named.",
        "0 tracebacks, 0 changed bytes",
        (
            "tests/store/test_damage.py::test_random_bytes",
            "tests/store/test_damage.py::test_nothing_is_written_in_a_damaged_file",
            "tests/hostile/test_files.py::test_no_command_uses_or_touches_it",
            "tests/store/test_file.py::test_a_refused_file_keeps_every_byte",
        ),
    ),
    Promise(
        "P8",
        "A backup is made by itself, and can be restored.",
        "newest at most one meeting old; restored content equal by hash",
        (
            "tests/store/test_restoring.py::test_what_is_put_back_is_equal_whatever_lies_beside_it",
            "tests/store/test_backups.py::test_a_backup_is_equal_private_and_stands_beside_the_file",
            "tests/store/test_backups.py::test_a_backup_while_others_save_is_of_one_state",
            "tests/store/test_encrypted_backups.py::test_it_is_put_back_under_the_present_passphrase",
            "tests/cli/test_backups.py::test_closing_a_meeting_makes_a_backup",
            "tests/tui/test_backups.py::test_make_one_put_it_back_and_look_at_the_file",
        ),
    ),
    Promise(
        "P9",
        "An import is all explained: taken, or refused with line and reason; nothing half.",
        "every file; <= 10 s; <= 500 MB",
        (
            "tests/hostile/test_imports.py::test_it_is_said_by_file_row_and_field_and_nothing_is_changed",
            "tests/hostile/test_imports.py::test_one_wrong_file_keeps_out_the_others",
            "tests/intake/test_xlsx.py::test_a_file_that_unpacks_to_far_more_is_refused",
            "tests/intake/test_apart.py::test_whatever_goes_wrong_there_is_one_sentence_without_what_was_in_it",
            "tests/intake/test_apart.py::test_the_system_holds_the_process_to_its_limits",
        ),
    ),
    Promise(
        "P10",
        "Odd text is shown as it is and does nothing.",
        "every text of the collection, in every key, screen and document",
        (
            "tests/hostile/test_commands.py::test_every_text_comes_in_and_goes_out_as_typed_or_cleaned",
            "tests/hostile/test_commands.py::test_every_document_is_written_from_a_file_full_of_it",
            "tests/hostile/test_screens.py::test_every_screen_and_dialog_shows_it_and_obeys_nothing",
            "tests/hostile/test_terminal.py::test_no_byte_speaks_to_the_terminal_but_the_drawing",
            "tests/domain/test_text.py::test_every_letter_of_unicode_is_kept_or_taken_out_by_the_rule",
        ),
    ),
    Promise(
        "P11",
        "Nothing of a case is in crash reports, logs, file names, window titles or messages of libraries.",
        "0 found",
        (
            "tests/hostile/test_outside.py::test_no_command_leaves_a_word_of_a_case_or_opens_a_socket",
            "tests/hostile/test_outside.py::test_no_window_leaves_a_word_of_a_case_or_opens_a_socket",
            "tests/hostile/test_crashes.py::test_an_error_in_any_screen_shows_no_data_and_gives_the_terminal_back",
            "tests/hostile/test_process.py::test_an_error_of_the_program_shows_no_data_and_changes_nothing",
            "tests/hostile/test_process.py::test_an_error_of_a_thread_or_of_what_is_thrown_away_is_not_shown",
            "tests/hostile/test_process.py::test_a_signal_ends_a_command_in_order",
            "tests/store/test_gate.py::test_a_message_shows_no_words_of_people",
            "tests/windows/test_ends.py::test_the_title_of_the_terminal_names_nobody_and_is_given_back",
        ),
    ),
    Promise(
        "P12",
        "The projector shows only the fields that it may.",
        "0 found, also in notices and after a crash",
        (
            "tests/reads/test_wall.py::test_no_field_beyond_the_allow_list_reaches_the_wall",
            "tests/windows/test_room.py::test_three_windows_through_a_whole_meeting",
            "tests/windows/test_wall_ends.py::test_an_error_in_the_program",
        ),
    ),
    Promise(
        "P13",
        "Who saw, changed, exported or printed what is on record, and tampering shows.",
        "every listed action; tampering found in 100 of 100",
        (
            "tests/cli/test_log_is_complete.py::test_of_every_command_it_is_known_what_it_leaves_in_the_log",
            "tests/cli/test_log_is_complete.py::test_every_command_leaves_its_entry",
            "tests/cli/test_log_is_complete.py::test_tries_to_unlock_that_failed_stand_in_the_log_with_their_moment",
            "tests/tui/test_looking.py::test_a_walk_through_a_window_leaves_one_entry_for_each_thing",
            "tests/store/test_log.py::test_tampering_shows",
            "tests/store/test_tampering.py::test_every_tampering_is_found",
            "tests/store/test_tampering.py::test_plain_hashes_made_anew_are_found_where_there_is_a_key_and_nowhere_else",
        ),
    ),
    Promise(
        "P14",
        "Encrypted means encrypted: no plain copy, no silent way back to plain.",
        "0 found; a wrong key is told within 2 s and makes no new file",
        (
            "tests/store/test_keys.py::test_a_new_table_is_encrypted_from_its_first_byte",
            "tests/store/test_encrypted_on_disk.py::test_killed_while_saving",
            "tests/store/test_encrypted_on_disk.py::test_killed_while_the_file_is_brought_up_to_date",
            "tests/store/test_keys.py::test_a_driver_that_forgets_the_key_makes_no_plain_table",
            "tests/store/test_keys.py::test_no_key_and_a_key_of_another_length_open_nothing_and_make_nothing",
            "tests/store/test_keys.py::test_what_is_wrong_with_a_file_or_its_key_file",
            "tests/store/test_odd_places.py::test_a_plain_table_where_an_encrypted_one_lay_is_not_written",
            "tests/store/test_rekeying.py::test_killed_at_any_moment_one_whole_table_is_left",
            "tests/cli/test_keys.py::test_a_wrong_passphrase_is_3_in_both_languages_and_costs_time",
        ),
    ),
    Promise(
        "P15",
        "The program connects to nothing.",
        "0 sockets, also none to this machine itself",
        (
            "tests/hostile/test_outside.py::test_no_command_leaves_a_word_of_a_case_or_opens_a_socket",
            "tests/hostile/test_outside.py::test_no_window_leaves_a_word_of_a_case_or_opens_a_socket",
            "tests/hostile/test_outside.py::test_every_command_is_tried",
        ),
        open="An event loop wakes itself through a pair of handles that leads nowhere; that is no connection. The "
        "system's own library may ask a service of this machine (nscd) how its user is called.",
    ),
    Promise(
        "P16",
        "Erasing erases, and backups that still hold it are named.",
        "0 bytes found",
        (
            "tests/edits/test_erasing.py::test_of_a_case_of_any_table_no_byte_is_left_and_of_the_others_all",
            "tests/edits/test_erasing.py::test_killed_at_any_statement_it_is_whole_or_not_begun",
            "tests/edits/test_erasing.py::test_backups_that_hold_it_go_and_others_stay",
            "tests/edits/test_erasing.py::test_in_an_encrypted_file_it_is_gone_too",
            "tests/cli/test_purging.py::test_forget_erases_one_case_now",
        ),
    ),
    Promise(
        "P17",
        "An upgrade keeps the data, and one that fails changes nothing.",
        "all old files; 0 lost in 200 kills",
        (
            "tests/store/test_migrations.py::test_an_upgrade_keeps_every_row_the_log_and_a_copy",
            "tests/store/test_migrations.py::test_an_upgrade_that_fails_changes_nothing",
            "tests/store/test_killed_upgrades.py::test_an_upgrade_that_is_killed_loses_nothing",
        ),
    ),
    Promise(
        "P18",
        "After a killed terminal, a log-off or sleep, what was half typed is offered again.",
        "all of 50 runs; terminal as it was; exit 129 or 143",
        (
            "tests/windows/test_kills.py::test_nothing_is_lost_however_a_window_ends",
            "tests/windows/test_ends.py::test_a_window_that_is_stopped_leaves_the_terminal_as_it_was",
            "tests/tui/test_drafts.py::test_every_kind_of_form_comes_back",
        ),
    ),
)


@dataclass(frozen=True)
class Number:
    """One goal in numbers, with the figures that `make trust` measured for it, by their names."""

    words: str
    goal: str
    figures: tuple[str, ...] = ()
    open: str = ""


NUMBERS: Final = (
    Number(
        "Acknowledged saves lost to a kill",
        "0 of at least 5,000 in 200 kills",
        (
            "acknowledged saves lost",
            "acknowledged saves in killed processes",
            "kills of a writer",
            "kills of a command",
            "kills of a window",
        ),
    ),
    Number("Acknowledgements without a flush", "0", ("acknowledgements before a flush",)),
    Number(
        "Rows lost or doubled, 4 writers and a projector, 60 s",
        "0",
        ("rows lost or doubled by four writers", "saves by four writers", "seconds of four writers"),
        open="Without kills at the same time: those are counted above.",
    ),
    Number("Silent lost updates", "0 of 10,000", ("saves by four writers", "rows lost or doubled by four writers")),
    Number(
        "A save, four writers at once",
        "median <= 20 ms, 99 % <= 100 ms",
        ("a save among four writers, median", "a save among four writers, 99 %"),
        open="On a large table: bench/results.md.",
    ),
    Number("Another window shows a change", "<= 1 s", open="Measured by `make bench`: bench/results.md."),
    Number(
        "Full disk",
        "0 lost, a sentence, works again",
        ("saves lost to a full disk",),
    ),
    Number(
        "Broken files that are handed in",
        "every one refused with its place",
        ("wrong imports refused by file, row and field, in two languages",),
    ),
    Number("Broken tables: bytes changed in refused files", "0", ("bytes changed in refused files",)),
    Number(
        "Mutations of a good file (1 to 64 bytes)",
        "2,000 without traceback, hang or write",
        ("mutations of a file", "mutations that were written to or not told"),
    ),
    Number(
        "Hostile texts through every screen and document",
        "0 crashes, 0 raw controls",
        (
            "keys filled with hostile text that came back as typed or cleaned",
            "raw controls found in lists and documents",
        ),
    ),
    Number("Canary words outside the file and wanted exports", "0", ("canary words found outside the file",)),
    Number(
        "Upgrades of released schemas, with kills",
        "0 lost in 200 kills",
        (
            "upgrades that were killed",
            "upgrades that were killed and lost something",
            "kinds of failing upgrades that changed nothing",
        ),
    ),
    Number("Backup and restore", "equal hash in 100 of 100", ("restored with an equal content hash",)),
    Number(
        "Log complete: made, read, changed, deleted, exported, opened, failed to unlock",
        "all",
        open="Every command is tried: tests/cli/test_log_is_complete.py.",
    ),
    Number(
        "Tampering with the log that is found",
        "100 of 100",
        (
            "tamperings with the log of a plain file that were found",
            "tamperings with the log of an encrypted file that were found",
        ),
    ),
    Number("Draft back after SIGTERM, SIGHUP, SIGKILL", "100 %", ("drafts lost that were typed 2 s ago",)),
    Number(
        "Terminal as it was after exit, SIGTERM, SIGHUP, an error",
        "100 % of 50 runs each",
        (
            "left by its key: terminal as it was, code 0",
            "ended by SIGTERM: terminal as it was, code 143",
            "ended by SIGHUP: terminal as it was, code 129",
            "ended by closed: terminal as it was, code 129",
            "errors made, in every screen and every question; terminal as it was each time",
        ),
    ),
    Number(
        "Sizes of the terminal",
        "0 tracebacks",
        ("sizes of the terminal tried", "screens and questions tried at these sizes"),
    ),
    Number("Connections", "0", ("sockets opened",)),
    Number(
        "Branch coverage of store, intake, export and cleaning",
        ">= 95 %",
        tuple(f"branches of {room} that tests go through" for room in ("store", "intake", "export", "domain/text.py")),
    ),
    Number("Mutation score of rules and store", ">= 80 %", open="Not part of `make trust`; see below."),
)
