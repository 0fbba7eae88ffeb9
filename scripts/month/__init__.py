"""A county's January, played by the fictional 示例县: what its clerks send, round by round, and what the office does."""
