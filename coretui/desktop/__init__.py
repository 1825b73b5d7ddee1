"""What touches the desktop: notices, clocks, signs of a person."""
