"""Units become passages of a size that can be cited, and no word is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.splitting import MAX_CHARS, TARGET_CHARS, passages
from ingest.structure import Unit

SENTENCE = "Tổ công nghệ số cộng đồng đi từng ngõ, gõ từng nhà để hướng dẫn bà con. "


def unit(
    text: str, locator: str = "Phần III.4", headings: tuple[str, ...] = ("NHIỆM VỤ", "Nền tảng")
) -> Unit:
    return Unit(locator, headings, text)


def test_short_units_of_one_place_become_one_passage() -> None:
    found = passages("ke-hoach", [unit("Mở lớp."), unit("Mở hội.")])
    assert [(one.document_id, one.locator, one.heading, one.text) for one in found] == [
        ("ke-hoach", "Phần III.4", "NHIỆM VỤ. Nền tảng", "Mở lớp.\nMở hội.")
    ]
    assert found[0].statements() == ["Mở lớp.", "Mở hội."]


def test_units_of_different_places_or_headings_stay_apart() -> None:
    units = [
        unit("A."),
        unit("B.", "Phần III.5"),
        unit("C.", "Phần III.5", ("KHÁC",)),
        unit("D.", "Phần III.5"),
    ]
    assert [one.text for one in passages("x", units)] == ["A.", "B.", "C.", "D."]


def test_only_the_two_nearest_headings_are_named() -> None:
    found = passages("x", [unit("A.", headings=("Một", "Hai", "Ba"))])
    assert found[0].heading == "Hai. Ba"


def test_a_full_passage_is_followed_by_the_next_with_its_numbers() -> None:
    long, short = "a" * (TARGET_CHARS - 10), "b" * 8
    found = passages("x", [unit(long), unit(short), unit(short), unit("c" * 20)])
    assert [(one.locator, one.text) for one in found] == [
        ("Phần III.4, ý 1–2", f"{long}\n{short}"),
        ("Phần III.4, ý 3–4", f"{short}\n{'c' * 20}"),
    ]


def test_a_passage_of_one_of_several_units_has_its_number_alone() -> None:
    long = "a" * TARGET_CHARS
    assert [one.locator for one in passages("x", [unit(long), unit(long)])] == [
        "Phần III.4, ý 1",
        "Phần III.4, ý 2",
    ]


def test_a_long_unit_is_cut_at_the_end_of_a_sentence() -> None:
    found = passages("x", [unit(SENTENCE * 60)])
    assert len(found) > 1
    assert max(len(one.text) for one in found) <= MAX_CHARS
    assert {one.text[0] + one.text[-1] for one in found} == {"T."}
    assert " ".join(one.text for one in found) == (SENTENCE * 60).strip()


def test_a_text_without_any_place_to_cut_is_cut_all_the_same() -> None:
    found = passages("x", [unit("x" * (MAX_CHARS * 2 + 5))])
    assert [len(one.text) for one in found] == [MAX_CHARS, MAX_CHARS, 5]


def test_no_unit_makes_no_passage() -> None:
    assert passages("x", []) == []


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            unit,
            st.text(alphabet="aăđê .;,\n", min_size=1, max_size=2000).filter(str.strip),
            st.sampled_from(["Phần I", "Phần II"]),
        ),
        max_size=6,
    )
)
def test_no_letter_is_lost_and_no_passage_is_too_long(units: list[Unit]) -> None:
    found = passages("x", units)
    assert "".join("".join(one.text.split()) for one in found) == "".join(
        "".join(one.text.split()) for one in units
    )
    assert all(len(one.text) <= max(MAX_CHARS, TARGET_CHARS) for one in found)
