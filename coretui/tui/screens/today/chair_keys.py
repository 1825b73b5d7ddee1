"""The keys with which the chair is told what somebody does."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from coretui.domain.chair.messages import Away, Back, Command, Resume, SkipBreak, Snooze, Stand, StartBreak
from coretui.i18n import N_, NP_
from coretui.parsing.times import typed
from coretui.tui.screens.page import BreatheNow, Page, asks
from coretui.tui.screens.today import questions
from coretui.tui.screens.today.chair_panel import makes_sense


class ChairKeys(Page):
    """A screen from which breaks, pauses and work standing begin and end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "break", N_("break"), tooltip=N_("Stand up now, or come back to the desk")),
        Binding("b", "back", N_("I'm back"), tooltip=N_("Back at the desk")),
        Binding("z", "snooze", N_("snooze"), tooltip=N_("Remind me again in a few minutes")),
        Binding("e", "breathe", N_("breathe instead"), tooltip=N_("Breathe instead of this break")),
        Binding("x", "skip", N_("skip"), tooltip=N_("Skip this break and say why")),
        Binding("p", "hold", NP_("reminders", "pause"), tooltip=N_("Pause reminders for a while")),
        Binding("p", "resume", N_("resume"), tooltip=N_("Resume reminders")),
        Binding("s", "stand", N_("stand"), tooltip=N_("Work standing")),
        Binding("s", "sit", N_("sit"), tooltip=N_("Sit down again")),
        Binding("w", "away", N_("away"), show=False, tooltip=N_("Leave the desk")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what makes sense in the chair's present state."""
        keeper = self.workplace.keeper
        held = keeper.chair is not None and keeper.chair.hold is not None
        offered = makes_sense(action, keeper.view(), held=held)
        return super().check_action(action, parameters) if offered is None else offered

    def _order(self, command: Command) -> None:
        self.record(lambda: self.post_message(self.Noticed(self.workplace.keeper.command(command))))

    def action_break(self) -> None:
        """Stand up."""
        self._order(StartBreak())

    def action_back(self) -> None:
        """Come back to the desk."""
        self._order(Back())

    def action_snooze(self) -> None:
        """Put the reminder off."""
        self._order(Snooze())

    def action_stand(self) -> None:
        """Work standing."""
        self._order(Stand())

    def action_away(self) -> None:
        """Leave the desk."""
        self._order(Away())

    def action_sit(self) -> None:
        """Sit down."""
        self._order(Back())

    def action_resume(self) -> None:
        """Let reminders come again."""
        self._order(Resume())

    @asks
    async def action_skip(self) -> None:
        """Ask why, and skip."""
        if chosen := await questions.why_skip(self.app):
            self._order(SkipBreak(chosen))

    @asks
    async def action_breathe(self) -> None:
        """Breathe when a break is due: done standing it is the break, done sitting it counts as breathing only."""
        chosen = await questions.how_to_breathe(self.app)
        if chosen == "standing":
            self._order(StartBreak())
        if chosen:
            self.post_message(BreatheNow())

    @asks
    async def action_hold(self) -> None:
        """Ask for how long, and hold."""
        chosen = await questions.how_long(self.app)
        if not chosen:
            return
        workplace, line = self.workplace, chosen

        def hold() -> None:
            asked = typed(line, workplace.now, workplace.clocks.zone, workplace.settings.days.start)
            self.post_message(self.Noticed(workplace.keeper.command(asked)))

        self.record(hold)
