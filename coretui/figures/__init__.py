"""Figures drawn without a canvas: shapes to samples, samples to characters, characters to a contact sheet."""
