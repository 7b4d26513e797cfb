using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>Takes steps of matching in a world, beside the reference.</summary>
internal sealed class MatchingRun
{
    private readonly TakerContext _context;

    /// <param name="world">The records as the acceptance of the taker leaves them.</param>
    /// <param name="context">The kind of taker.</param>
    /// <param name="entries">What acceptance hands on.</param>
    internal MatchingRun(MatchingWorld world, TakerContext context, IReadOnlyDictionary<Context.Entry, long> entries)
    {
        _context = context;
        Fr[] carried = new Fr[DeviceRegisters.CarriedCount];
        carried[(int)CarriedRegister.Time] = Fr.FromInt64(MatchingWorld.Now);
        Steps = new(world, carried);
        ProgramWriter p = new("Acceptance");
        p.Begin(null);
        StepInputs inputs = new();
        foreach (Context.Entry entry in context.Context.Entries)
        {
            p.Export(entry, p.Input(entry.Name).WithBounds(entry.Low, entry.High));
            _ = inputs.Set(entry.Name, entries[entry]);
        }

        p.End(context);
        Assert.Null(Steps.TryStep(p.Finish(), inputs));
    }

    internal StepSequence Steps { get; }

    /// <summary>The programs that took steps.</summary>
    internal List<StepProgram> Taken { get; } = [];

    internal bool IsMatching =>
        FieldNumber.ToUInt64(Steps.Carried[(int)CarriedRegister.Phase]) == (ulong)_context.Context.Phase;

    /// <summary>Takes all steps; each has at most one program that is provable, and a step that is taken is one.</summary>
    internal void TakeAll()
    {
        while (IsMatching && TryTake())
        {
        }
    }

    /// <summary>The labels for which programs that may be next are not provable.</summary>
    internal IReadOnlyList<string> FailuresOf(StepProgram program) => StepRun.Run(
        program, MatchingPlan.Inputs(Steps, _context), Steps.Steps[^1], Steps.Carried.ToArray(), Steps, stopsAtFailure: false).Failures;

    private bool TryTake()
    {
        StepInputs inputs = MatchingPlan.Inputs(Steps, _context);
        StepProgram[] provable =
        [
            .. MatchingPlan.Candidates(Steps, _context).Where(program =>
                StepRun.Run(program, inputs, Steps.Steps[^1], Steps.Carried.ToArray(), Steps).Failure is null),
        ];
        Assert.True(provable.Length <= 1, string.Join(", ", provable.Select(program => program.Name)));
        if (provable.Length == 0)
        {
            return false;
        }

        int count = Steps.Steps.Count;
        Assert.Null(Steps.TryStep(provable[0], inputs));
        Assert.Empty(LineCheck.Failures(Steps.Steps[count], Steps.Steps[count - 1].Results));
        Taken.Add(provable[0]);
        return true;
    }
}
