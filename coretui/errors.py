"""Errors with a sentence that the user can act on."""


class CoretuiError(Exception):
    """Anything the user is told in one sentence; `exit_code` is what a command ends with."""

    exit_code = 1


class UsageError(CoretuiError):
    """What was asked cannot be understood: an unknown id, a malformed date, a wrong value."""

    exit_code = 2


class NotNowError(CoretuiError):
    """Well said, but not possible in the present state."""


class StoreError(CoretuiError):
    """The database cannot be opened, read or written."""


class NotSavedError(StoreError):
    """The store did not take it now, and may later: another program holds it, the disk is full, it was moved.

    `call` is what it did not take, if that is known: the name of a deed, and what that was called with; `step` the
    code and the words of the step that it would be.
    """

    call: tuple[str, tuple[object, ...], dict[str, object]] | None = None
    step: tuple[str, dict[str, object]] | None = None

    @property
    def passes_soon(self) -> bool:
        """Whether it may be over in a second; a full disk, a read-only file and lost rights take longer."""
        name = getattr(self.__cause__, "sqlite_errorname", "SQLITE_BUSY")
        return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


class StoreNewerError(StoreError):
    """A newer version has changed the file: this process must not write any more."""


class StoreLostError(NotSavedError):
    """The file is not where or what it was: nothing is written or made in its place until it is back."""


class StoreDamagedError(StoreError):
    """The file is there, but not whole: nothing may be written into it."""
