"""`greenlist bundle`: export from the site, verify offline, the script by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundle.made import KEY, bundle, rewritten
from door import greenlist
from greenlist.applications.receipts import public_text
from greenlist.rounds.models import Round
from stages import completed, handed_in
from world import World, application_of, round_of

PUBLIC = public_text(KEY.public_key())


def test_a_genuine_bundle(tmp_path: Path) -> None:
    said = greenlist("bundle", "verify", bundle(tmp_path), "--key", PUBLIC)
    assert said.code == 0
    assert "完整，签名有效" in said.out


def test_without_a_key_it_says_what_it_cannot_tell(tmp_path: Path) -> None:
    said = greenlist("bundle", "verify", bundle(tmp_path), "--lang", "en")
    assert said.code == 0
    assert "who made it is not known" in said.out


def test_what_was_changed_is_named(tmp_path: Path) -> None:
    changed = rewritten(bundle(tmp_path), {"index.html": b"<p>x</p>", "more.txt": b"x"})
    said = greenlist("bundle", "verify", changed, "--key", PUBLIC)
    assert said.code == 2
    assert "文件被改动：index.html" in said.out
    assert "多出文件：more.txt" in said.out


@pytest.mark.parametrize("key", ["nonsense", "AAAA", "-----BEGIN-----"])
def test_a_key_that_is_none(tmp_path: Path, key: str) -> None:
    said = greenlist("bundle", "verify", bundle(tmp_path), "--key", key)
    assert said.code == 2
    assert "读不懂给出的公钥" in said.err


def test_the_script_is_written_once(tmp_path: Path) -> None:
    out = tmp_path / "verify_bundle.py"
    assert greenlist("bundle", "verifier", "--out", out).code == 0
    assert out.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3")
    assert greenlist("bundle", "verifier", "--out", out).code == 2


@pytest.mark.django_db
class TestExport:
    """From a site with one application handed in."""

    @pytest.fixture
    def round_(self, world: World) -> Round:
        round_ = round_of(world)
        handed_in(completed(application_of(world, round_), world.hat("owner")), world.hat("signatory"))
        return round_

    def test_what_was_exported_is_genuine(self, round_: Round, tmp_path: Path) -> None:
        out = tmp_path / "长春.zip"
        said = greenlist("bundle", "export", "jilin-2024", "--office", "长春市工信局", "--out", out)
        assert said.code == 0
        assert "1 份申报" in said.out
        verified = greenlist("bundle", "verify", out)
        assert verified.code == 0
        assert "长春市工信局 · 吉林省 jilin-2024" in verified.out
        again = greenlist("bundle", "export", str(round_.pk), "--office", "长春市工信局", "--out", out)
        assert again.code == 2  # there is a file
        forced = greenlist("bundle", "export", str(round_.pk), "--office", "长春市工信局", "--out", out, "--force")
        assert forced.code == 0

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["nowhere-2024", "--office", "长春市工信局"], "没有轮次“nowhere-2024”"),
            (["jilin-2024", "--office", "无此局"], "没有主管部门“无此局”"),
            (["jilin-2024", "--office", "吉林市工信局"], "还没有收到申报"),
            (["jilin-2024", "--office", "长春市工信局", "--archive"], "还没有结束，不能归档"),
        ],
    )
    @pytest.mark.usefixtures("round_")
    def test_what_cannot_be_exported_is_told(self, tmp_path: Path, words: list[str], told: str) -> None:
        said = greenlist("bundle", "export", *words, "--out", tmp_path / "x.zip")
        assert said.code == 2
        assert told in said.err.replace("\n", "")

    @pytest.mark.usefixtures("round_")
    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        out = tmp_path / "nowhere" / "x.zip"
        said = greenlist("bundle", "export", "jilin-2024", "--office", "长春市工信局", "--out", out)
        assert said.code == 2
        assert "写不了" in said.err
