"""`GET /api/duties`, alone, over the shipped content."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from knowledge.content_files import read_yaml
from knowledge.library import Library
from knowledge.plan import COORDINATING, EITHER, LEAD
from ui.duties_api import duties_router

AGENCIES = read_yaml("plan/agencies.yaml")["agencies"]
REGISTER = [duty for group in read_yaml("plan/duties.yaml")["groups"] for duty in group["duties"]]
CELLS = {LEAD: ("lead",), COORDINATING: ("coordinating",), EITHER: ("lead", "coordinating")}
Q3 = ["4.1", "4.4", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]


@pytest.fixture(scope="module")
def client(library: Library) -> TestClient:
    app = FastAPI()
    app.include_router(duties_router(library, lambda: datetime(2025, 8, 15, tzinfo=UTC)))
    return TestClient(app)


def get(client: TestClient, **conditions: Any) -> Any:
    return client.get("/api/duties", params=conditions)


def ids(reply: Any) -> list[str]:
    return [row["id"] for row in reply.json()]


def test_without_a_condition_all_39_rows_are_told(client: TestClient) -> None:
    reply = get(client)

    assert (reply.status_code, reply.headers["X-Duty-Count"]) == (200, "39/39")
    assert ids(reply) == [duty["id"] for duty in REGISTER]


def test_rows_of_the_collective_name_that_includes_the_agency_are_counted_in_a_header(
    client: TestClient,
) -> None:
    named = get(client, agency="snv", role="lead", group="I")
    assert (named.json(), named.headers["X-Duties-Collective"]) == ([], "so-nganh-tinh=2")
    assert ids(get(client, agency="so-nganh-tinh", role="lead", group="I")) == ["1.1", "1.3"]
    assert "X-Duties-Collective" not in get(client, agency="Sở, ngành tỉnh").headers


def test_a_row_has_every_cell(client: TestClient) -> None:
    [duty] = [duty for duty in REGISTER if duty["id"] == "4.4"]
    [row] = get(client, id="4.4").json()

    assert row == {
        "id": "4.4",
        "group": "IV",
        "name": duty["name"],
        "lead": ["Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo"],
        "coordinating": ["Sở, ngành tỉnh", "UBND cấp cơ sở"],
        "result": duty["result"],
        "timeline": "Tháng 9/2025",
        "due_from": "2025-09-01",
        "due_to": "2025-09-30",
        "recurring": False,
        "locator": "Phụ lục, mục 4.4",
    }


@pytest.mark.parametrize("role", CELLS)
def test_for_every_agency_the_rows_are_a_direct_filter_of_the_register(role: str, client: TestClient) -> None:
    for agency in AGENCIES:
        direct = [
            duty["id"] for duty in REGISTER if any(agency["name"] in duty[cell] for cell in CELLS[role])
        ]

        assert ids(get(client, agency=agency["name"], role=role)) == direct, agency["name"]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"agency": "so khcn", "role": "lead"}, ["1.4", "2.1", "2.3", "4.4", "6.5", "7.1"]),
        ({"agency": ["CA tỉnh", "tinh doan"], "role": "lead", "group": "VI"}, ["6.4", "6.6"]),
        ({"id": ["4.4", "5.3"]}, ["4.4", "5.3.a", "5.3.b"]),
        ({"due": "2025-Q3"}, Q3),
        ({"recurring": "true", "group": "I"}, ["1.2", "1.3", "1.4"]),
        ({"recurring": "false", "group": "V"}, ["5.1.b", "5.2.c"]),
        ({"without": "coordinating"}, ["4.3", "5.2.a", "5.2.b"]),
        ({"without": ["coordinating", "result"]}, ["5.2.b"]),
        ({"text": "trợ lý ảo"}, ["4.4"]),
        ({"due": "2030"}, []),
    ],
)
def test_every_condition_narrows_the_rows(
    conditions: dict[str, Any], expected: list[str], client: TestClient
) -> None:
    assert ids(get(client, **conditions)) == expected


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ics", "text/calendar; charset=utf-8"),
    ],
)
def test_a_file_comes_with_its_type_and_its_name(kind: str, media_type: str, client: TestClient) -> None:
    reply = get(client, due="2025-Q3", format=kind)

    assert reply.headers["Content-Type"] == media_type
    assert reply.headers["Content-Disposition"] == f'attachment; filename="nhiem-vu.{kind}"'
    assert reply.headers["X-Duty-Count"] == "8/39"


def test_json_comes_as_json_and_not_as_a_file(client: TestClient) -> None:
    reply = get(client, format="json")

    assert reply.headers["Content-Type"] == "application/json"
    assert "Content-Disposition" not in reply.headers


def test_csv_and_sheet_hold_the_rows(client: TestClient) -> None:
    told = get(client, due="2025-Q3", format="csv").content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(get(client, due="2025-Q3", format="xlsx").content))

    assert [row["Mục"] for row in csv.DictReader(io.StringIO(told, newline=""))] == Q3
    assert [row[0] for row in book.active.iter_rows(min_row=2, values_only=True)] == Q3


def test_a_calendar_tells_how_many_duties_are_not_in_it(client: TestClient) -> None:
    reply = get(client, format="ics")

    assert reply.headers["X-Duties-Left-Out"] == "20"
    assert reply.content.count(b"BEGIN:VEVENT") == 19


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"agency": "Sở Y"}, "Không biết cơ quan «Sở Y». Gần giống nhất: «Sở Y tế»"),
        ({"agency": ""}, "Không biết cơ quan «»."),
        ({"id": "9.9"}, "Phụ lục của Kế hoạch không có mục «9.9»."),
        ({"group": "X"}, "Phụ lục của Kế hoạch không có nhóm «X». Các nhóm hiện có: I, II,"),
        ({"role": "boss"}, "Vai trò «boss» không có. Hãy chọn một trong: lead, coordinating, either."),
        ({"due": "2025-13"}, "Không hiểu thời hạn «2025-13»."),
        ({"recurring": "maybe"}, "Giá trị của recurring «maybe» không có. Hãy chọn một trong: true, false."),
        ({"without": "x"}, "Ô trống «x» không có."),
        ({"format": "pdf"}, "Định dạng «pdf» không có. Hãy chọn một trong: json, csv, xlsx, ics."),
        ({"format": "ics", "recurring": "true"}, "Trong 19 nhiệm vụ được chọn, không nhiệm vụ nào"),
        ({"agencies": "SKHCN"}, "Không có điều kiện «agencies». Gần giống nhất: «agency»."),
        ({"agency": "x" * 20_000}, "Không biết cơ quan «xxx"),
    ],
)
def test_what_is_unknown_is_422_with_a_vietnamese_sentence(
    conditions: dict[str, Any], said: str, client: TestClient
) -> None:
    reply = get(client, **conditions)

    assert (reply.status_code, set(reply.json())) == (422, {"detail"})
    assert reply.json()["detail"].startswith(said)


def test_the_description_explains_every_condition_with_an_example(client: TestClient) -> None:
    told = client.get("/openapi.json").json()["paths"]["/api/duties"]["get"]
    parameters = {one["name"]: one for one in told["parameters"]}

    assert set(parameters) == {
        "agency", "role", "group", "id", "due", "recurring", "without", "text", "plan", "format",
    }  # fmt: skip
    assert all(one["description"] and one["schema"]["examples"] for one in parameters.values())
    assert {"200", "422"} == set(told["responses"])
    assert "text/calendar" in told["responses"]["200"]["content"]


def test_every_example_of_the_description_works(client: TestClient) -> None:
    told = client.get("/openapi.json").json()["paths"]["/api/duties"]["get"]

    for one in told["parameters"]:
        for example in one["schema"]["examples"]:
            given = {one["name"]: example} | ({"agency": "SNV"} if one["name"] == "role" else {})

            assert get(client, **given).status_code == 200, given
