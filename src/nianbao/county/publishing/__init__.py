"""发布核对: every unit's published page against its signed report, looked at again until nothing changes any more.

``listing`` says which pages, ``looking`` fetches them politely, ``checking`` compares each with its unit's report and
with the last look, ``snapshots`` keeps what was seen, ``writing`` hands it out.
"""
