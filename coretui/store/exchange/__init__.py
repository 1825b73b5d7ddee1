"""Taking the record out of the store and bringing it in: files of our own, and of other programs."""
