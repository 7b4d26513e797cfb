using Xunit.Abstractions;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Operation;

/// <summary>What does not fit is answered with Overloaded and changes nothing.</summary>
public class OverloadTests(ITestOutputHelper output)
{
    /// <summary>Limits that traffic soon exceeds, and the kinds of commands that feel it.</summary>
    public static TheoryData<string, TransactionKind> Pools => new()
    {
        { "accounts", TransactionKind.Deposit },
        { "instruments", TransactionKind.ListInstrument },
        { "orders", TransactionKind.PlaceOrder },
        { "sessions", TransactionKind.OpenSession },
    };

    [Theory]
    [MemberData(nameof(Pools))]
    public void Apply_PoolFull_IsOverloadedAndChangesNothing(string pool, TransactionKind kind)
    {
        EngineLimits limits = pool switch
        {
            "accounts" => EngineStream.Limits with { Accounts = 12 },
            "instruments" => EngineStream.Limits with { Instruments = 4 },
            "orders" => EngineStream.Limits with { Orders = 12 },
            _ => EngineStream.Limits with { Sessions = 20 },
        };
        output.WriteLine("seed 21");
        EngineStream stream = new(21, TrafficProfile.Ordinary, limits);
        int overloaded = 0;
        for (int i = 0; i < 2_000; i++)
        {
            stream.Engine.Log!.Clear();
            SequenceNumber sequence = stream.Engine.LastSequence;
            Fr root = stream.Engine.ComputeStateRoot();
            (Command command, CommandResult result) = stream.Step();
            if (result.Cause == Cause.Overloaded)
            {
                overloaded++;
                Assert.Equal(kind, command.Kind);
                Assert.Equal(sequence, stream.Engine.LastSequence);
                Assert.Equal(root, stream.Engine.ComputeStateRoot());
                Assert.Equal(0, stream.Events.Count);
                Assert.Equal(0, stream.Engine.Log.Count);
            }
        }

        output.WriteLine($"{overloaded} times overloaded");
        Assert.NotEqual(0, overloaded);
    }

    [Fact]
    public void Apply_LogNotRead_IsOverloadedUntilItIsSwapped()
    {
        output.WriteLine("seed 22");
        EngineStream stream = new(22, TrafficProfile.Ordinary, EngineStream.Limits with { LogWords = TransitionLog.CapacityMin });
        Command overloaded;
        CommandResult result;
        do
        {
            (overloaded, result) = stream.Step();
        }
        while (result.Cause != Cause.Overloaded);

        SequenceNumber sequence = stream.Engine.LastSequence;
        CommandResult again = CommandRunner.Run(stream.Engine, overloaded, stream.Events);
        TransitionLog full = stream.Engine.SwapLog(new TransitionLog(TransitionLog.CapacityMin));
        CommandResult after = CommandRunner.Run(stream.Engine, overloaded, stream.Events);

        Assert.Equal(Cause.Overloaded, again.Cause);
        Assert.Equal(Cause.Accepted, after.Cause);
        Assert.Equal(sequence.Value + 1, stream.Engine.LastSequence.Value);
        Assert.Equal(sequence.Value, Count(full));
        Assert.Equal(1, Count(stream.Engine.Log!));
    }

    [Fact]
    public void SwapLog_EngineWithoutLog_IsRefused()
    {
        ExchangeEngine engine = new(EngineStream.Limits with { LogWords = 0 });

        Assert.Null(engine.Log);
        Assert.Throws<InvalidOperationException>(() => engine.SwapLog(new TransitionLog(TransitionLog.CapacityMin)));
    }

    [Theory]
    [InlineData("Accounts", 1)]
    [InlineData("Accounts", (1 << 24) + 1)]
    [InlineData("Instruments", 4_097)]
    [InlineData("Orders", 0)]
    [InlineData("Sessions", 0)]
    [InlineData("LogWords", TransitionLog.CapacityMin - 1)]
    public void Constructor_LimitOutOfRange_NamesIt(string name, int value)
    {
        EngineLimits limits = name switch
        {
            "Accounts" => new EngineLimits { Accounts = value },
            "Instruments" => new EngineLimits { Instruments = value },
            "Orders" => new EngineLimits { Orders = value },
            "Sessions" => new EngineLimits { Sessions = value },
            _ => new EngineLimits { LogWords = value },
        };

        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new ExchangeEngine(limits));

        Assert.Equal(name, exception.ParamName);
    }

    [Fact]
    public void Apply_TimeDecreases_IsNotTakenForOverload()
    {
        ExchangeEngine engine = new(EngineStream.Limits);
        EventBuffer events = new();
        Assert.Equal(Cause.Accepted, engine.Consume(new Timestamp(5), new QueueIndex(0), default(Deposit), events, out _));

        Cause cause = engine.Consume(new Timestamp(4), new QueueIndex(1), default(Deposit), events, out QueueOutcome outcome);

        Assert.Equal((Cause.TimeDecreases, default), (cause, outcome));
    }

    private static long Count(TransitionLog log)
    {
        long count = 0;
        TransitionReader reader = new(log);
        while (reader.TryReadTransition())
        {
            count++;
        }

        return count;
    }
}
