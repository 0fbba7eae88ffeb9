"""Search in Chinese: every two neighbouring characters are a term, in the index and in what is looked for.

Sphinx's own way needs a dictionary of words and then finds only what that took for a word: 签发登记 is one,
签发 in it isn't found. Pairs find any run of characters, need nothing installed, and work in the browser alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

import snowballstemmer
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9_]+", re.IGNORECASE)
_SPLITTER = """
function splitQuery(query) {
  const terms = [];
  for (const [run] of query.matchAll(/[㐀-鿿]+|[a-z0-9_]+/gi)) {
    if (run.length === 1 || run.charCodeAt(0) < 0x3400) { terms.push(run); continue; }
    for (let at = 0; at + 1 < run.length; at++) terms.push(run.slice(at, at + 2));
  }
  return terms;
}
"""


class HanSearch(SearchEnglish):
    """Words of English pages by their stems, Chinese by pairs of characters."""

    lang = "zh"
    # Names the stemmer too; Chinese has none.
    language_name = "English"
    js_splitter_code = _SPLITTER

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.stemmer = snowballstemmer.stemmer("english")

    def split(self, text: str) -> list[str]:
        """Give the terms of a text: English words; Chinese characters, alone and in pairs."""
        return [term for run in _RUN.findall(text) for term in _terms(run)]


def _terms(run: str) -> list[str]:
    if run[0] < "㐀":
        return [run]
    return [*run, *(first + second for first, second in pairwise(run))]


def setup(app: Sphinx) -> dict[str, bool]:
    """Join the build."""
    app.add_search_language(HanSearch)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
