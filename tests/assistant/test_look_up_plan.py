"""Questions about the plan's table: every matching row, counted, and no row that does not match."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.bootstrap import build_assistant, look_up_plan
from assistant.plan_text import SHOWN
from assistant.question import Answer, Intent, Mode, Status, Turn
from assistant.steps.look_up_plan import LookUpPlan
from knowledge.content_files import read_yaml
from knowledge.library import Library
from knowledge.vietnamese import fold

DUTIES: list[dict[str, Any]] = [
    duty for group in read_yaml("plan/duties.yaml")["groups"] for duty in group["duties"]
]
TARGETS: list[dict[str, Any]] = read_yaml("plan/targets.yaml")["targets"]
AGENCIES = sorted({name for duty in DUTIES for name in (*duty["lead"], *duty["coordinating"])})
ROLES: dict[str, tuple[str, Callable[[dict[str, Any], str], bool]]] = {
    "lead": ("{} chủ trì những nhiệm vụ nào?", lambda duty, name: name in duty["lead"]),
    "coordinating": ("{} phối hợp những nhiệm vụ nào?", lambda duty, name: name in duty["coordinating"]),
    "either": (
        "{} có những nhiệm vụ nào?",
        lambda duty, name: name in duty["lead"] or name in duty["coordinating"],
    ),
}


@pytest.fixture(scope="module")
def step(library: Library) -> LookUpPlan:
    return look_up_plan(library, lambda: date(2025, 8, 15))


def ids(condition: Callable[[dict[str, Any]], bool]) -> list[str]:
    """The ids of the duties in the file that meet a condition."""
    return [duty["id"] for duty in DUTIES if condition(duty)]


def due_in(first: date, last: date) -> list[str]:
    return ids(lambda duty: duty["due_to"] is not None and first <= duty["due_to"] <= last)


# By agency and role


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("role", ROLES)
def test_an_agencys_duties_are_exactly_those_of_the_file(
    agency: str, role: str, ask: Callable[..., Answer]
) -> None:
    template, holds = ROLES[role]
    question = template.format(agency)
    expected = ids(lambda duty: holds(duty, agency))

    for typed in (question, fold(question)):
        answer = ask(typed)

        assert expected == list(answer.duties)
        assert re.match(rf"\*\*{len(expected)}(/{len(expected)})? nhiệm vụ\*\*", answer.text)
        assert (answer.intent, answer.mode) == (Intent.PLAN, Mode.RECORD)


@pytest.mark.parametrize(
    ("alias", "agency"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("so khcn", "Sở Khoa học và Công nghệ"),
        ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
        ("sở văn hoá", "Sở Văn hóa, Thể thao và Du lịch"),
        ("công an", "Công an tỉnh"),
        ("UBND xã", "UBND cấp cơ sở"),
        ("tinh doan", "Tỉnh Đoàn"),
        ("LĐLĐ tỉnh", "Liên đoàn Lao động tỉnh"),
        ("nhà mạng", "Doanh nghiệp viễn thông"),
        ("các sở ngành", "Sở, ngành tỉnh"),
    ],
)
def test_an_agency_is_known_by_what_people_call_it(
    alias: str, agency: str, ask: Callable[..., Answer]
) -> None:
    answer = ask(f"{alias} chủ trì những nhiệm vụ nào?")

    assert ids(lambda duty: agency in duty["lead"]) == list(answer.duties)
    assert f"do {agency} chủ trì" in answer.text


def test_what_a_department_does_as_one_of_many_is_told_apart(ask: Callable[..., Answer]) -> None:
    answer = ask("Sở Nội vụ chủ trì những nhiệm vụ nào?")

    shared = ids(lambda duty: "Sở, ngành tỉnh" in duty["lead"])
    assert (
        f"{len(shared)} nhiệm vụ ghi chung “Sở, ngành tỉnh” cũng gồm sở này: {', '.join(shared)}."
        in answer.text
    )
    assert not set(shared) & set(answer.duties)


def test_the_police_are_no_department_and_share_nothing(ask: Callable[..., Answer]) -> None:
    assert "ghi chung" not in ask("Công an tỉnh chủ trì những nhiệm vụ nào?").text


def test_an_agency_without_duties_has_none(ask: Callable[..., Answer]) -> None:
    answer = ask("Đoàn thanh niên chủ trì những nhiệm vụ nào?")

    assert answer.status == Status.NO_SOURCE
    assert answer.text.startswith("**0 nhiệm vụ** do Đoàn thanh niên chủ trì.")


def test_two_agencies_have_what_either_has(ask: Callable[..., Answer]) -> None:
    expected = ids(lambda duty: bool({"Sở Y tế", "Công an tỉnh"} & set(duty["lead"])))

    assert expected == list(ask("Sở Y tế, Công an tỉnh chủ trì những nhiệm vụ nào?").duties)


@pytest.mark.parametrize(
    "question", ["Sở Xây dựng chủ trì nhiệm vụ nào?", "Sở Tư pháp chủ trì những nhiệm vụ nào?"]
)
def test_a_department_that_the_plan_does_not_name_is_said_not_to_be_named(
    question: str, ask: Callable[..., Answer]
) -> None:
    answer = ask(question)

    assert (answer.status, answer.duties) == (Status.NO_SOURCE, ())
    assert answer.text.startswith(f"Phụ lục của Kế hoạch không nêu tên {' '.join(question.split()[:3])}.")


@pytest.mark.parametrize(
    "question",
    [
        "so xay dung chu tri nhiem vu nao",
        "Bộ Y tế chủ trì nhiệm vụ nào?",
        "Phòng giáo dục chủ trì nhiệm vụ nào?",
    ],
)
def test_a_body_that_the_plan_does_not_name_has_no_duties(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).duties == ()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Sở Dân tộc và Tôn giáo chủ trì nhiệm vụ nào?", "Sở Dân tộc và Tôn giáo."),
        ("so giao thong van tai chu tri nhiem vu nao", "Sở Giao thông vận tải."),
    ],
)
def test_an_unknown_department_is_called_by_its_whole_name(
    question: str, name: str, ask: Callable[..., Answer]
) -> None:
    assert f"không nêu tên {name}" in ask(question).text


def test_not_every_word_after_so_names_a_department(ask: Callable[..., Answer]) -> None:
    assert "không nêu tên" not in ask("Sở thú ở đâu?").text


def test_two_agencies_together_have_what_both_have(ask: Callable[..., Answer]) -> None:
    expected = ids(lambda duty: {"Sở Nội vụ", "Sở Công Thương"} <= set(duty["lead"]))

    assert expected == list(ask("Sở Nội vụ và Sở Công Thương cùng chủ trì nhiệm vụ nào?").duties)


def test_two_agencies_in_two_roles_have_what_fits_both(ask: Callable[..., Answer]) -> None:
    expected = ids(lambda duty: "Sở Y tế" in duty["lead"] and "Tỉnh Đoàn" in duty["coordinating"])

    assert expected == list(ask("Sở Y tế chủ trì, Tỉnh Đoàn phối hợp những nhiệm vụ nào?").duties)


def test_what_an_agency_does_not_lead_is_not_what_it_leads(ask: Callable[..., Answer]) -> None:
    others = ids(lambda duty: "Sở Nội vụ" not in duty["lead"])

    assert others == list(ask("Những nhiệm vụ nào không do Sở Nội vụ chủ trì?").duties)


# By id


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty["id"])
def test_a_duty_is_found_by_its_id_with_every_cell(duty: dict[str, Any], ask: Callable[..., Answer]) -> None:
    answer = ask(f"Nhiệm vụ {duty['id']} gồm những gì?")

    assert [duty["id"]] == list(answer.duties)
    assert [f"Phụ lục, mục {duty['id']}"] == [citation.locator for citation in answer.citations]
    for cell in (
        duty["name"].rstrip("."),
        *duty["lead"],
        *duty["coordinating"],
        duty["result"],
        duty["timeline"],
    ):
        assert (cell or "không ghi") in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("4.4", ["4.4"]),
        ("Nhiệm vụ 4.4 là gì?", ["4.4"]),
        ("nhiệm vụ số 4.4.", ["4.4"]),
        ("5.1.a", ["5.1.a"]),
        ("Mục 5.1a do ai làm?", ["5.1.a"]),
        ("muc 5.1 a", ["5.1.a"]),
        ("Nhiệm vụ 5.2 gồm những gì?", ["5.2.a", "5.2.b", "5.2.c", "5.2.d"]),
        ("5.4", ["5.4.a", "5.4.b", "5.4.c", "5.4.d", "5.4.e"]),
        ("Nhóm III gồm những nhiệm vụ nào?", ["3.1", "3.2"]),
        ("nhom nhiem vu vi", ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]),
    ],
)
def test_an_id_gives_its_row_and_a_heading_its_rows(
    question: str, expected: list[str], ask: Callable[..., Answer]
) -> None:
    assert expected == list(ask(question).duties)


@pytest.mark.parametrize("wanted", ["9.9", "4.5", "1.10", "5.4.đ", "8.1", "0.0"])
def test_an_unknown_id_is_said_to_be_unknown(wanted: str, ask: Callable[..., Answer]) -> None:
    answer = ask(f"Nhiệm vụ {wanted} là gì?")

    assert (answer.status, answer.duties) == (Status.NO_SOURCE, ())
    assert answer.text == f"Phụ lục của Kế hoạch không có mục {wanted}; các mục có từ 1.1 đến 7.7."


def test_an_unknown_letter_is_said_to_be_unknown(ask: Callable[..., Answer]) -> None:
    assert ask("Nhiệm vụ 5.4.f là gì?").duties == ()


def test_the_letter_of_an_id_may_be_a_capital(ask: Callable[..., Answer]) -> None:
    assert ask("Nhiệm vụ 5.1.A do ai làm?").duties == ("5.1.a",)


def test_two_ids_give_two_rows(ask: Callable[..., Answer]) -> None:
    assert ask("Nhiệm vụ 4.3 và 4.4 do ai làm?").duties == ("4.3", "4.4")


def test_an_unknown_group_is_said_to_be_unknown(ask: Callable[..., Answer]) -> None:
    assert ask("Nhóm VIII có nhiệm vụ nào?").duties == ()


@pytest.mark.parametrize(
    "question", ["Điện thoại màn hình 4.4 inch có tốt không?", "Cài phiên bản 5.2 thế nào?"]
)
def test_a_number_with_a_dot_is_not_always_an_id(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).duties == ()


@pytest.mark.parametrize("text", ["Nộp 1.500.000 đồng", "ngày 21/4/2025", "tăng 5.2%"])
def test_sums_dates_and_shares_are_no_ids(text: str, step: LookUpPlan) -> None:
    assert step(Turn(text)).draft is None


# The cells that are asked for


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        ("Nhiệm vụ 4.4 do ai làm?", ["Cơ quan chủ trì", "Cơ quan phối hợp"], ["Kết quả", "Thời gian"]),
        ("Nhiệm vụ 4.4 hạn khi nào?", ["Thời gian thực hiện"], ["Cơ quan", "Kết quả"]),
        ("Nhiệm vụ 4.4 kết quả dự kiến là gì?", ["Kết quả dự kiến"], ["Cơ quan", "Thời gian"]),
        ("Nhiệm vụ 4.4", ["Cơ quan chủ trì", "Kết quả dự kiến", "Thời gian thực hiện"], ["Tính đến"]),
        ("Nhiệm vụ 4.4 còn bao lâu?", ["Tính đến 15/08/2025:** còn 46 ngày"], []),
        ("Nhiệm vụ 2.1 quá hạn chưa?", ["Tính đến 15/08/2025:** đã qua hạn 46 ngày"], []),
        ("Nhiệm vụ 1.2 còn bao lâu?", ["không ghi ngày cuối"], []),
        ("Nhiệm vụ 4.3 phối hợp với ai?", ["Cơ quan phối hợp:** không ghi"], ["Kết quả"]),
        ("Nhiệm vụ 1.2 kết quả là gì?", ["Kết quả dự kiến:** không ghi"], ["Cơ quan"]),
    ],
)
def test_only_the_cells_that_were_asked_for_are_shown(
    question: str, shown: list[str], hidden: list[str], ask: Callable[..., Answer]
) -> None:
    text = ask(question).text

    assert [one for one in shown if one not in text] == []
    assert [one for one in hidden if f"**{one}" in text] == []


def test_the_days_left_are_counted_from_the_clock(library: Library) -> None:
    later = build_assistant(library, clock=lambda: date(2025, 9, 30))

    assert "Tính đến 30/09/2025:** hạn là hôm nay" in later.ask("Nhiệm vụ 4.4 còn bao lâu?").text


# By topic


@pytest.mark.parametrize(
    "question", ["Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?", "tro ly ao do ai lam", "TRỢ LÝ ẢO AI LÀM?"]
)
def test_who_answers_for_the_virtual_assistant(question: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)

    assert answer.duties == ("4.4",)
    assert "Sở Khoa học và Công nghệ; Sở Giáo dục và Đào tạo" in answer.text
    assert [citation.locator for citation in answer.citations] == ["Phụ lục, mục 4.4"]


def test_the_virtual_assistants_deadline_is_told(ask: Callable[..., Answer]) -> None:
    assert "Tháng 9/2025" in ask("Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?").text


@pytest.mark.parametrize(
    ("question", "duty"),
    [
        ("Gia đình số do ai chủ trì?", "6.2"),
        ("Ai lo lớp học cho người cao tuổi?", "5.4.c"),
        ("Mỗi năm mấy lớp cho người cao tuổi?", "5.4.c"),
        ("Chợ số nông thôn số do sở nào chủ trì?", "6.3"),
        ("Lớp cho người khuyết tật do cơ quan nào chủ trì?", "5.4.d"),
        ("Chiến dịch thanh niên chung tay do ai chủ trì?", "6.6"),
        ("Thi đua, khen thưởng do sở nào chủ trì?", "2.2"),
        ("dai su so do ai chu tri", "6.1"),
    ],
)
def test_a_row_is_found_by_what_it_is_about(question: str, duty: str, ask: Callable[..., Answer]) -> None:
    assert duty in ask(question).duties


# What is missing, what recurs


@pytest.mark.parametrize(
    "question",
    [
        "Nhiệm vụ nào không ghi cơ quan phối hợp?",
        "nhiem vu nao khong co co quan phoi hop",
        "Những nhiệm vụ nào thiếu cơ quan phối hợp?",
    ],
)
def test_the_duties_without_a_coordinating_agency(question: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)

    assert ["4.3", "5.2.a", "5.2.b"] == ids(lambda duty: not duty["coordinating"]) == list(answer.duties)
    assert answer.text.startswith("**3/3 nhiệm vụ**")


def test_an_agencys_duties_without_a_coordinating_agency(ask: Callable[..., Answer]) -> None:
    answer = ask("Sở Giáo dục và Đào tạo có nhiệm vụ nào không ghi cơ quan phối hợp?")

    assert answer.duties == ("5.2.a", "5.2.b")


def test_a_periods_duties_without_a_coordinating_agency(ask: Callable[..., Answer]) -> None:
    assert ask("Nhiệm vụ nào không ghi cơ quan phối hợp trong năm 2026?").duties == ("4.3",)


@pytest.mark.parametrize("question", ["Nhiệm vụ nào thường xuyên?", "nhiem vu nao thuong xuyen"])
def test_the_duties_that_recur(question: str, ask: Callable[..., Answer]) -> None:
    assert ids(lambda duty: duty["recurring"]) == list(ask(question).duties)


def test_an_agencys_duties_that_recur(ask: Callable[..., Answer]) -> None:
    expected = ids(lambda duty: duty["recurring"] and "Tỉnh Đoàn" in (*duty["lead"], *duty["coordinating"]))

    assert expected == list(ask("Tỉnh Đoàn có nhiệm vụ thường xuyên nào?").duties)


# By time


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Nhiệm vụ nào có hạn trong quý III/2025?", date(2025, 7, 1), date(2025, 9, 30)),
        ("nhiem vu nao co han trong quy iii", date(2025, 7, 1), date(2025, 9, 30)),
        ("Quý này có nhiệm vụ nào?", date(2025, 7, 1), date(2025, 9, 30)),
        ("Nhiệm vụ nào có hạn trong quý II/2025?", date(2025, 4, 1), date(2025, 6, 30)),
        ("Nhiệm vụ nào có hạn trong tháng 6/2025?", date(2025, 6, 1), date(2025, 6, 30)),
        ("Nhiệm vụ nào hạn tháng 9?", date(2025, 9, 1), date(2025, 9, 30)),
        ("Nhiệm vụ nào hạn năm 2026?", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_duties_due_in_a_period(
    question: str, first: date, last: date, ask: Callable[..., Answer]
) -> None:
    expected = due_in(first, last)
    answer = ask(question)

    assert expected == list(answer.duties)
    assert answer.text.startswith(f"**{len(expected)}/{len(expected)} nhiệm vụ** có hạn trong ")


def test_a_period_in_which_nothing_is_due(ask: Callable[..., Answer]) -> None:
    answer = ask("Tháng này có nhiệm vụ nào đến hạn?")

    assert (answer.status, answer.text) == (Status.NO_SOURCE, "**0 nhiệm vụ** có hạn trong tháng 8/2025.")


def test_an_agencys_duties_due_in_a_period(ask: Callable[..., Answer]) -> None:
    led = ids(lambda duty: "Công an tỉnh" in duty["lead"])
    expected = [one for one in due_in(date(2025, 7, 1), date(2025, 9, 30)) if one in led]

    assert expected == list(ask("Công an tỉnh chủ trì nhiệm vụ nào trong quý III/2025?").duties)


def test_shared_duties_outside_the_period_are_not_told(ask: Callable[..., Answer]) -> None:
    answer = ask("Sở Nội vụ chủ trì nhiệm vụ nào trong quý III/2025?")

    assert "1.1" not in answer.text  # due in June


def test_shared_duties_that_do_not_recur_are_not_told(ask: Callable[..., Answer]) -> None:
    assert "4.3" not in ask("Sở Nội vụ chủ trì nhiệm vụ thường xuyên nào?").text


def test_the_duties_due_before_a_month(ask: Callable[..., Answer]) -> None:
    assert due_in(date(2000, 1, 1), date(2025, 8, 31)) == list(
        ask("Nhiệm vụ nào có hạn trước tháng 9/2025?").duties
    )


def test_a_month_that_does_not_exist_has_no_duties(ask: Callable[..., Answer]) -> None:
    assert ask("Nhiệm vụ nào có hạn trong tháng 13/2025?").duties == ()


def test_the_duties_whose_last_day_has_passed(ask: Callable[..., Answer]) -> None:
    assert due_in(date(2000, 1, 1), date(2025, 8, 14)) == list(ask("Nhiệm vụ nào đã quá hạn?").duties)


def test_the_duties_worked_on_in_a_period(ask: Callable[..., Answer]) -> None:
    expected = ids(
        lambda duty: (
            duty["due_to"] is not None
            and duty["due_from"] <= date(2026, 3, 31)
            and duty["due_to"] >= date(2026, 1, 1)
        )
    )

    assert expected == list(ask("Nhiệm vụ nào thực hiện trong quý I/2026?").duties)


# Long lists


def test_a_long_list_shows_ten_and_names_the_rest(ask: Callable[..., Answer]) -> None:
    answer = ask("Nhiệm vụ nào thường xuyên?")
    first, *rows = answer.text.splitlines()
    shown = [match[1] for row in rows if (match := re.match(r"- \*\*([\w.]+)\*\*", row))]
    rest = list(answer.duties[SHOWN:])

    assert list(answer.duties[:SHOWN]) == shown
    assert first.startswith(f"**{len(answer.duties)}/{len(answer.duties)} nhiệm vụ**")
    assert rows[-1] == (
        f"Còn {len(rest)} nhiệm vụ nữa: {', '.join(rest)}. "
        f"Hỏi “xem tiếp” để xem, hoặc “nhiệm vụ {rest[0]}” để xem từng mục."
    )


def test_what_a_long_list_offers_to_ask_is_answered(ask: Callable[..., Answer]) -> None:
    answer = ask("Nhiệm vụ nào thường xuyên?")

    for suggestion in answer.suggestions:
        assert ask(suggestion, "Nhiệm vụ nào thường xuyên?").status == Status.ANSWERED
    assert ask(f"nhiệm vụ {answer.duties[SHOWN]}").duties == (answer.duties[SHOWN],)


def test_every_row_shown_cites_its_own_place(ask: Callable[..., Answer]) -> None:
    answer = ask("Công an tỉnh chủ trì những nhiệm vụ nào?")

    rows = [one.locator for one in answer.citations if one.locator.startswith("Phụ lục")]
    assert [f"Phụ lục, mục {one}" for one in answer.duties] == rows


def test_what_part_five_asks_of_an_agency_is_pointed_to(ask: Callable[..., Answer]) -> None:
    answer = ask("Sở Tài chính làm gì trong kế hoạch này?")

    assert "Phần V.6 giao Sở Tài chính 3 việc nữa" in answer.text
    assert "Phần V.6" in [one.locator for one in answer.citations]


def test_a_long_name_is_cut_between_words(ask: Callable[..., Answer]) -> None:
    [row] = [line for line in ask("Nhóm V có những nhiệm vụ nào?").text.splitlines() if "**5.1.a**" in line]
    name = DUTIES[[duty["id"] for duty in DUTIES].index("5.1.a")]["name"]
    shown = row.removeprefix("- **5.1.a** ").partition("…")[0]

    assert name.startswith(shown)
    assert name[len(shown)] in " ,"


def test_all_duties_are_listed(ask: Callable[..., Answer]) -> None:
    assert ids(lambda _: True) == list(ask("Liệt kê các nhiệm vụ của kế hoạch").duties)


# Targets


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Chỉ tiêu năm 2025 là gì?", [f"2025.{n}" for n in range(1, 6)]),
        ("chi tieu 2026", [f"2026.{n}" for n in range(1, 6)]),
        ("Kế hoạch có bao nhiêu chỉ tiêu?", [target["id"] for target in TARGETS]),
        ("Chỉ tiêu cho cán bộ, công chức năm 2025?", ["2025.1"]),
        ("Chỉ tiêu cho học sinh là bao nhiêu?", ["2025.2", "2026.2"]),
        ("Chỉ tiêu xác nhận trên VNeID năm 2026 là bao nhiêu?", ["2026.4"]),
        ("Bao nhiêu phần trăm người lao động trong doanh nghiệp, hợp tác xã?", ["2025.5", "2026.5"]),
    ],
)
def test_targets_by_year_and_group(question: str, expected: list[str], ask: Callable[..., Answer]) -> None:
    answer = ask(question)

    assert expected == list(answer.targets)
    assert answer.text.startswith(f"**{len(expected)}/10 chỉ tiêu** của Kế hoạch:")


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target["id"])
def test_a_targets_figure_stands_in_the_answer_and_in_its_source(
    target: dict[str, Any], ask: Callable[..., Answer], library: Library
) -> None:
    answer = ask(f"Chỉ tiêu năm {target['year']} là gì?")
    figure = f"**Năm {target['year']}: {target['percent']}%** {target['group_name'][:1].lower()}"
    [stored] = [row for row in library.plan().targets if row.id == target["id"]]

    assert figure in answer.text
    assert stored.passage_id in {citation.passage_id for citation in answer.citations}
    assert f"{target['percent']}%" in library.store.passages([stored.passage_id])[stored.passage_id].text


def test_a_target_is_found_by_its_id(ask: Callable[..., Answer]) -> None:
    assert ask("Chỉ tiêu 2026.4 là gì?").targets == ("2026.4",)


def test_a_year_without_targets_has_none(ask: Callable[..., Answer]) -> None:
    assert ask("Chỉ tiêu năm 2027 là gì?").targets == ()


def test_the_targets_of_both_years(ask: Callable[..., Answer]) -> None:
    assert len(ask("Chỉ tiêu giai đoạn 2025-2026 là gì?").targets) == 10


def test_a_target_is_found_by_its_figure(ask: Callable[..., Answer]) -> None:
    assert ask("40% người dân là chỉ tiêu năm nào?").targets == ("2025.4",)


# What is not this step's


@pytest.mark.parametrize(
    "question",
    [
        "Mã OTP là gì?",
        "Làm sao cài VNeID?",
        "Gọi video Zalo cho cháu thế nào?",
        "Số điện thoại công an là số mấy?",
    ],
)
def test_a_question_about_something_else_goes_by(question: str, step: LookUpPlan) -> None:
    assert step(Turn(question)).draft is None


def test_a_question_about_responsibilities_is_answered_from_the_plans_text(
    ask: Callable[..., Answer],
) -> None:
    answer = ask("Công an tỉnh có trách nhiệm gì?")

    assert (tuple(one.locator for one in answer.citations), answer.duties) == (("Phần V.2",), ())


@pytest.mark.parametrize("question", ["Số điện thoại của Sở Nội vụ?", "Sở Nội vụ ở đâu?"])
def test_where_to_reach_an_agency_is_not_answered_with_its_duties(
    question: str, ask: Callable[..., Answer]
) -> None:
    assert ask(question).status == Status.NO_SOURCE
