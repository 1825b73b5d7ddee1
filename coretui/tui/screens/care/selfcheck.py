"""The self-check: signs and reasons not to stretch, answered by key, and what follows; red flags in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Static

from coretui.domain.care.advice import WEEKS_BACK
from coretui.domain.care.selfcheck import ESTABLISHED, REASONS, SIGNS, Answers, SelfCheck, gate, in_order
from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.trends import Columns, Gather, columns, latest, mean, widened
from coretui.i18n import N_, _, language
from coretui.services.trends import read_body
from coretui.services.workplace import Workplace
from coretui.store import care
from coretui.tui.dialogs.red_flags import red_flags_leaf
from coretui.tui.screens.subpage import Aside, together
from coretui.tui.widgets.marks import spark
from coretui.tui.widgets.panel import Panel
from coretui.tui.widgets.prose import Item, Prose, ReadingPane, Section
from coretui.tui.widgets.questions import Questions
from coretui.tui.widgets.rows import Rows
from coretui.tui.widgets.shelf import ShelfRow
from coretui.words import care as caring
from coretui.words.numbers import decimal
from coretui.words.time import minutes, short_date

PARTS = (7, 3, 2, 1)
"""Into how many columns a week may be divided, as there is room."""
AIRY = 22
"""Rows from which signs and reasons stand apart."""
LABEL, VALUE = 12, 12
"""Columns before and after a trend."""
TRENDS = {"signs": N_("Signs"), "pain": N_("Back pain"), "sitting": N_("Sitting"), "sessions": N_("Sessions")}


class SelfCheckScreen(Aside):
    """Asks, keeps the answers, and tells what follows from them; what the last one said can be looked at first."""

    AUTO_FOCUS = ""
    CSS_PATH = "selfcheck.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes(False)", N_("yes")),
        Binding("y", "yes(True)", N_("yes"), show=False),
        Binding("j", "yes(True)", N_("yes"), priority=True),
        Binding("n", "answer(False)", N_("no")),
        Binding("d", "unknown", N_("don't know")),
        Binding("space", "turn", N_("another answer"), show=False),
        Binding("enter", "save", N_("save"), key_display="enter", tooltip=N_("Save these answers")),
        Binding("t", "look(True)", N_("last result"), tooltip=N_("The last self-check, and twelve weeks")),
        Binding("t", "look(False)", N_("new check"), tooltip=N_("Answer the questions")),
        Binding("f", "flags", N_("red flags"), tooltip=N_("Signs that call for help at once")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._last = care.last_check(workplace.store)
        draft = care.draft(workplace.store, workplace.today)
        self._answers = draft or Answers.after(self._last)
        this_week = week_of(workplace.today, workplace.settings.days.week_start)
        self._looking = draft is None and self._last is not None and self._last.day in this_week
        self._unfinished = False

    def body(self) -> ComposeResult:
        """Yield the questions, what follows from them, and the red flags."""
        with Container(id="aside"), Container(id="check"):
            with VerticalScroll(id="asking", classes="panel", can_focus=False):
                yield Questions()
                yield Static(id="asked", markup=False)
            with ReadingPane(id="told", classes="panel"):
                yield Prose()
                with Panel(id="trends"):
                    yield Static(id="trends-title", classes="title", markup=False)
                    for name in TRENDS:
                        with Horizontal(classes="trend"):
                            yield Static(id=f"{name}-name", classes="trend-name", markup=False)
                            yield Static(id=f"{name}-line", classes="trend-line", markup=False)
                            yield Static(id=f"{name}-now", classes="trend-now", markup=False)
            with ReadingPane(id="flags-panel", classes="panel", can_focus=False):
                yield Static(id="flags-head", classes="title", markup=False)
                yield Prose()

    def on_unmount(self) -> None:
        """Say that nothing is lost, if it is left half-way."""
        super().on_unmount()
        if self._unfinished and self.app.is_running:
            self.app.notify(_("Your answers so far are saved: go on with the self-check any time today."))

    # what is shown

    def reload(self) -> None:
        """Show the questions as they are answered, or what followed from them."""
        self._last = care.last_check(self.workplace.store)
        self.query_one("#asking").display = not self._looking
        self.query_one("#told").display = self._looking
        self.say("flags-head", _("RED FLAGS"))
        self.query_one("#flags-panel Prose", Prose).sections = (
            red_flags_leaf() if self.roomy else together(red_flags_leaf())
        )
        if self._looking:
            self._tell()
            self.query_one("#told").focus()
        else:
            self._ask()
            self.query_one(Questions).focus()
        self.refresh_bindings()

    def _ask(self) -> None:
        rows = [
            ShelfRow("", "", _("SIGNS"), heading=True),
            *(self._row(item, caring.sign(item)) for item in SIGNS),
            *([ShelfRow("", "", "", heading=True)] if self.size.height >= AIRY else []),
            ShelfRow("", "", _("REASONS NOT TO STRETCH NOW"), heading=True),
            *(self._row(item, caring.reason(item)) for item in REASONS),
        ]
        questions = self.query_one(Questions)
        fresh = not questions.rows
        questions.rows = tuple(rows)
        if fresh:
            given = self._answers.given
            questions.select(next((one for one in (*SIGNS, *REASONS) if one not in given), SIGNS[0]))
        self._show_question()

    def _row(self, item: str, name: str) -> ShelfRow:
        said = caring.answer(self._answers.given[item]) if item in self._answers.given else "–"
        return ShelfRow(item, "", name, right=said, role="standing" if self._answers.given.get(item) else "muted")

    def _show_question(self) -> None:
        row = self.query_one(Questions).current
        if row and row.id:
            self.say("asked", caring.question(row.id))

    @on(Rows.Selected)
    def follow_cursor(self) -> None:
        """Ask in full about the selected row."""
        self._show_question()
        self.refresh_bindings()

    def _tell(self) -> None:
        workplace = self.workplace
        seen, last = gate(self._last), self._last
        lasting = care.complaints(workplace.store, workplace.today, workplace.settings.days.week_start)
        head = Item(caring.gate_in_words(seen), role="accent" if seen.stretches else "name")
        sections = [Section("", (head, *(Item(line) for line in caring.about_stretching(seen))))]
        if not seen.stretches:
            serves = (Item(_(one), mark="·") for one in caring.SERVES)
            sections.append(Section("", (Item(_(caring.INSTEAD)), *serves)))
        if lasting:
            sections.append(Section("", (Item(caring.lasting_in_words(lasting), role="side"),)))
        if last:
            day = short_date(last.day, self.workplace.today)
            words = f"{day}. " + caring.signs_in_words(in_order(last.signs, SIGNS))
            sections.append(Section("", (Item(words, role="quiet"),)))
        self.query_one("#told Prose", Prose).sections = (
            tuple(sections) if self.roomy else together(tuple(sections))
        )
        self._show_trends()

    @on(Panel.Fitted)
    def _show_trends(self) -> None:
        """Show each trend in as many columns as stand between its name and where it is now."""
        if not self._looking:
            return
        workplace = self.workplace
        self.say("trends-title", _("TWELVE WEEKS"))
        room = self.query_one("#trends").size.width - LABEL - VALUE
        parts = next((parts for parts in PARTS if WEEKS_BACK * parts <= room), 1)
        for name, line, now in self._trends(parts):
            self.say(f"{name}-name", _(TRENDS[name]))
            self.say(f"{name}-line", spark(line, len(line), ascii=workplace.ascii))
            self.say(f"{name}-now", now)

    def _trends(self, parts: int) -> Iterator[tuple[str, Columns, str]]:
        """Yield each trend: its name, its columns over the weeks, and where it is now."""
        workplace = self.workplace
        first = week_of(workplace.today, workplace.settings.days.week_start).shift(1 - WEEKS_BACK).first
        read = read_body(workplace.overviews(), first)
        signs, pain = read.signs, read.pain

        def weekly(values: Mapping[date, float], gather: Gather) -> Columns:
            return widened(columns(values, first, WEEKS_BACK, 1, gather), parts)

        yield "signs", weekly(signs, latest), decimal(signs[max(signs)]) if signs else ""
        yield "pain", columns(pain, first, WEEKS_BACK, parts, max), decimal(pain[max(pain)]) if pain else ""
        sitting = weekly(read.sat, mean)
        now = _("{length} a day").format(length=minutes(sitting[-1])) if sitting[-1] else ""
        yield "sitting", sitting, now
        sessions = weekly(read.sessions, sum)
        yield "sessions", sessions, _("{n} this week").format(n=decimal(sessions[-1])) if sessions[-1] else ""

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer answers while there are questions, and "don't know" where it is an answer."""
        match action:
            case "yes":  # to whoever speaks Dutch, j is ja before it is down
                return not self._looking and (language() == "nl") is parameters[0]
            case "answer" | "turn" | "save":
                return not self._looking
            case "unknown":
                row = self.query_one(Questions).current if self._ready else None
                return not self._looking and row is not None and row.id in ESTABLISHED
            case "look":
                return self._looking is not parameters[0]
            case _:
                return super().check_action(action, parameters)

    def action_answer(self, answer: bool | None) -> None:
        """Answer the selected question, and go to the next."""
        questions = self.query_one(Questions)
        if questions.current:
            self._give(self._answers.answered(questions.current.id, answer))
            questions.action_move(1)

    def action_yes(self, dutch: bool) -> None:  # noqa: ARG002, FBT - it tells whose key it is
        """Answer yes."""
        self.action_answer(answer=True)

    def action_unknown(self) -> None:
        """Answer "don't know", and go to the next question."""
        self.action_answer(None)

    def action_turn(self) -> None:
        """Give the selected question another answer."""
        if row := self.query_one(Questions).current:
            self._give(self._answers.turned(row.id))

    def _give(self, answers: Answers) -> None:
        """Take answers, and keep them: whoever leaves half-way goes on there later that day."""
        workplace = self.workplace
        self._answers, self._unfinished = answers, True
        self.attempt(lambda: care.keep_draft(workplace.store, answers, workplace.today))
        self._ask()

    def action_save(self) -> None:
        """Keep the answers; a reason that was not answered is asked first."""
        workplace = self.workplace
        if self._answers.open:
            self.query_one(Questions).select(self._answers.open[0])
            self.app.notify(_("Say for each reason whether it applies; signs can be skipped."))
            return
        done: SelfCheck = self._answers.check(workplace.today)
        if self.record(lambda: care.check(workplace.store, done, workplace.now)):
            self._unfinished = False
            self.action_look(looking=True)

    def action_look(self, looking: bool) -> None:
        """Show what the last self-check said, or the questions."""
        self._looking = looking
        self.reload()
