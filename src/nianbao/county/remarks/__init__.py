"""审核意见: what a unit is told of its draft, round by round, on one page and in one message.

::

    wording    a finding in the unit's words: 位置, 现状, 应改为, 依据
    remark     a remark, and what becomes of it from round to round
    rounds     which of the last round's remarks are still there: 已改, 未改, 新增
    ledger     the register of all rounds and of what the officer said (登记.jsonl)
    page       the one page of Word; ``fitting`` sees to it that it is one
    message    the short text for WeChat
    workbook   审核意见汇总.xlsx, in which the officer answers; ``reading_back`` takes that over
    opinion    one unit's round, from the parameter file to the page
"""
