"""From a question to passages: by word, by meaning, without copies, split by support."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.passage import Passage, PassageKind
from knowledge.search import Found
from tests.fakes import make_contents, make_passage, open_fake_library

DUTY_TEXT = "Sở Nội vụ chủ trì tập huấn kỹ năng số cho cán bộ, kết quả là các lớp tập huấn mỗi quý."
RECORD = make_passage(
    "so-bo", DUTY_TEXT, kind=PassageKind.DUTY, locator="Phụ lục, mục 5.1.a", heading="Nhiệm vụ 5.1.a"
)
ORIGINAL = make_passage("ban-goc", f"{DUTY_TEXT} Thường xuyên.", locator="Phụ lục, mục 5.1.a")
ELSEWHERE = make_passage("ban-goc", DUTY_TEXT, locator="Phần III.5.1, ý 2")
PASSWORD = make_passage(
    "bai-hoc",
    "Mật khẩu mạnh dài ít nhất mười ký tự.",
    kind=PassageKind.LESSON_ANSWER,
    heading="Mật khẩu",
    questions=("Đặt mật khẩu thế nào?",),
)
CLASS = make_passage("thong-bao", "Xã mở lớp học vào thứ bảy, mang theo điện thoại.")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_fake_library(tmp_path_factory.mktemp("search"), dense_weight=0.2) as library:
        library.publisher.publish(
            [
                make_contents("so-bo", RECORD),
                make_contents("ban-goc", ORIGINAL, ELSEWHERE),
                make_contents("bai-hoc", PASSWORD),
                make_contents("thong-bao", CLASS),
            ]
        )
        yield library


def passages(found: tuple[Found, ...]) -> list[Passage]:
    return [one.passage for one in found]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("đặt mật khẩu thế nào", "dat mat khau the nao"),
        ("lớp học mở thứ mấy", "lop hoc mo thu may"),
        ("tập huấn kỹ năng số cho cán bộ", "tap huan ky nang so cho can bo"),
    ],
)
def test_a_question_finds_the_same_with_and_without_diacritics(
    small: Library, typed: str, plain: str
) -> None:
    left, right = small.search.find(typed), small.search.find(plain)
    assert [(one.passage, one.score) for one in left.kept] == [(one.passage, one.score) for one in right.kept]
    assert left.kept


def test_the_passage_that_answers_comes_first_with_its_scores(small: Library) -> None:
    best = small.search.find("đặt mật khẩu thế nào").kept[0]
    assert (best.passage, best.score, best.support) == (PASSWORD, 1.0, 1.0)
    # The stored question differs by its capital and its mark only, and both are folded away.
    assert best.dense == pytest.approx(1.0, abs=1e-5)
    assert best.lexical > 0


def test_only_the_kinds_that_are_asked_for_come_back(small: Library) -> None:
    question = "tập huấn kỹ năng số cho cán bộ, mật khẩu"
    found = small.search.find(question, kinds={PassageKind.LESSON_ANSWER})
    assert passages((*found.kept, *found.rejected)) == [PASSWORD]


def test_of_two_texts_of_one_place_the_record_stands_for_both(small: Library) -> None:
    found = small.search.find("Sở Nội vụ chủ trì tập huấn kỹ năng số cho cán bộ thường xuyên")
    kept = passages(found.kept)
    assert RECORD in kept
    assert ORIGINAL not in kept
    # The same words in another place of the plan are another source.
    assert ELSEWHERE in kept


def test_the_record_takes_over_the_copys_rank(small: Library) -> None:
    # "thường xuyên" stands in the original only, which therefore ranks first.
    best = small.search.find("tập huấn kỹ năng số thường xuyên").kept[0]
    assert (best.passage, best.score) == (RECORD, 1.0)


def test_what_is_rejected_lacks_support_and_what_is_kept_has_it(small: Library) -> None:
    found = small.search.find("mật khẩu ngân hàng nước Pháp")
    floor = small.settings.support_floor
    assert found.rejected
    assert all(one.support < floor for one in found.rejected)
    assert all(one.support >= floor for one in found.kept)


def test_words_that_nothing_says_keep_nothing(small: Library) -> None:
    assert small.search.find("blockchain ethereum").kept == ()


@pytest.mark.parametrize("question", ["", "?!", "là gì vậy ạ"])
def test_a_question_without_a_topic_keeps_nothing(small: Library, question: str) -> None:
    assert small.search.find(question).kept == ()


def test_no_more_passages_than_asked_for_come_back(small: Library) -> None:
    found = small.search.find("tập huấn kỹ năng số mật khẩu lớp học", count=2)
    assert len(found.kept) + len(found.rejected) == 2


def test_every_rank_is_at_most_the_one_before(small: Library) -> None:
    found = small.search.find("tập huấn lớp học mật khẩu")
    scores = [one.score for one in found.kept]
    assert scores == sorted(scores, reverse=True)


def test_without_weight_on_meaning_no_vector_is_asked_for(small: Library) -> None:
    with open_fake_library(small.settings.data_dir, dense_weight=0.0) as library:
        best = library.search.find("mật khẩu").kept[0]
        assert (best.passage, best.dense, library.embedder.asked) == (PASSWORD, 0.0, [])  # type: ignore[attr-defined]  # the fake remembers


def test_a_short_name_finds_what_its_full_name_says(tmp_path: Path) -> None:
    insurance = make_passage("y-te", "Bảo hiểm y tế trả tiền khám.")
    with open_fake_library(tmp_path) as library:
        library.publisher.publish([make_contents("y-te", insurance), make_contents("thong-bao", CLASS)])
        assert passages(library.search.find("bhyt trả tiền khám").kept) == [insurance]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Đặt mật khẩu mạnh như thế nào?", "dat mat khau manh nhu the nao"),
        ("Bình dân học vụ số là gì", "binh dan hoc vu so la gi"),
        ("Cổng dịch vụ công quốc gia là trang nào?", "cong dich vu cong quoc gia la trang nao"),
    ],
)
def test_the_shipped_content_is_found_with_and_without_diacritics(
    library: Library, typed: str, plain: str
) -> None:
    # The shipped model knows diacritics, so near the top two sources may change places.
    left, right = (passages(library.search.find(question).kept[:3]) for question in (typed, plain))
    assert left[0] in right
    assert right[0] in left
