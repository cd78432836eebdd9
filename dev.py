"""Sets everything up on a fresh machine, then runs the main job, the tests or the benchmark.

    python3 dev.py run      the default study: table, charts and results folder
    python3 dev.py test     lint, types, import rules and tests
    python3 dev.py setup    only the set-up
    python3 dev.py bench    the benchmark

Further arguments are handed on. Uses the standard library only, and no syntax newer than Python 3.6, so that an old
Python is told so in a sentence.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
STAMP = VENV / "installed.sha256"
OLDEST = (3, 11)

SPREAD = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
"""How all tests are run: two at a time, modules whole and in the order of conftest. One's own arguments replace it."""


def main(arguments: list) -> int:
    if not arguments or arguments[0] not in ("run", "test", "setup", "bench"):
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    command, rest = arguments[0], arguments[1:]
    set_up()
    if command == "run":
        return call(BIN / "fournets", "run", *rest)
    if command == "test":
        return test(rest)
    if command == "bench":
        return call(BIN / "python", "tests/bench.py", *rest)
    return 0


def set_up() -> None:
    """Make the virtual environment once; install again when what it is made from has changed."""
    if sys.version_info < OLDEST:
        stop(f"fournets needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    print("Setting up fournets in .venv (about a minute the first time) ...", file=sys.stderr, flush=True)
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        stop("This Python has no venv module; on Debian: apt-get install python3-venv.")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        venv.create(VENV, with_pip=shutil.which("uv") is None, symlinks=sys.platform != "win32")
    except (OSError, subprocess.CalledProcessError) as error:
        stop(f"The virtual environment could not be made ({error}); on Debian: apt-get install python3-venv.")
    install()
    STAMP.write_text(wanted)


def install() -> None:
    what = ["-q", "-c", str(HERE / "constraints.txt"), "-e", f"{HERE}[dev]"]
    if shutil.which("uv"):
        command = ["uv", "pip", "install", "--python", str(BIN / "python"), *what]
    else:
        command = [str(BIN / "python"), "-m", "pip", "install", "--disable-pip-version-check", *what]
    result = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if result.returncode:
        lines = [line for line in result.stderr.splitlines() if line.strip()]
        named = [line.partition("ERROR: ")[2] for line in lines if "ERROR: " in line]
        reason = (named or lines or ["no reason given"])[-1]
        stop(f"The packages could not be installed ({reason.strip()}); check the network and try again.")


def fingerprint() -> str:
    """Return what the environment is made from: the two lists of packages and this Python."""
    made_from = hashlib.sha256(sys.version.encode() + str(HERE).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        made_from.update((HERE / name).read_bytes())
    return made_from.hexdigest()


def test(rest: list) -> int:
    checks = (
        (BIN / "ruff", "check", "."),
        (BIN / "ruff", "format", "--check", "."),
        (BIN / "mypy", "sim"),
        (BIN / "lint-imports",),
        (BIN / "python", "-m", "pytest", *(rest or SPREAD)),
    )
    for check in checks:
        status = call(*check)
        if status:
            print(f"{Path(check[0]).name} found problems (above).", file=sys.stderr)
            return status
    return 0


def call(program: Path, *arguments: str) -> int:
    return subprocess.run([str(program), *arguments], cwd=HERE, check=False).returncode


def stop(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
