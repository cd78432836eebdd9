"""Where configuration is found: the working folder's before the shipped one's."""

from collections.abc import Iterator
from pathlib import Path

OVERLAY_FIRST_LINE = "# @package _global_"
"""What Hydra needs as the very first line of an overlay; on the second line it does nothing."""

SCENARIOS = "scenarios"
STUDIES = "study"
PLAN_TEXT = "action_plan.txt"
KNOWN_BY = "known_by.yaml"


def shipped_root() -> Path:
    """Return the folder that holds the shipped `configs` and `scenarios`: the checkout, or the installed package.

    Raises
        FileNotFoundError: there is neither.
    """
    house = Path(__file__).resolve().parents[1]
    for root in (house / "_shipped", house.parent):
        if (root / "configs" / "config.yaml").is_file():
            return root
    raise FileNotFoundError(f"{house}: no configs beside it, expected them to be shipped: install the package again")


def own_configs() -> Path | None:
    """Return the working folder's `configs` if it may add to the shipped ones."""
    configs = Path.cwd() / "configs"
    if not configs.is_dir() or configs == shipped_root() / "configs" or left_out() is not None:
        return None
    return configs


def left_out() -> str | None:
    """Return why the working folder's `configs` is left out: a `config.yaml` of its own is another program's."""
    configs = Path.cwd() / "configs"
    if configs == shipped_root() / "configs" or not (configs / "config.yaml").is_file():
        return None
    return f"{configs}: left out, for it holds a config.yaml of its own; only files beside the shipped ones are added"


def plan_text() -> str:
    """Return the text of the plan that quotations are looked up in: the working folder's, else the shipped one's."""
    files = [folder / PLAN_TEXT for folder in config_folders()]
    return next((file.read_text(encoding="utf-8") for file in files if file.is_file()), "")


def config_folders() -> list[Path]:
    """Return the folders of configuration, the working folder's before the shipped one."""
    own = own_configs()
    return [*([own] if own else []), shipped_root() / "configs"]


def scenario_folders() -> list[Path]:
    """Return the folders that may hold a folder `scenarios` beside those of configuration, first found first."""
    return list(dict.fromkeys([Path.cwd(), shipped_root()]))


def file_of(group: str, name: str) -> Path | None:
    """Return the file that a name of a group stands for, none when there is none."""
    return next((file for each, file in files_of(group) if each == name), None)


def files_of(group: str) -> Iterator[tuple[str, Path]]:
    """Yield the names of a group with their files, each name once."""
    seen = set()
    folders = [*config_folders(), *(scenario_folders() if group == SCENARIOS else ())]
    for folder in folders:
        for file in sorted((folder / group).glob("*.yaml")):
            if file.stem not in seen:
                seen.add(file.stem)
                yield file.stem, file
