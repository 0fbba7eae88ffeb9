"""What a report says, each character with its place in what was typed.

``traced`` cuts what was typed into paragraphs and remembers places; ``paragraphs`` gives the narrative
paragraph by paragraph, as printed; ``whole`` gives every text of a report whole, as typed.
"""
