"""The README tells today's truth."""

import re
import tomllib
from pathlib import Path

from typer.main import get_command

from knowledge.settings import PREFIX, Settings
from ui.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table() -> str:
    """The settings as the README must show them."""
    rows = ["| Biến môi trường | Mặc định | Ý nghĩa |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{str(field.default).lower()}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def test_the_settings_table_is_the_settings() -> None:
    assert settings_table() in README


def test_the_tree_names_every_top_level_folder_of_ours() -> None:
    shown = set(re.findall(r"^(\w+)/ ", README, re.MULTILINE))
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ours = {name.rstrip("*") for name in packages["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert ours | {"tests", "docs", "scripts"} == shown
    assert all((ROOT / name).is_dir() for name in shown)


def test_every_command_the_readme_shows_exists_and_every_command_is_shown() -> None:
    shown = set(re.findall(r"bdhvs (\w+)", README.split("### Glossary")[0]))
    known = set(get_command(app).commands)  # type: ignore[attr-defined]  # Typer builds a click group
    assert known - {"serve"} <= shown
    assert shown <= known


def test_every_make_target_the_readme_names_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets


def test_every_file_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((docs/[^)]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
