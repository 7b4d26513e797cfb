using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Steps of the streams and of small markets, made once for all tests that attack them.</summary>
internal sealed class RecordedSteps
{
    private const int Commands = 4_000;
    private const int StepsOfStreams = 12;
    private const int StepsMax = 20;
    private static readonly Lazy<RecordedSteps> Made = new(() => new());

    private readonly PointSelection _selection = new();
    private readonly SortedDictionary<TransactionKind, HashSet<StepProgram>> _programs = [];

    private RecordedSteps()
    {
        ulong seed = 0;
        foreach (TrafficProfile profile in TrafficProfile.All)
        {
            WitnessStream stream = new(seed++, profile);
            stream.Follower.OnChain = AddOfStream;
            stream.Run(Commands, new StreamReport());
        }

        RecordedWorlds.Record(Add);
        HashSet<StepProgram> rare = [.. ProgramSet.All.Where(program => StepsOf(program).Count == 0)];
        RecordedWorlds.RecordRare(chain => _selection.Add(chain, StepsMax, rare));
    }

    internal static RecordedSteps Instance => Made.Value;

    /// <summary>The programs that proved each kind of transaction in the streams.</summary>
    internal IReadOnlyDictionary<TransactionKind, HashSet<StepProgram>> Programs => _programs;

    /// <summary>Steps of a program; none if nothing that was recorded has one.</summary>
    internal IReadOnlyList<(StepChain Chain, int Step)> StepsOf(StepProgram program) => _selection.StepsOf(program);

    private void AddOfStream(StepChain chain)
    {
        _selection.Add(chain, StepsOfStreams);
        AddIdle(chain);
        if (!_programs.TryGetValue(chain.Kind, out HashSet<StepProgram>? programs))
        {
            _programs.Add(chain.Kind, programs = []);
        }

        programs.UnionWith(chain.Steps.Select(step => step.Program));
    }

    private void Add(StepChain chain)
    {
        _selection.Add(chain, StepsMax);
        AddIdle(chain);
    }

    /// <summary>
    /// Padding may follow any transaction. Waiting follows any step, as far as lines say: whether a scan waits is the device's.
    /// </summary>
    private void AddIdle(StepChain chain)
    {
        for (int i = 0; i < chain.Steps.Count; i++)
        {
            StepResult step = chain.Steps[i];
            ulong phase = FieldNumber.ToUInt64(step.Carried[(int)CarriedRegister.Phase]);
            if (phase > int.MaxValue || !ProgramSet.Waiting.TryGetValue((int)phase, out StepProgram? waiting))
            {
                // After a token, or in a phase that follows no scan, there is no waiting.
                continue;
            }

            foreach (StepProgram idle in phase == 0 ? [waiting, ProgramSet.Padding] : new[] { waiting })
            {
                if (StepsOf(idle).Count == 0)
                {
                    StepResult next = StepRun.Run(idle, new(), step, step.Carried, chain.State);
                    _selection.Add(chain with { Steps = [.. chain.Steps.Take(i + 1), next] }, StepsMax);
                }
            }
        }
    }
}
