using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

/// <summary>
/// Carried registers alone, on a grid of eight rows: a register is found on the row of its number and left on the last rows.
/// </summary>
internal sealed class CarryCircuit
{
    private const int Rows = 8;

    private readonly SlotInputMap _map;

    internal CarryCircuit()
    {
        CircuitBuilder builder = new("carried registers", new(Rows, Copied: 7, Local: 0));
        RollupPublics publics = new(builder);
        Region cells = builder.Allocate("registers", new(Rows, 2, 0));
        foreach (Cell cell in Enum.GetValues<CarriedRegister>().Select(Found).Concat(Handed.Select(Left)))
        {
            builder.Input(cell);
        }

        CarriedRegisters.Add(builder, Found, Left, publics);
        Built = builder.Build();
        _map = new(Built);

        Cell Found(CarriedRegister register) => cells[(int)register, 0];
        Cell Left(CarriedRegister register) => cells[Rows - 1 - (int)register, 1];
    }

    internal static CarriedRegister[] Handed { get; } =
        [CarriedRegister.Phase, CarriedRegister.Time, CarriedRegister.Sequence, CarriedRegister.Queue, CarriedRegister.Withdrawals];

    internal static CarriedEnds Ends { get; } = new(
        new(
            default,
            default,
            new BatchNumber(7),
            FirstTime: new(1000),
            LastTime: new(1030),
            FirstSequence: new(51),
            LastSequence: new(52),
            Fr.Zero,
            FirstQueueIndex: new(9)),
        Operations: 5,
        Withdrawals: 3,
        Domain: Fr.FromInt64(77));

    /// <summary>What the two slots find of each register, and what the last one leaves.</summary>
    internal static IReadOnlyDictionary<CarriedRegister, long[]> Honest { get; } = new Dictionary<CarriedRegister, long[]>
    {
        [CarriedRegister.Phase] = [0, 4, 0],
        [CarriedRegister.Time] = [1000, 1010, 1030],
        [CarriedRegister.Sequence] = [50, 51, 52],
        [CarriedRegister.Queue] = [9, 11, 14],
        [CarriedRegister.Withdrawals] = [0, 3, 3],
    };

    internal BuiltCircuit Built { get; }

    /// <summary>The inputs of both slots.</summary>
    /// <param name="changed">A register that is not what it ought to be.</param>
    /// <param name="changes">By how much: found and left by the first slot, found and left by the second one.</param>
    internal Fr[][] Inputs(CarriedRegister changed = CarriedRegister.Phase, params long[] changes)
    {
        Fr[][] inputs = [.. Enumerable.Range(0, 2).Select(_ => new Fr[Built.InputCells.Count])];
        for (int slot = 0; slot < inputs.Length; slot++)
        {
            foreach (CarriedRegister register in Handed)
            {
                bool isChanged = register == changed && changes.Length > 0;
                long found = Honest[register][slot] + (isChanged ? changes[2 * slot] : 0);
                long left = Honest[register][slot + 1] + (isChanged ? changes[(2 * slot) + 1] : 0);
                _map.Set(inputs[slot], new((int)register, 0), Fr.FromInt64(found));
                _map.Set(inputs[slot], new(Rows - 1 - (int)register, 1), Fr.FromInt64(left));
            }

            _map.Set(inputs[slot], new((int)CarriedRegister.Domain, 0), Ends.Domain);
        }

        return inputs;
    }

    /// <summary>The labels that fire.</summary>
    internal string[] Fired(Fr[][] inputs, CarriedEnds ends)
    {
        PublicInputs publics = ends.ToInputs();
        Trace trace = WitnessGenerator.Generate(Built, inputs.Length, (slot, target) => inputs[slot].CopyTo(target));
        return [.. MockChecker.Check(Built.Circuit, trace, publics).Select(failure => failure.Label)];
    }

    /// <summary>What the public inputs say about registers.</summary>
    internal sealed record CarriedEnds(BatchHeader Header, int Operations, int Withdrawals, Fr Domain)
    {
        internal PublicInputs ToInputs() => new(RollupPublics.ComputeScalars(Header, Operations, Withdrawals, 0, Domain), []);
    }
}
