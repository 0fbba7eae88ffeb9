"""发布核对: what a site made of a report, against what was signed.

One way through: a page is fetched or read from a file (``fetching``, ``page``), the signed report that it should be is
found (``signed``), both are written as rows of characters (``pieces``, ``stream``) and aligned (``aligning``,
``matched``) within what a page may take (``effort``), and what differs is named by its place (``changes``,
``in_pieces``, ``in_wholes``, ``twins``, ``titles``, ``around``).
"""
