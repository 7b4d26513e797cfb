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

    /// <summary>Is given each program that may be next, and the labels of its lines that do not hold.</summary>
    internal Action<StepProgram, IReadOnlyList<string>>? OnTried { get; set; }

    /// <summary>Is given each program that takes the next step, with its inputs, before it does.</summary>
    internal Action<StepProgram, StepInputs>? OnNext { get; set; }

    internal bool IsMatching =>
        FieldNumber.ToUInt64(Steps.Carried[(int)CarriedRegister.Phase]) == (ulong)_context.Context.Phase;

    /// <summary>Takes all steps; each has at most one program that is provable, and a step that is taken is one.</summary>
    internal void TakeAll()
    {
        while (IsMatching && TryTake())
        {
        }
    }

    /// <summary>What a program would do next.</summary>
    internal StepResult Run(StepProgram program, StepInputs inputs, Func<Operation, Register, Fr, Fr>? tamper = null) =>
        StepRun.Run(program, inputs, Steps.Steps[^1], Steps.Carried.ToArray(), Steps, stopsAtFailure: false, tamper);

    private bool TryTake()
    {
        StepInputs inputs = MatchingPlan.Inputs(Steps, _context);
        List<StepProgram> provable = [];
        foreach (StepProgram program in MatchingPlan.Candidates(Steps, _context))
        {
            IReadOnlyList<string> failures = LineCheck.Failures(Run(program, inputs), Steps.Steps[^1].Results);
            OnTried?.Invoke(program, failures);
            if (failures.Count == 0)
            {
                provable.Add(program);
            }
        }

        Assert.True(provable.Count <= 1, string.Join(", ", provable.Select(program => program.Name)));
        if (provable.Count == 0)
        {
            return false;
        }

        int count = Steps.Steps.Count;
        OnNext?.Invoke(provable[0], inputs);
        Assert.Null(Steps.TryStep(provable[0], inputs));
        Assert.Empty(LineCheck.Failures(Steps.Steps[count], Steps.Steps[count - 1].Results));
        Taken.Add(provable[0]);
        return true;
    }
}
