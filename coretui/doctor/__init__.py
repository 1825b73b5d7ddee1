"""What works on this machine and what does not, as checks that say what to do."""
