"""Bad input for every reader and renderer: made, thrown, counted, and what broke kept for good.

::

    target    what is thrown at: seeds, how they are damaged, the call
    targets/  one module a reader or renderer, each with ``TARGETS``
    damage/   how an input is damaged, knowing its structure
    watch     what no input may make the code do: write elsewhere, connect, start a program
    judge     what came of one input: accepted, refused in the house's words, or a fault
    run       the command behind ``make fuzz``: a budget of time a target, counts as a table and as JSON
    one       the process of one target, driven by hypothesis or atheris
    kept/     every input that once broke something; a test replays them all
"""
