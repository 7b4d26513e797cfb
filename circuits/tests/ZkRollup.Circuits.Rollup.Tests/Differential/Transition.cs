using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Log;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>A transaction of the engine's log, whatever its type.</summary>
/// <param name="Header">What the log says of it.</param>
internal abstract record Transition(TransitionHeader Header)
{
    /// <summary>Where the key of its signature lies; null if it has none.</summary>
    internal virtual RecordAddress? KeyAddress => null;

    /// <summary>What it takes off an account and makes public, if anything.</summary>
    internal virtual Withdrawal? Withdrawn(Func<RecordAddress, OwnerRecord> owner) => null;

    /// <summary>Its lanes.</summary>
    internal abstract Fr[] Lanes(in TransactionDomain domain);

    /// <summary>Takes its steps.</summary>
    internal abstract void Plan(StepSequence steps, TransactionFacts facts);

    /// <summary>The transition that a reader is at.</summary>
    internal static Transition Read(in TransitionReader reader) => reader.Header.Kind switch
    {
        TransactionKind.Deposit => Of<Deposit>(reader),
        TransactionKind.ChangeMasterKey => Of<ChangeMasterKey>(reader),
        TransactionKind.ForcedCancelAll => Of<ForcedCancelAll>(reader),
        TransactionKind.ForcedWithdraw => Of<ForcedWithdraw>(reader),
        TransactionKind.ForcedClose => Of<ForcedClose>(reader),
        TransactionKind.ListInstrument => Of<ListInstrument>(reader),
        TransactionKind.SetParameters => Of<SetParameters>(reader),
        TransactionKind.SetOracleKey => Of<SetOracleKey>(reader),
        TransactionKind.OpenSession => Signed<OpenSession>(reader),
        TransactionKind.RevokeSession => Signed<RevokeSession>(reader),
        TransactionKind.PlaceOrder => Signed<PlaceOrder>(reader),
        TransactionKind.CancelOrder => Signed<CancelOrder>(reader),
        TransactionKind.CancelAll => Signed<CancelAll>(reader),
        TransactionKind.Withdraw => Signed<Withdraw>(reader),
        TransactionKind.OracleUpdate => Signed<OracleUpdate>(reader),
        TransactionKind.RiskUpdate => Signed<RiskUpdate>(reader),
        TransactionKind.UpdateMark => Of<UpdateMark>(reader),
        TransactionKind.RemoveOrder => Of<RemoveOrder>(reader),
        TransactionKind.Liquidate => Of<Liquidate>(reader),
        TransactionKind.Deleverage => Of<Deleverage>(reader),
        TransactionKind.SettleExpiry => Of<SettleExpiry>(reader),
        TransactionKind.CollectFees => Of<CollectFees>(reader),
        _ => throw new ArgumentOutOfRangeException(nameof(reader), reader.Header.Kind, "A transaction."),
    };

    private static Unsigned<T> Of<T>(in TransitionReader reader)
        where T : unmanaged, ITransaction<T> => new(reader.Header, reader.ReadTransaction<T>());

    private static SignedTransition<T> Signed<T>(in TransitionReader reader)
        where T : unmanaged, ISignedTransaction<T> => new(reader.Header, reader.ReadTransaction<T>());

    private record Unsigned<T>(TransitionHeader Header, T Transaction) : Transition(Header)
        where T : unmanaged, ITransaction<T>
    {
        internal override Withdrawal? Withdrawn(Func<RecordAddress, OwnerRecord> owner) => Transaction switch
        {
            Withdraw withdraw => new(
                owner(RecordAddress.Owner(withdraw.Header.Account)).Address, withdraw.Header.Account, withdraw.Amount),
            ForcedWithdraw forced when Header.Outcome.Code == OutcomeCode.Paid => new(
                owner(RecordAddress.Owner(forced.Account)).Address, forced.Account, new(Header.Outcome.Value)),
            _ => null,
        };

        internal override Fr[] Lanes(in TransactionDomain domain)
        {
            Fr[] lanes = new Fr[TransactionLanes.Count<T>()];
            _ = TransactionLanes.Write(domain, Transaction, lanes);
            return lanes;
        }

        internal override void Plan(StepSequence steps, TransactionFacts facts) => TransactionPlanner.Plan(steps, Transaction, facts);
    }

    private sealed record SignedTransition<T>(TransitionHeader Header, T Transaction) : Unsigned<T>(Header, Transaction)
        where T : unmanaged, ISignedTransaction<T>
    {
        internal override RecordAddress? KeyAddress => T.KeyAddress(Transaction);
    }
}
