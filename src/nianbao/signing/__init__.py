"""签发登记: who drafted, checked, cleared and signed which words of a report, step by step.

::

    content    what a step is bound to: what is printed, without layout
    changes    which words of it changed, section by section
    flow       the steps as data (templates/signing.yaml), which a county changes
    register   params/<year>/<unit>.sign.jsonl: append-only, each line bound to the one before
    seal       .nianbao/signing: how far the register went, so that a cut end is found
    standing   which steps hold, which are void and why; 初稿, 送审稿 or 审定稿
    sign       write a step down

It is a record, not an electronic signature: whoever may write the folder may write the register anew. It finds
slips and quiet changes, and the paper with the signatures stays what counts.
"""
