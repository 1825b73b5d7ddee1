"""An exercise's figure as a film."""
