"""`greenlist bundle import`, SM2 keys and the second script, as a newcomer types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bundle.made import rewritten
from bundles.ground import emptied, exported, handed
from door import greenlist
from greenlist.applications.models import Application
from greenlist.applications.receipts import fingerprint
from greenlist.applications.signing import receipt_key
from greenlist.bundle.sm2 import read_key
from greenlist.bundles import matching
from greenlist.rounds.models import Round
from world import World, round_of


@pytest.fixture
def path(world: World, tmp_path: Path) -> Path:
    round_ = round_of(world)
    handed(world, round_)
    out = exported(world, round_, tmp_path / "长春.zip")
    emptied(units=[world.organisations["unit"]])
    return out


@pytest.mark.django_db
def test_it_compares_and_writes_only_when_told(path: Path) -> None:
    said = greenlist("bundle", "import", path, "--by", "city")
    assert said.code == 0
    assert "+ 示例食品有限公司" in said.out
    assert "新单位，登记后收下" in said.out
    assert "没有写入。加上 --apply 才写入" in said.out
    assert not Application.objects.exists()
    said = greenlist("bundle", "import", path, "--by", "city", "--apply")
    assert (said.code, "已收下 1 份" in said.out) == (0, True)
    said = greenlist("bundle", "import", path, "--by", "city", "--apply")
    assert (said.code, "没有可收下的" in said.out) == (0, True)
    assert Application.objects.count() == 1


@pytest.mark.django_db
def test_an_unknown_key_is_asked_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = fingerprint(receipt_key().public_key())
    monkeypatch.setattr(matching, "fingerprint", lambda _key: "0" * 64)
    said = greenlist("bundle", "import", path, "--by", "city")
    assert said.code == 2
    assert own in said.err
    assert "--key" in said.err
    assert greenlist("bundle", "import", path, "--by", "city", "--key", own, "--apply").code == 0
    said = greenlist("bundle", "import", path, "--by", "city", "--key", "1" * 64)
    assert (said.code, "签名的不是给出的公钥" in said.err) == (2, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "told"),
    [(["--by", "nobody"], "没有市级或省级经办的身份"), (["--by", "owner"], "没有市级或省级经办的身份"),
     (["--by", "othercity"], "管辖范围"), (["--by", "city", "--key", "x"], "读不懂给出的公钥")],
)  # fmt: skip
def test_bad_input(path: Path, words: list[str], told: str) -> None:
    said = greenlist("bundle", "import", path, *words)
    assert (said.code, told in said.err) == (2, True), said.err
    assert not Application.objects.exists()


@pytest.mark.django_db
def test_what_was_changed_is_named(path: Path) -> None:
    said = greenlist("bundle", "import", rewritten(path, {"index.html": b"x"}), "--by", "city", "--apply")
    assert (said.code, "文件被改动：index.html" in said.out) == (2, True)
    assert not Application.objects.exists()


@pytest.mark.django_db
def test_a_round_that_is_closed(path: Path) -> None:
    Round.objects.update(state="closed")
    said = greenlist("bundle", "import", path, "--by", "city")
    assert (said.code, "不在进行中" in said.err) == (2, True)


def test_an_sm2_key_is_made_once(tmp_path: Path) -> None:
    out = tmp_path / "sm2-key.pem"
    said = greenlist("bundle", "sm2-key", "--out", out)
    key = read_key(out.read_text())
    assert (said.code, key.fingerprint in said.out) == (0, True)
    assert out.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "sm2-key.pub.pem").read_text() == key.public_pem()
    again = greenlist("bundle", "sm2-key", "--out", out)
    assert (again.code, "没有覆盖" in again.err) == (2, True)
    assert read_key(out.read_text()) == key


def test_the_script_for_sm2_is_written(tmp_path: Path) -> None:
    out = tmp_path / "verify_sm2.py"
    assert greenlist("bundle", "verifier", "--countersignature", "--out", out).code == 0
    assert "SM2" in out.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_what_is_exported_is_countersigned(world: World, tmp_path: Path, settings: object) -> None:
    key = tmp_path / "sm2-key.pem"
    greenlist("bundle", "sm2-key", "--out", key)
    settings.SM2_KEY = key  # type: ignore[attr-defined]
    round_ = round_of(world)
    sealed = handed(world, round_)
    assert sealed.receipt["sm2"]["fingerprint"] == read_key(key.read_text()).fingerprint
    out = exported(world, round_, tmp_path / "x.zip")
    said = greenlist("bundle", "verify", out)
    assert (said.code, "国密 SM2 副签有效" in said.out) == (0, True)
    emptied()
    assert greenlist("bundle", "import", out, "--by", "city", "--apply").code == 0
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(sealed.receipt, ensure_ascii=False), encoding="utf-8")
    said = greenlist("verify", receipt)
    assert (said.code, "国密 SM2 副签有效" in said.out) == (0, True)
