"""``nianbao county serve``: the desk for all units of a county, each in its own folder behind its own private link.

::

    links      one private link a unit; only its hash lies on the disk
    homes      a unit's own working folder: its reports and ledgers and the county's templates, nothing of another's
    roll       the roster as it stands now
    address    what browsers type; the one name that is answered to
    gate       looks at every request before anything else does: host, path, origin, and whose session it is
    houses     what runs for a unit: its own kernels, its open pages, its limits
    frames     what browsers send to kernels, looked at first
    allowance  how much may come at once, and how much in the long run
    entering   the page that a link leads to
    serving    what of a unit's desk is served: ``desk_server``'s pages, each for its own house
    app        Voilà with all of that

One Voilà serves all, and each unit has a manager of kernels of its own: a kernel that isn't the unit's can't be
named in its requests. There is no proxy that could be talked into passing something on. ``docs/server.md``
weighs this against JupyterHub and a server a unit.
"""
