"""The drafting desk without its face: parameter files under edit, safe from crashes and colleagues.

::

    document   a parameter file's text; an edit changes only the lines it has to
    merge      what to do when the file was changed on disk meanwhile
    journal    every edit on disk before it is acknowledged; undo, redo, recovery
    history    saved versions, what changed between them
    lock       two desks on one file
    session    all of these together: what a desk holds while a file is open
    round      the report and the findings of a document, between two keystrokes
    state      sections and their marks, findings by place, figures, last year; tables in ``grid``
    paste      what comes from Word, WPS, Excel and web pages (``paste_text``, ``paste_cells``)
    preview    the page as ``nianbao build`` would write it

Nothing here knows of widgets. The parameter file stays the truth.
"""
