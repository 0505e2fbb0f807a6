"""`GET /api/duties`: the plan's duties, filtered, as JSON or a file."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from knowledge.duty_filter import DutyFilter, select_duties
from knowledge.duty_query import MISSING, ROLES, choose, read_filter, shared_rows
from knowledge.errors import QueryError
from knowledge.library import Library
from knowledge.nearest import nearest
from knowledge.plan import Duty
from ui.duty_exports import Format, choose_format, export
from ui.duty_exports.rows import DutyView

_FLAGS = {"true": True, "false": False}
_ENUM_OF_CELLS: dict[str, Any] = {"items": {"type": "string", "enum": list(MISSING)}}


class DutyQuestion(BaseModel):
    """The filter as it stands in an address: all text, so that the reader says what is wrong."""

    agency: list[str] = Field(
        [],
        description="Tên cơ quan, kể cả tên tắt, không dấu; lặp lại để hỏi nhiều cơ quan (một trong số đó)",
        examples=[["Sở KH&CN"]],
    )
    role: str = Field(
        "either",
        description="Vai trò của cơ quan: lead là chủ trì, coordinating là phối hợp, either là một trong hai",
        examples=["lead"],
        json_schema_extra={"enum": list(ROLES)},
    )
    group: str | None = Field(None, description="Nhóm nhiệm vụ của Phụ lục", examples=["IV"])
    id: list[str] = Field(
        [], description="Mục của Phụ lục; mục có mục con thì lấy mọi mục con", examples=[["4.4", "5.2"]]
    )
    due: str | None = Field(
        None,
        description="Ngày cuối của nhiệm vụ nằm trong năm, quý, tháng hoặc ngày này",
        examples=["2025-Q3", "2025-06", "2025", "2025-09-30"],
    )
    recurring: str | None = Field(
        None,
        description="true: chỉ nhiệm vụ thường xuyên; false: chỉ nhiệm vụ khác",
        examples=["true"],
        json_schema_extra={"enum": list(_FLAGS)},
    )
    without: list[str] = Field(
        [],
        description="Ô để trống trong Phụ lục: cơ quan phối hợp, kết quả dự kiến, thời hạn",
        examples=[["coordinating"]],
        json_schema_extra=_ENUM_OF_CELLS,
    )
    text: str | None = Field(
        None, description="Chữ đứng liền nhau trong tên hoặc kết quả dự kiến", examples=["trợ lý ảo"]
    )
    plan: str | None = Field(
        None,
        description="Mã tài liệu của kế hoạch khác đã nạp; bỏ trống: kế hoạch của tỉnh",
        examples=["kh-long-an-2025"],
    )
    format: str = Field(
        "json",
        description="Dạng trả về; ics chỉ có nhiệm vụ ghi thời hạn",
        examples=["xlsx"],
        json_schema_extra={"enum": list(Format)},
    )


class QueryProblem(BaseModel):
    """What in the filter is unknown, and what is near to it."""

    detail: str = Field(examples=["Không biết cơ quan «Sở Y». Gần giống nhất: «Sở Y tế»."])


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Mọi nhiệm vụ đúng điều kiện, theo thứ tự của Phụ lục",
        "content": {kind.media_type.partition(";")[0]: {} for kind in Format if kind != Format.JSON},
        "headers": {
            "X-Duty-Count": {
                "description": "Số nhiệm vụ trên tổng số, như 6/39",
                "schema": {"type": "string"},
            },
            "X-Duties-Left-Out": {
                "description": "Số nhiệm vụ không có thời hạn nên không có trong lịch (ics)",
                "schema": {"type": "integer"},
            },
            "X-Duties-Collective": {
                "description": "Nhiệm vụ khác, đúng các điều kiện còn lại, ghi bằng tên gọi chung gồm cơ "
                "quan đã hỏi: mã của tên chung (dùng được làm agency) và số nhiệm vụ, như so-nganh-tinh=28",
                "schema": {"type": "string"},
            },
        },
    },
    422: {"model": QueryProblem, "description": "Điều kiện lọc không dùng được"},
}


def _now() -> datetime:
    return datetime.now(UTC)


def duties_router(library: Library, clock: Callable[[], datetime] = _now) -> APIRouter:
    """The way to the duties of an open library; `clock` tells a time with its zone."""
    router = APIRouter(tags=["kế hoạch"])

    @router.get("/api/duties", response_model=list[DutyView], responses=_RESPONSES)
    def duties(request: Request, asked: Annotated[DutyQuestion, Query()]) -> Response:
        """Nhiệm vụ của Kế hoạch, lọc đủ mọi dòng."""
        try:
            _refuse_unknown(request)
            return _answer(library, asked, clock())
        except QueryError as error:
            raise HTTPException(422, str(error)) from None

    return router


def _refuse_unknown(request: Request) -> None:
    """A mistyped condition must not pass for one that holds of every duty."""
    known = DutyQuestion.model_fields
    for name in request.query_params:
        if name not in known:
            raise QueryError(f"Không có điều kiện «{name}».", nearest(name, {one: one for one in known}))


def chosen_duties(library: Library, asked: DutyQuestion) -> tuple[list[Duty], int]:
    """Every duty that meets the filter, and how many duties there are. Raises QueryError."""
    rows, wanted = _read(library, asked)
    return select_duties(rows, wanted), len(rows)


def _read(library: Library, asked: DutyQuestion) -> tuple[Sequence[Duty], DutyFilter]:
    rows = library.named_plan(asked.plan).duties
    typed = asked.model_dump(exclude={"format", "id", "recurring", "plan"})
    flag = _flag(asked.recurring)
    return rows, read_filter(rows, library.lexicon, **typed, ids=asked.id, recurring=flag)


def _answer(library: Library, asked: DutyQuestion, now: datetime) -> Response:
    kind = choose_format(asked.format)
    rows, wanted = _read(library, asked)
    chosen = select_duties(rows, wanted)
    made = export(chosen, kind, now)
    headers = {"X-Duty-Count": f"{len(chosen)}/{len(rows)}", "X-Duties-Left-Out": str(made.left_out)}
    if shared := shared_rows(rows, library.lexicon, wanted):
        headers["X-Duties-Collective"] = ", ".join(f"{one.collective.id}={one.count}" for one in shared)
    if kind != Format.JSON:
        headers["Content-Disposition"] = f'attachment; filename="{kind.file_name}"'
    return Response(made.content, media_type=kind.media_type, headers=headers)


def _flag(typed: str | None) -> bool | None:
    return None if typed is None else _FLAGS[choose("Giá trị của recurring", typed, list(_FLAGS))]
