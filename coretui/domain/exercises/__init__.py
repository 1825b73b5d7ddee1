"""Exercises and programmes: doses, sides, plans, the player's steps, what a person changes."""
