"""Start mdoverleg: `mdoverleg` and `python -m mdoverleg` are the same."""

import gc
import sys


def main() -> None:
    """Run the command line, or the table when no command is given, and end with its exit code."""
    # What is loaded on the way is no garbage: looking for some all the while takes a sixth of a command that saves.
    gc.set_threshold(20_000, 20, 50)
    from mdoverleg.cli import run_process

    sys.exit(run_process(sys.argv[1:]))


if __name__ == "__main__":
    main()
