"""A portable folder: Python, every package, fonts, templates and starters; no network, no installation.

::

    target       the kinds of computer a folder can be made for
    interpreter  what was given as Python: a folder or an archive
    linux        such a Python, made to run wherever it lies
    windows      the same for Windows
    binaries     what machine code needs: its kind of processor, libraries, oldest glibc
    wheels       packages by the lock, hashes checked; nianbao itself
    complete     does every package find what it needs?
    paths        names and lengths that Windows refuses
    compiled     compiled code, the same each time
    texts        words for the clerk beside the starters
    starters     打开年报, 生成全部年报
    guides       the Chinese guides as pages
    listing      what is in the folder: packages, licences, checksums
    make         all of it in order; the folder stands whole or not at all
    start        what a starter runs on the clerk's computer
    unforeseen   what is told and kept where that ends by an error of its own
"""
