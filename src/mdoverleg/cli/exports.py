"""Commands that write what goes out: the whole table, and documents for readers."""

import typer

from mdoverleg.cli import context
from mdoverleg.cli.output import write_output
from mdoverleg.domain.words import N_

exports = typer.Typer(help=N_("Write a document, each holding only what its reader may see."))
OUTPUT = typer.Option(..., metavar="FILE", help=N_("File to write; `-` writes text to stdout."))


@exports.command("table", help=N_("Everything, as JSON: the inverse of `import table`."))
def export_table(output: str = OUTPUT) -> None:
    """Export the table."""
    from mdoverleg.export.table_json import render
    from mdoverleg.reads.document import read_document

    store = context.open_store(context.current)
    with store.read() as reader:
        document = read_document(reader)
    write_output(output, render(document))
