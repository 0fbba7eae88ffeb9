"""The questions of a year without applications, whose answers fill the tables and the sections."""
