"""Importing onnxruntime late, because it takes long, and with an explanation where the system refuses it."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from dangke_audio.errors import EngineError

if TYPE_CHECKING:
    from dangke_audio.engines.kokoro.session import Session


def import_session() -> ModuleType:
    """The module session.py. Raises EngineError where onnxruntime cannot be loaded."""
    try:
        from dangke_audio.engines.kokoro import session
    except (ImportError, OSError) as error:  # Windows without the Visual C++ runtime: DLL load failed
        hint = "请安装 Microsoft Visual C++ 运行库（x64），再重新安装 onnxruntime"
        raise EngineError(f"onnxruntime 无法载入：{error}", hint=hint) from error
    return session


def load_session(model: Path) -> "Session":
    """Load the model. Raises EngineError."""
    session: Session = import_session().Session(model)
    return session
