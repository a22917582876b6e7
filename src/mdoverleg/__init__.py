"""Who does what in a multidisciplinary case meeting, live on the wall."""

__version__ = "0.1.0"
