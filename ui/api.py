"""The assistant over HTTP."""

import logging
from typing import Annotated, Any, Literal

from fastapi import FastAPI, HTTPException, Request
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.bootstrap import Assistant
from assistant.question import Audience, Intent, Mode, Status
from knowledge.errors import BdhvsError, QuestionError
from knowledge.library import Library
from ui.batch import failed
from ui.duties_api import duties_router
from ui.progress_api import progress_router

log = logging.getLogger(__name__)

_ASKED: dict[str, Any] = {
    "question": "Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?",
    "history": [],
    "audience": "officer",
}
_MAX_BODY = 200_000
"""Bytes; far above the longest question with its history."""


_WRONG = {
    "missing": "đang thiếu",
    "string_type": "phải là chữ",
    "list_type": "phải là một danh sách",
    "string_too_long": "quá dài",
    "too_long": "có quá nhiều mục",
    "extra_forbidden": "không có trong mô tả",
    "enum": "chỉ nhận citizen hoặc officer",
    "string_pattern_mismatch": "không đúng dạng",
    "model_attributes_type": "phải là một đối tượng JSON",
}
"""Pydantic's kinds of fault, in words that follow a field's name."""


class ChatRequest(BaseModel):
    """A question, with the same person's earlier questions."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ASKED]})
    id: Annotated[
        str | None, Field(max_length=100, description="Mã của yêu cầu, được trả lại nguyên vẹn")
    ] = None
    question: Annotated[str, Field(description="Câu hỏi tiếng Việt, có dấu hay không dấu")]
    history: Annotated[
        list[str], Field(max_length=50, description="Các câu hỏi trước của cùng một người, cũ nhất trước")
    ] = []
    audience: Audience = Audience.CITIZEN


class CitationView(BaseModel):
    """A place in a source."""

    n: int
    document: str
    locator: str
    quote: str
    passage_id: str
    url: str | None


class LessonView(BaseModel):
    """A lesson worth a look."""

    id: str
    title: str
    level: Literal["N0", "N1", "N2", "N3"]
    reason: str


class AnswerView(BaseModel):
    """One answer, the same on every channel."""

    id: str | None = None
    status: Status
    intent: Intent
    mode: Mode
    text: str
    citations: list[CitationView]
    duties: list[str]
    targets: list[str]
    lessons: list[LessonView]
    suggestions: list[str]
    standalone_question: str
    latency_ms: float
    notice: str


class PassageView(BaseModel):
    """A stored passage: what a citation quotes from."""

    id: str
    document: str
    locator: str
    heading: str
    text: str


class Problem(BaseModel):
    """What went wrong and what to do, for a person."""

    detail: str


class Health(BaseModel):
    """A state in one word."""

    status: str


def build_api(library: Library, assistant: Assistant) -> FastAPI:
    """The HTTP application over an open library."""
    api = FastAPI(
        title="Trợ lý Bình dân học vụ số",
        description="Hỏi đáp có nguồn về kỹ năng số và kế hoạch của tỉnh. Mọi câu trả lời là của trợ lý AI.",
        version="0.1.0",
        docs_url=None,  # FastAPI's page loads its scripts from abroad; /openapi.json describes the same
        redoc_url=None,
    )

    @api.post(
        "/api/chat",
        response_model_exclude_unset=True,
        responses={422: {"model": Problem, "description": "Câu hỏi không dùng được"}},
        tags=["hỏi đáp"],
    )
    def chat(request: ChatRequest) -> AnswerView:
        """Trả lời một câu hỏi, kèm nguồn."""
        answer = assistant.ask(request.question, request.history, request.audience, request.id)
        return AnswerView.model_validate(answer.as_json())

    @api.get(
        "/api/passages/{passage_id}",
        responses={404: {"model": Problem, "description": "Không có đoạn này"}},
        tags=["hỏi đáp"],
    )
    def passage(
        passage_id: Annotated[str, InPath(pattern=r"^[0-9a-f]{32}$", examples=["0" * 32])],
    ) -> PassageView:
        """Đoạn gốc mà một trích dẫn dẫn tới."""
        found = library.store.passages([passage_id]).get(passage_id)
        if found is None:
            raise HTTPException(404, "Không có đoạn này; có thể tài liệu đã được cập nhật.")
        document = library.store.document(found.document_id)
        name = document.name if document else found.document_id
        return PassageView(
            id=passage_id, document=name, locator=found.locator, heading=found.heading, text=found.text
        )

    @api.get("/healthz", tags=["vận hành"])
    def health() -> Health:
        """Tiến trình còn sống."""
        return Health(status="ok")

    @api.get("/readyz", responses={503: {"model": Problem}}, tags=["vận hành"])
    def ready() -> Health:
        """Kho và chỉ mục đã sẵn sàng trả lời."""
        fault = library.index().vectors.fault
        return Health(status="ok" if fault is None else "degraded")

    api.include_router(duties_router(library))
    api.include_router(progress_router(library))
    _explain_errors(api)
    return api


def _explain_errors(api: FastAPI) -> None:
    """Every error as one sentence in Vietnamese; nothing of the machine's inside leaks."""

    @api.exception_handler(QuestionError)
    def question(_request: Request, error: QuestionError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 422)

    @api.exception_handler(RequestValidationError)
    def malformed(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return JSONResponse(
                {"detail": "Nội dung gửi lên không phải JSON đúng dạng. Hãy kiểm tra lại."}, 422
            )
        place = ".".join(str(part) for part in first["loc"][1:]) or "nội dung gửi lên"
        return JSONResponse({"detail": f"Trường «{place}» {_WRONG.get(first['type'], 'không đúng')}."}, 422)

    @api.exception_handler(RecursionError)
    def too_deep(_request: Request, _error: RecursionError) -> JSONResponse:
        return JSONResponse(
            {"detail": "Nội dung gửi lên lồng nhau quá sâu. Hãy gửi câu hỏi đơn giản hơn."}, 422
        )

    @api.exception_handler(BdhvsError)
    def ours(_request: Request, error: BdhvsError) -> JSONResponse:
        log.error("%s", error)
        return JSONResponse({"detail": str(error)}, 503)

    @api.exception_handler(Exception)
    def unexpected(_request: Request, error: Exception) -> JSONResponse:
        log.exception("unexpected", exc_info=error)
        answer: dict[str, Any] = failed("Xin lỗi, hệ thống đang gặp trục trặc. Hãy thử lại sau.").as_json()
        return JSONResponse({"detail": answer["text"]}, 500)

    @api.middleware("http")
    async def bounded(request: Request, call_next: Any) -> Any:
        length = request.headers.get("content-length")
        if length is None and request.headers.get("transfer-encoding"):
            return JSONResponse({"detail": "Yêu cầu phải ghi rõ độ dài (Content-Length)."}, 411)
        if length is not None and (not length.isdigit() or int(length) > _MAX_BODY):
            return JSONResponse({"detail": "Yêu cầu quá lớn. Hãy hỏi ngắn lại."}, 413)
        return await call_next(request)
