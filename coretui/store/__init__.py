"""The only code that knows sqlite-utils: one SQLite file, opened in one place, written in transactions."""
