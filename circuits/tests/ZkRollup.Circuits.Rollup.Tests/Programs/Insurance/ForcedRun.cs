using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Tests.Programs.Matching;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Insurance;

/// <summary>Transactions that the steps and the reference take on the same records.</summary>
internal sealed class ForcedRun
{
    private const long QueueStart = 4;

    private readonly SortedDictionary<string, int> _programs = new(StringComparer.Ordinal);

    /// <summary>How many transactions were accepted.</summary>
    internal int Accepted { get; private set; }

    /// <summary>Causes and outcomes that were seen.</summary>
    internal SortedDictionary<string, int> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each program took a step.</summary>
    internal IReadOnlyDictionary<string, int> Programs => _programs;

    /// <summary>Is given the steps of each transaction that was accepted, and the state before it.</summary>
    internal Action<MatchingWorld, StepSequence>? OnSteps { get; set; }

    internal static Fr[] Carried()
    {
        Fr[] carried = new Fr[DeviceRegisters.CarriedCount];
        carried[(int)CarriedRegister.Time] = Fr.FromInt64(MatchingWorld.Now);
        carried[(int)CarriedRegister.Queue] = Fr.FromInt64(QueueStart);
        return carried;
    }

    /// <summary>Facts without choices.</summary>
    internal static TransactionFacts Facts(params RecordAddress[] touched) => new(new(MatchingWorld.Now), null, [touched]);

    /// <summary>An accepted transaction leaves the same records; a rejected one has no steps.</summary>
    internal void Compare<T>(MatchingWorld world, in T transaction)
        where T : struct, IProvenTransaction<T>
    {
        ReferenceExchange exchange = Reference(world);
        Cause cause = T.Apply(exchange, new(MatchingWorld.Now), transaction, new EventBuffer());
        Count(cause.ToString());
        StepSequence steps = new(world, Carried());
        if (cause == Cause.Accepted)
        {
            TransactionPlanner.Plan(steps, transaction, Facts([.. exchange.Touched.Select(access => access.Address)]));
            RequireSame(world, exchange, steps);
        }
        else
        {
            T rejected = transaction;
            Assert.Throws<InvalidOperationException>(() => TransactionPlanner.Plan(steps, rejected, Facts()));
        }
    }

    /// <summary>An operation has the same outcome.</summary>
    internal void CompareOperation<T>(MatchingWorld world, in T operation)
        where T : struct, IQueueOperation<T>
    {
        ReferenceExchange exchange = Reference(world);
        Cause cause = T.Consume(exchange, new(MatchingWorld.Now), new(QueueStart), operation, new EventBuffer(), out QueueOutcome outcome);
        Assert.Equal(Cause.Accepted, cause);
        Count(outcome.Code.ToString());
        StepSequence steps = new(world, Carried());
        TransactionPlanner.Plan(steps, operation, Facts([.. exchange.Touched.Select(access => access.Address)]));
        RequireSame(world, exchange, steps);
        StepResult consumed = steps.Steps.Single(step => !step.Input(DeviceRegisters.QueueEnable).IsZero);
        Assert.Equal(Fr.FromInt64((long)outcome.Code + (256 * outcome.Value)), consumed.Input(DeviceRegisters.QueueOutcome));
        Assert.Equal(Fr.FromInt64(QueueStart), consumed.Input(DeviceRegisters.QueueIndex));
    }

    /// <summary>The rules that a step does not keep, each once.</summary>
    internal static IEnumerable<string> Failures(StepProgram program, StepInputs inputs, StepSequence steps)
    {
        StepResult? before = steps.Steps.Count == 0 ? null : steps.Steps[^1];
        StepResult result = StepRun.Run(program, inputs, before, steps.Carried.ToArray(), steps, stopsAtFailure: false);
        return result.Failures.Concat(LineCheck.Failures(result, before?.Results)).Distinct();
    }

    /// <summary>Inputs of the first step of a transaction.</summary>
    internal static StepInputs Inputs<T>(in T transaction)
        where T : struct, ITransaction<T>
    {
        StepInputs inputs = Facts().Inputs();
        MessageFields.Fill(inputs, transaction);
        return inputs;
    }

    private static ReferenceExchange Reference(MatchingWorld world) =>
        new(world.All, new(MatchingWorld.Now), new(0), new(QueueStart));

    private void Count(string result) => Results[result] = Results.GetValueOrDefault(result) + 1;

    private void RequireSame(MatchingWorld world, ReferenceExchange exchange, StepSequence steps)
    {
        Accepted++;
        StepResult? before = null;
        foreach (StepResult step in steps.Steps)
        {
            _programs[step.Program.Name] = _programs.GetValueOrDefault(step.Program.Name) + 1;
            Assert.Empty(LineCheck.Failures(step, before?.Results));
            before = step;
        }

        string names = string.Join(", ", steps.Steps.Select(step => step.Program.Name));
        Assert.True(steps.Carried[(int)CarriedRegister.Phase].IsZero, names);
        Assert.Equal(Fr.One, steps.Carried[(int)CarriedRegister.Sequence]);
        Dictionary<RecordAddress, Record> expected = exchange.LiveRecords().ToDictionary();
        foreach (RecordAddress address in expected.Keys.Union(world.All.Select(pair => pair.Key)).Union(steps.Changed.Keys))
        {
            Record wanted = expected.GetValueOrDefault(address);
            Assert.True(wanted == steps.Read(address), $"{address.Class} {address} after {names}: {steps.Read(address)}, not {wanted}.");
        }

        OnSteps?.Invoke(world, steps);
    }
}
