"""One module a kind of ledger: how its rows are counted."""
