"""Processes of this machine, as far as they can be asked about."""

import os
import sys


def is_running(pid: int) -> bool:
    """Tell whether a process of this machine runs; where that cannot be asked without harm it is taken to."""
    if sys.platform == "win32" or pid <= 0:
        return pid > 0
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
