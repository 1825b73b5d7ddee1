"""The chair and today's habits."""
