"""The warm engine: the same notebooks as a stock kernel's, and nothing left of the one before."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from nianbao.engine import Limits, execute
from nianbao.engine.nursery import Nursery, shared_nursery
from nianbao.errors import NotebookError
from nianbao.params import load_parameters
from nianbao.record import record_bytes
from tests.abilities import needs_fork, needs_limits
from tests.engine.awkward import normalised, write_awkward

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "params").glob("*/*.yaml"))
MEBIBYTE = 2**20


def write(folder: Path, *sources: str, language: str = "python") -> Path:
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": language}}
    path = folder / "notebook.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources], metadata=kernel), path)
    return path


def run(folder: Path, *sources: str, limits: Limits | None = None) -> list[str]:
    """Run cells warm; give what each printed."""
    notebook = execute(write(folder, *sources), {}, folder, "warm", limits or Limits())
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells]


@pytest.fixture
def without_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform that can't fork: each kernel is a process started and imported ahead."""
    ahead = Nursery(fork=False)
    monkeypatch.setattr("nianbao.engine.warm.shared_nursery", lambda: ahead)


def run_awkward(folder: Path, engine: str | None) -> Any:
    output = folder / f"{engine}.ipynb"
    # A stock kernel that sees this lets what subprocesses write pass it by.
    os.environ.pop("PYTEST_CURRENT_TEST", None)
    with pytest.raises(PapermillExecutionError, match="bad repr"):
        papermill.execute_notebook(
            str(write_awkward(folder)), str(output), engine_name=engine, cwd=str(folder), progress_bar=False
        )
    return normalised(nbformat.read(output, as_version=4))


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return run_awkward(tmp_path_factory.mktemp("stock"), None)


def compare(stock: Any, warm: Any) -> None:
    for one, other in zip(stock["cells"], warm["cells"], strict=True):
        assert one == other
    assert stock["widgets"] == warm["widgets"]
    assert stock["widgets"], "the notebook makes a widget"


@needs_fork  # its cell with ! is run by pexpect, which forks where it isn't Windows
def test_awkward_outputs_are_those_of_a_stock_kernel(tmp_path: Path, stock: Any) -> None:
    compare(stock, run_awkward(tmp_path, "nianbao-warm"))


@needs_fork
@pytest.mark.usefixtures("without_fork")
def test_they_are_without_fork_too(tmp_path: Path, stock: Any) -> None:
    compare(stock, run_awkward(tmp_path, "nianbao-warm"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_reports_are_the_same_byte_for_byte(sample: Path) -> None:
    file = load_parameters(sample)
    notebook = ROOT / "notebooks" / f"{file.parameters.template}.ipynb"
    values = file.text.values
    warm, kernel = (record_bytes(execute(notebook, values, ROOT, engine)) for engine in ("warm", "kernel"))
    assert warm == kernel


def test_papermills_command_knows_the_engine(tmp_path: Path) -> None:
    path = write(tmp_path, "print(6 * 7)")
    command = [str(Path(sys.executable).with_name("papermill")), "--engine", "nianbao-warm"]
    subprocess.run([*command, str(path), str(tmp_path / "out.ipynb")], check=True, capture_output=True)
    assert nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[0].outputs[0].text == "42\n"


def test_a_notebook_of_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Python notebooks only"):
        papermill.execute_notebook(
            str(write(tmp_path, "1", language="R")), None, engine_name="nianbao-warm", progress_bar=False
        )


LEAK = """\
import os, random, sys, warnings, builtins, json
leaked = 'of town A'
builtins.leaked_too = 'of town A'
json.leaked = 'of town A'
os.environ['LEAKED'] = 'of town A'
os.chdir('/')
random.seed(1)
sys.path.insert(0, '/of-town-a')
warnings.simplefilter('error')
get_ipython().display_formatter.formatters['text/plain'].for_type(int, lambda *_: 'leaked')
open('LEAK.txt', 'w', encoding='utf-8').write('x') if False else None
"""
LOOK = """\
import os, sys, json, random
print('leaked' in globals(), hasattr(__builtins__, 'leaked_too'), hasattr(json, 'leaked'),
      'LEAKED' in os.environ, '/of-town-a' in sys.path, os.getcwd() == sys.argv[0], repr(3), len(In))
print(os.getcwd())
print(random.random())
"""


@pytest.mark.parametrize("platform", ["fork", "spawn"])
def test_nothing_of_one_notebook_is_seen_by_the_next(
    tmp_path: Path, platform: str, request: pytest.FixtureRequest
) -> None:
    if platform == "spawn":
        request.getfixturevalue("without_fork")
    (first,) = run(tmp_path, LOOK)
    run(tmp_path, LEAK)
    (second,) = run(tmp_path, LOOK)
    lines, again = first.splitlines(), second.splitlines()
    assert lines[0].startswith("False False False False False")
    assert lines[:2] == again[:2]
    assert lines[1] == str(tmp_path)
    assert lines[2] != again[2], "each kernel has chances of its own"


def test_random_numbers_of_numpy_differ_too(tmp_path: Path) -> None:
    cell = "import numpy; print(numpy.random.rand())"
    assert run(tmp_path, cell) != run(tmp_path, cell)


def test_a_cell_that_hangs_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"停在第 2 个单元格「while True: pass」：.*超过 1 秒"):
        run(tmp_path, "1", "while True: pass", limits=Limits(timeout=1))


@needs_limits
def test_a_cell_that_eats_memory_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"第 1 个单元格「x = bytearray.*运行出错：MemoryError"):
        run(tmp_path, f"x = bytearray({600 * MEBIBYTE})", limits=Limits(memory=300 * MEBIBYTE))
    assert run(
        tmp_path, f"x = bytearray({100 * MEBIBYTE}); print(len(x))", limits=Limits(memory=300 * MEBIBYTE)
    )


