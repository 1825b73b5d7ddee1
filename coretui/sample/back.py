"""The back of the made-up person: how it feels, what they write about it, and the flare-up they get over.

It hangs on the seed and the date alone, and on a chance of its own: whatever is decided here changes nothing of
how the days at the desk go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.pain import Pain
from coretui.i18n import N_

FLARE_WEEKS_AGO = 2
"""In which week before this one the back plays up: a report on four weeks has it, and has what came after."""
FLARE_FROM, FLARE_DAYS = 2, 5
"""The flare-up begins on that week's Wednesday, after the session, and lasts until Sunday."""
OLDEST = 7
"""From so many weeks ago on the back is as bad as it was in the beginning."""
SIDE_PLANK, ONE_LEG, SUPERMAN, LOG_ROLL = "side-plank-2-legs", "side-plank-1-leg", "superman", "log-roll"
MON, WED, FRI = 0, 2, 4
TYPICAL = (1, 2, 3, 3, 4, 4, 5, 5)
"""The usual score, 0 to 10, by how many weeks ago it was."""
IN_A_FLARE = (6, 6, 5, 4, 4)
DAYS_NOTED = (3, 4, 5)

EXERCISE_NOTES: Mapping[tuple[int, int], tuple[str, str]] = {
    (3, FRI): (SIDE_PLANK, N_("Tried it on one leg. Hard, but it works.")),
    (2, MON): (LOG_ROLL, N_("To the left is still much wobblier than to the right.")),
    (2, WED): (ONE_LEG, N_("A sharp twinge on the right in the last set. Pulled down into my leg afterwards.")),
    (1, MON): (ONE_LEG, N_("On two legs for now. That works well.")),
    (1, WED): (SUPERMAN, N_("20 seconds is plenty; any longer and my lower back goes hollow.")),
    (1, FRI): (ONE_LEG, N_("Back on one leg, no pain.")),
}
"""What is written about an exercise, by how many weeks ago and on which weekday."""
FREE_OF_PAIN = (1, FRI)
DAY_NOTES: Mapping[tuple[int, int], str] = {
    (3, 1): N_("Moved desks around all afternoon, back tired."),
    (2, 3): N_("Slept badly. Walking helps more than lying down."),
    (1, 0): N_("Getting up in the morning is easier again."),
}
SIGNS: tuple[frozenset[str], ...] = (
    frozenset({"stiff"}),
    frozenset({"stiff"}),
    frozenset({"hollow", "pull", "stiff"}),
    frozenset({"hollow", "stiff"}),
    frozenset({"hollow", "hips", "stiff"}),
)
"""The signs noticed in a self-check, by how many weeks ago it was."""
STRESSED = 4
"""So many weeks ago the tension came from stress."""


@dataclass(frozen=True, slots=True)
class BackStory:
    """The back over so many weeks that begin on `first`; of the last of them `today` is a day."""

    seed: int
    first: date
    weeks: int

    def ago(self, day: date) -> int:
        """Return how many weeks before the last one a day is."""
        return self.weeks - 1 - (day - self.first).days // 7

    @property
    def flare(self) -> tuple[date, date] | None:
        """The first and the last day of the flare-up; None where there are too few weeks for one."""
        if self.weeks <= FLARE_WEEKS_AGO:
            return None
        start = self.first + timedelta(weeks=self.weeks - 1 - FLARE_WEEKS_AGO)
        start += timedelta(days=(FLARE_FROM - start.weekday()) % 7)
        return start, start + timedelta(days=FLARE_DAYS - 1)

    def flares(self, day: date) -> bool:
        """Tell whether the back plays up on a day."""
        return self.flare is not None and self.flare[0] <= day <= self.flare[1]

    def rests(self, day: date) -> bool:
        """Tell whether the back keeps somebody from the programme: on all days of the flare-up but the first."""
        return self.flares(day) and self.flare is not None and day > self.flare[0]

    def chance(self, day: date, what: str) -> Random:
        """Return the chance that decides something about a day."""
        return Random(f"{self.seed} {day} {what}")  # noqa: S311 - made up, not secret

    def noted(self, day: date, *, sat_long: bool = False) -> Pain | None:
        """Return how the back is noted on a day; None where it is not: on three to five days of a week it is.

        After sitting long it is a point worse: the one thing that goes together in the days of this person.
        """
        if self.flare and self.flares(day):
            return Pain(IN_A_FLARE[(day - self.flare[0]).days], leg=day <= self.flare[0] + timedelta(days=1))
        begin = self.first + timedelta(weeks=(day - self.first).days // 7)
        days = [begin + timedelta(days=n) for n in range(7)]
        chance = self.chance(begin, "noted")
        open_days = [one for one in days if not self.flares(one)]
        already = len(days) - len(open_days)
        wanted = max(0, chance.choice(DAYS_NOTED) - already)
        if day not in chance.sample(open_days, wanted):
            return None
        return Pain(self._score(day, "back") + sat_long)

    def _score(self, day: date, what: str) -> int:
        usual = TYPICAL[min(self.ago(day), OLDEST)]
        return max(0, usual + self.chance(day, what).choice((-1, 0, 0, 0, 1)))

    def in_session(self, day: date) -> tuple[Pain, str | None] | None:
        """Return the pain of a core session and the exercise that hurt; None where nothing was answered."""
        if self.flare and day == self.flare[0]:
            return Pain(6, leg=True), ONE_LEG
        if (self.ago(day), day.weekday()) == FREE_OF_PAIN:
            return Pain(0), None
        chance = self.chance(day, "session")
        if chance.random() < 0.15:
            return None
        score = max(0, self._score(day, "exercise") - 1)
        where = SUPERMAN if day.weekday() == WED else SIDE_PLANK if self.swap(day) else ONE_LEG
        return Pain(score), where if score else None

    def swap(self, day: date) -> tuple[str, bool] | None:
        """Return the exercise that is swapped in a session, and whether it is made lighter; None without one."""
        swaps = {(3, FRI): (SIDE_PLANK, False), (1, MON): (ONE_LEG, True), (1, WED): (ONE_LEG, True)}
        return swaps.get((self.ago(day), day.weekday()))

    def exercise_note(self, day: date) -> tuple[str, str] | None:
        """Return what is written about an exercise: its id and the words, which are yet to be translated."""
        return EXERCISE_NOTES.get((self.ago(day), day.weekday()))

    def day_note(self, day: date) -> str | None:
        """Return what is written about a day; the words are yet to be translated."""
        return DAY_NOTES.get((self.ago(day), day.weekday()))

    def check(self, day: date) -> SelfCheck:
        """Return the self-check of a day."""
        ago = self.ago(day)
        reasons = frozenset({"stress"}) if ago == STRESSED else frozenset[str]()
        return SelfCheck(day, SIGNS[min(ago, len(SIGNS) - 1)], reasons)

    def ids(self, day: date, what: str) -> Iterator[str]:
        """Yield ids for what is written down on a day, the same again for the same seed."""
        chance = self.chance(day, f"{what} ids")
        while True:
            yield f"{chance.getrandbits(64):016x}"
