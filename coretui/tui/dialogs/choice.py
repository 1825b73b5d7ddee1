"""A small question with a few answers, in the middle of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coretui.i18n import N_
from coretui.tui.dialogs.dialog import Dialog, hint_of_a_question

Choices = tuple[tuple[str, str], ...]
"""Answers to a question: the id of each and its words."""


class AnswerList(OptionList):
    """Answers under each other, as tall as they are beside a scroll bar, for which room is kept.

    Without that, a bar that is no longer needed breaks lines so that it is.
    """

    DEFAULT_CSS = "AnswerList { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the answers take in so many columns."""
        return super().get_content_height(container, viewport, max(1, width - self.styles.scrollbar_size_vertical))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Page through the answers only where some are laid out: Textual takes that for granted."""
        if action.startswith("page_") and not self.scrollable_content_region.area:
            return False
        return super().check_action(action, parameters)


class Choice(Dialog[str]):
    """Asks for one of some answers; returns its id, or None if it was left open.

    `above` stands over the question, `said` are paragraphs between it and its answers, `hint` names the keys in
    place of the usual ones.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("close"), show=False),
        Binding("j", "move(1)", N_("Down"), show=False),
        Binding("k", "move(-1)", N_("Up"), show=False),
        *(Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)),
    ]

    def __init__(
        self, question: str, answers: Choices, *, said: Sequence[str] = (), hint: str = "", above: str = ""
    ) -> None:
        super().__init__()
        self.question = question
        self._above = above
        self.said = tuple(said)
        self.answers = answers
        self._hint = hint or hint_of_a_question()

    def compose(self) -> ComposeResult:
        """Yield the question and its answers, numbered."""
        digits = len(str(len(self.answers)))
        with Vertical(id="choice"):
            with Vertical(id="asked-for"):
                if self._above:
                    yield Static(self._above, id="above", markup=False)
                yield Static(self.question, id="question", markup=False)
            if self.said:
                yield Static("\n\n".join(self.said), id="said", markup=False)
            yield AnswerList(
                *(Option(f" {n:>{digits}}  {words}", id=name) for n, (name, words) in enumerate(self.answers, 1)),
                markup=False,
                compact=True,
            )
            yield Static(self._hint, id="hint", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the answer."""
        self.answer(event.option_id)

    def action_pick(self, place: int) -> None:
        """Return the answer with a number."""
        if place < len(self.answers):
            self.answer(self.answers[place][0])

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        options.highlighted = min(max(0, (options.highlighted or 0) + by), len(self.answers) - 1)
