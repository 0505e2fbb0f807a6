"""The Gradio page at /: talk to the assistant, look up the plan's duties; the one door to gradio."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant.bootstrap import Assistant
from knowledge.clock import now
from knowledge.library import Library
from ui.console.chat import chat_tab
from ui.console.officers import officers_tab
from ui.console.progress_page import ProgressPage
from ui.console.progress_tab import progress_tab

_TITLE = "Trợ lý Bình dân học vụ số"
# Gradio writes lang="en"; a screen reader would then read Vietnamese with an English voice. And it keeps a
# style sheet to what is inside its margins, which leave a telephone too little.
_HEAD = """<script>document.documentElement.lang = 'vi'</script>
<style>@media (max-width: 480px) { .gradio-container > .main { padding: 8px !important; } }</style>"""
_STYLE = Path(__file__).parents[1] / "static" / "console.css"
_WORDS = {
    "chatbot.clear": "Xóa cuộc trò chuyện",
    "chatbot.copy_message": "Chép câu trả lời",
    "chatbot.copied_message": "Đã chép",
    "chatbot.retry": "Hỏi lại câu này",
    "chatbot.undo": "Bỏ câu vừa hỏi",
    "common.clear": "Xóa",
    "common.remove": "Bỏ",
    "common.submit": "Gửi",
    "common.loading": "Đang tải",
    "common.error": "Lỗi",
    "common.empty": "Trống",
}
"""What Gradio itself says. It knows no Vietnamese, so its English is replaced."""


def mount_console(
    api: FastAPI, library: Library, assistant: Assistant, clock: Callable[[], datetime] = now
) -> FastAPI:
    """The API with the page mounted at /; `clock` tells the officers' tab a time with its zone."""
    import gradio

    gradio.mount_gradio_app(
        api,
        _page(gradio, assistant, ProgressPage(library, clock)),
        path="/",
        footer_links=[],
        css_paths=_STYLE,
        head=_HEAD,
        theme=gradio.themes.Soft(
            font=["Arial", "sans-serif"]
        ),  # a named web font would be fetched from abroad
        i18n=gradio.I18n(en=_WORDS, vi=_WORDS),
    )
    return api


def _page(gradio: Any, assistant: Assistant, progress: ProgressPage) -> Any:
    """The page; each tab is a module, which is handed Gradio rather than importing it."""
    with gradio.Blocks(title=_TITLE, analytics_enabled=False) as page:
        gradio.Markdown(f"# {_TITLE}")
        with gradio.Tabs():
            with gradio.Tab("Hỏi đáp", elem_id="chat-tab"):
                chat_tab(gradio, assistant)
            with gradio.Tab("Cán bộ", elem_id="officers-tab") as officers, gradio.Tabs():
                with gradio.Tab("Nhiệm vụ"):
                    officers_tab(gradio, officers, progress.duties)
                with gradio.Tab("Tiến độ", elem_id="progress-tab") as reports:
                    progress_tab(gradio, reports, progress)
    return page
