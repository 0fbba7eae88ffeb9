"""Two texts side by side: figures as the editor shows them, never as the file has them."""

from __future__ import annotations

from nianbao.desk.comparing import compared, printer
from nianbao.desk.workspace import Workspace

OTHER = ("sections", "other")


def test_figures_are_filled_in(workspace: Workspace) -> None:
    template = workspace.round.report.template
    shown = compared(OTHER, "{{ year }}年，一件。", "{{year}}年，两件。", template, printer(workspace))
    assert (shown["before"], shown["after"]) == ("2024年，一件。", "2024年，两件。")


def test_a_difference_that_cannot_be_read_is_shown_as_typed(workspace: Workspace) -> None:
    template = workspace.round.report.template
    shown = compared(OTHER, "{{ year }}年。", "2024年。", template, printer(workspace))
    assert (shown["before"], shown["after"]) == ("{{ year }}年。", "2024年。")


def test_what_is_no_figure_stays(workspace: Workspace) -> None:
    template = workspace.round.report.template
    shown = compared(OTHER, "{{ nowhere }}", "{{ x y }}，改了。", template, printer(workspace))
    assert (shown["before"], shown["after"]) == ("{{ nowhere }}", "{{ x y }}，改了。")
