"""The Hydra entry: reads a command line, composes the configuration, and is `python -m sim`.

This is the only place that knows Hydra. Scenarios are left out of what it composes: their overlays
are laid over it as plain mappings (`composing`), which takes a thousandth of the time.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

import hydra
from hydra._internal.core_plugins.file_config_source import FileConfigSource
from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.core.object_type import ObjectType
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, OverrideType
from hydra.core.plugins import Plugins
from hydra.errors import HydraException, MissingConfigException
from hydra.plugins.config_source import ConfigResult
from hydra.plugins.search_path_plugin import SearchPathPlugin
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from sim.config.load import plain_mapping
from sim.config.overlay import How, Setting
from sim.plan.problems import PlanError, did_you_mean
from sim.shell.places import SCENARIOS, STUDIES, config_folders, own_configs, scenario_folders, shipped_root

CONFIG_NAME = "config"
HOW = {
    OverrideType.CHANGE: How.CHANGE,
    OverrideType.ADD: How.ADD,
    OverrideType.FORCE_ADD: How.SET,
    OverrideType.DEL: How.REMOVE,
}

_only_one_hydra = RLock()


class Sweep(NamedTuple):
    """The values that `-m` goes through for one key."""

    settings: tuple[Setting, ...]


class Line(NamedTuple):
    """A command line as read: which scenarios and study are asked for, and what is set for every row."""

    scenarios: tuple[str, ...]
    study: str | None
    groups: tuple[str, ...]
    settings: tuple[Setting, ...]
    sweeps: tuple[Sweep, ...]


class Composed(NamedTuple):
    """The configuration without any scenario, as a plain mapping, and the name of the study in it."""

    mapping: dict[str, Any]
    study: str


def read_line(overrides: Sequence[str], multirun: bool = False) -> tuple[Line, Composed]:
    """Return what *overrides* ask for, and the configuration that they choose.

    Raises
        PlanError: an override cannot be read, or names a file that is not there.
    """
    with _open_hydra():
        line = _line(overrides, multirun)
        groups = [*line.groups, *([f"{STUDIES}={line.study}"] if line.study else [])]
        return line, _composed(tuple(groups), _files_as_they_are())


def hydra_application(perform: Callable[[Sequence[str]], float]) -> None:
    """Run as a plain Hydra application: *perform* gets each job's overrides and returns its objective."""

    def job(_: DictConfig) -> float:
        return perform(list(HydraConfig.get().overrides.task))

    _register()
    sys.argv[1:] = spell(sys.argv[1:], multirun=not {"-m", "--multirun"}.isdisjoint(sys.argv))
    hydra.main(version_base="1.3", config_path=str(shipped_root() / "configs"), config_name=CONFIG_NAME)(job)()


def spell(arguments: Sequence[str], multirun: bool) -> list[str]:
    """Return *arguments* as Hydra must read them.

    `scenario=x` is the group `scenarios`. Text beyond ASCII is quoted; with `-m` values are first
    split at ASCII commas. What begins with a hyphen, and the value behind it, is Hydra's own.
    """
    spelled = []
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if equals and not argument.startswith("-"):
            if key.lstrip("+") == "scenario":
                key = SCENARIOS
            if not value.isascii():
                value = _quoted(value, multirun)
        spelled.append(key + equals + value)
    return spelled


class WorkingFolder(SearchPathPlugin):
    """Lets Hydra find the working folder's `configs` and `scenarios` before the shipped ones."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Put our folders around the shipped `configs`, and have their files loaded quickly."""
        own = own_configs()
        if own is not None:
            search_path.prepend("the working folder", f"file://{own}")
        for element in search_path.get_path():
            place = element.path.removeprefix("file://")
            if "://" not in place:
                element.path = f"{QuickFiles.scheme()}://{place}"
        for folder in scenario_folders():
            search_path.append("fournets", f"{ScenariosOnly.scheme()}://{folder}")


class QuickFiles(FileConfigSource):
    """A folder of configuration whose plain files are loaded by libyaml, and the others as Hydra does."""

    @staticmethod
    def scheme() -> str:
        """Return what paths to such folders begin with."""
        return "quick"

    def load_config(self, config_path: str) -> ConfigResult:
        """Return a file as Hydra wants it."""
        file = Path(self.path, self._normalize_file_name(config_path))
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        mapping = plain_mapping(text)
        if mapping is None:
            return super().load_config(config_path)
        return ConfigResult(
            self.provider, self.full_path(), OmegaConf.create(mapping), self._get_header_dict(text[:512])
        )


class ScenariosOnly(FileConfigSource):
    """A folder of which Hydra sees the folder `scenarios` alone.

    Plain Hydra takes every folder below for a group of configuration, and for `--help` and tab
    completion goes through them all: through the checkout's `.venv` that takes a minute.
    """

    @staticmethod
    def scheme() -> str:
        """Return what paths to such folders begin with."""
        return "scenarios"

    def is_group(self, config_path: str) -> bool:
        """Return whether a path is a group: nothing but the scenarios is."""
        return config_path.split("/")[0] in ("", SCENARIOS) and super().is_group(config_path)

    def is_config(self, config_path: str) -> bool:
        """Return whether a path is a file of configuration."""
        return config_path.split("/")[0] == SCENARIOS and super().is_config(config_path)

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        """Return what a group holds."""
        if config_path:
            return super().list(config_path, results_filter)
        has_them = super().is_group(SCENARIOS) and results_filter in (None, ObjectType.GROUP)
        return [SCENARIOS] if has_them else []


