import json

import pytest
from typer.testing import CliRunner, Result

from sakat.cli import app


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["dates", *arguments], input=stdin)


def rows(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.stdout.splitlines()[1:]]


def test_dates_prints_value_thai_form_ground_and_rule() -> None:
    result = run("ศาลนัด 5 ธ.ค. 2566")
    assert rows(result) == ["5 ธ.ค. 2566 DATE 2023-12-05 5 ธ.ค. 2566 stated date.dmy"]


def test_dates_reads_relative_words_against_the_anchor() -> None:
    assert "2024-08-22" in rows(run("เมื่อวานนี้", "--anchor", "2024-08-23"))[0]
    assert "2024-08-22" not in run("เมื่อวานนี้").stdout


def test_dates_prints_an_interval_in_thai_and_leaves_coarse_values_empty() -> None:
    interval, year = rows(run("10-12 มกราคม 2550\nปี 2540"))
    assert interval.endswith("10 ม.ค. 2550 – 12 ม.ค. 2550 stated date.range")
    assert year == "ปี 2540 DATE 1997 stated date.y"


def test_dates_prints_the_timex_value_where_there_is_no_date() -> None:
    assert rows(run("เป็นเวลา 3 ปี ทุกวันจันทร์")) == [
        "3 ปี DURATION P3Y date.duration",
        "ทุกวันจันทร์ SET XXXX-WXX-1 date.set",
    ]


def test_dates_warns() -> None:
    result = run("31 กุมภาพันธ์ 2550")
    assert "warning invalid_date: 31 กุมภาพันธ์ 2550" in result.stdout


def test_dates_reads_standard_input_and_prints_json() -> None:
    result = run("-", "--json", stdin="ศาลนัด 5 ธ.ค. 2566 เวลา 09.30 น.\r\nวันรุ่งขึ้น")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["start"], first["end"], first["edtf"]) == (7, 32, "2023-12-05T09:30:00")
    assert (second["edtf"], second["antecedent"]) == ("2023-12-06", 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ก", "--anchor", "2566-01-05"), "looks like a Buddhist year"),
        (("ก", "--anchor", "สิงหา"), "--anchor"),
        (("  ",), "expected an article"),
    ],
)
def test_dates_refuses_wrong_use(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
