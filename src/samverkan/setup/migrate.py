"""`python -m samverkan.setup.migrate`: migrations, context key, statute dates and methods, as the owner."""

import django


def main() -> None:
    """Run every pending migration, then bring the installed data in step."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from samverkan.secrecy import grounds
    from samverkan.secrecy.binding import keystore
    from samverkan.secrecy.models import GroundVersion
    from samverkan.setup import adopting, backup
    from samverkan.trail import context

    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    with connection.cursor() as cursor:
        context.install_key(cursor, keystore().named("context"))
        backup.let_read(cursor.execute)
    for ground in grounds.all_grounds():
        GroundVersion.objects.update_or_create(
            ground=ground.id,
            version=ground.version,
            defaults={
                "valid_from": ground.valid_from,
                "valid_to": ground.valid_to,
                "kind": str(ground.kind),
                "four_eyes": ground.four_eyes,
            },
        )
    adopting.adopt_all(adopting.files())


if __name__ == "__main__":
    main()
