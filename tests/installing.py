"""Packages put where Python finds installed ones, for tests of courses by others."""

import shutil
import tomllib
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "docs" / "sample-course"


def install_sample(site: Path, version: str = "1.0") -> Path:
    """The sample course, as an installer of its pyproject.toml would put it there."""
    project = tomllib.loads((SAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = project["entry-points"]["tui_tutor.courses"]
    (name, module), *_ = entries.items()
    shutil.copytree(SAMPLE / module, site / module, dirs_exist_ok=True)
    install(site, project["name"], {name: module}, version)
    return site / module


def install(site: Path, package: str, entries: dict[str, str], version: str = "1.0") -> Path:
    """What an installer writes about a package, with these entry points."""
    info = site / f"{package.replace('-', '_')}.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    lines = [f"{name} = {value}" for name, value in entries.items()]
    text = "\n".join(["[tui_tutor.courses]", *lines, ""])
    (info / "entry_points.txt").write_text(text, encoding="utf-8")
    return info


def uninstall(site: Path) -> None:
    """All of it."""
    shutil.rmtree(site)
    site.mkdir()
