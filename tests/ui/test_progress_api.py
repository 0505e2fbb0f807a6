"""Progress over HTTP: who may, what is kept, what is shown, and what is wrong in one Vietnamese sentence."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from knowledge.library import open_library
from knowledge.settings import Settings
from ui.api import build_api
from ui.progress_api import progress_router

KEY, OTHER = "khoa-cua-so-khcn", "khoa-cua-van-phong"
KEYS = f"so-khcn={KEY};van-phong={OTHER}"
NOW = datetime(2025, 8, 15, 9, tzinfo=UTC)
Q3 = ["4.1", "4.4", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]
JUNE = ["1.1", "2.1", "2.2"]
Opened = Callable[..., TestClient]


@pytest.fixture
def opened(own_data: Path) -> Iterator[Opened]:
    """Open the way over a data folder of its own, on 15 August 2025, with the settings given."""
    libraries = []

    def open_(**settings: Any) -> TestClient:
        library = open_library(Settings(data_dir=own_data, **{"officer_keys": KEYS, **settings}))
        libraries.append(library)
        app = FastAPI()
        app.include_router(progress_router(library, lambda: NOW))
        return TestClient(app)

    yield open_
    for library in libraries:
        library.close()


@pytest.fixture
def client(opened: Opened) -> TestClient:
    return opened()


def bearer(key: str = KEY) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def post(client: TestClient, item: str = "4.4", key: str | None = KEY, **body: Any) -> Any:
    headers = bearer(key) if key else {}
    return client.post(f"/api/duties/{item}/progress", json={"status": "done", **body}, headers=headers)


def get(client: TestClient, path: str = "/api/progress", **query: Any) -> Any:
    return client.get(path, params=query, headers=bearer())


def ids(reply: Any) -> list[str]:
    return [row["id"] for row in reply.json()]


# Writing


def test_an_office_that_the_duty_does_not_name_is_warned_of_in_the_answer(opened: Opened) -> None:
    client = opened(officer_keys=f"so-noi-vu={KEY}")
    reply = post(client, "6.5")

    said = "Cơ quan so-noi-vu không có tên trong nhiệm vụ 6.5; đã ghi, hãy kiểm tra lại."
    assert (reply.status_code, reply.json()["warning"]) == (201, said)
    assert post(client, "1.1").json()["warning"] is None


def test_a_report_is_kept_with_its_office_and_told_back(client: TestClient) -> None:
    reply = post(
        client, status="in_progress", figure="45 lớp", note="Gọi 0912345678",
        evidence="https://example.gov.vn/45", reported_on="2025-07-30",
    )  # fmt: skip

    expected = {
        "id": "4.4", "status": "in_progress", "label": "Đang thực hiện", "figure": "45 lớp",
        "note": "Gọi [đã che]", "evidence": "https://example.gov.vn/45", "reported_on": "2025-07-30",
        "by": "so-khcn", "recorded_at": "2025-08-15T09:00:00Z",
    }  # fmt: skip
    assert (reply.status_code, reply.json()) == (201, {**expected, "warning": None})
    assert get(client, "/api/duties/4.4/progress").json() == [expected]


def test_a_second_report_does_not_replace_the_first(client: TestClient) -> None:
    post(client, status="in_progress", reported_on="2025-07-30")
    post(client, key=OTHER, status="done")

    history = get(client, "/api/duties/4.4/progress").json()
    assert [(one["status"], one["by"]) for one in history] == [
        ("done", "van-phong"),
        ("in_progress", "so-khcn"),
    ]


def test_a_target_is_reported_on_the_same_way(client: TestClient) -> None:
    body = {"status": "in_progress", "figure": "35,2%"}
    made = client.post("/api/targets/2025.4/progress", json=body, headers=bearer())

    assert made.status_code == 201
    assert [one["figure"] for one in get(client, "/api/targets/2025.4/progress").json()] == ["35,2%"]
    assert get(client, "/api/duties/2025.4/progress").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{}, bearer("khoa-sai-nhung-dai"), {"Authorization": f"Basic {KEY}"}, {"Authorization": "Bearer "},
     {"Authorization": b"Bearer kh\xf3a-s\xe0i-c\xf3-d\xe0u"}],
)  # fmt: skip
def test_without_a_known_key_nothing_is_written(headers: Any, client: TestClient) -> None:
    reply = client.post("/api/duties/4.4/progress", json={"status": "done"}, headers=headers)

    assert (reply.status_code, reply.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "khóa cán bộ" in reply.json()["detail"].lower()
    assert KEY not in reply.text
    assert get(client, "/api/duties/4.4/progress").json() == []


def test_where_no_key_is_set_writing_and_reading_are_off(opened: Opened) -> None:
    client = opened(officer_keys=None)

    for reply in (post(client), get(client), get(client, "/api/duties/4.4/progress")):
        assert reply.status_code == 403
        assert reply.json()["detail"].startswith("Máy này chưa đặt khóa cán bộ")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("9.4", "Phụ lục của Kế hoạch không có mục «9.4». Gần giống nhất: «1.4»"),
        ("5.2", "«5.2» là mục cha, không phải một nhiệm vụ. Hãy nêu từng mục con: 5.2.a"),
    ],
)
def test_what_is_no_duty_is_404(item: str, said: str, client: TestClient) -> None:
    for reply in (post(client, item), get(client, f"/api/duties/{item}/progress")):
        assert (reply.status_code, reply.json()["detail"][: len(said)]) == (404, said)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"status": "xong"}, "Tình trạng «xong» không có."),
        ({"reported_on": "2025-08-16"}, "Ngày báo cáo 16/08/2025 ở sau hôm nay (15/08/2025)."),
        ({"reported_on": "2025-05-27"}, "Ngày báo cáo 27/05/2025 ở trước ngày ký Kế hoạch (28/05/2025)."),
        ({"evidence": "javascript:alert(1)"}, "Liên kết minh chứng «javascript:alert(1)» không dùng được."),
        ({"figure": "x" * 61 + "1"}, "Số liệu dài 62 ký tự, quá 60."),
        ({"note": "a\u0000b"}, "Ghi chú có ký tự điều khiển (U+0000)."),
    ],
)
def test_a_report_that_cannot_be_taken_in_is_422_and_not_kept(
    body: dict[str, Any], said: str, client: TestClient
) -> None:
    reply = post(client, **body)

    assert (reply.status_code, reply.json()["detail"][: len(said)]) == (422, said)
    assert get(client, "/api/duties/4.4/progress").json() == []


# Reading


def test_reading_asks_for_a_key_unless_the_setting_opens_it(opened: Opened) -> None:
    closed, public = opened(), opened(progress_public=True)
    for path in ("/api/progress", "/api/duties/4.4/progress", "/api/targets/2025.4/progress"):
        assert [client.get(path).status_code for client in (closed, public)] == [401, 200]


def test_writing_asks_for_a_key_even_where_reading_is_open(opened: Opened) -> None:
    assert post(opened(progress_public=True), key=None).status_code == 401


def test_without_a_condition_every_duty_is_told_with_its_latest_report(client: TestClient) -> None:
    post(client, "4.4", status="in_progress")
    rows = get(client)

    assert (len(rows.json()), rows.headers["X-Duty-Count"]) == (39, "39/39")
    told = {row["id"]: row["progress"] for row in rows.json()}
    assert told["4.4"]["status"] == "in_progress"
    assert [name for name, progress in told.items() if progress] == ["4.4"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"standing": "due"}, []),
        ({"standing": "due", "within": "46"}, ["4.1", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]),
        ({"standing": "due", "period": "2025-Q3"}, ["4.1", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]),
        ({"standing": "overdue"}, ["1.1", "2.2"]),
        ({"standing": "overdue", "agency": "snv", "role": "lead"}, ["2.2"]),
        ({"standing": "done"}, ["2.1", "4.4"]),
        ({"standing": "done", "period": "2025-Q2"}, ["2.1"]),
        ({"standing": "done", "period": "2025-Q3"}, ["4.4"]),
        ({"standing": "unreported", "agency": "skhcn", "role": "lead"}, ["1.4", "2.3", "6.5"]),
        ({"standing": "unreported", "agency": "skhcn", "role": "lead", "period": "2025-Q3"},
         ["1.4", "2.3", "6.5", "7.1"]),
        ({"agency": ["skhcn", "snv"], "role": "lead", "standing": "overdue"}, ["2.2"]),
    ],
)  # fmt: skip
def test_every_standing_tells_exactly_its_duties(
    query: dict[str, Any], expected: list[str], client: TestClient
) -> None:
    post(client, "2.1", reported_on="2025-06-20")
    post(client, "4.4", reported_on="2025-07-20")
    post(client, "7.1", status="in_progress", reported_on="2025-06-25")

    assert ids(get(client, **query)) == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            {"standing": "late"},
            "Tình hình «late» không có. Hãy chọn một trong: due, overdue, unreported, done.",
        ),
        ({"agency": "Sở Y"}, "Không biết cơ quan «Sở Y»."),
        ({"role": "lead"}, "Vai trò «lead» chưa nói là của cơ quan nào."),
        ({"period": "2025-Q5"}, "Không hiểu thời hạn «2025-Q5»."),
        ({"standing": "due", "within": "-1"}, "Số ngày «-1» không dùng được."),
        ({"standing": "due", "within": "٣"}, "Số ngày «٣» không dùng được."),
        ({"standing": "due", "within": "3651"}, "Số ngày «3651» không dùng được."),
        ({"standing": "due", "within": "9" * 5000}, "Số ngày «99999999999999999999» không dùng được."),
        ({"standing": "due", "within": "9", "period": "2025"}, "Điều kiện within"),
        ({"within": "9"}, "Điều kiện within"),
        ({"standin": "due"}, "Không có điều kiện «standin». Gần giống nhất: «standing»."),
    ],
)
def test_what_is_unknown_is_422_with_a_vietnamese_sentence(
    query: dict[str, Any], said: str, client: TestClient
) -> None:
    reply = get(client, **query)

    assert (reply.status_code, reply.json()["detail"][: len(said)]) == (422, said)


def test_the_description_is_vietnamese_and_asks_for_the_key(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    ways = [way for path in told["paths"].values() for way in path.values()]

    assert len(ways) == 5
    assert all(way["security"] == [{"Khóa cán bộ": []}] and way["tags"] == ["tiến độ"] for way in ways)
    assert all(one["description"] for way in ways for one in way["parameters"])
    assert {"201", "401", "403", "404", "422"} == set(
        told["paths"]["/api/duties/{id}/progress"]["post"]["responses"]
    )


@contextmanager
def whole(shipped_data: Path, folder: Path) -> Iterator[TestClient]:
    """The whole HTTP application, with keys."""
    shutil.copytree(shipped_data, folder)
    with open_library(Settings(data_dir=folder, officer_keys=KEYS)) as library:
        yield TestClient(build_api(library, None))  # type: ignore[arg-type]  # nobody asks it a question


def test_the_whole_application_has_the_way_and_explains_a_malformed_report(
    shipped_data: Path, tmp_path: Path
) -> None:
    with whole(shipped_data, tmp_path / "whole") as client:
        unknown = post(client, evidense="https://example.gov.vn")
        missing = client.post("/api/duties/4.4/progress", json={}, headers=bearer())
        number = post(client, figure=45)
        kept = get(client, "/api/duties/4.4/progress")

    assert [unknown.json()["detail"], missing.json()["detail"], number.json()["detail"]] == [
        "Trường «evidense» không có trong mô tả.",
        "Trường «status» đang thiếu.",
        "Trường «figure» phải là chữ.",
    ]
    assert [unknown.status_code, missing.status_code, number.status_code] == [422, 422, 422]
    assert (kept.status_code, kept.json()) == (200, [])
