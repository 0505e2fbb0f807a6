"""Who was just cheated gets ordered help first; who only asks about cheating does not."""

from collections.abc import Callable

import pytest

from assistant.question import Answer, Intent, Status, Turn
from assistant.replies import Replies
from assistant.steps.first_aid import FirstAid
from assistant.words import Routing
from knowledge.vietnamese import fold

WORDINGS = {
    "money_sent": [
        "Tôi bị lừa chuyển tiền rồi",
        "Tôi vừa chuyển khoản cho kẻ lừa đảo 5 triệu",
        "Mẹ tôi bị lừa mất hết tiền",
        "Tôi lỡ chuyển tiền cho kẻ lừa đảo rồi, giờ làm gì?",
        "Tài khoản tự nhiên bị trừ tiền",
        "bị lừa mất tiền r, báo ai h?",
        "lỡ ck cho nó rồi",
    ],
    "otp_given": [
        "Tôi lỡ đọc mã OTP cho người lạ",
        "Tôi vừa đưa mật khẩu cho người gọi điện",
        "Đã gửi mã xác nhận cho họ rồi",
        "con lỡ nhập mã pin vào trang lạ",
        "lỡ gửi otp r lm sao giờ",
    ],
    "account_taken": [
        "Zalo của tôi bị hack",
        "Tài khoản Facebook bị chiếm mất",
        "Gmail bị đánh cắp rồi",
        "fb bị người khác chiếm",
        "mất quyền vào zalo",
    ],
    "strange_app": [
        "Tôi lỡ bấm vào link lạ",
        "Tôi vừa cài app lạ theo lời người gọi",
        "Đã cài ứng dụng VNeID giả",
        "lỡ tải file apk",
        "nó kêu cài app lạ, tôi cài rồi",
    ],
    "id_photo": [
        "Tôi lỡ gửi ảnh căn cước cho người lạ",
        "Đã gửi hình CCCD hai mặt",
        "Vừa gửi ảnh chụp chứng minh nhân dân",
    ],
    "sextortion": [
        "Có người dọa tung clip nóng của tôi",
        "Họ tống tiền bằng ảnh nhạy cảm",
        "Bị đe dọa phát tán ảnh riêng tư",
        "nó đòi tiền không thì đăng ảnh nóng lên facebook",
    ],
    "police_call": [
        "Công an gọi điện bảo tôi chuyển tiền",
        "Có người xưng công an gọi điện nói tôi dính vụ án",
        "Viện kiểm sát gọi tới đòi bắt tôi",
        "Điều tra viên đang gọi yêu cầu cài phần mềm",
    ],
}
EVERY_WORDING = [(situation, text) for situation, texts in WORDINGS.items() for text in texts]

NEAR_MISSES = [
    "Phòng cháy chữa cháy",
    "Tôi không bị lừa",
    "Làm sao để không bị lừa",
    "Làm sao để không bị lừa chuyển tiền?",
    "Tôi không bị lừa chuyển tiền",
    "Làm sao nhận ra cuộc gọi lừa đảo?",
    "Chuyển khoản sao cho khỏi nhầm người?",
    "Quên mật khẩu VNeID thì làm sao?",
    "Tôi lỡ quên mật khẩu",
    "Tôi đã đổi mật khẩu rồi",
    "Mã OTP là gì?",
    "Mã OTP có đưa cho nhân viên ngân hàng được không?",
    "Ngân hàng gọi bảo đọc mã OTP, tôi chưa đọc",
    "Có nên bấm link lạ không?",
    "Làm sao cài ứng dụng VNeID?",
    "Tôi sợ bị hack Facebook",
    "Chụp ảnh căn cước để làm gì?",
    "Có nên gửi ảnh căn cước cho AI không?",
    "Công an tỉnh chủ trì nhiệm vụ nào?",
    "Số điện thoại công an là số mấy?",
    "Cách chuyển tiền qua ngân hàng",
    "Tôi muốn gửi tiền tiết kiệm",
    "Đăng ảnh lên Facebook",
    "Chuyển đổi số là gì?",
    "Gọi hỏi dịch vụ công có mất tiền không?",
    "Gọi Zalo có mất tiền không?",
    "Quay clip giới thiệu sản phẩm rồi đăng lên đâu?",
    "Có clip hướng dẫn từng bước không?",
]

SPELLED_ALIKE = [
    "Tôi lo mật khẩu của mình yếu quá",  # lo, not lỡ
    "Tôi lo lắng về mã OTP",
    "Anh ơi, em lỡ làm mất giấy tờ",  # anh, not ảnh
]

