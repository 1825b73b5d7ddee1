"""Values put into sentences, in the language of the settings; nowhere else."""
