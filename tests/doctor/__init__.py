"""Tests of what works here."""
