"""``nianbao desk``: a Voilà of one's own that serves the drafting desk to the browser of this computer.

::

    instance   one server a working folder, computer and user; a second start finds the first
    app        the server: Voilà with this page, these kernels, and nothing else to read
    pages      what the browser asks for; nobody gets in without a link that works once
    tabs       which pages are open; with the last one the server ends
    kernels    one kernel a page, started before it is asked for
    kernel     what such a kernel runs
    page/      the page around the desk
"""
