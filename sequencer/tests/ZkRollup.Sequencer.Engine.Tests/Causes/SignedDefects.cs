using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>What can be wrong with transactions of master keys and sessions, but for orders.</summary>
internal static class SignedDefects
{
    private static readonly Impossible NothingIsNotTooLarge =
        new(Cause.AmountZero, "0 is never above what is withdrawable", Cause.WithdrawalTooLarge);

    internal static DefectSet[] All { get; } =
    [
        OpenSession,
        DefectSet.Of(
            TransactionKind.RevokeSession,
            () => ByMaster(time => [Scripts.Alice, 0, 3, time, 1], TransactionKind.RevokeSession),
            [
                .. SessionDefects.Master,
                new(Cause.UnknownSession, script => script.EditFinal(c => c.With("serial", 2))),
                new(Cause.UnknownSession, script => script.EditFinal(c => c.With("slot", 9))),
                new(Cause.UnknownSession, script => script.EditFinal(c => c.With("slot", 9).With("serial", 0))),
            ]),
        DefectSet.Of(
            TransactionKind.CancelOrder,
            () => BySession(TransactionKind.CancelOrder, 1, 1, 0),
            SessionDefects.Session,
            ImpossiblePairs.NoAccountNoEpoch),
        DefectSet.Of(
            TransactionKind.CancelAll,
            () => BySession(TransactionKind.CancelAll),
            SessionDefects.Session,
            ImpossiblePairs.NoAccountNoEpoch),
        DefectSet.Of(
            TransactionKind.Withdraw,
            () => BySession(TransactionKind.Withdraw, 5),
            [.. SessionDefects.Session, .. Withdrawal],
            ImpossiblePairs.NoAccountNoEpoch,
            NothingIsNotTooLarge),
        new(
            "Withdraw by master key",
            PreconditionTable.WithdrawByMaster,
            () => ByMaster(time => [Scripts.Alice, 0, 0, 3, time, 5], TransactionKind.Withdraw),
            [.. SessionDefects.Master, .. Withdrawal],
            [NothingIsNotTooLarge]),
    ];

    private static DefectSet OpenSession => DefectSet.Of(
        TransactionKind.OpenSession,
        () =>
        {
            Script script = Scripts.Standard();
            return script.Add(Script.Final, _ => Scripts.OpenSession(Scripts.Alice, 2, 3).At(script.FinalTime));
        },
        [
            .. SessionDefects.Master,
            new(Cause.SessionExpiryInvalid, script => script.EditFinal(c => c.With("expiry", script.FinalTime))),
            new(Cause.SessionExpiryInvalid, script => script.EditFinal(c => c.With("expiry", 0))),
            .. new long[] { 4, 32, 64, 128, 256, 512, 1_024, 2_048 }.Select(bit => new Defect(
                Cause.ScopeInvalid, script => script.EditFinal(c => c.With("scope", Scripts.AllScopes | bit)))),
            .. new long[] { 0, -1, -2, -3, -4, -5, -6 }.Select(key => new Defect(
                Cause.KeyInvalid, script => script.EditFinal(c => c.With("newKey", key)))),
        ]) with
    {
        Unreachable = new Dictionary<Refusal, string>
        {
            [Cause.TooManySessions] = "it takes 2^24 − 1 sessions of one account",
        },
    };

    private static Defect[] Withdrawal =>
    [
        new(Cause.AmountZero, script => script.EditFinal(c => c.With("amount", 0))),
        new(Cause.WithdrawalTooLarge, script => script.EditFinal(c => c.With("amount", Scripts.AliceDeposit + 1))),
        new(Cause.WithdrawalTooLarge, script => script.Before("withdraw all", _ => Scripts.Plain(
            TransactionKind.ForcedWithdraw, Scripts.Alice, Scripts.AmountMax, Scripts.Alice))),
    ];

    private static Script BySession(TransactionKind kind, params long[] rest)
    {
        Script script = Scripts.Standard();
        return script.Add(Script.Final, state => Command.Of(
            kind,
            script.FinalTime,
            Scripts.SessionKey(Scripts.Alice, 0),
            [.. Scripts.Header(state, script.FinalTime), .. rest]));
    }

    private static Script ByMaster(Func<long, long[]> fields, TransactionKind kind)
    {
        Script script = Scripts.Standard();
        return script.Add(Script.Final, _ => Command.Of(
            kind, script.FinalTime, Scripts.MasterKey(Scripts.Alice), fields(script.FinalTime)));
    }
}
