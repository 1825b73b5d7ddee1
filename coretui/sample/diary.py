"""What the made-up person writes down about their back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coretui.domain.days import Zone
from coretui.domain.pain import Pain
from coretui.i18n import _
from coretui.sample.back import BackStory
from coretui.sample.sitting import Seen, noted_row, postures
from coretui.store.timeoff import FLARE


@dataclass(frozen=True, slots=True)
class Diary:
    """Writes facts of the back; words are in the language of whoever has the sample made."""

    back: BackStory
    out: Seen
    zone: Zone

    def flare_up(self) -> None:
        """Write down when the back played up."""
        if days := self.back.flare:
            first, last = (day.isoformat() for day in days)
            row_id = next(self.back.ids(days[0], "flare"))
            self.out.add("time_off", {"id": row_id, "first": first, "last": last, "reason": FLARE})

    def postures(self, day: date, mood: float, most: int = 3) -> None:
        """Write down how somebody sat, at some of the breaks of the day."""
        ids, chance = self.back.ids(day, "posture"), self.back.chance(day, "posture")
        for note in postures(self.out, day, self.zone, chance, mood, most):
            self.out.add("posture_note", noted_row(note, next(ids)))

    def of_day(self, day: date, evening: float) -> None:
        """Write down, in the evening, how the back was, and what there is to say of the day."""
        ids = self.back.ids(day, "day")
        if pain := self.back.noted(day, sat_long=self.out.sat_long(day)):
            self._felt(next(ids), day, evening, pain, None, None)
        if words := self.back.day_note(day):
            self._said(next(ids), day, evening, words, None, None)

    def of_session(self, day: date, session: str, end: float) -> None:
        """Write down how much a session did hurt and where, and what there is to say of it."""
        ids = self.back.ids(day, "session")
        if hurt := self.back.in_session(day):
            self._felt(next(ids), day, end, hurt[0], session, hurt[1])
        if note := self.back.exercise_note(day):
            self._said(next(ids), day, end, note[1], session, note[0])

    def _felt(
        self, row_id: str, day: date, wall: float, pain: Pain, session: str | None, exercise: str | None
    ) -> None:
        felt = {"score": pain.score, "leg": int(pain.leg), "felt_at": wall}
        self._add("pain", row_id, day, wall, session=session, exercise=exercise, **felt)

    def _said(
        self, row_id: str, day: date, wall: float, words: str, session: str | None, exercise: str | None
    ) -> None:
        self._add("note", row_id, day, wall, session=session, exercise=exercise, words=_(words), written_at=wall)

    def _add(self, table: str, row_id: str, day: date, wall: float, **values: object) -> None:
        row = {"id": row_id, "day": day.isoformat(), "utc_offset": self.zone(wall), **values}
        self.out.add(table, row)
