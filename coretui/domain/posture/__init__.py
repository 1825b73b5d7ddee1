"""How somebody sits, as they note it themselves: what was noted, and when it may be asked."""
