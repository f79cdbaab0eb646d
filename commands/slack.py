"""Slack: the manifest that the app is installed with, and nothing more."""

import json
from typing import Annotated

import typer

from commands.desk import desk_of

slack = typer.Typer(no_args_is_help=True, help="The app in Slack.")


@slack.command("manifest")
def slack_manifest(
    ctx: typer.Context,
    url: Annotated[str, typer.Option(help="For http mode: the address Slack is to call.")] = "",
    name: Annotated[str, typer.Option(help="What the app is called in Slack.")] = "Matters Arising",
) -> None:
    """Print the manifest to install the app with: for Socket Mode, or with --url for HTTP."""
    typer.echo(json.dumps(desk_of(ctx).manifest(name, url), indent=2))
