using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>Applies commands to an exchange.</summary>
internal static class CommandRunner
{
    private const int FeeBits = 48;

    /// <summary>Applies a command.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="command">The command.</param>
    /// <param name="events">Is cleared, then receives what happened.</param>
    internal static CommandResult Run(IExchange exchange, Command command, EventBuffer events)
    {
        events.Clear();
        if (CommandSchema.IsQueueOperation(command.Kind))
        {
            Cause cause = Consume(exchange, command, events, out QueueOutcome outcome);
            return new CommandResult(cause, outcome);
        }

        SchnorrPublicKey key = KeyRing.Verified(command.Key);
        return new CommandResult(Apply(exchange, command, key, events), default);
    }

    private static Cause Apply(IExchange exchange, Command command, SchnorrPublicKey key, EventBuffer events)
    {
        Timestamp time = new(command.Time);
        long[] f = command.Fields;
        return command.Kind switch
        {
            TransactionKind.OpenSession => exchange.Apply(time, key, OpenSessionOf(f), events),
            TransactionKind.RevokeSession => exchange.Apply(
                time, key, new RevokeSession(new(f[0]), new(f[1]), new(f[2]), new(f[3]), new(f[4])), events),
            TransactionKind.PlaceOrder => exchange.Apply(time, key, PlaceOrderOf(f), events),
            TransactionKind.CancelOrder => exchange.Apply(
                time, key, new CancelOrder(HeaderOf(f), new OrderId(new(f[5]), new(f[6])), new(f[7])), events),
            TransactionKind.CancelAll => exchange.Apply(time, key, new CancelAll(HeaderOf(f)), events),
            TransactionKind.Withdraw => exchange.Apply(time, key, new Withdraw(HeaderOf(f), new(f[5])), events),
            TransactionKind.OracleUpdate => exchange.Apply(
                time, key, new OracleUpdate(new(f[0]), new(f[1]), new(f[2]), new(f[3])), events),
            TransactionKind.RiskUpdate => exchange.Apply(
                time, key, new RiskUpdate(new(f[0]), new(f[1]), new(f[2]), new(f[3]), new(f[4])), events),
            TransactionKind.UpdateMark => exchange.Apply(time, new UpdateMark(new(f[0])), events),
            TransactionKind.RemoveOrder => exchange.Apply(time, new RemoveOrder(new(f[0]), (RemovalCause)f[1]), events),
            TransactionKind.Liquidate => exchange.Apply(time, new Liquidate(new(f[0]), new(f[1])), events),
            TransactionKind.Deleverage => exchange.Apply(time, new Deleverage(new(f[0]), new(f[1]), new(f[2])), events),
            TransactionKind.SettleExpiry => exchange.Apply(time, new SettleExpiry(new(f[0]), new(f[1])), events),
            TransactionKind.CollectFees => exchange.Apply(time, new CollectFees(new(f[0])), events),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "A transaction."),
        };
    }

    private static Cause Consume(IExchange exchange, Command command, EventBuffer events, out QueueOutcome outcome)
    {
        Timestamp time = new(command.Time);
        QueueIndex index = new(Math.Max(0, exchange.NextQueueIndex.Value + command.QueueOffset));
        long[] f = command.Fields;
        switch (command.Kind)
        {
            case TransactionKind.Deposit:
                (Fr x, Fr y) = KeyRing.Coordinates((int)f[3]);
                return exchange.Consume(time, index, new Deposit(new(f[0]), new(f[1]), KeyRing.Owner(f[2]), x, y), events, out outcome);
            case TransactionKind.ChangeMasterKey:
                (x, y) = KeyRing.Coordinates((int)f[2]);
                return exchange.Consume(time, index, new ChangeMasterKey(new(f[0]), KeyRing.Owner(f[1]), x, y), events, out outcome);
            case TransactionKind.ForcedCancelAll:
                return exchange.Consume(time, index, new ForcedCancelAll(new(f[0]), KeyRing.Owner(f[1])), events, out outcome);
            case TransactionKind.ForcedWithdraw:
                return exchange.Consume(time, index, new ForcedWithdraw(new(f[0]), new(f[1]), KeyRing.Owner(f[2])), events, out outcome);
            case TransactionKind.ForcedClose:
                ForcedClose close = new(new(f[0]), new(f[1]), (Side)f[2], new(f[3]), KeyRing.Owner(f[4]));
                return exchange.Consume(time, index, close, events, out outcome);
            case TransactionKind.ListInstrument:
                ListInstrument listing = new(new(f[0]), TermsOf(f.AsSpan(1, 11)), LimitsOf(f.AsSpan(12, 11)));
                return exchange.Consume(time, index, listing, events, out outcome);
            case TransactionKind.SetParameters:
                return exchange.Consume(time, index, new SetParameters(new(f[0]), LimitsOf(f.AsSpan(1, 11))), events, out outcome);
            case TransactionKind.SetOracleKey:
                (x, y) = KeyRing.Coordinates((int)f[1]);
                return exchange.Consume(time, index, new SetOracleKey(new(f[0]), x, y), events, out outcome);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "A queue operation.");
        }
    }

    private static SessionHeader HeaderOf(long[] f) => new(new(f[0]), new(f[1]), new(f[2]), new(f[3]), new(f[4]));

    private static OpenSession OpenSessionOf(long[] f)
    {
        (Fr x, Fr y) = KeyRing.Coordinates((int)f[9]);
        return new OpenSession(
            new(f[0]), new(f[1]), new(f[2]), new(f[3]), new(f[4]), (SessionScope)f[5], (ulong)f[6], new(f[7]), new(f[8]), x, y);
    }

    private static PlaceOrder PlaceOrderOf(long[] f) => new(
        HeaderOf(f),
        new(f[5]),
        new(f[6]),
        (Side)f[7],
        (TimeInForce)f[8],
        f[9] != 0,
        (SelfTradeMode)f[10],
        new(f[11]),
        new(f[12]),
        new(f[13]),
        new(unchecked((ulong)f[14])));

    private static Record TermsOf(ReadOnlySpan<long> f) => new(
        Fr.Zero,
        Fr.Zero,
        (ulong)f[0],
        (ulong)f[1],
        (ulong)f[2],
        (ulong)f[3],
        (ulong)f[4],
        (ulong)f[5],
        (ulong)f[6],
        (ulong)f[7],
        (ulong)f[8],
        (ulong)f[9],
        (ulong)f[10]);

    private static Record LimitsOf(ReadOnlySpan<long> f) => new(
        Fr.Zero,
        Fr.Zero,
        (ulong)f[0],
        Bias.Encode(f[1], FeeBits),
        Bias.Encode(f[2], FeeBits),
        (ulong)f[3],
        (ulong)f[4],
        (ulong)f[5],
        (ulong)f[6],
        (ulong)f[7],
        (ulong)f[8],
        (ulong)f[9],
        (ulong)f[10]);
}
