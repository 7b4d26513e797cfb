using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Tests.Differential;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Picks the steps of streams that are worth an attack: those that go a way that none before them went.</summary>
internal sealed class PointSelection
{
    private readonly Dictionary<StepProgram, Picked> _programs = new(ReferenceEqualityComparer.Instance);

    /// <summary>The steps that were picked of a program.</summary>
    internal IReadOnlyList<(StepChain Chain, int Step)> StepsOf(StepProgram program) =>
        _programs.TryGetValue(program, out Picked? picked) ? picked.Steps : [];

    /// <summary>Looks at the steps of a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="most">Most steps of a program.</param>
    /// <param name="wanted">The programs to look at; null for all.</param>
    internal void Add(StepChain chain, int most, HashSet<StepProgram>? wanted = null)
    {
        for (int step = 0; step < chain.Steps.Count; step++)
        {
            StepResult result = chain.Steps[step];
            if (wanted is not null && !wanted.Contains(result.Program))
            {
                continue;
            }

            if (!_programs.TryGetValue(result.Program, out Picked? picked))
            {
                _programs.Add(result.Program, picked = new(new(result.Program)));
            }

            if (picked.Steps.Count < most && picked.Seen.Add(result))
            {
                picked.Steps.Add((chain, step));
            }
        }
    }

    private sealed class Picked(SeenBits seen)
    {
        internal SeenBits Seen { get; } = seen;

        internal List<(StepChain Chain, int Step)> Steps { get; } = [];
    }
}
