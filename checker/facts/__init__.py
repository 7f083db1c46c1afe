"""Room of the walk; see docs/architecture.md."""
