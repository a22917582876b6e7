"""Start mdoverleg: `mdoverleg` and `python -m mdoverleg` are the same."""

import sys


def main() -> None:
    """Run the command line, or the table when no command is given, and end with its exit code."""
    from mdoverleg.cli import run_process

    sys.exit(run_process(sys.argv[1:]))


if __name__ == "__main__":
    main()
