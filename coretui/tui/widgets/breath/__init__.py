"""The pacer's pictures: a disc, a body, a bar."""
