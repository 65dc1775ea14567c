"""`tutor`, and `python -m tui_tutor`."""

import sys


def main() -> int:
    try:
        from tui_tutor.cli import main as run_command

        return run_command()
    except KeyboardInterrupt:  # as early as while the command line is imported
        return 130


if __name__ == "__main__":
    sys.exit(main())
