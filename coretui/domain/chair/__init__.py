"""Sitting, standing, away and on a break: the engine, its state, messages and view."""
