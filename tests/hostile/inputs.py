"""Inputs as hypothesis draws them: damaged seeds for the most part, else anything."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.hostile.damage import damaged
from tests.hostile.target import Target


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Give inputs for a target."""

    @st.composite
    def damaged_seed(draw: st.DrawFn) -> bytes:
        data = target.seed(draw(st.sampled_from(sorted(target.seeds))))
        for _ in range(draw(st.sampled_from((1, 1, 1, 2, 3)))):
            data = damaged(target.damage, data, draw(st.randoms(use_true_random=False)))
        return data

    any_text = st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
    return st.one_of(*[damaged_seed()] * 8, any_text, st.binary(max_size=300))
