"""What tells a name from a stretch that only looks like one."""

from __future__ import annotations

from sakat.entities.candidate import Candidate
from sakat.entities.candidate_features import CandidateFeatures

TEXT = "นายสมชาย ใจดี พบทูตลาว"
TOKENS = ["นาย", "สมชาย", " ", "ใจดี", " ", "พบ", "ทูต", "ลาว"]


def rule(start: int, end: int, label: str = "PERSON", name: str = "person.honorific") -> Candidate:
    return Candidate(start, end, label, "rule", name, 0.9)  # type: ignore[arg-type]


def test_attributes_tell_rule_words_neighbours_and_other_candidates() -> None:
    person, given = rule(3, 13), rule(3, 8, name="person.repeat")
    tagged = Candidate(3, 13, "PERSON", "statistical", None, 0.97)
    told = set(CandidateFeatures(TEXT, TOKENS, [person, given], [tagged]).attributes(person))
    assert {"h=person.honorific", "l=PERSON", "n=2", "w=ใจดี", "f=สมชาย", "p=นาย", "x=พบ"} <= told
    assert {"o=r>b|person.repeat", "o=t=3", "o=s-"} <= told


def test_what_stands_alone_is_told_to_be_alone() -> None:
    told = CandidateFeatures(TEXT, TOKENS, [rule(19, 22, "GPE", "gazetteer.country")], []).attributes(
        rule(19, 22, "GPE", "gazetteer.country")
    )
    assert {"o=s-", "o=t-", "x=$", "t=ลาว"} <= set(told)


def test_only_so_many_other_candidates_are_told_of() -> None:
    text = "กข" * 5000
    crowd = [rule(start, start + 150) for start in range(0, 9000)]
    features = CandidateFeatures(text, [text], crowd, [])
    assert len(features.attributes(crowd[4000])) < 200
