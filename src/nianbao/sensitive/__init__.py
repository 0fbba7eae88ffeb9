"""敏感信息筛查: numbers and words of persons, and marks of secrecy, in what is going to be published.

It looks for what can be told by its form. It doesn't replace 保密审查 by people (条例第十七条,
保守国家秘密法): nothing found doesn't mean that nothing is there.
"""

from nianbao.sensitive.hit import Hit
from nianbao.sensitive.scan import scan

__all__ = ["Hit", "scan"]
