"""Inbox: whatever arrives, kept as it came, matched to its unit by what it says, and put into the parameter file.

::

    arriving   the files of a folder, archives (``packed``) and mails (``mailed``) opened, leftovers passed over
    letters    what the mails themselves say, kept for the officer
    reading    a file's bytes → whose, which year, the parameter file that it makes
    placing    held against the roster and the year
    versions   every version, kept with its hash; the register (``register``)
    halves     half a report goes over the whole that came before
    filing     into the parameter file, what the county changed there kept
    taking     one file after the other
    forms_read forms that ``county forms --read`` took become versions, too
    receive    all of it, to the answers, safe to repeat and safe to kill
"""
