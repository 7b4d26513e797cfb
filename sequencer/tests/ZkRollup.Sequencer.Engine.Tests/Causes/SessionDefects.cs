using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>What can be wrong with any transaction: of a session, of a master key, of the queue.</summary>
internal static class SessionDefects
{
    /// <summary>Something else happens after the time of the command, and before it.</summary>
    internal static Defect TimeDecreases { get; } = new(Cause.TimeDecreases, script => script.Before(
        "later", _ => Scripts.Plain(TransactionKind.Deposit, Scripts.Bob, 1, Scripts.Bob, 0).At(script.FinalTime + 1)));

    internal static IReadOnlyList<Defect> Queue { get; } =
    [
        TimeDecreases,
        new(Cause.QueueIndexWrong, script => script.EditFinal(c => c with { QueueOffset = 1 })),
        new(Cause.QueueIndexWrong, script => script.EditFinal(c => c with { QueueOffset = -1 })),
    ];

    internal static IReadOnlyList<Defect> QueueAccount { get; } =
    [
        .. Queue,
        new(OutcomeCode.AccountUnknown, script => script.EditFinal(c => c.With("account", Scripts.Nobody))),
        new(OutcomeCode.OwnerDiffers, script => script.EditFinal(c => c.With("owner", Scripts.Bob))),
    ];

    internal static IReadOnlyList<Defect> Master { get; } =
    [
        TimeDecreases,
        new(Cause.UnknownAccount, script => script.EditFinal(c => c.With("account", Scripts.Nobody))),
        new(Cause.NoMasterKey, script => script.Before(
            "no key", _ => Scripts.Plain(TransactionKind.ChangeMasterKey, Scripts.Alice, Scripts.Alice, 0).At(script.FinalTime))),
        new(Cause.SignatureInvalid, script => script.EditFinal(c => c with { Key = Scripts.WrongKey })),
        new(Cause.SignatureInvalid, script => script.EditFinal(c => c with { Key = 0 })),
        new(Cause.NonceNotIncreasing, script => script.EditFinal(c => c.With("nonce", 2))),
        new(Cause.NonceNotIncreasing, script => script.EditFinal(c => c.With("nonce", 0))),
        new(Cause.DeadlinePassed, script => script.EditFinal(c => c.With("deadline", script.FinalTime - 1))),
    ];

    internal static IReadOnlyList<Defect> Session { get; } =
    [
        TimeDecreases,
        new(Cause.UnknownAccount, script => script.EditFinal(c => c.With("account", Scripts.Nobody))),
        new(Cause.UnknownSession, script => script.EditFinal(c => c.With("serial", c["serial"] + 1))),
        new(Cause.UnknownSession, script => script.EditFinal(c => c.With("slot", 9))),
        new(Cause.UnknownSession, script => script.Before("revoke", state => Scripts.Plain(
            TransactionKind.RevokeSession,
            Scripts.Alice,
            0,
            state.Owner(Scripts.Alice).MasterNonce.Value + 1,
            script.FinalTime,
            state.Session(Scripts.Alice, 0).Serial.Value).At(script.FinalTime) with
        { Key = Scripts.MasterKey(Scripts.Alice) }).EditFinal(c => c.With("serial", 1))),
        new(Cause.SessionEpochPassed, script => script.Before(
            "cancel all", _ => Scripts.Plain(TransactionKind.ForcedCancelAll, Scripts.Alice, Scripts.Alice).At(script.FinalTime))),
        new(Cause.SessionExpired, script => script.Edit("session", c => c.With("expiry", script.FinalTime))),
        new(Cause.SignatureInvalid, script => script.EditFinal(c => c with { Key = Scripts.WrongKey })),
        new(Cause.SignatureInvalid, script => script.EditFinal(c => c with { Key = 0 })),
        new(Cause.ScopeMissing, script => script.Edit("session", c => c.With("scope", 0))),
        new(Cause.NonceNotIncreasing, script => script.EditFinal(c => c.With("nonce", 0))),
        new(Cause.DeadlinePassed, script => script.EditFinal(c => c.With("deadline", script.FinalTime - 1))),
    ];
}
