"""The use cases of identity, wired."""

from dependency_injector import providers

from piggypulse_core.identity.model.retention import Retention
from piggypulse_core.identity.usecases.backup_codes import RegenerateBackupCodes
from piggypulse_core.identity.usecases.challenges import CompleteSignIn
from piggypulse_core.identity.usecases.codes import AskForCode
from piggypulse_core.identity.usecases.confirmations import ConfirmPassword
from piggypulse_core.identity.usecases.emergencies import AskForEmergency, RemoveFactor
from piggypulse_core.identity.usecases.letters import HurryLetters, SendNextLetter
from piggypulse_core.identity.usecases.mailed_tokens import MintToken
from piggypulse_core.identity.usecases.new_passwords import JudgePassword
from piggypulse_core.identity.usecases.operators import FindPerson, SignOut, UnlockAddress
from piggypulse_core.identity.usecases.passwords import ChangePassword
from piggypulse_core.identity.usecases.purges import Purge
from piggypulse_core.identity.usecases.reauthentication import Reauthenticate
from piggypulse_core.identity.usecases.refreshes import Refresh
from piggypulse_core.identity.usecases.refused_requests import NoteRefusedRequest
from piggypulse_core.identity.usecases.resets import AskForReset, ResetPassword
from piggypulse_core.identity.usecases.revocations import RevokeOtherSessions, RevokeSession
from piggypulse_core.identity.usecases.seals import FindMissingKeys, SealAnew
from piggypulse_core.identity.usecases.sessions import IdentifyCaller, ListSessions, LogOut
from piggypulse_core.identity.usecases.sign_ins import LogIn
from piggypulse_core.identity.usecases.switches import ConfirmTwoFactor, DisableTwoFactor
from piggypulse_core.identity.usecases.two_factor import BeginTwoFactor, TellTwoFactor
from piggypulse_core.identity.usecases.unlocks import Unlock
from piggypulse_core.identity.usecases.users import WhoAmI
from piggypulse_http.composition.limits import RequestLimits
from piggypulse_http.composition.mail import mailer_of
from piggypulse_http.composition.ports import Ports
from piggypulse_http.composition.security import Security


