"""One process: the HTTP API, and the Gradio page over it where it is wanted."""

from fastapi import FastAPI

from assistant.bootstrap import build_assistant
from knowledge.library import Library
from ui.api import build_api


def build_app(library: Library) -> FastAPI:
    """The whole application for one library."""
    assistant = build_assistant(library)
    api = build_api(library, assistant)
    if not library.settings.console:
        return api
    from ui.console import mount_console

    return mount_console(api, library, assistant)


def run_server(library: Library) -> None:
    """Serve until stopped. One worker: an embedded Chroma directory belongs to one process."""
    import uvicorn

    settings = library.settings
    uvicorn.run(build_app(library), host=settings.host, port=settings.port, workers=1, log_level="info")
