"""Bringing back what can be read of a damaged store: its pages, the rows in them, and the newest backup."""
