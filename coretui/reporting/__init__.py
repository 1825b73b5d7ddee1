"""A report on some weeks for a physiotherapist: what is in it, and how it looks in a terminal and on paper."""
