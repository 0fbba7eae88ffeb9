"""How a report's prose is written: its paragraphs with their places, and what the checks look for in them.

Everything here reads text and word lists and knows nothing of findings; the families in
``nianbao.checks`` say what is wrong and where.
"""
