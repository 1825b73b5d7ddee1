"""The entry point: `status` takes the short way, all else goes through click."""

import sys


def main() -> int:
    """Run the command line; return the exit code."""
    if sys.argv[1:2] == ["status"]:
        from coretui.status import main as status  # noqa: PLC0415 - each way imports only its own

        return status(sys.argv[2:])
    from coretui.cli import main as commands  # noqa: PLC0415 - `status` needs none of them
    from coretui.desktop.signs.terminals import FOLDER  # noqa: PLC0415

    return commands(terminals=FOLDER, backs_up=True)


if __name__ == "__main__":
    sys.exit(main())
