"""Reading the files of other programs: each of them into one shape, and that into rows of our own."""
