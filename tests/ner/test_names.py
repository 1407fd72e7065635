from sakat.ner.lines import locate_lines
from sakat.ner.names import find_names, name_code, name_key, name_marks, read_names
from sakat.training.names import NameCounts


def test_name_key_does_not_depend_on_the_cut() -> None:
    assert name_key(["กรุง", "เทพ"]) == name_key(["กรุงเทพ"]) != name_key(["เทพ", "กรุง"])


def test_find_names_prefers_the_longest_from_the_left() -> None:
    known = {name_key(["ก"]): "PERSON1a", name_key(["กข"]): "LOCATION2d", name_key(["ขค"]): "LAW1a"}
    assert list(find_names(["ก", "ข", "ค", "ก"], known.get)) == [(0, 2, "LOCATION2d"), (3, 4, "PERSON1a")]


def test_find_names_goes_on_after_the_head_of_a_longer_name() -> None:
    known = {name_key(["ก"]): "", name_key(["กข"]): "", name_key(["กขค"]): "LAW1a"}
    assert list(find_names(["ก", "ข", "ค"], known.get)) == [(0, 3, "LAW1a")]
    assert list(find_names(["ก", "ข", "ง"], known.get)) == []


def test_name_marks_tells_places_and_neighbours() -> None:
    known = {name_key(["ก"]): "", name_key(["กข"]): "LOCATION2d"}
    assert sorted(name_marks(["ที่", "ก", "ข", "นี้"], known.get)) == [
        (0, ("n>LOCATION",)),
        (1, ("n=BLOCATION", "n=BLOCATION2d")),
        (2, ("n=ELOCATION", "n=ELOCATION2d")),
        (3, ("n<LOCATION",)),
    ]


def test_name_code_says_how_sure_a_name_is() -> None:
    assert name_code({"LOCATION": 1}, 1) == "LOCATION1d"
    assert name_code({"LOCATION": 1}, 10) == "LOCATION1a"
    assert name_code({}, 10) is None


def test_name_counts_leave_the_line_itself_out() -> None:
    lines = [*locate_lines(["เลย", "\n", "ไป", "เลย", "\n", "ตรัง"])]
    spans = [(0, 3, "LOCATION"), (6, 9, "LOCATION"), (10, 14, "LOCATION")]
    counts = NameCounts((line, [s for s in spans if s[0] in line.starts]) for line in lines)
    assert read_names(counts.table())[name_key(["เลย"])] == "LOCATION2d"
    assert counts.without(lines[0], spans[:1])(name_key(["เลย"])) == "LOCATION1d"
    assert counts.without(lines[2], spans[2:])(name_key(["ตรัง"])) is None
