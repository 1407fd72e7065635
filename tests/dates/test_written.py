import json
from pathlib import Path

import pytest

from sakat.dates.written import format_edtf, format_month


@pytest.mark.parametrize(
    ("edtf", "thai", "english"),
    [
        ("2024-06-05", "5 มิ.ย. 2567 (ค.ศ. 2024)", "5 Jun 2024 (BE 2567)"),
        ("1928-02-10", "10 ก.พ. 2470 (ค.ศ. 1928)", "10 Feb 1928 (BE 2470)"),
        ("1928-05-10", "10 พ.ค. 2471 (ค.ศ. 1928)", "10 May 1928 (BE 2471)"),
        ("2024-06", "มิ.ย. 2567 (ค.ศ. 2024)", "Jun 2024 (BE 2567)"),
        ("2024", "พ.ศ. 2567 (ค.ศ. 2024)", "2024 (BE 2567)"),
        ("2025-33", "ไตรมาส 1 พ.ศ. 2568 (ค.ศ. 2025)", "Q1 2025 (BE 2568)"),
        ("197X", "พ.ศ. 2513–2522 (ค.ศ. 1970–1979)", "1970–1979 (BE 2513–2522)"),
        ("19XX", "พ.ศ. 2443–2542 (ค.ศ. 1900–1999)", "1900–1999 (BE 2443–2542)"),
        ("1357~", "ประมาณ พ.ศ. 1900 (ค.ศ. 1357)", "about 1357 (BE 1900)"),
        ("2024-06-05?", "5 มิ.ย. 2567 (ค.ศ. 2024) (ไม่แน่ชัด)", "5 Jun 2024 (BE 2567) (uncertain)"),
        ("2024-06-05T09:30:00", "5 มิ.ย. 2567 (ค.ศ. 2024) 09:30 น.", "5 Jun 2024 (BE 2567), 09:30"),
        ("2005/..", "ตั้งแต่ พ.ศ. 2548 (ค.ศ. 2005)", "since 2005 (BE 2548)"),
        ("../2005-03", "ถึง มี.ค. 2548 (ค.ศ. 2005)", "until Mar 2005 (BE 2548)"),
        ("2023-06-14/2023-06-16", "14–16 มิ.ย. 2566 (ค.ศ. 2023)", "14–16 Jun 2023 (BE 2566)"),
        ("2023-06-30/2023-07-02", "30 มิ.ย. – 2 ก.ค. 2566 (ค.ศ. 2023)", "30 Jun – 2 Jul 2023 (BE 2566)"),
        (
            "2023-12-30/2024-01-02",
            "30 ธ.ค. 2566 (ค.ศ. 2023) – 2 ม.ค. 2567 (ค.ศ. 2024)",
            "30 Dec 2023 (BE 2566) – 2 Jan 2024 (BE 2567)",
        ),
        (
            "1928-03-30/1928-04-02",
            "30 มี.ค. 2470 (ค.ศ. 1928) – 2 เม.ย. 2471 (ค.ศ. 1928)",
            "30 Mar 1928 (BE 2470) – 2 Apr 1928 (BE 2471)",
        ),
        ("2023-02/2023-04", "ก.พ. – เม.ย. 2566 (ค.ศ. 2023)", "Feb – Apr 2023 (BE 2566)"),
        ("nonsense", "nonsense", "nonsense"),
    ],
)
def test_value_is_written_in_both_eras(edtf: str, thai: str, english: str) -> None:
    assert (format_edtf(edtf, "th"), format_edtf(edtf, "en")) == (thai, english)


def test_every_value_of_the_dataset_is_written(root: Path) -> None:
    rows = list(map(json.loads, (root / "outputs" / "events.jsonl").read_text("utf-8").splitlines()))
    assert rows
    for edtf in {row["edtf"] for row in rows if row["edtf"]}:
        assert "(ค.ศ. " in format_edtf(edtf, "th"), edtf
        assert "(BE " in format_edtf(edtf, "en", short=False), edtf


def test_month_of_an_axis_has_one_era() -> None:
    assert (format_month("1940-02", "th"), format_month("1940", "th")) == ("ก.พ. 2482", "2483")
