"""Everything a developer or a first visitor starts: `make demo`, or `py run.py demo` on Windows.

Standard library only. It makes `.venv`, puts in what the lock files name, checked by their hashes, and starts the work.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for those who have an older one
    sys.exit(
        f"mdoverleg needs Python 3.11 or newer and this is {sys.version.split()[0]}; "
        "name a newer one like this: make demo PYTHON=python3.12"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "installed.json"
RUNTIME, DEV = "requirements.lock", "requirements-dev.lock"
# uv writes no bytecode by itself; without it every start of the program is two to three times slower.
ENVIRONMENT = {**os.environ, "UV_COMPILE_BYTECODE": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
# Where a gate of the organisation reads all traffic, its certificate is among those of the system.
ENVIRONMENT.setdefault("UV_SYSTEM_CERTS", "1")
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # without it every program that a test starts is compiled anew


def program(name: str) -> str:
    """Path of a program in the venv."""
    return str(BIN / (f"{name}.exe" if os.name == "nt" else name))


def run(*command: str) -> None:
    """Run a command in the project's folder; stop with its exit code if it fails."""
    code = subprocess.call(command, cwd=ROOT, env=ENVIRONMENT)
    if code:
        sys.exit(code)


def become(*command: str) -> None:
    """Let the command take over the terminal and give back its exit code."""
    os.chdir(ROOT)
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=ENVIRONMENT))
    os.execve(command[0], command, ENVIRONMENT)


# --- the venv -------------------------------------------------------------------------------------------------------


def make_venv() -> None:
    """Make `.venv` where there is none, or none that works; uv goes in it, from the lock."""
    if BIN.exists() and subprocess.call([program("python"), "-c", ""], stderr=subprocess.DEVNULL) == 0:
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        sys.exit("Python's venv is not installed; on Debian and Ubuntu this adds it: apt install python3-venv")
    print("Making .venv and installing; this is done once.", flush=True)
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.txt")
        wanted.write_text(lock_entry("uv"), encoding="utf-8")
        # pip does all that uv does, only slower: where there is no uv for a machine, go on without.
        subprocess.call([*pip_alone(), "--require-hashes", "-r", str(wanted)], env=ENVIRONMENT)


def lock_entry(name: str) -> str:
    """The lines of one package in the runtime lock."""
    lines = (ROOT / RUNTIME).read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    return "".join(lines[start:end])


def pip_alone() -> list[str]:
    """Give the start of a command that installs with pip."""
    return [program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def pip_install() -> list[str]:
    """Give the start of a command that installs: with uv where it could be had, else with pip."""
    if Path(program("uv")).exists():
        return [program("uv"), "pip", "install", "--quiet", "--python", program("python")]
    return pip_alone()


def install(lock: str) -> None:
    """Bring `.venv` to what the lock names, with the project itself as an editable package; at once if it is there."""
    make_venv()
    done = json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() else {}
    fresh = {name: digest([ROOT / name]) for name in (RUNTIME, DEV)}
    # The development lock holds all of the runtime lock.
    if not any(done.get(name) == fresh[name] for name in {lock, DEV}):
        run(*pip_install(), "--require-hashes", "-r", lock)
        done[lock] = fresh[lock]
    package = digest([ROOT / "pyproject.toml", ROOT / "build_catalogues.py", *sorted(ROOT.glob("src/**/*.po"))])
    compiled = all(po.with_suffix(".mo").exists() for po in ROOT.glob("src/**/*.po"))
    if done.get("package") != package or not compiled:
        run(*pip_install(), "--no-build-isolation", "--no-deps", "-e", ".")
        run(program("python"), "-m", "compileall", "-q", "src")
        done["package"] = package
    STAMP.write_text(json.dumps(done), encoding="utf-8")


def digest(files: list[Path]) -> str:
    """Give one hash over the contents of the files."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


# --- the words of the command line ----------------------------------------------------------------------------------


def do_install(*_arguments: str) -> None:
    """Make .venv with everything in it, for working on the program."""
    install(DEV)


def do_demo(*arguments: str) -> None:
    """Open the table with an invented example."""
    install(RUNTIME)
    become(program("python"), "-m", "mdoverleg", "demo", *arguments)


def do_test(*arguments: str) -> None:
    """Run the tests, on all cores."""
    install(DEV)
    workers = (os.cpu_count() or 1) + 1  # one more, for tests that wait for a screen or a program
    become(program("python"), "-m", "pytest", "-q", "-n", str(workers), "--dist", "worksteal", *arguments)


def do_check(*_arguments: str) -> None:
    """Check all that must be right before a commit: form, types, imports, words, docs, sizes, tests."""
    install(DEV)
    run(program("ruff"), "format", "--check", ".")
    run(program("ruff"), "check", ".")
    run(program("mypy"))
    run(program("lint-imports"))
    run(program("deptry"), ".")
    run(program("python"), "-m", "tools.sizes")
    run(program("python"), "-m", "pytest", "-q", "tests/contracts")
    do_test("--ignore", "tests/contracts")


def do_bench(*arguments: str) -> None:
    """Measure speed and memory against a bare app; writes bench/results.md."""
    install(DEV)
    become(program("python"), "-m", "bench", *arguments)


def do_trust(*arguments: str) -> None:
    """Prove what is promised, with many rounds; writes docs/trust.md."""
    install(DEV)
    become(program("python"), "-m", "tools.trust", *arguments)


def do_coverage(*arguments: str) -> None:
    """Measure how many branches the tests go through where data is kept, read in, made and cleaned."""
    install(DEV)
    become(program("python"), "-m", "tools.coverage", *arguments)


def do_sbom(*arguments: str) -> None:
    """Write the list of all parts, with hashes and licences, as CycloneDX; in build/."""
    install(DEV)
    become(program("python"), "-m", "tools.sbom", *arguments)


def do_pictures(*arguments: str) -> None:
    """Draw the pictures of the screens anew; look at them before a commit."""
    install(DEV)
    become(program("python"), "-m", "bench.pictures", *arguments)


def do_words(*arguments: str) -> None:
    """Bring the Dutch catalogue up to date with the words in the code."""
    install(DEV)
    become(program("python"), "-m", "tools.words", *(arguments or ("update",)))


def do_docs(*arguments: str) -> None:
    """Write docs/keys.md, checks.md, cli.md and format.md anew from the code."""
    install(DEV)
    become(program("python"), "-m", "tools.docs", *arguments)


def do_lock(*arguments: str) -> None:
    """Write the lock files anew after a change in pyproject.toml (with --upgrade: newest versions)."""
    install(DEV)
    how = ["--quiet", "--universal", "--all-extras", "--generate-hashes", "--no-header", "--no-annotate"]
    how += ["--python-version", "3.11"]
    for group, lock in (("build", RUNTIME), ("dev", DEV)):
        run(program("uv"), "pip", "compile", *how, "pyproject.toml", "--group", group, "-o", lock, *arguments)


WORDS: dict[str, Callable[..., None]] = {
    name.removeprefix("do_"): function for name, function in list(globals().items()) if name.startswith("do_")
}


def main(arguments: list[str]) -> None:
    """Do what the first word says; the rest goes to the program behind it."""
    word = WORDS.get(arguments[0]) if arguments else None
    if word is None:
        print("make WORD, or on Windows: py run.py WORD\n")
        for name, function in WORDS.items():
            print(f"  {name:<10}{function.__doc__}")
        sys.exit(0 if arguments in ([], ["help"]) else 2)
    word(*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
