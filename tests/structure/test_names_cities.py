"""City names that contain the word for another unit."""

from __future__ import annotations

import pytest

from checker.structure.names import body_of


@pytest.mark.parametrize("name", ["溪州市人民政府", "盟城市人民政府", "镇溪市人民政府"])
def test_a_unit_inside_a_citys_name_is_no_parent(name: str) -> None:
    body = body_of(name)
    assert (body.kind, body.city) == (None, True)


def test_a_city_under_a_prefecture_is_county_level() -> None:
    assert body_of("红溪州蒙江市人民政府").kind == "county"
