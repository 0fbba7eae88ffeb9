"""The record: the bytes of nbformat, without what differs from run to run."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nianbao.record import record_bytes

AWKWARD = {"b": ['引号"\\\n\u2028\x07😀', {}, [], [[]], 1, -0.5, 1e300, True, None], "a": {"嵌": {"c": ""}}}


def test_the_bytes_are_those_of_nbformat() -> None:
    outputs = [
        new_output("display_data", {"text/plain": "一\n二\n", "application/x+json": AWKWARD}),
        new_output("stream", name="stdout", text="a\nb"),
    ]
    cells = [
        new_markdown_cell("# 题\n\n文"),
        new_code_cell("x = 1\nx", outputs=outputs, execution_count=1),
        new_code_cell("", metadata={"tags": ["parameters"]}),
    ]
    kernel = {"language_info": {"name": "python"}}
    notebook = new_notebook(cells=cells, metadata=kernel)
    expected = nbformat.writes(notebook) + "\n"
    assert record_bytes(notebook) == expected.encode("utf-8")


def test_run_times_and_paths_of_this_machine_stay_out() -> None:
    cell = new_code_cell(
        "1", metadata={"papermill": {"duration": 1}, "execution": {"iopub.status.busy": "now"}, "tags": []}
    )
    injected = new_code_cell("2", metadata={"tags": ["injected-parameters"]})
    metadata = {"papermill": {"input_path": "somewhere"}, "language_info": {"name": "python", "version": "3"}}
    read = nbformat.reads(
        record_bytes(new_notebook(cells=[cell, injected], metadata=metadata)).decode(), as_version=4
    )
    assert read.metadata == {"language_info": {"name": "python"}}
    assert [cell.metadata for cell in read.cells] == [{}, {"tags": ["injected-parameters"]}]
    assert read.cells[1].id == "injected-parameters"
