"""Progress over HTTP: `POST` and `GET /api/duties/{id}/progress` (and of a target), `GET /api/progress`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi import Path as InPath
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from knowledge.clock import now
from knowledge.errors import AccessError, AccessOff, ProgressError, QueryError
from knowledge.library import Library
from knowledge.nearest import nearest
from knowledge.plan import PlanRows
from knowledge.progress import progress_words
from knowledge.progress_entry import Entry
from knowledge.progress_subject import Subject, find_duty, find_target
from knowledge.standing import STANDINGS
from ui.progress_desk import Asked, check_reader, office_of, show, take_in, warning
from ui.progress_rows import ProgressView, RecordedView, StandingView, standing_rows, view

_BEARER = HTTPBearer(
    scheme_name="Khóa cán bộ", description="Khóa mà đơn vị quản trị cấp cho cơ quan", auto_error=False
)
Key = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
Plan = Annotated[str | None, Query(description="Mã kế hoạch, cần khi kho có nhiều kế hoạch cùng mục này")]
Item = Annotated[str, InPath(alias="id", description="Mục, như 4.4 hoặc 5.1.a; chỉ tiêu, như 2025.4")]
Find = Callable[[PlanRows, str, str | None], Subject]

_STATUSES = ", ".join(f"{name}: {label.lower()}" for name, label in progress_words().statuses.items())


class ReportBody(BaseModel):
    """A report on a duty, as the officer writes it."""

    model_config = ConfigDict(
        extra="forbid",  # a mistyped field must not be lost
        json_schema_extra={
            "examples": [
                {
                    "status": "in_progress",
                    "figure": "45 lớp",
                    "note": "Đã mở lớp ở 45 ấp; còn thiếu máy chiếu.",
                    "evidence": "https://example.gov.vn/bao-cao/45-lop",
                    "reported_on": "2025-09-30",
                }
            ]
        },
    )
    status: Annotated[
        str,
        Field(
            description=f"Tình trạng ({_STATUSES})",
            json_schema_extra={"enum": list(progress_words().statuses)},
        ),
    ]
    figure: Annotated[str | None, Field(description="Số liệu kèm đơn vị, giữ nguyên văn")] = None
    note: Annotated[str | None, Field(description="Ghi chú; số của cá nhân bị che trước khi lưu")] = None
    evidence: Annotated[str | None, Field(description="Liên kết minh chứng, http hoặc https")] = None
    reported_on: Annotated[str | None, Field(description="Ngày báo cáo; bỏ trống là hôm nay")] = None


class StandingQuestion(BaseModel):
    """Which duties, as it stands in an address: all text, so that the reader says what is wrong."""

    standing: str | None = Field(
        None,
        description=(
            "due: đến hạn, chưa xong; overdue: quá hạn, chưa xong; unreported: chưa có báo cáo nào (nhiệm vụ "
            "thường xuyên: không có trong kỳ); done: đã hoàn thành; bỏ trống: mọi nhiệm vụ. Nhiệm vụ do một "
            "tên gọi chung chủ trì (UBND cấp cơ sở) không xong theo báo cáo của một đơn vị: "
            "vẫn ở due, overdue, unreported"
        ),
        examples=["due"],
        json_schema_extra={"enum": list(STANDINGS)},
    )
    agency: list[str] = Field(
        [], description="Tên cơ quan, kể cả tên tắt, không dấu; lặp lại được", examples=[["Sở KH&CN"]]
    )
    role: str = Field("either", description="lead: chủ trì; coordinating: phối hợp", examples=["lead"])
    period: str | None = Field(
        None, description="Kỳ: năm, quý, tháng hoặc ngày; tình hình tính đến hết kỳ", examples=["2025-Q3"]
    )
    within: str | None = Field(
        None, description="Với due: trong bao nhiêu ngày tới; mặc định 30", examples=["30"]
    )


class ProgressProblem(BaseModel):
    """What went wrong and what to do."""

    detail: str


_SAID: dict[int, str] = {
    401: "Không có khóa cán bộ, hoặc khóa không đúng",
    403: "Máy chủ chưa đặt khóa nào",
    404: "Kế hoạch không có mục này",
    422: "Nội dung không dùng được",
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    code: {"model": ProgressProblem, "description": said} for code, said in _SAID.items()
}
_LIST_RESPONSES = {code: said for code, said in _RESPONSES.items() if code != 404}


def progress_router(library: Library, clock: Callable[[], datetime] = now) -> APIRouter:
    """The ways to the progress of an open library; `clock` tells a time with its zone."""
    router = APIRouter(tags=["tiến độ"])
    _add_subject(router, library, clock, "duties", find_duty)
    _add_subject(router, library, clock, "targets", find_target)

    @router.get("/api/progress", responses=_LIST_RESPONSES)
    def standing(
        request: Request, response: Response, asked: Annotated[StandingQuestion, Query()], key: Key
    ) -> list[StandingView]:
        """Nhiệm vụ đến hạn, quá hạn, chưa báo cáo, đã xong; kèm lần báo cáo mới nhất."""
        with _told():
            check_reader(library, key.credentials if key else None)
            _refuse_unknown(request)
            found = show(library, Asked(**asked.model_dump()), clock().date())
        response.headers["X-Duty-Count"] = f"{len(found.duties)}/{found.total}"
        return standing_rows(found.duties, found.latest)

    return router


def _add_subject(
    router: APIRouter, library: Library, clock: Callable[[], datetime], kind: str, find: Find
) -> None:
    """The two ways to the reports on a duty, or on a target."""
    what = {"duties": "nhiệm vụ", "targets": "chỉ tiêu"}[kind]

    @router.post(
        f"/api/{kind}/{{id}}/progress",
        status_code=201,
        responses=_RESPONSES,
        summary=f"Ghi tiến độ của một {what}",
        name=f"record_{kind}",
    )
    def record(item: Item, body: ReportBody, key: Key, plan: Plan = None) -> RecordedView:
        """Thêm một lần báo cáo; các lần trước được giữ nguyên. Cần khóa cán bộ."""
        with _told():
            office = office_of(library, key.credentials if key else None)
            subject = _found(find, library, item, plan)
            entry = Entry(body.status, body.figure, body.note, body.evidence, body.reported_on)
            made = take_in(library, subject, entry, office, clock())
            return RecordedView(**vars(view(made)), warning=warning(library, made))

    @router.get(
        f"/api/{kind}/{{id}}/progress",
        responses=_RESPONSES,
        summary=f"Các lần báo cáo của một {what}",
        name=f"history_{kind}",
    )
    def history(item: Item, key: Key, plan: Plan = None) -> list[ProgressView]:
        """Mọi lần báo cáo, mới nhất trước; lần đầu danh sách là tình trạng hiện nay."""
        with _told():
            check_reader(library, key.credentials if key else None)
            subject = _found(find, library, item, plan)
            return [view(one) for one in library.progress.history(subject.plan_id, subject.id)]


def _found(find: Find, library: Library, typed: str, plan: str | None) -> Subject:
    try:
        return find(library.plan(), typed, plan)
    except QueryError as error:
        raise HTTPException(404, str(error)) from None


@contextmanager
def _told() -> Iterator[None]:
    """What a person did wrong, as HTTP says it."""
    try:
        yield
    except AccessOff as error:
        raise HTTPException(403, str(error)) from None
    except AccessError as error:
        raise HTTPException(401, str(error), {"WWW-Authenticate": "Bearer"}) from None
    except (ProgressError, QueryError) as error:
        raise HTTPException(422, str(error)) from None


def _refuse_unknown(request: Request) -> None:
    """A mistyped condition must not pass for one that holds of every duty."""
    known = StandingQuestion.model_fields
    for name in request.query_params:
        if name not in known:
            raise QueryError(f"Không có điều kiện «{name}».", nearest(name, {one: one for one in known}))
