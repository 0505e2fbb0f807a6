"""The tab where people ask: the conversation, sources that unfold, and questions to go on with."""

from collections.abc import Callable
from typing import Any

from assistant.bootstrap import Assistant
from knowledge.errors import BdhvsError
from ui.rendering import markdown

_INTRO = """Bác đang nói chuyện với **trợ lý AI**, không phải người thật. \
Câu trả lời nào cũng có nguồn để bác mở ra xem.
Bác đừng gõ số căn cước, mật khẩu hay mã OTP vào đây.
"""
_EXAMPLES = [
    "Mã OTP có đưa cho nhân viên ngân hàng được không?",
    "Làm sao nộp hồ sơ dịch vụ công trên mạng?",
    "Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?",
    "Tôi nên học gì trước?",
]
# A long answer is read from its first line: the page goes to the question above it, not to its end.
_TO_LAST_QUESTION = """() => requestAnimationFrame(() => {
  const asked = document.querySelectorAll('#chat .user-row');
  const box = document.querySelector('#chat .bubble-wrap');
  if (asked.length && box) {
    const top = asked[asked.length - 1].getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollBy({top: top, behavior: 'instant'});
  }
})"""

Message = dict[str, Any]


def chat_tab(gradio: Any, assistant: Assistant) -> None:
    """The conversation, in the tab that is being built."""
    gradio.Markdown(_INTRO)
    conversation = gradio.Chatbot(
        label="Cuộc trò chuyện",
        show_label=False,
        elem_id="chat",
        height=520,
        placeholder="Bác gõ câu hỏi ở ô bên dưới.",
        buttons=["copy"],
        autoscroll=False,
    )
    conversation.change(None, js=_TO_LAST_QUESTION, api_visibility="private")
    gradio.ChatInterface(
        replier(assistant),
        chatbot=conversation,
        textbox=gradio.Textbox(
            placeholder="Gõ câu hỏi ở đây, không dấu cũng được",
            label="Câu hỏi của bác",
            submit_btn="Gửi",
            max_length=1000,
        ),
        examples=_EXAMPLES,
        api_visibility="private",
    )


def replier(assistant: Assistant) -> Callable[[str, list[Message]], str | Message]:
    """What answers a message, given the conversation before it."""

    def reply(message: str, history: list[Message]) -> str | Message:
        earlier = [_text(turn["content"]) for turn in history if turn["role"] == "user"]
        try:
            answer = assistant.ask(message, earlier)
        except BdhvsError as error:
            return str(error)
        follow_ups = [{"value": question, "label": question} for question in answer.suggestions]
        return {"role": "assistant", "content": markdown(answer), "options": follow_ups}

    return reply


def _text(content: Any) -> str:
    """A message's own words; newer Gradio keeps them in a list of parts."""
    if isinstance(content, str):
        return content
    return " ".join(part.get("text", "") for part in content if isinstance(part, dict))
