"""What all questions have that lie over a screen: they are answered once, and only when they are seen."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from coretui.i18n import _
from coretui.tui.terminal.painted import PaintedScreen

T = TypeVar("T")


class Dialog(ModalScreen[T | None], PaintedScreen[T | None]):
    """A question over a screen. Subclasses compose it, and hand whatever it is answered with to `answer`.

    The first answer counts. Until the question is on the screen there is none: a key that comes before was meant
    for what was in front then.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen = False
        self._answered = False

    def on_mount(self) -> None:
        """Take answers as soon as the question has been painted."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._seen = True

    def acts_on_keys(self, *, of_the_app: bool) -> bool:  # noqa: ARG002 - it holds for both
        """Tell whether keys have an effect now."""
        return self._seen and not self._answered

    def answer(self, result: T | None) -> None:
        """Close the question with a result, None if it is left open; a second answer changes nothing."""
        if self.acts_on_keys(of_the_app=False) and self.is_current:
            self._answered = True
            self.dismiss(result)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.answer(None)


def hint_to_skip(key: str) -> str:
    """Return the keys of a question that may be skipped, and the setting where it can be answered later."""
    return _("enter: confirm · esc: skip\nLater: coretui config set {key}").format(key=key)


def hint_of_a_question() -> str:
    """Return the keys of a question, in words."""
    return _("enter: confirm · esc: close")
