"""Made-up names of Chinese firms, as many as wanted, the same ones for the same seed.

A name is place + brand + trade + legal form; in one of ten the place stands in brackets behind the brand. Places are
270 invented towns and a third of them once more behind one of 30 invented provinces, so that no name is that of a real
firm. Brands have two to four characters (6 : 2 : 2) out of the 3,755 of GB 2312's first level. Trades and legal forms
are real words. How often a place, a character, a trade is taken falls with its rank as 1 / rank (Zipf): names crowd
together in the common ones, as real names do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_CELLS = ((row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
FIRST_LEVEL = bytes(byte for pair in _CELLS for byte in pair).decode("gb2312", "ignore")
_TRADES = """
机械制造 食品 精密电子 新材料 生物科技 电力设备 化工 建材 环保科技 汽车零部件 农业开发 医药 纺织
塑料制品 金属制品 陶瓷 新能源科技 玻璃 造纸 水泥 钢铁 铝业 铜业 包装材料 印刷 家具 酒业 乳业 粮油
饲料 肥料 仪器仪表 轴承 阀门 电缆 半导体 重工 光电科技 信息技术 网络科技 物流 贸易 建筑工程 装备制造
船舶 航空设备 轨道交通装备 橡胶 涂料 日用化学品 服装 鞋业 皮革 木业 竹业 茶业 水产 肉类食品 调味品
饮料 制冷设备 空调 照明 电池 储能科技 智能装备 机器人 模具 铸造 锻造 紧固件 五金 工具 厨具 卫浴
门窗 石材 耐火材料 碳素 稀土 磁材 矿业 煤业 石化 燃气 热力 水务 固废处理 再生资源
"""
TRADES = _TRADES.split()
FORMS = {
    "有限公司": 0.7,
    "有限责任公司": 0.12,
    "股份有限公司": 0.08,
    "集团有限公司": 0.04,
    "厂": 0.03,
    "有限公司第一分公司": 0.03,
}
PROVINCES, TOWNS = 30, 270


def firm_names(count: int, seed: int) -> list[str]:
    """So many distinct names at the most; a few that came twice are left out."""
    chance = np.random.default_rng(seed)
    places, letters = _places(), _letters()
    place = chance.choice(len(places), count, p=_zipf(len(places)))
    brand = chance.choice(len(letters), (count, 4), p=_zipf(len(letters)))
    long = chance.choice([2, 3, 4], count, p=[0.6, 0.2, 0.2])
    trade = chance.choice(len(TRADES), count, p=_zipf(len(TRADES)))
    form = chance.choice(list(FORMS), count, p=list(FORMS.values()))
    behind = chance.random(count) < 0.1
    found = []
    for number in range(count):
        where, what = places[place[number]], TRADES[trade[number]] + form[number]
        mark = "".join(letters[one] for one in brand[number, : long[number]])
        found.append(f"{mark}({where}){what}" if behind[number] else f"{where}{mark}{what}")
    return list(dict.fromkeys(found))


def misspelt(names: Sequence[str], count: int, seed: int) -> list[str]:
    """Some of the names with one or two characters changed, added or lost."""
    chance = np.random.default_rng(seed)
    letters = _letters()
    found = []
    for number in chance.choice(len(names), count, replace=False).tolist():
        name = list(names[number])
        for _ in range(int(chance.integers(1, 3))):
            at, kind = int(chance.integers(len(name))), int(chance.integers(3))
            new = [] if kind == 0 else [letters[int(chance.integers(len(letters)))]]
            name[at : at + (kind != 1)] = new
        found.append("".join(name))
    return found


def _letters() -> list[str]:
    """The characters in an order that has nothing to do with how common they are; the same for every seed."""
    return np.random.default_rng(0).permutation(list(FIRST_LEVEL)).tolist()


def _places() -> list[str]:
    pick = np.random.default_rng(1)
    stems = ["".join(pair) for pair in pick.choice(_letters()[:800], (PROVINCES + TOWNS, 2)).tolist()]
    towns = [stem + ("县" if number % 5 == 0 else "市") for number, stem in enumerate(stems[PROVINCES:])]
    whole = [f"{stems[number % PROVINCES]}省{town}" for number, town in enumerate(towns) if number % 3 == 0]
    return pick.permutation(towns + whole).tolist()


def _zipf(count: int) -> NDArray[np.float64]:
    weights = 1 / np.arange(1, count + 1)
    return weights / weights.sum()
