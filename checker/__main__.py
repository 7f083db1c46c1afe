"""The command ``checker``. Answers ``--version`` without loading anything else."""

from __future__ import annotations

import sys

from checker.version import __version__


def run() -> None:
    """Entry point of the console script."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"checker {__version__}")
        return
    from checker.quick_start import quick_start

    with quick_start():
        from checker.cli import main

        main()


if __name__ == "__main__":
    run()
