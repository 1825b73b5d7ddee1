"""Where the signs of a person come from: one module per source, each of which can fail without harm."""
