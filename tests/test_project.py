"""The project's own files agree with each other: locks, environments, schemas, README, samples."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from nianbao import __version__
from nianbao.checks import Subject, run_checks
from nianbao.finding import errors_of
from nianbao.params import load_parameters
from nianbao.params.model import LEGAL_KEYS
from nianbao.template import load_template, template_names

ROOT = Path(__file__).resolve().parents[1]
TRACKED = subprocess.run(
    ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
).stdout.split("\0")[:-1]
SAMPLES = sorted((ROOT / "params").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def environment() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    return data


def test_environment_yml_takes_its_packages_from_pyproject(
    pyproject: dict[str, Any], environment: dict[str, Any]
) -> None:
    python, pip, packages = environment["dependencies"]
    assert SpecifierSet(python.removeprefix("python")) == SpecifierSet(
        pyproject["project"]["requires-python"]
    )
    assert pip == "pip"
    (project,) = packages["pip"]
    named = re.fullmatch(r"-e \.\[(.+)\]", project)
    assert named
    extras = set(named[1].split(","))
    assert extras <= set(pyproject["project"]["optional-dependencies"])
    # What the README's commands need of conda and Binder users: nbval and the plots of authors.
    names = {
        Requirement(line).name
        for extra in extras
        for line in pyproject["project"]["optional-dependencies"][extra]
    }
    assert {"nbval", "pytest", "matplotlib", "pandas"} <= names


def test_the_shape_fixed_by_the_user_is_there(pyproject: dict[str, Any]) -> None:
    names = {Requirement(line).name for line in pyproject["project"]["dependencies"]}
    assert {"jupyterlab", "papermill", "nbconvert", "ipywidgets"} <= names
    for name in ("notebooks", "templates", "params", "tests", "environment.yml"):
        assert (ROOT / name).exists()


def test_locks_agree_with_pyproject() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/lock.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_lock_check_can_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import lock

    monkeypatch.setattr(lock, "FOLDER", tmp_path)
    (tmp_path / "run.txt").write_text(
        "click==7.0 \\\n    --hash=sha256:00\nother==1\n--index-url https://example.org\n", encoding="utf-8"
    )
    said = list(lock.problems("run", [Requirement("click>=8.2"), Requirement("absent>=1")]))
    assert [words.split(" ")[1] for words in said] == ["names", "no", "no", "has", "has"]


def test_versions_agree(pyproject: dict[str, Any]) -> None:
    assert pyproject["project"]["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_generated_schemas_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import write_schemas

    for path, schema in write_schemas.schemas().items():
        assert path.read_text(encoding="utf-8") == write_schemas.text_of(schema), "run: make schema"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_samples_are_in_order_and_point_to_their_schema(sample: Path) -> None:
    file = load_parameters(sample, ROOT)
    assert errors_of(run_checks(Subject.of(file, ROOT))) == []
    first = sample.read_text(encoding="utf-8").splitlines()[0]
    pointer = first.removeprefix("# yaml-language-server: $schema=")
    assert (
        sample.parent / pointer
    ).resolve() == ROOT / "templates" / file.parameters.template / "schema.json"
    template = load_template(file.parameters.template)
    asked = [section.id for section in template.sections if not section.may_be_empty]
    assert all(file.parameters.sections[section].strip() for section in asked)


@pytest.mark.parametrize("name", template_names())
def test_each_template_has_a_notebook_whose_parameters_are_empty(name: str) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    given: dict[str, object] = {}
    exec(cell.source, given)
    given.pop("__builtins__")
    assert set(given) == set(LEGAL_KEYS)
    assert all(value is None or value == {} for value in given.values())
    shown = re.findall(r'report\.show\("(\w+)"\)', "\n".join(cell.source for cell in notebook.cells))
    template = load_template(name)
    attached = ["annexes"] if any(table.placed == "annex" for table in template.tables) else []
    assert shown == ["title", *template.section_ids, "signature", *attached]


TEXTS = [name for name in TRACKED if not name.endswith((".ttf", ".png", ".jpg"))]


@pytest.mark.parametrize(
    "words", [r"https?://(?:[\w.-]*\.)?(?:pypi|npmjs|debian|pythonhosted)\.", r"/work/", r"/root/"]
)
def test_no_registry_or_path_of_a_machine_is_committed(words: str) -> None:
    own = Path(__file__).relative_to(ROOT).as_posix()
    found = [
        name
        for name in TEXTS
        if name != own and re.search(words, (ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_no_sentence_of_a_real_report_is_committed() -> None:
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        pytest.skip(f"{shared} is absent: what we commit can't be compared with the real reports")
    sentences = {
        sentence
        for path in (shared / "seed").glob("*.txt")
        for sentence in re.split(r"[。；\n]", path.read_text(encoding="utf-8"))
        if len(sentence) >= 20 and not re.match(r"^[一二三四五六七八九]、", sentence)
    }
    assert len(sentences) > 30
    for name in TEXTS:
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        assert [sentence for sentence in sentences if sentence in text] == [], name


@pytest.mark.parametrize("folder", ["src", "scripts", "tests", "benchmarks"])
def test_text_of_other_processes_has_an_encoding(folder: str) -> None:
    """What ruff's PLW1514 says of files, for processes: on Windows the machine's own would be cp936."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                named = {word.arg: word.value for word in node.keywords}
                texts = [named.get(name) for name in ("text", "universal_newlines")]
                is_text = any(isinstance(text, ast.Constant) and text.value is True for text in texts)
                assert not is_text or "encoding" in named, f"{path}:{node.lineno}"
