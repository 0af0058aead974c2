"""The one way an estimator says no; the same as a file that cannot be read has."""

from samverkan.tables.refusal import Refusal

__all__ = ["Refusal"]