def _register() -> None:
    for plugin in (QuickFiles, ScenariosOnly, WorkingFolder):
        Plugins.instance().register(plugin)


@contextmanager
def _open_hydra() -> Iterator[None]:
    """Hold Hydra, of which there is one a process: as it is inside its own application, else opened anew."""
    _register()
    try:
        with _only_one_hydra:
            if GlobalHydra.instance().is_initialized():
                yield
            else:
                with hydra.initialize_config_dir(str(shipped_root() / "configs"), version_base="1.3"):
                    yield
    except (HydraException, OmegaConfBaseException) as error:
        raise PlanError([_in_one_line(error)]) from None


def _files_as_they_are() -> tuple[tuple[str, int, int], ...]:
    """Return what tells whether any file of the configuration has changed."""
    files = sorted(file for folder in config_folders() for file in folder.rglob("*.yaml"))
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)


@lru_cache(maxsize=4)
def _composed(groups: tuple[str, ...], _: tuple[tuple[str, int, int], ...]) -> Composed:
    """Compose the configuration, which takes a second, once for as long as its files stay as they are."""
    config = hydra.compose(CONFIG_NAME, [*groups, f"~{SCENARIOS}"], return_hydra_config=True)
    mapping = OmegaConf.to_container(config, resolve=False)
    assert isinstance(mapping, dict)
    study = mapping.pop("hydra")["runtime"]["choices"][STUDIES]
    return Composed({str(key): value for key, value in mapping.items()}, str(study))


def _line(overrides: Sequence[str], multirun: bool) -> Line:
    loader = GlobalHydra.instance().config_loader()
    scenarios: list[str] = []
    study: str | None = None
    groups: list[str] = []
    settings: list[Setting] = []
    sweeps: list[Sweep] = []
    parser = OverridesParser.create(loader)
    for written, spelled in zip(overrides, spell(overrides, multirun), strict=True):
        override = _parsed(parser, written, spelled)
        key = override.key_or_group
        values = _values(override, written, multirun)
        if key == SCENARIOS:
            scenarios += [str(value) for value in values]
        elif len(values) > 1 and (_is_group(override) or key.split(".")[0] == "run"):
            raise PlanError([f"{written}: found several values, expected one: only scenarios and the plan are swept"])
        elif key == STUDIES and isinstance(values[0], str):
            study = values[0]
        elif key.split(".")[0] == "hydra":
            raise PlanError([f"{written}: Hydra's own settings are not taken here: use python -m sim"])
        elif _is_group(override):
            groups.append(spelled)
        else:
            how, path = HOW[override.type], tuple(key.split("."))
            each = tuple(Setting(path, how, value, f"{key}={value}") for value in values)
            if len(each) > 1:
                sweeps.append(Sweep(each))
            else:
                settings.append(each[0]._replace(written=written))
    return Line(tuple(scenarios), study, tuple(groups), tuple(settings), tuple(sweeps))


def _parsed(parser: OverridesParser, written: str, spelled: str) -> Override:
    try:
        return parser.parse_override(spelled)
    except HydraException as error:
        said = str(error).splitlines()[0]
        raise PlanError(
            [f"{written}: found no override ({said}), expected KEY=VALUE: put text with signs in it in quotes"]
        ) from None


def _values(override: Override, written: str, multirun: bool) -> list[Any]:
    """Return the value of an override, or the several of a sweep, as plain Python."""
    if not override.is_sweep_override():
        return [_plain(override.value())]
    if not multirun:
        raise PlanError([f"{written}: found several values, expected one: add -m to run each of them"])
    if not override.is_discrete_sweep():
        raise PlanError([f"{written}: found an interval, expected a list of values: write them with commas"])
    parser = OverridesParser.create()
    return [_plain(parser.parse_override(f"key={each}").value()) for each in override.sweep_string_iterator()]


def _plain(value: Any) -> Any:
    return OmegaConf.to_container(OmegaConf.create({"value": value}), resolve=False)["value"]  # type: ignore[index, call-overload]


def _is_group(override: Override) -> bool:
    """Return whether an override chooses files and sets no value."""
    key = override.key_or_group
    if "/" in key or override.package is not None:
        return True
    chooses = isinstance(override.value(), str | list) or override.is_sweep_override()
    return chooses and any((folder / key).is_dir() for folder in config_folders())


_PIECES = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^'",:\[\]{}()]+|.""")
_STRUCTURED = re.compile(r"[\[{]|[a-z_]+\(")


def _quoted(value: str, multirun: bool) -> str:
    """Return *value* with its text beyond ASCII in quotes, unless it stands in some already."""
    if _STRUCTURED.match(value):
        pieces = _PIECES.findall(value)
    elif value[0] in "'\"" and value[-1] == value[0]:
        return value
    else:
        pieces = re.split("(,)", value) if multirun else [value]
    return "".join(piece if piece.isascii() or piece[0] in "'\"" else _in_quotes(piece) for piece in pieces)


def _in_quotes(piece: str) -> str:
    text = piece.strip().replace("'", r"\'")
    return piece.replace(piece.strip(), f"'{text}'")


def _in_one_line(error: Exception) -> str:
    if isinstance(error, MissingConfigException) and error.missing_cfg_file is not None:
        group, _, name = str(error.missing_cfg_file).rpartition("/")
        return f"{group}: no such choice '{name}'; {did_you_mean(name, error.options or ())}"
    return f"Hydra: {' '.join(str(error).split())}"
