"""The Gradio page at /: talk to the assistant, open its sources; the one door to gradio."""

from typing import Any

from fastapi import FastAPI

from assistant.bootstrap import Assistant
from knowledge.errors import BdhvsError
from ui.rendering import markdown

_TITLE = "Trợ lý Bình dân học vụ số"
_INTRO = """# Trợ lý Bình dân học vụ số

Bác đang nói chuyện với **trợ lý AI**, không phải người thật. Câu trả lời nào cũng có nguồn để bác mở ra xem.
Bác đừng gõ số căn cước, mật khẩu hay mã OTP vào đây.
"""
_EXAMPLES = [
    "Mã OTP có đưa cho nhân viên ngân hàng được không?",
    "Làm sao nộp hồ sơ dịch vụ công trên mạng?",
    "Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?",
    "Tôi nên học gì trước?",
]
# Gradio writes lang="en"; a screen reader would then read Vietnamese with an English voice.
_LANGUAGE = "<script>document.documentElement.lang = 'vi'</script>"
_STYLE = """
.gradio-container { max-width: 860px !important; margin: 0 auto; font-size: 18px; }
footer { display: none !important; }
.prose p, .message { font-size: 18px !important; }
@media (max-width: 480px) {
  .gradio-container, .gradio-container main { padding: 6px !important; }
  .message-row { margin: 4px 0 !important; max-width: 100% !important; padding: 0 !important; }
  .message-row .bot, .message-row .user { max-width: 100% !important; margin: 0 !important; }
  .bubble-wrap { padding: 4px !important; }
}
.examples button, button.example, .input-container { border: 1px solid #94a3b8 !important; }
.examples *, button.example *, textarea { font-size: 16px !important; }
.submit-button { background: #1d4ed8 !important; color: #fff !important; min-width: 64px; }
details { margin: 4px 0; } summary { cursor: pointer; min-height: 28px; }
"""


def mount_console(api: FastAPI, assistant: Assistant) -> FastAPI:
    """The API with the chat page mounted at /."""
    import gradio

    page = _build_page(assistant)
    theme = gradio.themes.Soft(font=["Arial", "sans-serif"])  # a named web font would be fetched from abroad
    gradio.mount_gradio_app(api, page, path="/", footer_links=[], css=_STYLE, head=_LANGUAGE, theme=theme)
    return api


def _build_page(assistant: Assistant) -> Any:
    import gradio

    def reply(message: str, history: list[dict[str, Any]]) -> str:
        earlier = [_text(turn["content"]) for turn in history if turn["role"] == "user"]
        try:
            return markdown(assistant.ask(message, earlier))
        except BdhvsError as error:
            return str(error)

    with gradio.Blocks(title=_TITLE, analytics_enabled=False) as page:
        gradio.Markdown(_INTRO)
        gradio.ChatInterface(
            reply,
            chatbot=gradio.Chatbot(
                label="Cuộc trò chuyện",
                show_label=False,
                height=520,
                placeholder="Bác gõ câu hỏi ở ô bên dưới.",
                buttons=["copy"],
            ),
            textbox=gradio.Textbox(
                placeholder="Gõ câu hỏi ở đây, không dấu cũng được",
                label="Câu hỏi của bác",
                submit_btn="Gửi",
                max_length=1000,
            ),
            examples=_EXAMPLES,
            api_visibility="private",
        )
    return page


def _text(content: Any) -> str:
    """A message's own words; newer Gradio keeps them in a list of parts."""
    if isinstance(content, str):
        return content
    return " ".join(part.get("text", "") for part in content if isinstance(part, dict))
