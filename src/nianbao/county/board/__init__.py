"""报送进度: how far each unit is, what it is reminded of, and what the 通报 says. All of it is read from registers.

::

    deciding   the officer decides
    decisions  what was decided (登记.jsonl): 通过, 退回, the deadline
    states     未报 待审 退回 通过 已签发 已发布, each with when, by which version and by whom
    signings   已签发 as the units' own 签发登记 say
    board      all units of a year
    urging     催报: the words for each unit that owes something
    bulletin   通报: the paragraph with counts and rates
    page       the board as one offline page; ``workbook`` as a workbook
"""
