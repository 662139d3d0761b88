"""``harmel model …``: the models of the system that the reports describe."""

from __future__ import annotations

import typer

from harmel.cli import _model_answering as answering
from harmel.cli import _model_attribution, _model_spending

models = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Fit a model and say what it shows, or refuse.")


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    models.command(name="reciprocity")(answering.reciprocity)
    models.command(name="provocation")(answering.provocation)
    models.command(name="spiral")(answering.spiral)
    models.command(name="attribution")(_model_attribution.attribution)
    models.command(name="burden")(_model_spending.burden)
    models.command(name="armsrace")(_model_spending.armsrace)
    app.add_typer(models, name="model")
