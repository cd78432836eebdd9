"""Loads YAML: by libyaml where PyYAML has it, five times as fast as in Python, and to the same mapping.

The rules are those of OmegaConf, which reads what is not plain and says what is wrong.
"""

from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from omegaconf import OmegaConf
from omegaconf._utils import get_yaml_loader
from omegaconf.errors import OmegaConfBaseException
from yaml import MarkedYAMLError, YAMLError
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from sim.plan.problems import PlanError

DEEPEST = 30
"""Levels of a file that is read as plain; no plan goes as deep."""

Rules: Any = get_yaml_loader()
"""OmegaConf's reader in Python: which texts are numbers, that dates are none, and that no key stands twice."""


def load_mapping(path: Path) -> dict[str, Any]:
    """Return the mapping of a YAML file, by a safe loader that refuses double keys; dates stay text.

    Raises
        PlanError: the file is missing, is no YAML, or is no mapping.
    """
    try:
        text = path.read_text(encoding="utf-8")
        loaded: Any = plain_mapping(text)
        if loaded is None:
            loaded = OmegaConf.to_container(OmegaConf.load(_named(text, path)), resolve=False)
    except FileNotFoundError:
        raise PlanError([f"{path}: no such file: check the path"]) from None
    except IsADirectoryError:
        raise PlanError([f"{path}: found a folder, expected a YAML file: name the file in it"]) from None
    except (YAMLError, OmegaConfBaseException, UnicodeDecodeError, OSError) as error:
        raise PlanError([f"{path}: found no readable YAML ({_said(error)}): correct the file"]) from None
    except RecursionError:
        raise PlanError([f"{path}: found entries within entries without end, expected a plan: correct it"]) from None
    if not isinstance(loaded, dict) or not loaded:
        raise PlanError([f"{path}: found no mapping, expected keys such as programme and packages: write a plan"])
    return {str(key): value for key, value in loaded.items()}


def _named(text: str, path: Path) -> StringIO:
    """Return *text* as an open file, named in what its reader says of it."""
    opened = StringIO(text)
    opened.name = str(path.absolute())
    return opened


def _said(error: Exception) -> str:
    """Return what a reader of files says, in one line."""
    if isinstance(error, MarkedYAMLError) and error.problem and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return " ".join(str(error).split())


def plain_mapping(text: str) -> dict[Any, Any] | None:
    """Return the mapping that *text* is; none where it is no YAML, or needs OmegaConf to be read or refused.

    A tab is for OmegaConf to refuse: libyaml lets it through. What else it takes and Python does not is `[a?b]`.
    """
    if "\t" in text:
        return None
    try:
        loaded = yaml.load(text, _READER)
    except YAMLError:
        return None
    return loaded if isinstance(loaded, dict) and _is_plain(loaded, DEEPEST, set()) else None


def _is_plain(found: Any, levels: int, seen: set[int]) -> bool:
    """Return whether it is made of numbers and texts without references, each part standing in one place."""
    if isinstance(found, str):
        return "${" not in found
    if not isinstance(found, dict | list):
        return found is None or isinstance(found, bool | int | float)
    if id(found) in seen or not levels:
        return False
    seen.add(id(found))
    if isinstance(found, list):
        return all(_is_plain(inner, levels - 1, seen) for inner in found)
    if not all(isinstance(key, str | int | float) for key in found):
        return False
    return all(_is_plain(inner, levels - 1, seen) for inner in found.values())


def _reader() -> Any:
    """Return OmegaConf's reader with the parser of libyaml in it, as it is where PyYAML was built without."""
    if not yaml.__with_libyaml__:
        return Rules
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class Reader(CParser, Rules):
        # what is parsed is put together in Python: libyaml's own way has no end to levels but that of memory
        get_single_node = Composer.get_single_node

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            for part in (Composer, SafeConstructor, Resolver):
                part.__init__(self)

    return Reader


_READER = _reader()
