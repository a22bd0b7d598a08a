"""Where both programs start: `commdesk` in a terminal and `commdesk-window` without one."""

import gc
import io
import sys

# A worker thread busy in Python gives way to the window within half a millisecond, not five.
_SWITCH_SECONDS = 0.0005


def main() -> None:
    """Run the command line. A spawned child of a frozen build ends in the first call."""
    if getattr(sys, "frozen", False):  # what is not frozen starts without this import
        from multiprocessing import freeze_support

        freeze_support()
    sys.setswitchinterval(_SWITCH_SECONDS)
    _speak_utf8()
    # Modules are for good: looking for cycles while they are made costs a twentieth of a start.
    gc.disable()
    from commdesk.cli import main as run

    run()


def _speak_utf8() -> None:
    """Names are not cp1252: a pipe on Windows gets UTF-8 too. A windowed program has no streams."""
    for stream in (sys.stdout, sys.stderr):
        if sys.platform == "win32" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
