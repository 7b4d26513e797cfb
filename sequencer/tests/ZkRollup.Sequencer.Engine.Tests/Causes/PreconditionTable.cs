using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>The preconditions of docs/protocol.md once more, each by itself: which of them hold says what must be answered.</summary>
/// <remarks>Neither implementation can be wrong in the order of two causes, nor in one of them, without this table noticing.</remarks>
internal static class PreconditionTable
{
    private static readonly Precondition TimeDecreases = new(Cause.TimeDecreases, s => s.Time < s.LastTime);

    private static readonly Precondition UnknownAccount = new(Cause.UnknownAccount, s => !s.State.HasAccount(s.AccountNumber));

    private static readonly Precondition[] Queue =
        [TimeDecreases, new(Cause.QueueIndexWrong, s => s.Command.QueueOffset != 0)];

    private static readonly Precondition[] Master =
    [
        TimeDecreases,
        UnknownAccount,
        new(Cause.NoMasterKey, s => !s.Owner.HasKey),
        new(Cause.SignatureInvalid, s => !s.IsSignedBy(s.Owner.KeyX, s.Owner.KeyY)),
        new(Cause.NonceNotIncreasing, s => s["nonce"] <= s.Owner.MasterNonce.Value),
        new(Cause.DeadlinePassed, s => s["deadline"] < s.Time),
    ];

    private static readonly Dictionary<TransactionKind, Precondition[]> Table = new()
    {
        [TransactionKind.Deposit] = [.. Queue, .. QueuePreconditions.Deposit],
        [TransactionKind.ChangeMasterKey] = [.. Queue, .. QueuePreconditions.ChangeMasterKey],
        [TransactionKind.ForcedCancelAll] = [.. Queue, .. QueuePreconditions.Account],
        [TransactionKind.ForcedWithdraw] = [.. Queue, .. QueuePreconditions.ForcedWithdraw],
        [TransactionKind.ForcedClose] = [.. Queue, .. QueuePreconditions.ForcedClose],
        [TransactionKind.ListInstrument] = [.. Queue, .. QueuePreconditions.ListInstrument],
        [TransactionKind.SetParameters] = [.. Queue, .. QueuePreconditions.SetParameters],
        [TransactionKind.SetOracleKey] = [.. Queue, .. QueuePreconditions.SetOracleKey],
        [TransactionKind.OpenSession] =
        [
            .. Master,
            new(Cause.SessionExpiryInvalid, s => s["expiry"] <= s.Time),
            new(Cause.ScopeInvalid, s => (s["scope"] & ~0b1_1011L) != 0),
            new(Cause.KeyInvalid, s => !s.IsUsableKey()),
            new(Cause.TooManySessions, s => s.Account.SessionCount.Value == (1L << 24) - 1),
        ],
        [TransactionKind.RevokeSession] =
        [
            .. Master,
            new(Cause.UnknownSession, s => !s.Session.Exists || s.Session.Serial.Value != s["serial"]),
        ],
        [TransactionKind.PlaceOrder] = [.. OfSession(SessionScope.Trade), .. OrderPreconditions.PlaceOrder],
        [TransactionKind.CancelOrder] = OfSession(SessionScope.Cancel),
        [TransactionKind.CancelAll] = OfSession(SessionScope.Cancel),
        [TransactionKind.Withdraw] = [.. OfSession(SessionScope.Withdraw), .. Withdrawal],
        [TransactionKind.OracleUpdate] = [TimeDecreases, .. PricePreconditions.OracleUpdate],
        [TransactionKind.RiskUpdate] = [TimeDecreases, .. PricePreconditions.RiskUpdate],
        [TransactionKind.UpdateMark] = [TimeDecreases, .. PricePreconditions.UpdateMark],
        [TransactionKind.RemoveOrder] = [TimeDecreases, .. OrderPreconditions.RemoveOrder],
        [TransactionKind.Liquidate] = [TimeDecreases, UnknownAccount, .. RiskPreconditions.Liquidate],
        [TransactionKind.Deleverage] = [TimeDecreases, UnknownAccount, .. RiskPreconditions.Deleverage],
        [TransactionKind.SettleExpiry] = [TimeDecreases, .. RiskPreconditions.SettleExpiry],
        [TransactionKind.CollectFees] = [TimeDecreases, .. RiskPreconditions.CollectFees],
    };

    private static Precondition[] Withdrawal =>
    [
        new(Cause.AmountZero, s => s["amount"] == 0),
        new(Cause.WithdrawalTooLarge, s => s["amount"] > s.Scan.Withdrawable),
    ];

    /// <summary>The preconditions of a withdrawal by the master key.</summary>
    /// <remarks>Serial 0 with another slot than 0 names a session that cannot exist.</remarks>
    internal static IReadOnlyList<Precondition> WithdrawByMaster { get; } = [.. Master, .. Withdrawal];

    internal static IReadOnlyList<Precondition> Of(TransactionKind kind) => Table[kind];

    internal static IReadOnlyList<Precondition> For(Situation situation) =>
        situation.Command.Kind == TransactionKind.Withdraw && situation["serial"] == 0 && situation["slot"] == 0
            ? WithdrawByMaster
            : Table[situation.Command.Kind];

    /// <summary>All that apply, in the order of the list.</summary>
    internal static IReadOnlyList<Refusal> AllThatApply(Situation situation) =>
        [.. For(situation).Where(p => p.Applies(situation)).Select(p => p.Refusal)];

    /// <summary>The first that applies, or none.</summary>
    internal static Refusal First(Situation situation)
    {
        foreach (Precondition precondition in For(situation))
        {
            if (precondition.Applies(situation))
            {
                return precondition.Refusal;
            }
        }

        return Refusal.None;
    }

    private static Precondition[] OfSession(SessionScope scope) =>
    [
        TimeDecreases,
        UnknownAccount,
        new(Cause.UnknownSession, s => !s.Session.Exists || s.Session.Serial.Value != s["serial"]),
        new(Cause.SessionEpochPassed, s => s.Session.SessionEpoch != s.Account.SessionEpoch),
        new(Cause.SessionExpired, s => s.Session.Expiry.Value <= s.Time),
        new(Cause.SignatureInvalid, s => !s.IsSignedBy(s.Session.KeyX, s.Session.KeyY)),
        new(Cause.ScopeMissing, s => (s.Session.Scope & scope) == 0),
        new(Cause.NonceNotIncreasing, s => s["nonce"] <= s.Session.Nonce.Value),
        new(Cause.DeadlinePassed, s => s["deadline"] < s.Time),
    ];
}
