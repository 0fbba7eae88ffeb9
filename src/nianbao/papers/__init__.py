"""送签材料: the report and the papers that go with it to be signed, each as Word and PDF, in one go.

::

    forms      the papers as data (templates/papers/*.yaml), which a county changes or adds to
    facts      what their placeholders stand for: report, screening, checks, register, content hash
    evidence   every figure of the report with the ledger rows, or the office, that it comes from
    sheet      a filled paper: titles, lines, grids of cells; nothing of Word or PDF
    filling    form + facts → sheet
    fitting    heights of rows and size of type, so that a paper stays on its page
    word, pdf  sheet → bytes
    folder     all of them into one folder, whole or not at all

A paper shows what the register holds for the words as they are now, and empty lines for the rest; it never
reads the clock, so the same files give the same bytes. Of ledgers only file, sheet and row numbers are shown.
"""
