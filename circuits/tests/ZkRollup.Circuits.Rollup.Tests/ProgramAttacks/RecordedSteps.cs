using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Steps of the streams, made once for all tests that attack them.</summary>
internal sealed class RecordedSteps
{
    private const int Commands = 4_000;
    private const int StepsMax = 20;
    private static readonly Lazy<RecordedSteps> Made = new(() => new());

    private readonly PointSelection _selection = new(StepsMax);
    private readonly SortedDictionary<TransactionKind, HashSet<StepProgram>> _programs = [];

    private RecordedSteps()
    {
        ulong seed = 0;
        foreach (TrafficProfile profile in TrafficProfile.All)
        {
            WitnessStream stream = new(seed++, profile);
            stream.Follower.OnChain = Add;
            stream.Run(Commands, new StreamReport());
        }
    }

    internal static RecordedSteps Instance => Made.Value;

    /// <summary>The programs that proved each kind of transaction.</summary>
    internal IReadOnlyDictionary<TransactionKind, HashSet<StepProgram>> Programs => _programs;

    /// <summary>Steps of a program; none if the streams have none.</summary>
    internal IReadOnlyList<(StepChain Chain, int Step)> StepsOf(StepProgram program) => _selection.StepsOf(program);

    private void Add(StepChain chain)
    {
        _selection.Add(chain);
        if (!_programs.TryGetValue(chain.Header.Kind, out HashSet<StepProgram>? programs))
        {
            _programs.Add(chain.Header.Kind, programs = []);
        }

        programs.UnionWith(chain.Steps.Select(step => step.Program));
    }
}
