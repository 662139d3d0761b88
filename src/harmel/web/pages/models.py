"""The models: each a form whose state is a link, and an answer, or a refusal in the words of the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from harmel.web.background.fits import SECONDS
from harmel.web.background.fitting import Answer
from harmel.web.desk import desk_of
from harmel.web.pages.offered import MODELS, Asked, brought, fitted
from harmel.web.pages.pictures import Pictures, pictures
from harmel.web.problems import problem
from harmel.web.render import page

router = APIRouter(include_in_schema=False)
MOST_ROWS = 150
AGAIN = 3  # seconds after which a page that waits asks again


@router.get("/models")
def index(request: Request) -> Response:
    """Show what the models ask; nothing is computed here."""
    return page(request, "models.html.jinja", desk=desk_of(request), models=list(MODELS.values()))


@router.get("/models/{name}")
def model(request: Request, name: str) -> Response:
    """Show one model's form and its answer for the state in the link."""
    if name not in MODELS:
        raise HTTPException(404, f"no such model: {name}")
    desk, chosen = desk_of(request), MODELS[name]
    formats = brought(desk)
    asked = Asked.of(chosen, dict(request.query_params), brought=formats)
    job = fitted(desk, asked)
    form = request.query_params.get("format", "")
    if form in ("csv", "json"):
        return _export(request, name, form, job.value if job.done else None, refused=job.error)
    answer = job.value if job.done else None
    told = str(job.error) if job.error else answer.refusal if answer else ""
    drawn = pictures(name, answer) if answer else Pictures()
    return page(request, "model.html.jinja", refresh=0 if job.done else AGAIN, desk=desk, model=chosen,
                asked=asked, formats=formats, job=job, answer=answer, refusal=told, drawn=drawn,
                values=dict(asked.options), most=MOST_ROWS, limit=int(SECONDS), sides=desk.rivalry.sides)  # fmt: skip


def _export(request: Request, name: str, form: str, answer: Answer | None, *, refused: Exception | None) -> Response:
    """Give the rows of an answer; one that is not there yet is a 503 that says when to ask again."""
    if refused is not None or (answer is not None and answer.refusal):
        return problem(request, 422, str(refused) if refused is not None else answer.refusal if answer else "")
    if answer is None:
        busy = problem(request, 503, "still computing: ask again")
        busy.headers["Retry-After"] = str(AGAIN)
        return busy
    head = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    if form == "csv":
        return Response(_csv(answer), media_type="text/csv; charset=utf-8", headers=head)
    rows: list[dict[str, Any]] = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    body = {"model": name, "summary": answer.summary, "assumptions": answer.assumptions, "rows": rows}
    return Response(
        json.dumps(body | {"result": answer.whole}, ensure_ascii=False), media_type="application/json", headers=head
    )


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return out.getvalue()
