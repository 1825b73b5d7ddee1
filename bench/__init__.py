"""What coretui costs, as figures beside something simple that is measured in the same run."""
