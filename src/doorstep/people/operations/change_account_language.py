"""Change the language in which pages speak to an account."""

from __future__ import annotations

from doorstep.kernel.errors import N_, Invalid
from doorstep.kernel.scope import Scope
from doorstep.people.models import Account
from doorstep.platform.scope import scoped


class NoSuchLanguage(Invalid):
    code = "no-such-language"
    title = N_("Pages do not speak this language yet.")
    mend = N_("Choose Chinese or English.")


def change_account_language(*, account: Account, language: str) -> Account:
    """Set the language of ``account``; residents' requests may not write accounts themselves.

    Raises:
        NoSuchLanguage.
    """
    if language not in Account.Language.values:
        raise NoSuchLanguage(fields={"language": NoSuchLanguage.title})
    with scoped(Scope.everywhere("one's own language")):
        Account.objects.filter(pk=account.pk).update(language=language)
    account.language = language
    return account
