"""All the defects to plant."""

from __future__ import annotations

from seeds import SEEDS
from seeds_against import AGAINST
from seeds_numbers import NUMBERS
from seeds_whole import WHOLE
from seeds_words import WORDS

EVERY = (*SEEDS, *NUMBERS, *AGAINST, *WORDS, *WHOLE)
"""Each defect once."""
