"""The fictional county 示例县: units, numbers, prose, ledgers and parameter files, the same at each run."""
