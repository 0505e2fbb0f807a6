"""Alembic's entry: migrate over the connection that knowledge.database hands in."""

from alembic import context

from knowledge.database import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
