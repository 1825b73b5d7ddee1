"""Texts of the catalogue, in every language it speaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text in each language; an empty one is not written yet."""

    en: str = ""
    nl: str = ""

    def in_(self, language: str) -> str:
        """Return the text in `en` or `nl`; English where it is missing, else the one there is."""
        return (self.nl if language == "nl" else self.en) or self.en or self.nl


@dataclass(frozen=True, slots=True)
class Lines:
    """Several texts in an order, in each language: the steps of an exercise, its cautions."""

    en: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()

    def in_(self, language: str) -> tuple[str, ...]:
        """Return the lines in `en` or `nl`; English where they are missing, else those there are."""
        return (self.nl if language == "nl" else self.en) or self.en or self.nl


NO_LINES = Lines()
"""No text at all; frozen, so safe to share."""