TAKEN_FOR_AN_EMERGENCY = [
    "Lỡ chuyển khoản nhầm người thì làm sao?",  # lesson GQ-01's own question
    "Làm sao để Zalo không bị hack?",
    "Dấu hiệu lừa đảo chuyển khoản",
    "Lừa đảo chuyển tiền là gì?",
    "Tôi đã gửi hồ sơ kèm ảnh căn cước trên cổng dịch vụ công",
    "Tôi đã nhập mã OTP rồi mà không vào được VNeID",
    "Tôi đã cài ứng dụng VNeID rồi, mở link nào để học?",
    "Công an xã gọi điện mời lên làm căn cước, yêu cầu mang giấy tờ gì?",
]

NOT_RECOGNISED = [
    "Tôi bị lừa 20 triệu đồng",
    "Tôi đọc OTP cho nó rồi",
    "Tôi đọc mã cho nhân viên ngân hàng rồi",
    "Tôi cho người ta biết mật khẩu rồi",
    "Tôi chụp căn cước gửi cho họ rồi",
    "Có người nhắn mượn tiền bạn bè bằng Zalo của tôi",
]


@pytest.fixture(scope="module")
def first_aid(routing: Routing, replies: Replies) -> FirstAid:
    return FirstAid(routing, replies)


@pytest.mark.parametrize(("situation", "text"), EVERY_WORDING)
def test_a_situation_is_recognised_with_and_without_marks(
    situation: str, text: str, first_aid: FirstAid, replies: Replies
) -> None:
    for typed in (text, fold(text), text.upper()):
        turn = Turn(typed)
        outcome = first_aid(turn)

        assert isinstance(outcome, Turn)
        assert outcome.draft == replies.first_aid(situation, turn)


@pytest.mark.parametrize(("situation", "text"), EVERY_WORDING)
def test_the_whole_assistant_helps_too(situation: str, text: str, ask: Callable[..., Answer]) -> None:
    for typed in (text, fold(text)):
        answer = ask(typed)

        assert (answer.status, answer.intent) == (Status.FIRST_AID, Intent.SCAM_HELP)
        assert answer.citations


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_who_only_asks_is_not_alarmed(text: str, first_aid: FirstAid) -> None:
    for typed in (text, fold(text)):
        turn = Turn(typed)

        assert first_aid(turn) is turn


@pytest.mark.parametrize("text", SPELLED_ALIKE)
def test_a_word_that_is_only_spelled_alike_alarms_nobody(text: str, first_aid: FirstAid) -> None:
    turn = Turn(text)

    assert first_aid(turn) is turn


@pytest.mark.parametrize("text", TAKEN_FOR_AN_EMERGENCY)
def test_an_everyday_question_is_no_emergency(text: str, first_aid: FirstAid) -> None:
    turn = Turn(text)

    assert first_aid(turn) is turn


@pytest.mark.parametrize("text", NOT_RECOGNISED)
def test_an_emergency_in_other_words_is_recognised(text: str, ask: Callable[..., Answer]) -> None:
    assert ask(text).status == Status.FIRST_AID


@pytest.mark.parametrize("situation", WORDINGS)
def test_help_names_what_to_do_in_order(situation: str, ask: Callable[..., Answer]) -> None:
    lines = ask(WORDINGS[situation][0]).text.splitlines()

    assert lines[0] == "Bác bình tĩnh, làm ngay mấy việc này theo thứ tự:"
    assert [line.partition(".")[0] for line in lines[1:-1]] == [str(n) for n in range(1, len(lines) - 1)]


@pytest.mark.parametrize(
    "situation", ["money_sent", "otp_given", "account_taken", "strange_app", "sextortion"]
)
def test_help_names_the_police_with_its_source(situation: str, ask: Callable[..., Answer]) -> None:
    answer = ask(WORDINGS[situation][0])

    [police] = [one for one in answer.citations if "công an" in one.locator]
    assert "113" in answer.text
    assert "113" in police.quote


def test_a_child_is_told_of_the_childrens_line(ask: Callable[..., Answer]) -> None:
    assert "111" in ask("Có người dọa tung clip nóng của tôi").text


def test_the_childrens_line_is_cited(ask: Callable[..., Answer]) -> None:
    answer = ask("Có người dọa tung clip nóng của tôi")

    assert any("111" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("situation", WORDINGS)
def test_help_never_tells_to_send_money_or_codes(situation: str, ask: Callable[..., Answer]) -> None:
    text = ask(WORDINGS[situation][0]).text.lower()

    assert "đừng tin ai hứa lấy lại tiền" in text
    assert "gửi mã otp" not in text


def test_the_turn_is_about_help_from_then_on(first_aid: FirstAid) -> None:
    outcome = first_aid(Turn("Tôi bị lừa chuyển tiền rồi", ("Sở Nội vụ?",)))

    assert isinstance(outcome, Turn)
    assert (outcome.intent, outcome.standalone) == (Intent.SCAM_HELP, "Tôi bị lừa chuyển tiền rồi")
