using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.Snapshots;
using ZkRollup.Sequencer.Engine.Tests.Causes;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>Reference and engine side by side: every command goes to both, and everything that can be seen is compared.</summary>
/// <remarks>
/// After every command: the answer, all fields of all events, time, sequence number and queue index, and every record that the command
/// names, that an event names or that the reference read or wrote: so also that a rejected command left them alone. The roots, which see
/// all other records too, are compared every so many commands: after each of some hundred thousand they would cost more than all the rest.
/// </remarks>
internal sealed class ExchangePair
{
    private readonly CheckIntervals _intervals;
    private readonly int _snapshotInterval;
    private readonly EventBuffer _referenceEvents = new();
    private readonly EventBuffer _engineEvents = new();
    private readonly HashSet<RecordAddress> _watched = [];
    private int _count;

    internal ExchangePair(StreamPlan plan)
        : this(plan.Intervals, plan.HasLog ? Limits with { LogWords = TransitionLog.CapacityMin } : Limits)
    {
        _snapshotInterval = plan.SnapshotInterval;
    }

    internal ExchangePair(CheckIntervals intervals, EngineLimits? limits = null)
    {
        _intervals = intervals;
        View = new StateView(Reference.Read);
        Engine = new ExchangeEngine(limits ?? Limits);
    }

    internal static EngineLimits Limits { get; } = new()
    {
        Accounts = 1 << 10,
        Instruments = 1 << 12,
        Orders = 1 << 13,
        Sessions = 1 << 12,
        LogWords = 0,
    };

    internal ReferenceExchange Reference { get; } = new();

    internal ExchangeEngine Engine { get; private set; }

    /// <summary>The state of the reference.</summary>
    internal StateView View { get; }

    internal CommandResult Result { get; private set; }

    internal ReadOnlySpan<ExchangeEvent> Events => _referenceEvents.Events;

    /// <summary>Applies a command to both.</summary>
    /// <returns>The first difference, or null.</returns>
    internal Mismatch? Step(Command command)
    {
        int index = _count++;
        try
        {
            return Compare(command, index);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or ArithmeticException
            or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException)
        {
            return new Mismatch(MismatchKind.Exception, index, $"{command}\n{exception}");
        }
    }

    /// <summary>Compares the whole state.</summary>
    internal Mismatch? CompareAll(int index)
    {
        foreach ((RecordAddress address, Record record) in Reference.LiveRecords())
        {
            if (record != Engine.GetRecord(address))
            {
                return RecordMismatch(address, index, "the whole state");
            }
        }

        return CompareRoots(index);
    }

    private Mismatch? Compare(Command command, int index)
    {
        Refusal expected = PreconditionTable.First(new Situation(View, command, Reference.LastTime.Value));
        Result = CommandRunner.Run(Reference, command, _referenceEvents);
        CommandResult engine = CommandRunner.Run(Engine, command, _engineEvents);
        Engine.Log?.Clear();
        if (Result != engine)
        {
            return new Mismatch(MismatchKind.Answer, index, $"{command}: reference {Result}, engine {engine}");
        }

        if (Refusal.Of(Result) != expected)
        {
            return new Mismatch(MismatchKind.Precondition, index, $"{command}: expected {expected}, got {Refusal.Of(Result)}");
        }

        return CompareEvents(command, index) ?? CompareCounters(command, index) ?? CompareWatched(command, index) ?? CheckWhole(index);
    }

    private Mismatch? CompareEvents(Command command, int index)
    {
        ReadOnlySpan<ExchangeEvent> expected = _referenceEvents.Events;
        ReadOnlySpan<ExchangeEvent> got = _engineEvents.Events;
        for (int i = 0; i < Math.Max(expected.Length, got.Length); i++)
        {
            string left = i < expected.Length ? expected[i].ToString() : "none";
            string right = i < got.Length ? got[i].ToString() : "none";
            if (i >= expected.Length || i >= got.Length || expected[i] != got[i])
            {
                return new Mismatch(MismatchKind.Event, index, $"{command}: event {i}\nreference {left}\nengine    {right}");
            }
        }

        return null;
    }

    private Mismatch? CompareCounters(Command command, int index)
    {
        (Protocol.Units.Timestamp, SequenceNumber, QueueIndex) expected =
            (Reference.LastTime, Reference.LastSequence, Reference.NextQueueIndex);
        (Protocol.Units.Timestamp, SequenceNumber, QueueIndex) got = (Engine.LastTime, Engine.LastSequence, Engine.NextQueueIndex);
        return expected == got
            ? null
            : new Mismatch(MismatchKind.Counter, index, $"{command}: time, sequence, queue: reference {expected}, engine {got}");
    }

    private Mismatch? CompareWatched(Command command, int index)
    {
        _watched.Clear();
        Watch.Add(_watched, command);
        foreach (ref readonly ExchangeEvent item in _referenceEvents.Events)
        {
            Watch.Add(_watched, item);
        }

        if (Result.IsAccepted)
        {
            foreach (RecordAccess access in Reference.Touched)
            {
                _watched.Add(access.Address);
            }
        }

        foreach (RecordAddress address in _watched)
        {
            if (Reference.Read(address) != Engine.GetRecord(address))
            {
                return RecordMismatch(address, index, command.ToString());
            }
        }

        return null;
    }

    private Mismatch? CheckWhole(int index)
    {
        int number = index + 1;
        if (number % _intervals.Conservation == 0)
        {
            IReadOnlyList<string> violations = Conservation.Violations(Reference.LiveRecords());
            if (violations.Count > 0)
            {
                return new Mismatch(MismatchKind.Conservation, index, string.Join('\n', violations));
            }
        }

        if (number % _intervals.Root == 0 && CompareAll(index) is { } mismatch)
        {
            return mismatch;
        }

        return _snapshotInterval > 0 && number % _snapshotInterval == 0 ? RestoreEngine(index) : null;
    }

    /// <summary>Replaces the engine by one that is restored from its snapshot.</summary>
    private Mismatch? RestoreEngine(int index)
    {
        using MemoryStream stream = new();
        Engine.WriteSnapshot(stream);
        stream.Position = 0;
        SnapshotResult result = ExchangeEngine.TryRestore(stream, Engine.Limits, out ExchangeEngine? engine);
        if (engine is null)
        {
            return new Mismatch(MismatchKind.Exception, index, $"a snapshot cannot be restored: {result}");
        }

        Engine = engine;
        return CompareRoots(index);
    }

    private Mismatch? CompareRoots(int index)
    {
        Fr expected = Reference.ComputeStateRoot();
        Fr got = Engine.ComputeStateRoot();
        return expected == got ? null : new Mismatch(MismatchKind.Root, index, $"reference {expected}, engine {got}");
    }

    private Mismatch RecordMismatch(RecordAddress address, int index, string after) => new(
        MismatchKind.Record,
        index,
        $"{after}: record {address}\nreference {Reference.Read(address)}\nengine    {Engine.GetRecord(address)}");
}
