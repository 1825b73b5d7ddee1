"""What may be advised, and what must be asked first: pain, self-check, stretching."""
