"""What a user would pick instead: a module each, with ``run(folder, towns)``.

``ready()``, where there is one, sets the rival up and gives its version; it raises ``AbsentError``
where that can't be done.
"""


class AbsentError(Exception):
    """A rival isn't there and can't be set up here; the message says why."""
