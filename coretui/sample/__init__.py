"""A made-up person and the weeks they lived, for trying out and for measuring."""
