"""更正: what was put right in a report after it was published, kept for good and told on every form.

::

    kept       params/<year>/<unit>.correct.jsonl as anyone may read it: the corrections in force
    note       更正说明, the blocks that stand behind the signature
    register   the same file as a register: append-only, chained and sealed like 签发登记
    words      which words of a report a correction is about: those that a page shows, without the note
    published  what was published: the last correction, the signed words, or a page or file
    typed      what a clerk types for one, whether it can be taken down
    correct    write a correction down
    unquote    take the quotes out of the note on an earlier one
    state      whether the words of today are those that the last correction leads to

``nianbao.report`` reads ``kept`` and shows ``note`` with the signature, so that an executed notebook, each form,
the signed words and the self-check all have it without knowing of corrections.
"""
