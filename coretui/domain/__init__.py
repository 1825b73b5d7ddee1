"""The rules of coretui: pure functions of values and a time, standard library only."""
