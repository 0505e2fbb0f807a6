"""The machine that figures were taken on, in words."""

import os
import platform
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no types

_CPUINFO = Path("/proc/cpuinfo")


def machine() -> str:
    """CPU model, cores, memory, Python, and how busy the machine is with other work."""
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB RAM, "
        f"{platform.system()}, Python {platform.python_version()}, load {load:.1f}"
    )


def resident_mb(process_id: int) -> float:
    """The resident memory (MB) of a process and its children."""
    process = psutil.Process(process_id)
    family = [process, *process.children(recursive=True)]
    return float(sum(member.memory_info().rss for member in family)) / 1e6


def _processor() -> str:
    """The processor's model as Linux names it; elsewhere as Python does."""
    lines = _CPUINFO.read_text(encoding="utf-8").splitlines() if _CPUINFO.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