class Identity(Security, RequestLimits):
    """One provider per use case."""

    lifetimes = Ports.settings.provided.sessions
    identify_caller = providers.Singleton(
        IdentifyCaller, work=Ports.work, clock=Ports.clock, ids=Ports.ids, lifetimes=lifetimes
    )
    log_in = providers.Singleton(
        LogIn,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        tokens=Security.tokens,
        passwords=Security.passwords,
        keyring=Ports.keyring,
        lifetimes=lifetimes,
    )
    log_out = providers.Singleton(LogOut, work=Ports.work, clock=Ports.clock, ids=Ports.ids)
    confirm_password = providers.Singleton(
        ConfirmPassword,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        passwords=Security.passwords,
    )
    judge_password = providers.Singleton(
        JudgePassword, strength=Security.strength, common_passwords=Security.common_passwords
    )
    ask_for_code = providers.Singleton(
        AskForCode,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        keyring=Ports.keyring,
        one_time_codes=Security.one_time_codes,
        hashes=Security.backup_code_hashes,
    )
    refresh = providers.Singleton(
        Refresh,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        tokens=Security.tokens,
        counts=RequestLimits.request_counts,
        lifetimes=lifetimes,
    )
    reauthenticate = providers.Singleton(
        Reauthenticate,
        confirm=confirm_password,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        tokens=Security.tokens,
        codes=ask_for_code,
    )
    change_password = providers.Singleton(
        ChangePassword,
        confirm=confirm_password,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        tokens=Security.tokens,
        passwords=Security.passwords,
        judge=judge_password,
    )
    ask_for_reset = providers.Singleton(
        AskForReset, work=Ports.work, clock=Ports.clock, ids=Ports.ids, keyring=Ports.keyring
    )
    reset_password = providers.Singleton(
        ResetPassword,
        judge=judge_password,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        passwords=Security.passwords,
        keyring=Ports.keyring,
    )
    ask_for_emergency = providers.Singleton(
        AskForEmergency, work=Ports.work, clock=Ports.clock, ids=Ports.ids, keyring=Ports.keyring
    )
    remove_factor = providers.Singleton(
        RemoveFactor, work=Ports.work, clock=Ports.clock, ids=Ports.ids
    )
    unlock = providers.Singleton(
        Unlock, work=Ports.work, clock=Ports.clock, ids=Ports.ids, keyring=Ports.keyring
    )
    mint_token = providers.Singleton(
        MintToken,
        work=Ports.work,
        clock=Ports.clock,
        tokens=Security.tokens,
        keyring=Ports.keyring,
        lives=Ports.settings.provided.links,
    )
    list_sessions = providers.Singleton(
        ListSessions, work=Ports.work, clock=Ports.clock, lifetimes=lifetimes
    )
    revoke_session = providers.Singleton(
        RevokeSession,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        lifetimes=lifetimes,
    )
    revoke_other_sessions = providers.Singleton(
        RevokeOtherSessions,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        lifetimes=lifetimes,
    )
    note_refused_request = providers.Singleton(
        NoteRefusedRequest,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        keyring=Ports.keyring,
    )
    tell_two_factor = providers.Singleton(TellTwoFactor, work=Ports.work)
    begin_two_factor = providers.Singleton(
        BeginTwoFactor,
        confirm=confirm_password,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        tokens=Security.tokens,
        keyring=Ports.keyring,
        pictures=Security.pictures,
        issuer=Ports.settings.provided.two_factor_issuer,
        strict=Ports.settings.provided.two_factor_strict,
        lifetimes=lifetimes,
    )
    confirm_two_factor = providers.Singleton(
        ConfirmTwoFactor,
        work=Ports.work,
        clock=Ports.clock,
        ids=Ports.ids,
        tokens=Security.tokens,
        codes=ask_for_code,
        hashes=Security.backup_code_hashes,
    )
    disable_two_factor = providers.Singleton(
        DisableTwoFactor, work=Ports.work, ids=Ports.ids, tokens=Security.tokens, codes=ask_for_code
    )
    regenerate_backup_codes = providers.Singleton(
        RegenerateBackupCodes,
        work=Ports.work,
        ids=Ports.ids,
        tokens=Security.tokens,
        codes=ask_for_code,
        hashes=Security.backup_code_hashes,
    )
    complete_sign_in = providers.Singleton(
        CompleteSignIn,
        work=Ports.work,
        ids=Ports.ids,
        tokens=Security.tokens,
        codes=ask_for_code,
        lifetimes=lifetimes,
    )
    find_missing_keys = providers.Singleton(FindMissingKeys, work=Ports.work, keyring=Ports.keyring)
    seal_anew = providers.Singleton(SealAnew, work=Ports.work, keyring=Ports.keyring)
    mailer = providers.Singleton(mailer_of, mail=Ports.settings.provided.mail)
    send_next_letter = providers.Singleton(
        SendNextLetter,
        work=Ports.work,
        clock=Ports.clock,
        mailer=mailer,
        mint=mint_token,
        keyring=Ports.keyring,
        client_url=Ports.settings.provided.client_url,
    )
    hurry_letters = providers.Singleton(HurryLetters, work=Ports.work, clock=Ports.clock)
    retention = providers.Singleton(Retention, lifetimes=lifetimes)
    purge = providers.Singleton(
        Purge, work=Ports.work, clock=Ports.clock, ids=Ports.ids, retention=retention
    )
    find_person = providers.Singleton(FindPerson, work=Ports.work)
    sign_out = providers.Singleton(SignOut, work=Ports.work, clock=Ports.clock, ids=Ports.ids)
    unlock_address = providers.Singleton(
        UnlockAddress, work=Ports.work, clock=Ports.clock, ids=Ports.ids, keyring=Ports.keyring
    )
    who_am_i = providers.Singleton(WhoAmI, work=Ports.work)
