"""A county's January: forms out, drafts in, remarks back, sums that can be traced.

One module or package a step, in the order of the month: ``roster`` (who reports), ``forms`` (what they are sent),
``inbox`` (what arrives), ``remarks`` (what they are told), ``board`` (how far it is), ``sums`` (what it adds up to).
The truth about each unit stays its parameter file; whatever else the steps keep lies below ``county/``.
"""
