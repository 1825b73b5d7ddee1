"""Exercises and articles to read."""
