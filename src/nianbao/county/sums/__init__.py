"""汇总: the county = 政府本级 + Σ departments + Σ towns, cell by cell, each number open to its contributions.

::

    roster + params/<year> → units → adding → CountySum → page · workbook · data · trace · draft
                                              ↑ own figures, explanations → differences

A number is uncertain while any unit's contribution to it is missing. What another year's form counts
is put where the year's form counts the same (``templates/county/conversions.yaml``), else it is named
and not added. 《政府信息公开条例》第四十九条 has the county report on its whole area.
"""
