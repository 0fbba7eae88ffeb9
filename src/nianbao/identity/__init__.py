"""Who speaks in a report: the unit's own names, those of others, and the voice."""
