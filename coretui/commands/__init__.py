"""The commands of the shell, one module for each family, loaded when called."""
