"""Which tables there are: the record of a person, and what only keeps this machine going."""

from __future__ import annotations

RECORD = (
    "habit", "schedule", "goal", "retirement", "time_off", "tick",
    "span", "prompt", "movement", "breathing", "session", "session_set",
    "pain", "note", "self_check", "posture_note", "posture_ask",
)  # fmt: skip
"""The tables of a person's record, those that others refer to first."""

OF_THIS_MACHINE = (
    "chair", "journal", "day_summary", "day_summary_state", "self_check_draft", "habit_renamed",
    "_sqlite_migrations",
)  # fmt: skip
"""The rest: what goes on now, the steps that can be undone, what is worked out from the record."""
