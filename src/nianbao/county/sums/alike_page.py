"""雷同.html: each pair of texts side by side, the sentences that both have marked."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.county.sums.alike import Pair
from nianbao.page_template import page_template

SUMS_PAGE = "汇总.html"


def alike_page(county: str, year: int, units: Sequence[Pair], years: Sequence[Pair]) -> str:
    """Write the page.

    Args:
        county: Name of the county.
        year: Report year.
        units: Pairs between units.
        years: Pairs of a unit's report and its own last year's.
    """
    return page_template("alike.html.j2").render(
        title=f"{county}{year}年年报雷同",
        sums_page=SUMS_PAGE,
        groups=[
            ("单位之间", "没有发现单位之间雷同的部分。", units),
            ("与上年", "没有发现与上年雷同的部分；没有上年底稿的，无从比较。", years),
        ],
    )
