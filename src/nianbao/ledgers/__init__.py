"""Ledgers (台账): the files clerks keep through the year, from which the report's tables are counted.

``read_ledgers`` reads them as they are kept; nothing is dropped in silence, and no personal column is
ever read. Each kind is a module in ``kinds/`` and a list of words in ``templates/ledgers/``.

::

    file → opening → sheets → files (which kind) → header → table (rows) → reader (cells) → kinds → entries

Codes of findings:

* The file. ``L101`` can't be opened. ``L102`` empty. ``L103`` a type we don't read. ``L104`` unreadable
  encoding. ``L105`` broken. ``L106`` too many bytes. ``L107`` too many rows or columns. ``L108`` odd
  content. ``L109`` macros. ``L110`` password. ``L111`` no such kind of ledger. ``L112`` no sheet of
  this kind, or no header. ``L113`` a needed column is missing. ``L114`` two columns of one heading.
  ``L115`` sheets passed over. ``L116`` how the file was read. ``L117`` the list of words is not in order.
  ``L118`` a sheet of another year.
* Read with an assumption. ``L120`` dates. ``L121`` 同上. ``L122`` unknown columns. ``L123`` hidden rows,
  columns, sheets. ``L124`` blank counts. ``L125`` several results in one cell. ``L126`` a name where a
  number should be. ``L127`` rows of other years. ``L128`` units of amounts. ``L129`` blank answers.
* Rows that aren't entries. ``L131`` totals. ``L132`` repeated headers. ``L133`` a number and nothing
  else. ``L134`` merged or repeated where that would count twice. ``L135`` notes. ``L136`` content
  without what makes an entry. ``L137`` formulas without results, or with an error
  (#N/A) for one.
* The county's sums. ``L150`` units are missing in them.
* Cells. ``L140`` not a date. ``L141`` no year. ``L142`` not a number. ``L143`` unknown word. ``L144`` a
  word that has to be asked about. ``L145`` empty. ``L146`` dates the wrong way round. ``L147`` one
  number, or one month's sheet and its summary, twice. ``L148`` a unit that isn't stated. ``L149`` a rate without its source.
"""

from __future__ import annotations

from nianbao.ledgers.case import Case
from nianbao.ledgers.entry import Entry, LedgerReading, Rate
from nianbao.ledgers.origin import Origin
from nianbao.ledgers.read import read_ledgers

__all__ = ["Case", "Entry", "LedgerReading", "Origin", "Rate", "read_ledgers"]
