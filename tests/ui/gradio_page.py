"""The Gradio page in tests: its handlers called over HTTP, as the browser calls them."""

import json
from typing import Any

from fastapi.testclient import TestClient


class GradioPage:
    """The open page: its handlers by name, called as the browser calls them."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.config = client.get("/config").json()

    def call(self, name: str, values: list[Any]) -> list[Any]:
        [number] = [one["id"] for one in self.config["dependencies"] if one["api_name"] == name]
        asked = {"data": values, "fn_index": number, "session_hash": f"tab{number}"}
        assert self.client.post("/gradio_api/queue/join", json=asked).status_code == 200
        reply = self.client.get("/gradio_api/queue/data", params={"session_hash": f"tab{number}"})
        events = [json.loads(line[6:]) for line in reply.text.splitlines() if line.startswith("data: ")]
        [done] = [event for event in events if event["msg"] == "process_completed"]
        assert done["success"], done
        return list(done["output"]["data"])
