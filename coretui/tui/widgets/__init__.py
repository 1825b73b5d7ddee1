"""Widgets: they show values and post messages; they know no store and no clock."""
