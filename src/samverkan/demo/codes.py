"""One-time codes for the made-up officers, who have no telephones. Refused everywhere else."""


class NotMadeUp(PermissionError):
    """This installation is no made-up city: its officers' codes come from their own telephones."""


class NoSuchOfficer(LookupError):
    """Nobody has that user name."""


def code_for(username: str) -> str:
    """The officer's code right now. Django is set up; raises NotMadeUp outside demo mode, NoSuchOfficer."""
    from django.conf import settings

    if not settings.SAMVERKAN["DEMO"]:
        raise NotMadeUp(username)
    from samverkan.secrecy import proof
    from samverkan.secrecy.models import Officer

    officer = Officer.objects.filter(username=username).first()
    if officer is None:
        raise NoSuchOfficer(username)
    return proof.current_code(officer)
