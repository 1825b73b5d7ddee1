"""How the made-up person sits: what is seen of it as it is written down, and what they note of it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from coretui.domain.chair.spans import Span, longest_by_day
from coretui.domain.chair.state import Body
from coretui.domain.days import Zone
from coretui.domain.posture.notes import Moment, Posture, PostureNote
from coretui.store.bulk import Bulk
from coretui.store.database import Store

LONG = 50.5 * 60
"""Seconds without getting up after which the back of the made-up person hurts a point more that day.

On half of their days they sit longer, so that it stands out in whatever year it is looked at.
"""
NOTES_A_DAY = (2, 3, 3, 3)
AS_USUAL = (Posture.SLUMPED, Posture.SLUMPED, Posture.CROSSED, Posture.LEFT, Posture.HOLLOW)
"""How they sit as they have just begun, once a day in turn; later in whatever way."""
APART = 70 * 60.0
"""Seconds between two notes at least."""


class Seen(Bulk):
    """Writes rows in batches, and remembers the spans of the day that is lived."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.spans: list[Span] = []

    def add(self, table: str, row: dict[str, object]) -> None:
        """Take in a row."""
        if table == "span":
            self.spans.append(
                Span(
                    Body(str(row["body"])),
                    float(str(row["started_at"])),
                    float(str(row["seconds"])),
                    date.fromisoformat(str(row["day"])),
                    bool(row["ends_stretch"]),
                )
            )
        super().add(table, row)

    def wake(self) -> None:
        """Begin a day."""
        self.spans.clear()

    def sat_long(self, day: date) -> bool:
        """Tell whether somebody sat long without getting up on the day that is lived."""
        return longest_by_day(self.spans).get(day, 0.0) > LONG

    def breaks(self) -> Iterator[float]:
        """Yield the wall times at which breaks began on the day that is lived, a while apart."""
        last = 0.0
        for span in self.spans:
            if span.body is Body.BREAK and span.start - last >= APART:
                last = span.start
                yield span.start


def postures(seen: Seen, day: date, zone: Zone, chance: Random, mood: float, most: int) -> list[PostureNote]:
    """Return what is noted on the day that is lived, at `most` of its breaks; `mood` as that of a person."""
    at = list(seen.breaks())
    notes = []
    for wall in sorted(chance.sample(at, min(len(at), most, chance.choice(NOTES_A_DAY)))):
        usual = chance.random() > 0.25 + 0.5 * mood
        posture = AS_USUAL[day.toordinal() % len(AS_USUAL)] if usual else chance.choice(list(Posture))
        notes.append(PostureNote(posture, Moment.BREAK, wall, zone(wall), day))
    return notes


def noted_row(note: PostureNote, row_id: str) -> dict[str, object]:
    """Return the row of a note."""
    return {
        "id": row_id,
        "posture": note.posture.value,
        "moment": note.moment.value,
        "noted_at": note.at,
        "utc_offset": note.offset,
        "day": note.day.isoformat(),
    }
