"""The settings: one table of all keys, typed frozen sections, and the file they are read from."""
