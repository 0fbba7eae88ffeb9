"""报送材料包: the reports of one or many units in one zip, with checksums and a word on what is what.

Only forms of a report go in. The executed notebook stays at home: it names ledgers, and keeps what its author
hid from the report — tagged cells, comments, warnings, what the checks found.
"""
