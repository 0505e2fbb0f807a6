"""The officers' duties: the filter's fields, and below them what they ask for."""

from typing import Any

from knowledge.plan import EITHER
from ui.console.duty_desk import DutyDesk
from ui.console.duty_fields import EMPTY_CELLS, RECURRING, ROLES, Offered, read_fields

_NOTHING_SET: tuple[Any, ...] = ([], EITHER, "", "", "", "", [])
"""The fields' values, in the order of `read_fields`, when nothing is asked for."""

# On a telephone the answer begins below the fields; this brings its first line on the screen, no further.
_TO_COUNT = "() => document.querySelector('#officers-tab h2')?.scrollIntoView({block: 'nearest'})"


def officers_tab(gradio: Any, tab: Any, desk: DutyDesk) -> None:
    """The fields, the buttons and the parts of the answer, in the tab that is being built."""
    fields = _fields(gradio, desk.offered())
    with gradio.Row():
        ask = gradio.Button("Xem nhiệm vụ", variant="primary")
        clear = gradio.Button("Bỏ mọi điều kiện")
    parts = [gradio.HTML(elem_classes="duty-part") for _ in range(4)]

    def show(*values: Any) -> list[str]:
        shown = desk.show(read_fields(values))
        return [shown.heading, shown.exports, shown.table, shown.picture]

    def show_all() -> list[Any]:
        return [*_NOTHING_SET, *show(*_NOTHING_SET)]

    def enter(*values: Any) -> list[Any]:
        offered = desk.offered()
        lists = [gradio.update(choices=one) for one in (offered.agencies, offered.dues, offered.groups)]
        return [*lists, *show(*values)]

    agency, _role, due, text, group, *_rest = fields
    # On entering: a citizen's page asks nothing of the plan, and an officer sees the plan of today.
    tab.select(enter, fields, [agency, due, group, *parts], api_visibility="private")
    answered = gradio.on([ask.click, text.submit], show, fields, parts, api_visibility="private")
    answered.then(None, js=_TO_COUNT, api_visibility="private")
    clear.click(show_all, None, [*fields, *parts], api_visibility="private")


def _fields(gradio: Any, offered: Offered) -> list[Any]:
    """The fields, in the order of `read_fields`; what officers ask most stands in the open."""
    with gradio.Row():
        agency = gradio.Dropdown(
            offered.agencies,
            multiselect=True,
            allow_custom_value=True,
            label="Cơ quan",
            info="Chọn một hay nhiều cơ quan, hoặc gõ tên tắt (SKHCN, CA tỉnh) rồi bấm Enter",
        )
        role = gradio.Radio(ROLES, value=EITHER, label="Vai trò của cơ quan")
    with gradio.Row():
        due = gradio.Dropdown(
            offered.dues,
            value="",
            allow_custom_value=True,
            label="Thời hạn",
            info="Chọn, hoặc gõ năm, quý, tháng, ngày: 2025, quý III, tháng 9/2025, 30/9/2025",
        )
        text = gradio.Textbox(
            label="Chữ cần tìm", info="Trong tên nhiệm vụ hoặc kết quả dự kiến; không dấu cũng được"
        )
    with gradio.Accordion("Thêm điều kiện: nhóm, thường xuyên, ô để trống", open=False):
        group = gradio.Dropdown(offered.groups, value="", label="Nhóm nhiệm vụ")
        recurring = gradio.Radio(RECURRING, value="", label="Nhiệm vụ thường xuyên")
        without = gradio.CheckboxGroup(EMPTY_CELLS, label="Ô để trống trong Phụ lục")
    return [agency, role, due, text, group, recurring, without]
