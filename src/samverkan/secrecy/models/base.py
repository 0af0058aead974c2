"""What every secret table has: an owner agency first in every key, a random id, and a guard."""

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models

from samverkan.secrecy import binding, ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class SecretRows(models.QuerySet[Any]):
    """Refuses to run without a bound actor, instead of quietly returning nothing."""

    def _fetch_all(self) -> None:
        binding.require()
        super()._fetch_all()

    def count(self) -> int:
        binding.require()
        return super().count()

    def exists(self) -> bool:
        binding.require()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        binding.require()
        return super().aggregate(*args, **kwargs)

    def iterator(self, chunk_size: int | None = None) -> "Iterator[Any]":
        binding.require()
        return super().iterator(chunk_size)

    def update(self, **kwargs: Any) -> int:
        binding.require()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        binding.require()
        return super().delete()

    def bulk_create(self, objs: "Iterable[Any]", *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.draw_id()
        binding.require().touch(*(row.id for row in rows))
        return super().bulk_create(rows, *args, **kwargs)


class Secret(models.Model):
    """A row in one agency's compartment. Saving it names it in the running act's trace."""

    id = models.UUIDField(primary_key=True, editable=False)
    agency = models.ForeignKey("secrecy.Agency", models.PROTECT, related_name="+", db_index=False)

    objects = SecretRows.as_manager()

    class Meta:
        abstract = True

    def draw_id(self) -> None:
        """Give the row its random id, from its own agency's stream."""
        self.id = self.id or ids.new(self.agency_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.id:
            self.draw_id()
            kwargs.setdefault("force_insert", True)
        binding.require().touch(self.id)
        super().save(*args, **kwargs)

    @classmethod
    def of(cls, agency: UUID) -> "models.QuerySet[Self]":
        """The rows of one compartment; the database asks the same question again."""
        return cls.objects.filter(agency_id=agency)


def within(model: str, *, null: bool = False, name: str = "+") -> Any:
    """A reference inside the compartment.

    Django's own constraint would let one agency probe another's ids; the migration adds a composite one,
    (agency_id, x_id) -> (agency_id, id), instead.
    """
    return models.ForeignKey(
        model, models.PROTECT, null=null, related_name=name, db_constraint=False, db_index=False
    )
