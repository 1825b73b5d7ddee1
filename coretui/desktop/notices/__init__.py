"""Ways to tell a person something: the desktop, the terminal, tmux, a bell; each with its health."""
