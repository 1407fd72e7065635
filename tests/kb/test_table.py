import pytest

from sakat.errors import KnowledgeError
from sakat.kb.model import DamagedLine, Reading
from sakat.kb.table import OPTIONAL, REQUIRED, table_reader

HEADER = ",".join(REQUIRED + OPTIONAL)


def read(row: str) -> Reading | None:
    return table_reader(HEADER.encode(), "kb.csv")(row.encode())


def test_table_reader_reads_names_with_all_columns() -> None:
    reading = read('Q1428,รัฐจอร์เจีย,name,GPE,Georgia,"state, US",US-GA,Q30,33,-83.5,240\n')
    assert reading is not None
    assert reading.thing is not None
    assert (reading.thing.description_en, reading.thing.iso3166, reading.thing.country) == ("state, US", "US-GA", "Q30")
    assert (reading.thing.lat, reading.thing.lon, reading.thing.weight) == (33.0, -83.5, 240)


def test_table_reader_needs_only_form_and_qid_of_an_alias() -> None:
    reading = read("Q1428,จอร์เจีย,alias,,,,,,,,")
    assert reading is not None
    assert reading.thing is None
    assert reading.names[0].form == "จอร์เจีย"


def test_table_reader_takes_columns_in_any_order_and_a_bom() -> None:
    reading = table_reader("\ufeffform,qid,label,kind,name_en\r\n".encode(), "kb.csv")(
        "ปารีส,Q90,GPE,name,Paris\r\n".encode()
    )
    assert reading is not None
    assert reading.thing is not None
    assert (reading.thing.name_th, reading.thing.weight) == ("ปารีส", 0)


def test_table_reader_passes_over_empty_rows() -> None:
    assert read("\n") is None
    assert read(",,,,,,,,,,") is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("90,ปารีส,name,GPE,Paris,,,,,,", "qid '90'; expected one such as Q869"),
        ("Q90,,name,GPE,Paris,,,,,,", "form is empty"),
        ("Q90,ปารีส,main,GPE,Paris,,,,,,", "kind 'main'; expected name or alias"),
        ("Q90,ปารีส,name,CITY,Paris,,,,,,", "label 'CITY'; expected one of"),
        ("Q90,ปารีส,name,DATE,Paris,,,,,,", "label 'DATE'; expected one of"),
        ("Q90,ปารีส,name,GPE,Paris,,France,,,,", "iso3166 'France'; expected a code"),
        ("Q90,ปารีส,name,GPE,Paris,,,France,,,", "country 'France'; expected the QID"),
        ("Q90,ปารีส,name,GPE,Paris,,,,48.9,,", "lat without lon"),
        ("Q90,ปารีส,name,GPE,Paris,,,,98.9,2,", "lat '98.9'; expected -90 to 90"),
        ("Q90,ปารีส,name,GPE,Paris,,,,nan,2,", "lat 'nan'; expected -90 to 90"),
        ("Q90,ปารีส,name,GPE,Paris,,,,north,2,", "lat 'north'; expected degrees"),
        ("Q90,ปารีส,name,GPE,Paris,,,,,,many", "weight 'many'; expected an integer"),
        ("Q90,ปารีส,name,GPE,Paris", "5 cells; expected 11"),
        ('Q90,"ปารีส,name,GPE,Paris,,,,,,', "expected one row a line"),
    ],
)
def test_table_reader_says_why_a_row_is_damaged(row: str, message: str) -> None:
    with pytest.raises(DamagedLine) as error:
        read(row)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "header", ["", "qid,form", "qid,form,kind,label,name_en,colour", "qid,qid,form,kind,label,name_en"]
)
def test_table_reader_refuses_other_columns(header: str) -> None:
    with pytest.raises(KnowledgeError, match=r"kb\.csv:1: columns are .*; expected once each qid, form"):
        table_reader(header.encode(), "kb.csv")
