"""What a template notebook calls: open a report, show its parts.

::

    report = open_report(globals(), template="laiyang-2017", default="2017/heluo")
    report.show("overview")
    report.findings()

An author's own cells stand between: Markdown, tables and plots come out in every form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nianbao.blocks import Annex, Block
from nianbao.charts.of_tables import NAMES as CHARTS
from nianbao.display import bundle
from nianbao.errors import FolderError, NotebookError, ParameterFileError, TemplateError
from nianbao.finding import errors_of
from nianbao.findings_view import ShownFindings
from nianbao.folder import working_folder
from nianbao.params import load_parameters, validate
from nianbao.params.model import LEGAL_KEYS, Parameters
from nianbao.params.yaml_text import YamlText
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.suggest import did_you_mean
from nianbao.sums_view import ShownSums


@dataclass(frozen=True)
class ShownReport:
    """A report whose parts a notebook shows."""

    report: Report
    _charts: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def show(self, part: str) -> None:
        """Display one part: ``title``, a section id, ``signature``, or ``annexes`` where tables are attached.

        Raises:
            TemplateError: The template has no such part.
        """
        if part not in self.report.parts:
            raise TemplateError(
                f"模板 {self.report.template.name} 没有「{part}」这一部分。{did_you_mean(part, self.report.parts)}"
            )
        for block in self.report.part(part):
            _display(block)

    def annex(self, name: str) -> None:
        """Begin an attachment (附件) behind the signature: what the cells below show is its text.

        Args:
            name: Its title, which is also listed before the signature; a mark at its end is left out there
                and here, as GB/T 9704-2012, 7.3.4 asks.

        Raises:
            NotebookError: The name is empty or has more than one line.
        """
        bare = name.strip().rstrip("。；，、：.;,:")
        if not bare or len(name.strip().splitlines()) > 1:
            raise NotebookError(f"附件的名称要写成一行文字，现在是「{name}」。")
        _display(Annex(name=bare))

    def chart(self, name: str) -> None:
        """Display a chart (图解) of the report's tables: ``applications`` or ``years``.

        It goes on counting where the charts that the parameter file asks for end. Where there is
        nothing to draw (no such table, nothing but noughts, no report of last year), it shows nothing.

        Raises:
            TemplateError: There is no such chart.
        """
        if name not in CHARTS:
            raise TemplateError(f"没有名为「{name}」的图。{did_you_mean(name, CHARTS)}")
        chart = self.report.chart(name)
        if chart is None:
            return
        asked_for = sum(map(len, self.report.figure_blocks.values()))
        number = self._charts.setdefault(name, asked_for + len(self._charts) + 1)
        _display(chart.figure(number))

    def findings(self) -> ShownFindings:
        """Check the report; as a cell's last line it shows what was found, and no form prints it."""
        from nianbao.checks import check_report

        return ShownFindings(check_report(self.report.parameters, self.report.folder))

    def sums(self) -> ShownSums:
        """Show what a county's tables are added up from, for its author; no form prints it."""
        return ShownSums(self.report.tables, self.report.figures)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked for by copy and pickle before there is a report
            raise AttributeError(name)
        return getattr(self.report, name)


def _display(block: Block) -> None:
    from IPython.display import display

    display(bundle(block), raw=True)  # type: ignore[no-untyped-call]  # IPython is untyped


def open_report(values: Mapping[str, Any], *, template: str, default: str) -> ShownReport:
    """Open the report that a notebook's parameters describe.

    Args:
        values: The notebook's ``globals()``, into which papermill put the parameters.
        template: The template that this notebook prints.
        default: The sample opened when the notebook is run without parameters, as
            ``<year>/<unit-id>``. It is never mixed with parameters that were given.

    Raises:
        ParameterFileError: The parameters aren't of the right shape.
        TemplateError: They are for another template.
    """
    from nianbao.authoring import prepare_notebook

    given = {key: values[key] for key in LEGAL_KEYS if values.get(key) not in (None, {}, [])}
    folder = _folder_or_none()
    parameters = _given(given, folder) if given else _default(default, folder)
    if parameters.template != template:
        raise TemplateError(
            f"这份底稿用的是模板 {parameters.template}，这个记事本只用于 {template}。请打开 notebooks/{parameters.template}.ipynb。"
        )
    prepare_notebook()
    return ShownReport(Report.of(parameters, folder))


def _given(values: dict[str, Any], folder: Path | None) -> Parameters:
    parameters, findings = validate(YamlText(values=values), folder)
    if parameters is None or errors_of(findings):
        # A notebook doesn't know its parameter file, so there is no line to name.
        raise ParameterFileError([replace(finding, line=None, column=None) for finding in findings])
    return parameters


def _default(name: str, folder: Path | None) -> Parameters:
    places = [*([folder / "params"] if folder else []), shipped("params")]
    path = next((file for place in places if (file := place / f"{name}.yaml").is_file()), None)
    if path is None:
        raise FolderError(
            f"找不到样例 params/{name}.yaml。请用「papermill 记事本 输出 -f 年报底稿」填入一份底稿。"
        )
    return load_parameters(path, folder).parameters


def _folder_or_none() -> Path | None:
    try:
        return working_folder()
    except FolderError:
        return None
