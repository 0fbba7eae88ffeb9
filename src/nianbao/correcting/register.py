"""更正登记: the register of one report's corrections, kept the way 签发登记 is.

Both the published words and those put in their place lie in it before the correction that names their hashes,
so that it says what changed long after either file is gone.
"""

from __future__ import annotations

from nianbao.correcting.kept import ENDING
from nianbao.signing.register import SealedRegister

NOTE = "本登记记录年报公布以后的更正，更正后的文字要重新签发。"
"""Stands in the first line of every register."""


class CorrectionRegister(SealedRegister):
    """The register of a report's corrections."""

    called = "更正登记"
    ending = ENDING
    note = NOTE
    sealed_in = "correcting"