@pytest.mark.parametrize(
    "source", ["import os; os._exit(0)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
)
def test_a_kernel_that_dies_fails_its_report_only(tmp_path: Path, source: str) -> None:
    with pytest.raises(NotebookError, match=r"停在第 2 个单元格.*意外结束"):
        run(tmp_path, "1", source, "3")
    assert run(tmp_path, "print(1)") == ["1\n"]


def test_what_processes_write_stands_where_it_was_written(tmp_path: Path) -> None:
    sources = (
        "import os; print('a', flush=True); os.write(1, b'b\\n'); print('c')",
        "import subprocess; _ = subprocess.run(['echo', 'd']); print('e')",
        "os.write(1, '河'.encode()[:1]); os.write(1, '河'.encode()[1:]); print()",
    )
    assert run(tmp_path, *sources) == ["a\nb\nc\n", "d\ne\n", "河\n"]


def test_an_output_that_no_notebook_can_hold_fails_the_report(tmp_path: Path) -> None:
    source = "from IPython.display import display; display({'text/plain': 5}, raw=True)"
    with pytest.raises(NotebookError):
        run(tmp_path, source)


def test_a_cell_that_may_fail_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, "1 / 0", "print('on')")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, path)
    with pytest.raises(PapermillExecutionError):
        papermill.execute_notebook(
            str(path), str(tmp_path / "out.ipynb"), engine_name="nianbao-warm", progress_bar=False
        )
    assert nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[-1].outputs[0].text == "on\n"


def test_a_template_that_changes_is_read_again(tmp_path: Path) -> None:
    place = tmp_path / "templates" / "laiyang-2017"
    place.mkdir(parents=True)
    text = (ROOT / "templates/laiyang-2017/template.yaml").read_text(encoding="utf-8")
    source = "from nianbao.template import load_template; from pathlib import Path\n"
    source += "print(load_template('laiyang-2017', Path('.')).title)"
    for title in ("前", "后"):
        (place / "template.yaml").write_text(
            re.sub("^title: .*$", f"title: {title}", text, flags=re.MULTILINE), encoding="utf-8"
        )
        assert run(tmp_path, source)[-1] == f"{title}\n"


def test_what_a_cell_started_ends_with_its_notebook(tmp_path: Path) -> None:
    source = (
        "import subprocess, threading, time\n"
        "threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "print(subprocess.Popen(['sleep', '60']).pid)"
    )
    (printed,) = run(tmp_path, source)
    assert _is_gone(int(printed))


def _is_gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_killed_nursery_is_replaced(tmp_path: Path) -> None:
    assert run(tmp_path, "print(1)") == ["1\n"]
    process = shared_nursery()._process
    assert process is not None
    process.kill()
    process.wait()
    assert run(tmp_path, "print(2)") == ["2\n"]


def test_one_killed_before_it_is_needed_is_replaced(tmp_path: Path) -> None:
    ahead = Nursery(fork=False)
    for number in range(2):
        ahead.start()
        assert ahead._process is not None
        ahead._process.kill()
        if number:
            ahead._process.wait()  # else it is found to have ended only while it is waited for
        channel, greeting = ahead.kernel(tmp_path)
        assert greeting["pid"]
        channel.close()
    ahead.close()


@pytest.mark.parametrize("fork", [pytest.param(True, marks=needs_fork), False])
def test_a_nursery_ends_with_its_parent_and_takes_its_kernels_along(fork: bool) -> None:
    program = (
        "from pathlib import Path\n"
        "from nianbao.engine.nursery import Nursery\n"
        f"nursery = Nursery(fork={fork})\n"
        "channel, greeting = nursery.kernel(Path('.'))\n"
        "channel.send({'cells': [{'code': 'while True: pass'}]})\n"
        "print(nursery._process.pid, greeting['pid'], flush=True)\n"
        "import time; time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, encoding="utf-8")
    assert parent.stdout is not None
    pids = [int(word) for word in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    assert all(_is_gone(pid) for pid in pids)


@needs_fork
def test_the_forking_process_never_compiles_typst(tmp_path: Path) -> None:
    # A process that has compiled Typst can't be forked any more: the child's compile would hang.
    program = (
        "import sys; from nianbao.engine import cradle; cradle._prepare()\n"
        "assert 'typst' not in sys.modules and 'nianbao.export.forms.pdf' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
