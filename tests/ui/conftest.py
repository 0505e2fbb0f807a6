"""The faces over the shipped content: the command with a data folder of its own, and the assistant."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.bootstrap import Assistant, build_assistant
from knowledge.library import Library
from knowledge.settings import PREFIX
from ui.cli import app

Command = Callable[..., Result]


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """The assistant as it ships, on 15 August 2025."""
    return build_assistant(library, clock=lambda: date(2025, 8, 15))


@pytest.fixture(scope="session")
def cli_data(shipped_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the command may read."""
    folder = tmp_path_factory.mktemp("cli") / "var"
    shutil.copytree(shipped_data, folder)
    return folder


@pytest.fixture
def own_data(shipped_data: Path, tmp_path: Path) -> Path:
    """A data folder that one test may change."""
    folder = tmp_path / "var"
    shutil.copytree(shipped_data, folder)
    return folder


@pytest.fixture(scope="session")
def bdhvs(cli_data: Path) -> Command:
    """Run the command in this process; settings go in as `BDHVS_…` keyword arguments, the rest is unset."""

    def run(*arguments: str | Path, stdin: str | None = None, **settings: str | Path) -> Result:
        unset = {name: None for name in os.environ if name.startswith(PREFIX)}
        given = {"BDHVS_DATA_DIR": cli_data, **settings}
        env = {**unset, **{name: str(value) for name, value in given.items()}}
        return CliRunner().invoke(app, [str(one) for one in arguments], input=stdin, env=env)

    return run
