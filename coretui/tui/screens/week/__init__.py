"""A week, its edits, and the year."""
