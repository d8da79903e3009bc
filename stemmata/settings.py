"""Every setting of a record, read once: stemmata.toml and sources.yml. A key that we do not know is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeGuard

import yaml

from stemmata.acquire.columns import column_map
from stemmata.acquire.payload import DEFAULT_LIMITS, Limits
from stemmata.errors import SettingsError
from stemmata.model import METADATA_KEYS, Publisher

SETTINGS = "stemmata.toml"
SOURCES = "sources.yml"
REPORTS = "reports"
MODELS = "models"  # where `stemmata train` puts a record's own model
MIN_CONFIDENCE = 0.0  # of a build that is told nothing else

SMALL, LARGE = READERS = ("small", "llm")


@dataclass(frozen=True, slots=True)
class LargeModel:
    """Which large model is asked, where, and with what restraint. Its key stands in the environment, never here."""

    model: str = ""  # as the server calls it
    base_url: str = ""  # what /chat/completions is put behind
    confidence: float = 0.7  # of its claims: stated, not measured
    at_once: int = 4  # requests at a time
    per_minute: int = 0  # requests; 0: no bound
    timeout: int = 120  # seconds for one answer
    max_tokens: int = 0  # of one build, in and out; 0: no bound
    price_in: float = 0.0  # of a million tokens, in any currency
    price_out: float = 0.0


_KNOWN = {
    "extract": ("reader", "model", "min_confidence"),
    "llm": tuple(f.name for f in fields(LargeModel)),
    "limits": tuple(f.name for f in fields(Limits)),
    "columns": ("text", *METADATA_KEYS),
}
_PUBLISHER = tuple(f.name for f in fields(Publisher) if f.name != "name")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a record folder says about how it is to be built."""

    folder: Path
    reader: str = SMALL  # or LARGE: whose claims from prose count
    model: Path | None = None  # a folder with a trained encoder; None: the shipped one
    min_confidence: float = MIN_CONFIDENCE  # claims below it stay out of the record
    llm: LargeModel = LargeModel()
    limits: Limits = DEFAULT_LIMITS
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publishers: tuple[Publisher, ...] = ()

    @property
    def reports(self) -> Path:
        return self.folder / REPORTS

    @classmethod
    def read(cls, folder: Path) -> Settings:
        """The settings of a record folder. Raises SettingsError, naming file and key."""
        path = folder / SETTINGS
        if not path.is_file():
            raise SettingsError(f"{path}: absent, so this is no record folder; `stemmata init` makes one")
        given = _toml(path)
        _known_only(path, given, tuple(_KNOWN))
        for table, known in _KNOWN.items():
            _known_only(path, _table(path, given, table), known, f"[{table}] ")
        extract = _table(path, given, "extract")
        return cls(
            folder=folder,
            reader=_reader(path, extract.get("reader", SMALL)),
            model=_model(path, extract.get("model", "")),
            min_confidence=_share(path, "[extract] min_confidence", extract.get("min_confidence", MIN_CONFIDENCE)),
            llm=_large_model(path, _table(path, given, "llm")),
            limits=_limits(path, _table(path, given, "limits")),
            columns=_columns(path, _table(path, given, "columns")),
            publishers=_publishers(folder / SOURCES),
        )

    def lines(self) -> tuple[str, ...]:
        """What reading a file depends on, in words: part of the key under which its result is kept."""
        limits = (f"{key}={value}" for key, value in sorted(asdict(self.limits).items()))
        return (*limits, *(f"{key}={'|'.join(self.columns[key])}" for key in sorted(self.columns)))


def init(folder: Path) -> None:
    """Makes a record folder: settings with comments, an empty reports/. Raises SettingsError where there is one."""
    if (folder / SETTINGS).exists():
        raise SettingsError(f"{folder / SETTINGS}: there is a record here already")
    try:
        (folder / REPORTS).mkdir(parents=True, exist_ok=True)
        (folder / SETTINGS).write_text(_default_settings(), "utf-8")
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("record.db\nrecord.db-*\nrecord.db.lock\n.stemmata-key\n", "utf-8")
    except OSError as error:
        raise SettingsError(f"{error.filename}: {error.strerror}; no record was made") from error


