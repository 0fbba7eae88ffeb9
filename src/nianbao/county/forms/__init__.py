"""填报表: one workbook a unit, sent out with what is known filled in, and read back with every odd cell named.

``plan`` says what stands where; ``writing`` makes the workbook of it, ``reading`` finds the same places again
in whatever comes back.
"""
