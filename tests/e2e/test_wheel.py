"""The wheel works from any folder: what it installs, and the three commands to a chart of one's own.

It is built from this checkout and installed into an environment of its own, which sees the libraries of
ours and not this checkout. The build needs hatchling; where it is not installed pip fetches it, and where
pip cannot, these tests are skipped.
"""

import importlib.util
import os
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.working_folders import results_in, write_study

ROOT = Path(__file__).parents[2]
SHIPPED = ("configs", "scenarios")
INSTALLER = ("-m", "pip", "--disable-pip-version-check", "--retries", "0", "--timeout", "20")

pytestmark = pytest.mark.slow


class Installed:
    """An environment with nothing but the wheel in it, beside the libraries."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        self.programs = folder / ("Scripts" if os.name == "nt" else "bin")
        paths = {"base": str(folder), "platbase": str(folder)}
        self.packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
        libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        # A path in a .pth file adds that folder alone: the .pth of our editable install in it is not followed.
        (self.packages / "libraries.pth").write_text("\n".join(sorted(libraries)) + "\n", encoding="utf-8")
        packages, programs = names_in(self.packages), names_in(self.programs)
        self._install(self._build(folder / "wheels"))
        self.new_packages = names_in(self.packages) - packages
        self.new_programs = names_in(self.programs) - programs
        self.house = self.packages / "sim"

    def __call__(self, folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in *folder*."""
        line = [str(self.programs / program), *arguments]
        return subprocess.run(line, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)

    def _build(self, folder: Path) -> Path:
        has_builder = importlib.util.find_spec("hatchling") is not None
        how = ["--no-build-isolation"] if has_builder else []
        built = self(ROOT, "python", *INSTALLER, "wheel", "--no-deps", *how, "--wheel-dir", str(folder), str(ROOT))
        if built.returncode and "satisfies the requirement hatchling" in built.stderr:
            pytest.skip("needs hatchling, installed or from the network, to build the wheel")
        assert built.returncode == 0, built.stderr
        (wheel,) = folder.glob("*.whl")
        return wheel

    def _install(self, wheel: Path) -> None:
        options = ["--no-deps", "--no-index", "--ignore-installed"]
        done = self(wheel.parent, "python", *INSTALLER, "install", *options, str(wheel))
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return the environment that the wheel is installed in."""
    return Installed(tmp_path_factory.mktemp("installed"))


def names_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def files_in(folder: Path) -> dict[Path, bytes]:
    """Return the files below *folder* by place, without what programs leave behind in caches."""
    files = {file.relative_to(folder): file for file in folder.rglob("*") if file.is_file()}
    return {
        place: file.read_bytes()
        for place, file in files.items()
        if not any(part.startswith(".") or part == "__pycache__" for part in place.parts)
    }


def test_the_wheel_installs_one_package_and_one_command(installed: Installed) -> None:
    """No other name than `sim` is taken at the top level, and its record is beside it."""
    record = {name for name in installed.new_packages if name.startswith("fournets-") and name.endswith(".dist-info")}
    assert len(record) == 1
    assert installed.new_packages == {"sim", *record}
    assert {Path(name).stem for name in installed.new_programs} == {"fournets"}


def test_all_configuration_is_inside_the_wheel(installed: Installed) -> None:
    """Every file of `configs` and `scenarios`, byte for byte, and nothing else of the checkout beside the code."""
    for folder in SHIPPED:
        assert files_in(installed.house / "_shipped" / folder) == files_in(ROOT / folder)
    assert names_in(installed.house / "_shipped") == set(SHIPPED)
    code = {place for place in files_in(installed.house) if place.parts[0] != "_shipped"}
    assert code == set(files_in(ROOT / "sim"))


def test_three_commands_lead_from_an_empty_folder_to_a_chart_of_ones_own_scenario(
    installed: Installed, tmp_path: Path
) -> None:
    """Begin a scenario, run it, show it: all from the wheel, all in the folder one stands in."""
    where = installed(tmp_path, "python", "-c", "import sim; print(sim.__file__)")
    assert Path(where.stdout.strip()).parent == installed.house
    begun = installed(tmp_path, "fournets", "new", "scenario", "mine", "--like", "bonds_late")
    assert begun.returncode == 0, begun.stderr
    run = installed(tmp_path, "fournets", "run", "scenario=mine", "run.replications=10")
    assert run.returncode == 0, run.stderr
    assert "Mine: targets by" in run.stdout
    results = results_in(tmp_path)
    shown = installed(tmp_path, "fournets", "show", str(results), "targets")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.strip() == run.stdout.rpartition(str(results.relative_to(tmp_path)))[0].strip()
    english, chinese = ({chart.name for chart in (results / "charts" / lang).iterdir()} for lang in ("en", "zh"))
    assert english == chinese
    assert "chances.png" in english
    assert all(chart.stat().st_size for chart in (results / "charts").rglob("*.*"))
    assert names_in(tmp_path) == {"results", "scenarios"}


def test_the_wheel_works_beside_somebodys_own_sim_py_workers_included(installed: Installed, tmp_path: Path) -> None:
    """Their file is never imported, neither by the command nor by its worker processes."""
    (tmp_path / "sim.py").write_text("raise RuntimeError('not this one')\n", encoding="utf-8")
    write_study(tmp_path)
    options = ["run.replications=8", "run.batch=4", "run.workers=2"]
    run = installed(tmp_path, "fournets", "run", "study=mine", *options)
    assert run.returncode == 0, run.stderr
    assert "failed" not in run.stderr
    assert (results_in(tmp_path) / "charts" / "en" / "silos.png").is_file()
    assert names_in(tmp_path) == {"configs", "sim.py", "results"}


def test_the_working_folders_scenarios_and_configs_come_before_the_shipped_ones(
    installed: Installed, tmp_path: Path
) -> None:
    """A file of the same name in `./scenarios` or `./configs` is read in place of the shipped one."""
    shipped = installed.house / "_shipped"
    for name, theirs, ours in (
        ("scenarios/bonds_late.yaml", 'en: "Bonds six months late"', 'en: "Bonds as I see them"'),
        ("configs/programme.yaml", 'en: "Chengdu new-infrastructure', 'en: "My Chengdu new-infrastructure'),
    ):
        text = (shipped / name).read_text(encoding="utf-8")
        assert theirs in text
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text.replace(theirs, ours), encoding="utf-8")
    listed = installed(tmp_path, "fournets", "list", "scenarios")
    assert listed.returncode == 0, listed.stderr
    assert "Bonds as I see them" in listed.stdout
    code = "from sim import load_plan; print(load_plan('scenario=bonds_late').programme.name.en)"
    read = installed(tmp_path, "python", "-c", code)
    assert read.returncode == 0, read.stderr
    assert read.stdout.startswith("My Chengdu new-infrastructure action plan")


def test_an_installation_without_its_configuration_says_what_to_do(installed: Installed, tmp_path: Path) -> None:
    """One line, no traceback: install it again."""
    copy = tmp_path / "copy"
    shutil.copytree(installed.house, copy / "sim", ignore=shutil.ignore_patterns("_shipped", "__pycache__"))
    code = f"import sys; sys.path.insert(0, {str(copy)!r}); from sim.cli import main; main(['list', 'scenarios'])"
    done = installed(tmp_path, "python", "-c", code)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "install the package again" in done.stderr
