"""What all widgets share: the open report, its round, and who is told."""

from __future__ import annotations

import pytest

from nianbao.desk.workspace import Change, Spot, Workspace
from nianbao.errors import ParameterFileError

OTHER = ("sections", "other")
TOTAL = ("tables", "applications", "new_received", "enterprise")


@pytest.fixture
def told(workspace: Workspace) -> list[Change]:
    """What listeners were told."""
    found: list[Change] = []
    workspace.listen(found.append)
    return found


def test_an_edit_makes_a_new_round_and_is_told(workspace: Workspace, told: list[Change]) -> None:
    before = workspace.round
    assert workspace.edit({OTHER: "另有一事。"}, by=told)
    assert workspace.round is not before
    assert next(one for one in workspace.sections if one.id == "other").text == "另有一事。"
    assert told == [Change("edited", (OTHER,), told)]


def test_a_round_is_worked_out_once(workspace: Workspace) -> None:
    assert workspace.round is workspace.round
    assert workspace.sections is workspace.sections
    assert workspace.preview is workspace.preview


def test_undo_and_redo_go_to_where_it_was(workspace: Workspace, told: list[Change]) -> None:
    workspace.edit({TOTAL: 4})
    workspace.undo()
    assert workspace.spot == Spot("applications", "applications", "new_received", "enterprise")
    workspace.redo()
    assert [change.what for change in told] == ["edited", "edited", "went", "edited", "went"]
    assert workspace.session is not None and workspace.session.document.value(TOTAL) == 4


def test_opening_the_open_file_again_keeps_it_editable(workspace: Workspace) -> None:
    assert workspace.session is not None
    workspace.open(workspace.session.document.path)
    assert not workspace.session.read_only
    assert workspace.edit({OTHER: "仍可修改。"})


def test_what_cannot_be_read_leaves_the_open_file(workspace: Workspace, told: list[Change]) -> None:
    broken = workspace.folder / "params" / "2024" / "broken.yaml"
    broken.write_text("a: [", encoding="utf-8")
    session = workspace.session
    with pytest.raises(ParameterFileError):
        workspace.open(broken)
    assert workspace.session is session
    assert told == []


def test_a_widget_that_fails_keeps_nobody_from_hearing(workspace: Workspace, told: list[Change]) -> None:
    def fail(_: Change) -> None:
        raise ValueError

    heard: list[Change] = []
    workspace.listen(fail)
    workspace.listen(heard.append)
    assert workspace.edit({OTHER: "照样写下。"})
    assert [change.what for change in heard] == ["edited"]
