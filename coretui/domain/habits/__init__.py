"""Habits, their schedules and goals, streaks, and what a day, a week and a year add up to."""
