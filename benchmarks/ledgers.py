"""Reading a ledger of 10,000 rows and 20 columns: ours against what a user would pick instead.

* ours: ``read_ledgers``: hidden rows looked for, header found, every cell read, entries made;
* openpyxl: ``load_workbook(read_only=True)``, values only;
* openpyxl, full: ``load_workbook()``, as one must for hidden rows and merged cells;
* pandas: ``read_excel`` with its usual engine.

The rivals stop at the values; ours goes on to the counts. Each figure is the median of the rounds; ratios
are to ours. Run it when nothing else runs: ``make bench-ledgers``.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas
from openpyxl import Workbook, load_workbook

from nianbao.ledgers import read_ledgers

HEAD = [
    "登记编号",
    "收到日期",
    "申请方式",
    "申请人",
    "申请人类别",
    "申请内容",
    "件数",
    "承办科室",
    "补正通知日",
    "补正收到日",
    "征求意见起",
    "征求意见止",
    "是否延期",
    "延期告知日",
    "到期日",
    "答复日期",
    "答复文号",
    "办理结果",
    "不予公开理由",
    "送达方式",
]


def make_ledger(path: Path, rows: int) -> None:
    """Write an applications ledger with so many rows, the same each time."""
    chance = random.Random(4)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("依申请公开台账")
    sheet.append(["示例镇2024年依申请公开台账"])
    sheet.append(HEAD)
    for number in range(rows):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(330))
        cells = {
            "登记编号": f"2024-{number:05d}",
            "收到日期": day,
            "申请方式": chance.choice(["当面", "网络", "信函", "传真"]),
            "申请人": f"申请人{number}",
            "申请人类别": chance.choice(["公民", "公司", "律师事务所"]),
            "申请内容": f"关于第{number}号地块征收补偿方案及相关批复文件",
            "件数": 1,
            "承办科室": chance.choice(["党政办", "自然资源所", "财政所"]),
            "是否延期": chance.choice(["是", "否"]),
            "到期日": day + datetime.timedelta(days=28),
            "答复日期": day + datetime.timedelta(days=chance.randrange(5, 28)),
            "答复文号": f"示例〔2024〕{number}号",
            "办理结果": chance.choice(["予以公开", "部分公开", "信息不存在", "个人隐私"]),
            "送达方式": "邮寄",
        }
        sheet.append([cells.get(name) for name in HEAD])
    book.save(path)


def ours(path: Path) -> int:
    """Read the ledger to its counts."""
    reading = read_ledgers({"applications": path.name}, 2024, path.parent)
    assert not reading.findings
    return len(reading.cases)


def by_openpyxl(path: Path) -> int:
    """Read the values with openpyxl's fast way."""
    book = load_workbook(path, read_only=True, data_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return len(rows) - 2


def by_openpyxl_in_full(path: Path) -> int:
    """Read the values with openpyxl, hidden rows and merged cells included."""
    sheet = load_workbook(path, data_only=True).worksheets[0]
    return len(list(sheet.iter_rows(values_only=True))) - 2


def by_pandas(path: Path) -> int:
    """Read the values with pandas."""
    return len(pandas.read_excel(path, header=1, engine="openpyxl"))


def seconds(read: Callable[[Path], int], path: Path, rows: int) -> float:
    """Measure one reading."""
    start = time.perf_counter()
    assert read(path) == rows
    return time.perf_counter() - start


def main() -> None:
    """Measure all in turn, round by round, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    readers = {
        "nianbao": ours,
        "openpyxl, read-only": by_openpyxl,
        "openpyxl, full": by_openpyxl_in_full,
        "pandas": by_pandas,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        make_ledger(path, given.rows)
        taken: dict[str, list[float]] = {name: [] for name in readers}
        for _ in range(given.rounds):
            for name, read in readers.items():
                taken[name].append(seconds(read, path, given.rows))
    base = statistics.median(taken["nianbao"])
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:22} {middle:6.2f} s   {middle / base:4.1f} x")


if __name__ == "__main__":
    main()