def _default_settings() -> str:
    return Path(__file__).with_name("default.toml").read_text("utf-8")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _known_only(path: Path, given: Mapping[str, Any], known: tuple[str, ...], where: str = "") -> None:
    if unknown := sorted(str(key) for key in given if key not in known):
        raise SettingsError(f"{path}: {where}unknown {', '.join(unknown)}; known are {', '.join(known)}")


def _table(path: Path, given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = given.get(name, {})
    if not isinstance(table, Mapping):
        raise SettingsError(f"{path}: {name} is {table!r}; looked for a table [{name}]")
    return table


def _model(path: Path, given: object) -> Path | None:
    if given == "":
        own = path.parent / MODELS
        return own if (own / "claims.onnx").is_file() else None
    if not isinstance(given, str):
        raise SettingsError(f"{path}: [extract] model is {given!r}; looked for the path of a folder")
    model = path.parent / given
    if not (model / "encoder.onnx").is_file():
        raise SettingsError(f"{path}: [extract] model: there is no {model / 'encoder.onnx'}")
    return model


def _reader(path: Path, given: object) -> str:
    if given not in READERS:
        raise SettingsError(f"{path}: [extract] reader is {given!r}; looked for {' or '.join(READERS)}")
    return str(given)


def _share(path: Path, where: str, given: object) -> float:
    if not _is_number(given) or not 0 <= given <= 1:
        raise SettingsError(f"{path}: {where} is {given!r}; looked for a number from 0 to 1")
    return float(given)


def _is_number(given: object) -> TypeGuard[int | float]:
    return isinstance(given, int | float) and not isinstance(given, bool)


def _large_model(path: Path, given: Mapping[str, Any]) -> LargeModel:
    plain = LargeModel()
    for key, value in given.items():
        fits = {
            str: isinstance(value, str),
            int: type(value) is int and value >= (key in ("at_once", "timeout")),
            float: _is_number(value) and value >= 0,
        }
        kind = type(getattr(plain, key))
        if not fits[kind]:
            raise SettingsError(f"{path}: [llm] {key} is {value!r}; looked for {_LOOKED_FOR[kind]}")
    _share(path, "[llm] confidence", given.get("confidence", plain.confidence))
    return LargeModel(**given)


_LOOKED_FOR = {str: "a text", int: "a whole number that makes sense", float: "a number, 0 or above"}


def _limits(path: Path, given: Mapping[str, Any]) -> Limits:
    for key, value in given.items():
        if type(value) is not int or value < 1:
            raise SettingsError(f"{path}: [limits] {key} is {value!r}; looked for a whole number above 0")
    return Limits(**given)


def _columns(path: Path, given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    named = {key: (value,) if isinstance(value, str) else value for key, value in given.items()}
    for key, value in named.items():
        if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
            raise SettingsError(f"{path}: [columns] {key} is {value!r}; looked for the name of a column, or several")
    column_map(named)  # which complains of what tables cannot have
    return {key: tuple(value) for key, value in named.items()}


def _publishers(path: Path) -> tuple[Publisher, ...]:
    if not path.exists():
        return ()
    try:
        given = yaml.load(path.read_text("utf-8-sig"), Loader=yaml.CSafeLoader) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(given, dict):
        raise SettingsError(f"{path}: {type(given).__name__} met; looked for publishers by name, each with its facts")
    return tuple(_publisher(path, str(name), given[name] or {}) for name in sorted(given, key=str))


def _publisher(path: Path, name: str, given: object) -> Publisher:
    if not isinstance(given, dict):
        raise SettingsError(f"{path}: {name}: {given!r} met; looked for {', '.join(_PUBLISHER)}")
    _known_only(path, given, _PUBLISHER, f"{name}: ")
    said = {key: _texts(path, f"{name}: {key}", given.get(key)) for key in _PUBLISHER}
    owner, side = (" ".join(said[key]) or None for key in ("owner", "side"))
    return Publisher(name, said["domains"], owner, side, said["relays"])


def _texts(path: Path, where: str, given: object) -> tuple[str, ...]:
    texts = [] if given is None else given if isinstance(given, list) else [given]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise SettingsError(f"{path}: {where} is {given!r}; looked for a text, or a list of texts")
    return tuple(texts)
