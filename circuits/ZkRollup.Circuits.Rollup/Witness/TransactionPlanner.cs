using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Liquidation;
using ZkRollup.Circuits.Rollup.Programs.Orders;
using ZkRollup.Circuits.Rollup.Programs.Prices;
using ZkRollup.Circuits.Rollup.Programs.Queue;
using ZkRollup.Circuits.Rollup.Programs.Sessions;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>Takes the steps of any transaction: each type has its plan in the family of its programs.</summary>
internal static class TransactionPlanner
{
    /// <summary>
    /// Takes the steps of an accepted transaction or a consumed queue operation in its binary form (docs/protocol.md, 15.1).
    /// </summary>
    /// <exception cref="ArgumentException">The bytes are no transaction.</exception>
    /// <exception cref="InvalidOperationException">No chain of programs proves it.</exception>
    internal static void Plan(StepSequence steps, ReadOnlySpan<byte> encoded, TransactionFacts facts)
    {
        Receiver receiver = new(steps, facts);
        if (!BinaryCodec.TryReceive(encoded, ref receiver, out DecodeError error))
        {
            throw new ArgumentException($"{encoded.Length} bytes are no transaction: {error}.", nameof(encoded));
        }
    }

    /// <summary>Takes the steps of an accepted transaction or a consumed queue operation.</summary>
    /// <exception cref="InvalidOperationException">No chain of programs proves it: what was executed contradicts the rules.</exception>
    internal static void Plan<T>(StepSequence steps, in T transaction, TransactionFacts facts)
        where T : struct, ITransaction<T>
    {
        if (T.Kind < TransactionKind.OpenSession)
        {
            PlanOperation(steps, transaction, facts);
        }
        else if (T.Kind < TransactionKind.OracleUpdate)
        {
            PlanOfSession(steps, transaction, facts);
        }
        else
        {
            PlanOther(steps, transaction, facts);
        }

        if (!steps.Carried[(int)CarriedRegister.Phase].IsZero)
        {
            throw new InvalidOperationException($"{T.Kind} at {facts.Time} ends in phase {steps.Carried[(int)CarriedRegister.Phase]}.");
        }
    }

    private static void PlanOperation<T>(StepSequence steps, in T transaction, TransactionFacts facts)
        where T : struct, ITransaction<T>
    {
        switch (transaction)
        {
            case Deposit deposit:
                QueuePrograms.Plan(steps, deposit, facts);
                break;
            case ChangeMasterKey change:
                QueuePrograms.Plan(steps, change, facts);
                break;
            case ForcedCancelAll cancel:
                QueuePrograms.Plan(steps, cancel, facts);
                break;
            case ForcedWithdraw withdraw:
                QueuePrograms.Plan(steps, withdraw, facts);
                break;
            case ForcedClose close:
                InsurancePrograms.Plan(steps, close, facts);
                break;
            case ListInstrument listing:
                QueuePrograms.Plan(steps, listing, facts);
                break;
            case SetParameters set:
                QueuePrograms.Plan(steps, set, facts);
                break;
            case SetOracleKey set:
                QueuePrograms.Plan(steps, set, facts);
                break;
            default:
                throw Unknown<T>();
        }
    }

    private static void PlanOfSession<T>(StepSequence steps, in T transaction, TransactionFacts facts)
        where T : struct, ITransaction<T>
    {
        switch (transaction)
        {
            case OpenSession open:
                SessionsPrograms.Plan(steps, open, facts);
                break;
            case RevokeSession revoke:
                SessionsPrograms.Plan(steps, revoke, facts);
                break;
            case PlaceOrder order:
                OrdersPrograms.Plan(steps, order, facts);
                break;
            case CancelOrder cancel:
                OrdersPrograms.Plan(steps, cancel, facts);
                break;
            case CancelAll cancel:
                SessionsPrograms.Plan(steps, cancel, facts);
                break;
            case Withdraw withdraw:
                SessionsPrograms.Plan(steps, withdraw, facts);
                break;
            default:
                throw Unknown<T>();
        }
    }

    private static void PlanOther<T>(StepSequence steps, in T transaction, TransactionFacts facts)
        where T : struct, ITransaction<T>
    {
        switch (transaction)
        {
            case OracleUpdate update:
                PricesPrograms.Plan(steps, update, facts);
                break;
            case RiskUpdate update:
                PricesPrograms.Plan(steps, update, facts);
                break;
            case UpdateMark update:
                PricesPrograms.Plan(steps, update, facts);
                break;
            case RemoveOrder remove:
                OrdersPrograms.Plan(steps, remove, facts);
                break;
            case Liquidate liquidate:
                LiquidationPrograms.Plan(steps, liquidate, facts);
                break;
            case Deleverage deleverage:
                LiquidationPrograms.Plan(steps, deleverage, facts);
                break;
            case SettleExpiry settle:
                InsurancePrograms.Plan(steps, settle, facts);
                break;
            case CollectFees collect:
                InsurancePrograms.Plan(steps, collect, facts);
                break;
            default:
                throw Unknown<T>();
        }
    }

    private static ArgumentException Unknown<T>()
        where T : struct, ITransaction<T> => new($"{T.Kind} has no plan.");

    private readonly struct Receiver(StepSequence steps, TransactionFacts facts) : ITransactionReceiver
    {
        public void ReceiveSigned<T>(in T transaction, in SchnorrSignature signature)
            where T : struct, ISignedTransaction<T> => Plan(steps, transaction, facts);

        public void ReceiveProven<T>(in T transaction)
            where T : struct, IProvenTransaction<T> => Plan(steps, transaction, facts);

        public void ReceiveOperation<T>(in T operation)
            where T : struct, IQueueOperation<T> => Plan(steps, operation, facts);
    }
}
