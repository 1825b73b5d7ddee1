"""Which tables there are: the record of a person, and what only keeps this machine going."""

from __future__ import annotations

RECORD = (
    "habit", "schedule", "goal", "retirement", "time_off", "tick",
    "span", "prompt", "movement", "breathing", "session", "session_set",
    "pain", "note", "self_check", "posture_note", "posture_ask", "origin",
)  # fmt: skip
"""The tables of a person's record, those that others refer to first."""

OF_THIS_MACHINE = (
    "chair", "journal", "day_summary", "day_summary_state", "self_check_draft", "habit_renamed",
    "_sqlite_migrations",
)  # fmt: skip
"""The rest: what goes on now, the steps that can be undone, what is worked out from the record."""

_MADE = "exists (select 1 from sqlite_master where name = 'origin')"
ID_RULES = {
    "schedule": f"{_MADE} and id not in (habit || '@first', habit || '@' || effective_from)",
    "goal": f"{_MADE} and id is not habit || '@' || effective_from",
}
"""What no id may be, in SQL: those of schedules and goals say what they are, so that two files have one of each.

In a store from before that was so they are random.
"""


def first_id(habit: str) -> str:
    """Return the id of the first schedule of a habit: it holds for all earlier days, whatever its own day is."""
    return f"{habit}@first"


def dated_id(habit: str, since: str) -> str:
    """Return the id of a later schedule, or of a goal, that holds from a day, an ISO date."""
    return f"{habit}@{since}"
