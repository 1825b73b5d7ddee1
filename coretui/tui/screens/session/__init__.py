"""A session: its checklist, the guided player, its questions and its end."""
