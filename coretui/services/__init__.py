"""What screens and commands share: the desk, the loop that keeps the chair, runs, ticks. No Textual."""
