"""STIX 2.1: the cyber incidents that are told or alleged, who is said to be behind them, whom they hit, who says so.

Ids are UUIDs of version 5 over our own ids, and an object is as old as the report that carries it, so the same ledger
gives the same bundle.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from harmel.errors import UsageError
from harmel.ledger.same import DONE
from harmel.ledger.store import Ledger

_SPACE = uuid5(NAMESPACE_URL, "urn:harmel:stix")
_NO_DAY = "1970-01-01"
"""STIX wants a time of creation; a report without a day gets this one and the label ``undated``."""
Object = dict[str, Any]


def write(ledger: Ledger, table: str, out: BinaryIO) -> int:
    """Write one bundle of all cyber incidents."""
    if table != "events":
        raise UsageError(f"STIX incidents are events, no {table}", remedy="harmel export events --format stix")
    found: dict[str, Object] = {}
    count = 0
    for row in ledger.rows("events", status=sorted(DONE)):
        if row["action"] == "176" or "cyber" in row["contexts"]:
            count += 1
            found |= {each["id"]: each for each in _objects(ledger, row)}
    bundle = {"type": "bundle", "id": f"bundle--{uuid5(_SPACE, ' '.join(sorted(found)))}"}
    if found:
        bundle["objects"] = [found[key] for key in sorted(found)]  # type: ignore[assignment]
    out.write(json.dumps(bundle, ensure_ascii=False, indent=1).encode() + b"\n")
    return count


def _objects(ledger: Ledger, row: dict[str, Any]) -> list[Object]:
    report = ledger.report(row["report_id"])
    if report is None:
        return []
    day = report.published_latest or row["happened_latest"] or _NO_DAY
    quoted = " … ".join(report.text[a:b] for a, b in row["sentence_span"] or ())
    reference = {"source_name": report.outlet or report.source, "description": quoted, "url": report.url}
    incident = _made("incident", row["event_id"], day) | {
        "name": f"{row['action_name']} ({row['status']})",
        "description": quoted,
        "labels": [row["status"], *([] if day != _NO_DAY else ["undated"])],
        "external_references": [{k: v for k, v in reference.items() if v}],
    }
    made = [incident]
    for side, verb in (("source", "attributed-to"), ("target", "targets")):
        if row[side]:
            who = _identity(row, side)
            made += [who, _tie(incident, verb, who, day)]
    told = _made("report", row["event_id"], day) | {
        "name": report.title or report.source,
        "published": f"{day}T00:00:00.000Z",
        "object_refs": [each["id"] for each in made],
    }
    return [*made, told]


def _made(kind: str, key: str, day: str) -> Object:
    time = f"{day}T00:00:00.000Z"
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{uuid5(_SPACE, f'{kind} {key}')}",
        "created": time,
        "modified": time,
    }


def _identity(row: dict[str, Any], side: str) -> Object:
    state = row[side] == row[f"{side}_country"]
    return _made("identity", row[side], _NO_DAY) | {
        "name": row[side],
        "identity_class": "group" if state else "unknown",
    }


def _tie(incident: Object, verb: str, who: Object, day: str) -> Object:
    return _made("relationship", f"{incident['id']} {verb} {who['id']}", day) | {
        "relationship_type": verb,
        "source_ref": incident["id"],
        "target_ref": who["id"],
    }
