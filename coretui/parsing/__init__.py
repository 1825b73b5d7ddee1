"""What people type, understood: days, times, durations, names. Each raises one clear sentence."""
