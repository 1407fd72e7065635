from sakat.ner.lines import locate_lines, spans_to_tags, tags_to_ranges

WORDS = ["นาย", "วิชัย", " ", "ใจดี", "\n", "ไป", "เลย"]


def test_locate_lines_leaves_spaces_out_and_keeps_offsets() -> None:
    text = "".join(WORDS)
    first, second = locate_lines(WORDS)
    assert list(first.line.words) == ["นาย", "วิชัย", "ใจดี"]
    assert list(first.line.spaced) == [True, False, True]
    assert [text[a:b] for a, b in zip(second.starts, second.ends, strict=True)] == ["ไป", "เลย"]


def test_spans_to_tags_and_back() -> None:
    first, second = locate_lines(WORDS)
    assert spans_to_tags(first, [(0, 13, "PERSON")]) == ["B-PERSON", "I-PERSON", "E-PERSON"]
    tags = spans_to_tags(second, [(0, 13, "PERSON"), (16, 19, "LOCATION")])
    assert tags == ["O", "S-LOCATION"]
    assert list(tags_to_ranges(tags)) == [(1, 2, "LOCATION")]


def test_spans_to_tags_takes_a_cut_word_whole_and_the_first_of_two_overlapping() -> None:
    (line,) = locate_lines(["กรุงเทพ", "มหานคร"])
    assert spans_to_tags(line, [(4, 7, "LOCATION"), (0, 13, "ORGANIZATION")]) == ["S-LOCATION", "O"]


def test_tags_to_ranges_reads_bio_too() -> None:
    assert list(tags_to_ranges(["B-A", "I-A", "B-A", "O", "I-B"])) == [(0, 2, "A"), (2, 3, "A"), (4, 5, "B")]
