"""How a breath goes: patterns, and the pacer that counts its rounds."""
