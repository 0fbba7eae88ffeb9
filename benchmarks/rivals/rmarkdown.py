"""R Markdown: one R session that renders all towns to HTML, a chunk for each part."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from towns import ROOT, expect_pages, parts_of, write_content

from rivals import AbsentError

PACKAGES = ("r-base-core", "r-cran-rmarkdown", "r-cran-knitr", "pandoc")

DOCUMENT = """---
title: '`r gsub("\\n", " ", jsonlite::fromJSON(params$town)$title)`'
output: html_document
params:
  town: ""
---

```{r, include=FALSE}
town <- jsonlite::fromJSON(params$town, simplifyVector = FALSE)
part <- function(name) {
  said <- town$parts[[name]]
  if (nzchar(said$heading)) cat("##", said$heading, "\\n\\n")
  cat(unlist(said$paragraphs), sep = "\\n\\n")
}
```
"""
CHUNK = """
```{{r, echo=FALSE, results="asis"}}
part("{name}")
```
"""
LOOP = """
towns <- commandArgs(trailingOnly = TRUE)
for (town in towns) {
  rmarkdown::render("report.Rmd", params = list(town = town), quiet = TRUE, envir = new.env(),
                    output_file = sub("json$", "html", town))
}
"""


def ready() -> str:
    """Install R, rmarkdown and pandoc where they aren't there; give their version.

    Raises:
        AbsentError: They can't be installed here.
    """
    version = 'cat(R.version.string, "rmarkdown", format(packageVersion("rmarkdown")))'
    if not (shutil.which("Rscript") and shutil.which("pandoc")):
        sys.path.append(str(ROOT / "scripts"))
        from debian import NotInstallableError, install

        try:
            install(*PACKAGES)
        except NotInstallableError as error:
            raise AbsentError(str(error)) from error
    try:
        asked = subprocess.run(["Rscript", "-e", version], check=True, capture_output=True, encoding="utf-8")
    except (OSError, subprocess.SubprocessError) as error:
        raise AbsentError(str(error)) from error
    return asked.stdout


def prepare(folder: Path, towns: list[Path]) -> None:
    """Write the document and each town's content."""
    contents = write_content(folder, towns)
    chunks = [CHUNK.format(name=name) for name in parts_of(contents[0])]
    (folder / "report.Rmd").write_text(DOCUMENT + "".join(chunks), encoding="utf-8")
    (folder / "loop.R").write_text(LOOP, encoding="utf-8")


def run(folder: Path, towns: list[Path]) -> None:
    """Render all towns in one session."""
    names = [f"{town.stem}.json" for town in towns]
    subprocess.run(["Rscript", "loop.R", *names], cwd=folder, check=True, capture_output=True)


def check(folder: Path, towns: list[Path]) -> None:
    """Make sure that each town's page is there and its own."""
    expect_pages([folder / f"{town.stem}.html" for town in towns], [folder / f"{t.stem}.json" for t in towns])
