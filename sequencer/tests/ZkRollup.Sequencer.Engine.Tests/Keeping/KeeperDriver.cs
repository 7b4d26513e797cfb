using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Keeping;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Keeping;

/// <summary>Drives a keeper as a node does: each proposal is applied before the next is asked for.</summary>
internal static class KeeperDriver
{
    /// <summary>More calls than any of these worlds needs: a keeper that goes on for longer does not terminate.</summary>
    private const int CallsMax = 200_000;

    /// <summary>Applies what a keeper proposes until it is idle; each must be accepted.</summary>
    internal static List<ProvenTransaction> Drain(Keeper keeper, IExchange exchange, long time)
    {
        List<ProvenTransaction> applied = [];
        EventBuffer events = new();
        for (int calls = 0; calls < CallsMax; calls++)
        {
            if (!keeper.TryNext(new Timestamp(time), out ProvenTransaction next))
            {
                if (keeper.IsIdle)
                {
                    return applied;
                }

                continue;
            }

            Assert.Equal(Cause.Accepted, next.ApplyTo(exchange, new Timestamp(time), events));
            applied.Add(next);
        }

        throw new InvalidOperationException($"Not idle after {CallsMax} calls and {applied.Count} transactions.");
    }

    /// <summary>A proposal as a command, for both implementations.</summary>
    internal static Command CommandOf(in ProvenTransaction item, long time)
    {
        long instrument = item.Instrument.Value;
        long[] fields = item.Kind switch
        {
            TransactionKind.UpdateMark or TransactionKind.CollectFees => [instrument],
            TransactionKind.RemoveOrder => [item.Leaf.Value, (long)item.Removal],
            TransactionKind.Deleverage => [item.Account.Value, instrument, item.Counterparty.Value],
            _ => [item.Account.Value, instrument],
        };
        return Command.Of(item.Kind, time, 0, fields);
    }

    /// <summary>What an idle keeper leaves undone, as far as the engine would accept it; fees aside.</summary>
    internal static List<string> Undone(ExchangeEngine engine, long time)
    {
        List<string> undone = [];
        for (int instrument = 0; instrument < engine.State.Instruments.Length; instrument++)
        {
            engine.BeginLook();
            if (engine.CheckUpdateMark(instrument, out _) == Cause.Accepted)
            {
                undone.Add($"UpdateMark {instrument}");
            }
        }

        for (int account = 0; account < engine.State.Accounts.Length; account++)
        {
            foreach (ushort instrument in engine.State.Accounts[account].Instruments)
            {
                engine.BeginLook();
                if (engine.CheckLiquidate(time, account, instrument, out _) == Cause.Accepted)
                {
                    undone.Add($"Liquidate {account} {instrument}");
                }

                if (engine.CheckSettleExpiry(account, instrument, out _, out _) == Cause.Accepted)
                {
                    undone.Add($"SettleExpiry {account} {instrument}");
                }

                for (int other = 0; other < engine.State.Accounts.Length; other++)
                {
                    engine.BeginLook();
                    if (engine.CheckDeleverage(time, account, instrument, other, out _, out _) == Cause.Accepted)
                    {
                        undone.Add($"Deleverage {account} {instrument} {other}");
                    }
                }
            }
        }

        for (int leaf = 0; leaf < engine.State.Orders.Length; leaf++)
        {
            engine.BeginLook();
            if (engine.State.Orders[leaf].Quantity != 0 && engine.FindRemoval(leaf, time) is RemovalCause cause)
            {
                undone.Add($"RemoveOrder {new OrderLeaf(leaf)} {cause}");
            }
        }

        return undone;
    }
}
