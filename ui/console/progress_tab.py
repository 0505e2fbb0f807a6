"""The progress part of the officers' tab: how duties stand, a report to record, the history of a duty."""

from typing import Any

from knowledge.plan import EITHER
from ui.console.duty_fields import ROLES
from ui.console.progress_fields import DUE, standings, statuses
from ui.console.progress_page import ProgressPage

# On a telephone the answer begins below the fields; these bring its first line on the screen, no further.
_TO_ANSWER = (
    "() => document.querySelector('#{} :is(.problem, .said, h2)')?.scrollIntoView({{block: 'nearest'}})"
)


def progress_tab(gradio: Any, tab: Any, page: ProgressPage) -> None:
    """The key, the report's form and the standing's fields with their answers, in the tab being built."""
    said = page.notice()
    notice = gradio.HTML(said, visible=bool(said), elem_classes="duty-part")
    key = gradio.Textbox(
        label="Khóa cán bộ",
        type="password",
        info="Khóa của cơ quan, do đơn vị quản trị cấp. Trang không lưu khóa; tải lại trang thì gõ lại.",
        html_attributes=gradio.InputHTMLAttributes(autocomplete="off"),
    )
    with gradio.Accordion("Ghi tiến độ, xem các lần báo cáo của một nhiệm vụ", open=False):
        duty = _report_part(gradio, key, page)
    agency = _standing_part(gradio, key, page)

    def enter() -> list[Any]:
        agencies = page.duties.offered().agencies
        said = page.notice()
        shown = gradio.update(value=said, visible=bool(said))
        return [shown, gradio.update(choices=page.choices()), gradio.update(choices=agencies)]

    tab.select(enter, None, [notice, duty, agency], api_name="enter_progress", api_visibility="private")


def _report_part(gradio: Any, key: Any, page: ProgressPage) -> Any:
    """The form of a report, its buttons and its answer; returns the list of duties."""
    duty = gradio.Dropdown(
        page.choices(),
        value=None,
        allow_custom_value=True,  # what is no duty is then refused by the desk, in its own words
        label="Nhiệm vụ",
        info="Chọn, hoặc gõ mục (4.4) hay một phần tên để tìm",
    )
    report = _report_fields(gradio)
    with gradio.Row():
        send = gradio.Button("Ghi tiến độ", variant="primary")
        look = gradio.Button("Xem các lần báo cáo")
    answer = gradio.HTML(elem_classes="duty-part", elem_id="report-answer")

    def record(key: str, duty: str, *values: Any) -> list[Any]:
        taken = page.record(key, duty, values)
        # What was stored is not left to be stored again; what was refused stays, to be mended.
        rest = [None, "", "", "", ""] if taken.stored else [gradio.skip()] * len(values)
        return [taken.html, *rest]

    def history(key: str, duty: str) -> str:
        return page.history(key, duty)

    sent = send.click(record, [key, duty, *report], [answer, *report], api_visibility="private")
    looked = look.click(history, [key, duty], answer, api_visibility="private")
    for done in (sent, looked):
        done.then(None, js=_TO_ANSWER.format("report-answer"), api_visibility="private")
    return duty


def _report_fields(gradio: Any) -> list[Any]:
    """The fields in the order of `read_report`."""
    status = gradio.Radio(statuses(), value=None, label="Tình trạng")
    with gradio.Row():
        figure = gradio.Textbox(label="Số liệu", info="Số kèm đơn vị, như 45 lớp; có thể bỏ trống")
        day = gradio.Textbox(label="Ngày báo cáo", info="Như 30/9/2025 hoặc 2025-09-30; bỏ trống là hôm nay")
    note = gradio.Textbox(
        label="Ghi chú", lines=2, info="Có thể bỏ trống; số điện thoại, số căn cước bị che trước khi lưu"
    )
    evidence = gradio.Textbox(
        label="Liên kết minh chứng", info="Địa chỉ bắt đầu bằng https:// hoặc http://; có thể bỏ trống"
    )
    return [status, figure, note, evidence, day]


def _standing_part(gradio: Any, key: Any, page: ProgressPage) -> Any:
    """The fields of a standing, the button and the answer; returns the list of agencies."""
    fields = _standing_fields(gradio, page)
    standing, agency, _role, period, within = fields
    ask = gradio.Button("Xem tình hình", variant="primary")
    answer = gradio.HTML(elem_classes="duty-part", elem_id="standing-answer")

    def stand(key: str, *values: Any) -> str:
        return page.standing(key, values)

    def ask_for_days(chosen: str) -> Any:
        return gradio.update(visible=chosen == DUE)

    standing.change(ask_for_days, standing, within, api_visibility="private")
    answered = gradio.on(
        [ask.click, period.submit, within.submit], stand, [key, *fields], answer, api_visibility="private"
    )
    answered.then(None, js=_TO_ANSWER.format("standing-answer"), api_visibility="private")
    return agency


def _standing_fields(gradio: Any, page: ProgressPage) -> list[Any]:
    """The fields in the order of `read_standing`."""
    with gradio.Row():
        standing = gradio.Radio(standings(), value=DUE, label="Tình hình")
        within = gradio.Textbox(
            label="Trong bao nhiêu ngày tới", info="Bỏ trống là 30 ngày, nếu không ghi kỳ"
        )
    with gradio.Row():
        agency = gradio.Dropdown(
            page.duties.offered().agencies,
            multiselect=True,
            allow_custom_value=True,
            label="Cơ quan",
            info="Bỏ trống là mọi cơ quan; gõ tên tắt (SKHCN, CA tỉnh) rồi bấm Enter cũng được",
        )
        role = gradio.Radio(ROLES, value=EITHER, label="Vai trò của cơ quan")
    period = gradio.Textbox(
        label="Kỳ", info="Năm, quý, tháng hoặc ngày: 2025, quý III/2025, tháng 9; bỏ trống là đến hôm nay"
    )
    return [standing, agency, role, period, within]
