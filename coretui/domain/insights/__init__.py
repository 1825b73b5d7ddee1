"""What goes together in one person's own days, said only where chance is an unlikely reason.

Everything is decided before the pain is looked at: which pairs, which split, which lag. So nothing is picked
because it happens to look good. The numbers are calibrated; `bench/insights.py` measures them again.
"""
