"""Word: a report as a document that the office can edit, after GB/T 9704-2012.

::

    package   our base document (templates/docx/base), opened; the same input gives the same bytes
    xml       elements of WordprocessingML
    text      paragraphs and runs
    grid      tables with their spans
    pictures  figures
    body      one function a kind of block
    trace     what the document carries so that a colleague's edits can come back (``nianbao.returning``)

Faces are declared by their official names and none is embedded; the looks are the styles of the base document.
"""
