"""Citations of laws and notices: what is cited, and what the registry knows of it."""

from nianbao.citation.numbers import Number, numbers
from nianbao.citation.registry import Document, Registry
from nianbao.citation.titles import Title, normal, titles

__all__ = ["Document", "Number", "Registry", "Title", "normal", "numbers", "titles"]
