"""Library: every exercise, the person's own too, with all that is known of it; and what the sources say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from coretui import catalogue
from coretui.catalogue.figures import figure_of
from coretui.figures.figure import Figure
from coretui.i18n import N_, _
from coretui.services.workplace import Workplace
from coretui.tui.dialogs.red_flags import RedFlags
from coretui.tui.screens.library.article import article_leaf, exercise_leaf, mistake_leaf
from coretui.tui.screens.library.listing import ARTICLE, articles, groups, hits
from coretui.tui.screens.page import Page
from coretui.tui.widgets.figure.view import FigureView
from coretui.tui.widgets.prose import Prose, ReadingPane
from coretui.tui.widgets.rows import Rows
from coretui.tui.widgets.shelf import Shelf, ShelfRow

MISTAKE = "mistake:"
"""Ids of rows that stand for a mistake begin with it; a colon is in no id of an exercise."""


class LibraryScreen(Page):
    """A list on the left, the selected exercise on the right; one at a time where it is narrow."""

    MODE = "library"
    CSS_PATH = "library.tcss"
    AUTO_FOCUS = "Shelf"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,right,l", "read", N_("read"), key_display="enter", tooltip=N_("Read on; arrows move the text")
        ),
        Binding(
            "escape", "back", N_("to the list"), tooltip=N_("Back to the list; after a search, show everything")
        ),
        Binding("left,h", "shut", N_("To the list"), show=False),
        Binding("down", "leave_search", N_("To the list"), show=False),
        Binding(
            "slash",
            "search",
            N_("search"),
            key_display="/",
            tooltip=N_("Search exercises and articles"),
        ),
        Binding("a", "shelf(True)", N_("articles"), tooltip=N_("To what the sources say")),
        Binding("a", "shelf(False)", N_("exercises"), tooltip=N_("Back to the exercises")),
        Binding("f", "flags", N_("red flags"), tooltip=N_("Signs that call for help at once")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._found = catalogue.load()
        self._problems: tuple[str, ...] = ()
        self._chosen = self._exercise = next(iter(self._found.exercises))

    def body(self) -> ComposeResult:
        """Yield the list and the text."""
        with Container(id="library"):
            with Vertical(id="shelves", classes="panel"):
                with Horizontal(id="seek"):
                    yield Input(compact=True)
                    yield Static(id="hits", markup=False)
                with VerticalScroll(id="rows", can_focus=False):
                    yield Shelf().data_bind(Page.ascii)
                    yield Static(id="nothing", markup=False)
            with ReadingPane(id="leaf", classes="panel"):
                yield FigureView()
                yield Prose()

    # what is shown

    def reload(self) -> None:
        """Show what the catalogue holds now: the person's own files may have changed."""
        self._found, self._problems = catalogue.load_with_own(self.workplace.home.exercises)
        self.query_one(Input).placeholder = _("/ search")
        self._show_list()

    def _show_list(self) -> None:
        """Show what fits the search, the cursor where it was, or on the first."""
        shelf, wanted = self.query_one(Shelf), self.query_one(Input).value
        found = hits(self._found, wanted)
        rows = [] if wanted.strip() else list(self._mistakes())
        for heading, group in (*groups(self._found), articles(self._found)):
            shown = [row for row in group if row.id in found]
            if shown:
                rows += [*([ShelfRow("", "", "", heading=True)] if rows else []), _heading(heading), *shown]
        shelf.rows = tuple(rows)
        first = next((row.id for row in rows if row.id in found), "")
        shelf.select(self._chosen if any(row.id == self._chosen for row in rows) else first)
        self.query_one("#hits", Static).update(str(len(found)))
        nothing = "" if found else _("Nothing found. esc shows everything again.")
        self.say("nothing", nothing)
        self._show_leaf()

    def _mistakes(self) -> Iterator[ShelfRow]:
        if self._problems:
            yield _heading(_("Mistakes in your files"))
        for number, problem in enumerate(self._problems):
            yield ShelfRow(f"{MISTAKE}{number}", "missed", problem.removeprefix("exercises/"))

    def _show_leaf(self) -> None:
        row, figure, settings = self.query_one(Shelf).current, None, self.workplace.settings
        prose, id_ = self.query_one("#leaf Prose", Prose), row.id if row else ""
        if id_.startswith(MISTAKE):
            problem = self._problems[int(id_.removeprefix(MISTAKE))]
            prose.sections = mistake_leaf(problem, self.workplace.home.exercises)
        elif id_.startswith(ARTICLE):
            article = self._found.articles[id_.removeprefix(ARTICLE)]
            prose.sections = article_leaf(self._found, article, height=settings.profile.height)
        elif id_ in self._found.exercises:
            prose.sections = exercise_leaf(self._found, self._found.exercises[id_], sides=settings.session.sides)
            figure = figure_of(self._found, id_, ball=self.workplace.ball)
        else:
            prose.sections = ()
        self._show_figure(figure)

    def _show_figure(self, figure: Figure | None) -> None:
        view, workplace = self.query_one(FigureView), self.workplace
        view.look = workplace.figures
        view.play(figure, None if workplace.still else workplace.clocks.monotonic)

    @on(Rows.Selected)
    def show_selected(self, event: Rows.Selected) -> None:
        """Show what is selected from its beginning."""
        if self._chosen != event.row.id:
            self._chosen = event.row.id
            self.query_one("#leaf").scroll_home(animate=False)
        if self._chosen in self._found.exercises:
            self._exercise = self._chosen
        self._show_leaf()
        self.refresh_bindings()

    @on(Input.Changed)
    def show_hits(self) -> None:
        """Show what fits, as it is typed."""
        self._show_list()

    # what is done

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now: none that would be typed into the search."""
        found = super().active_bindings
        if not isinstance(self.focused, Input):
            return found
        return {
            key: active
            for key, active in found.items()
            if len(active.binding.key_display or active.binding.key) > 1
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read in the list, and to go back from elsewhere."""
        if not self._ready:
            return super().check_action(action, parameters)
        reading, searched = self.has_class("-reading"), bool(self.query_one(Input).value)
        match action:
            case "read":
                return not reading
            case "shut":
                return reading
            case "shelf":
                return self._chosen.startswith(ARTICLE) is not parameters[0]
            case "leave_search":
                return isinstance(self.focused, Input)
            case "back":
                return reading or searched or isinstance(self.focused, Input)
            case _:
                return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Write in the search field."""
        self.remove_class("-reading")
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def action_leave_search(self) -> None:
        """Go to what was found."""
        self.query_one(Shelf).focus()

    def action_read(self) -> None:
        """Let the keys move the text; where it is narrow, show it in place of the list."""
        if self.query_one(Shelf).current:
            self.add_class("-reading")
            self.query_one(ReadingPane).focus()
            self.refresh_bindings()

    def action_shut(self) -> None:
        """Go back from the text to the list."""
        self.remove_class("-reading")
        self.query_one(Shelf).focus()
        self.refresh_bindings()

    def action_back(self) -> None:
        """Go back from the text to the list; from there, to all of it."""
        if not self.has_class("-reading"):
            self.query_one(Input).value = ""
        self.action_shut()

    def action_shelf(self, read: bool) -> None:
        """Go to the articles, all of them in sight, or back to the exercise that was selected before."""
        self.query_one(Input).value = ""
        self._chosen = ARTICLE + next(iter(self._found.articles)) if read else self._exercise
        self._show_list()
        self.action_shut()
        shelf = self.query_one(Shelf)
        if read:
            self.query_one("#rows").scroll_to(y=shelf.cursor - 1, animate=False)

    def action_flags(self) -> None:
        """Show the red flags."""
        self.app.push_screen(RedFlags())


def _heading(text: str) -> ShelfRow:
    return ShelfRow("", "", text.upper(), heading=True)
