"""Flare-up, pain and the self-check."""
