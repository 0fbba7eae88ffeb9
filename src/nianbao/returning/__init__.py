"""A Word file that we made, edited by a colleague, comes back into its parameter file.

::

    word      what is read of a Word file: paragraphs in pieces, tables, comments, revisions
    pieces    a paragraph's runs, and what stands among them
    comments  with the answers to them
    reading   a whole document, guarded as every import is
    exported  what the document was when it was exported, and whose it is
    marks     how a section begins
    dividing  which paragraph belongs to which section
    threeway  which paragraphs the colleague changed, and which we changed meanwhile
    pairing   which paragraph became which
    patching  a changed paragraph put into what was typed: quoted figures and marks stay
    weaving   the paragraphs of a section put together again
    tokens    words and figures of a paragraph, lined up
    texts     sections · ``cells`` tables · ``signing`` the signature: what changed in each
    changes   what a review lists
    review    all of it for one file, to be looked at
    taking    what was chosen, as new values of the parameter file
    told      the review in words; ``asked`` what was typed, ``command`` both for ``nianbao import``

Nothing is written before somebody has looked; what can't come back is named.
"""
