"""What is slow to make is made once a session: the shipped content, ingested with the shipped model."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from ingest.pipeline import ingest_shipped
from knowledge.library import Library, open_library
from knowledge.settings import Settings

# An example may be the first to load a vendor, or meet a busy machine: its time says nothing.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped content in it, closed: copy it before you change it."""
    folder = tmp_path_factory.mktemp("shipped") / "var"
    with open_library(Settings(data_dir=folder)) as library:
        ingest_shipped(library)
    return folder


@pytest.fixture(scope="session")
def library(shipped_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The shipped content, open for reading only."""
    folder = tmp_path_factory.mktemp("library") / "var"
    shutil.copytree(shipped_data, folder)
    with open_library(Settings(data_dir=folder)) as opened:
        yield opened


@pytest.fixture(scope="session")
def plan_file() -> Path:
    """The province's plan as taken from its signed PDF; it is not ours to ship."""
    folder = Path(__file__).parents[2] / "shared" / "data" / "plan"
    found = sorted(folder.glob("*.txt"))
    if not found:
        pytest.skip("the plan's own text is not here: ../shared/data/plan/*.txt")
    return found[0]
