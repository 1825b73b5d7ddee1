"""Questions that lie over a screen and answer once."""
