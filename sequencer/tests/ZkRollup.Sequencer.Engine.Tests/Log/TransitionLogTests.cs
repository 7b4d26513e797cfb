using Xunit.Abstractions;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.Tests.Operation;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.Log;

/// <summary>The log of transitions tells all that changed: a state kept from it alone is the engine's.</summary>
public class TransitionLogTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(31, "ordinary")]
    [InlineData(32, "fragile")]
    public void Writes_AllCommands_GiveTheState(ulong seed, string profile)
    {
        output.WriteLine($"seed {seed}");
        TrafficProfile traffic = TrafficProfile.All.Single(candidate => candidate.Name == profile);
        EngineStream stream = new(seed, traffic, EngineStream.Limits);
        Dictionary<RecordAddress, Record> kept = [];
        for (int i = 0; i < 4_000; i++)
        {
            stream.Engine.Log!.Clear();
            (Command command, CommandResult result) = stream.Step();
            TransitionReader reader = new(stream.Engine.Log);
            Assert.Equal(result.Cause == Cause.Accepted, reader.TryReadTransition());
            if (result.Cause == Cause.Accepted)
            {
                RequireHeader(reader.Header, command, result, stream.Engine);
                Keep(ref reader, kept);
                Assert.False(reader.TryReadTransition());
            }

            if (i % 500 == 499)
            {
                StateTree tree = new();
                tree.Update([.. kept]);
                Assert.Equal(stream.Engine.ComputeStateRoot(), tree.Root);
            }
        }
    }

    [Fact]
    public void SlotEnds_OrderThatMeetsMakers_AreOneForEachAndOneToRest()
    {
        output.WriteLine("seed 33");
        EngineStream stream = new(33, TrafficProfile.Ordinary, EngineStream.Limits);
        int several = 0;
        for (int i = 0; i < 6_000; i++)
        {
            stream.Engine.Log!.Clear();
            (Command command, CommandResult result) = stream.Step();
            if (result.Cause != Cause.Accepted || command.Kind != TransactionKind.PlaceOrder)
            {
                continue;
            }

            int met = 0;
            int rested = 0;
            foreach (ref readonly ExchangeEvent happened in stream.Events.Events)
            {
                met += happened.Kind is EventKind.Trade or EventKind.OrderRemoved ? 1 : 0;
                rested += happened.Kind == EventKind.OrderRested ? 1 : 0;
            }

            // A taker that ends at a maker without touching its record has met it all the same.
            int slots = Slots(stream.Engine.Log);
            int least = Math.Max(met, 1) + (met > 0 ? rested : 0);
            Assert.InRange(slots, least, least + (rested == 0 ? 1 : 0));
            several += met > 1 ? 1 : 0;
        }

        Assert.NotEqual(0, several);
    }

    [Fact]
    public void ReadTransaction_EachKind_IsWhatWasApplied()
    {
        output.WriteLine("seed 34");
        EngineStream stream = new(34, TrafficProfile.Ordinary, EngineStream.Limits);
        int orders = 0;
        int deposits = 0;
        for (int i = 0; i < 3_000; i++)
        {
            stream.Engine.Log!.Clear();
            (Command command, CommandResult result) = stream.Step();
            TransitionReader reader = new(stream.Engine.Log);
            if (result.Cause != Cause.Accepted || !reader.TryReadTransition())
            {
                continue;
            }

            if (command.Kind == TransactionKind.PlaceOrder)
            {
                PlaceOrder order = reader.ReadTransaction<PlaceOrder>();
                Assert.Equal((command["nonce"], command["price"]), (order.Header.Nonce.Value, order.Price.Value));
                orders++;
            }
            else if (command.Kind == TransactionKind.Deposit)
            {
                Deposit deposit = reader.ReadTransaction<Deposit>();
                Assert.Equal((command["account"], command["amount"]), (deposit.Account.Value, deposit.Amount.Value));
                Assert.Equal(KeyRing.Owner(command["owner"]), deposit.Owner);
                deposits++;
            }
        }

        Assert.NotEqual(0, orders * deposits);
    }

    [Fact]
    public void ReadTransaction_OtherKind_IsRefused()
    {
        ExchangeEngine engine = new(EngineStream.Limits);
        engine.Consume(default, default, default(Deposit), new EventBuffer(), out _);

        Assert.Throws<ArgumentException>(() =>
        {
            TransitionReader reader = new(engine.Log!);
            reader.TryReadTransition();
            return reader.ReadTransaction<PlaceOrder>();
        });
    }

    private static void RequireHeader(TransitionHeader header, Command command, CommandResult result, ExchangeEngine engine)
    {
        bool isQueue = CommandSchema.IsQueueOperation(command.Kind);
        Assert.Equal(command.Kind, header.Kind);
        Assert.Equal(engine.LastSequence, header.Sequence);
        Assert.Equal(engine.LastTime, header.Time);
        Assert.Equal(isQueue ? engine.NextQueueIndex.Value - 1 : null, header.QueueIndex?.Value);
        Assert.Equal(result.Outcome, header.Outcome);
    }

    /// <summary>Carries the writes of a transition over into a state of its own.</summary>
    private static void Keep(ref TransitionReader reader, Dictionary<RecordAddress, Record> kept)
    {
        HashSet<RecordAddress> written = [];
        AccessKind last = AccessKind.Read;
        while (reader.TryReadAccess())
        {
            RecordChange access = reader.Access;
            last = access.Kind;
            if (access.Kind == AccessKind.SlotEnd)
            {
                written.Clear();
            }
            else if (access.Kind != AccessKind.Read)
            {
                Record before = kept.GetValueOrDefault(access.Address);
                Record after = access.Kind == AccessKind.WriteWithKey ? access.Record : access.Record with { X = before.X, Y = before.Y };
                Assert.True(written.Add(access.Address), $"{access.Address} was written twice in a slot");
                kept[access.Address] = after;
            }
        }

        Assert.Equal(AccessKind.SlotEnd, last);
    }

    private static int Slots(TransitionLog log)
    {
        TransitionReader reader = new(log);
        int slots = 0;
        Assert.True(reader.TryReadTransition());
        while (reader.TryReadAccess())
        {
            slots += reader.Access.Kind == AccessKind.SlotEnd ? 1 : 0;
        }

        return slots;
    }
}
