"""填报表: written, filled in as clerks do, read back."""
