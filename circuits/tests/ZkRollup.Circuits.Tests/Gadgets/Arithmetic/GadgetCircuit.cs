using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

/// <summary>A circuit around one gadget: some inputs, some cells to look at.</summary>
internal sealed class GadgetCircuit
{
    /// <summary>Everything is scarce: 4 copied columns, 2 limb columns of 4 bits.</summary>
    internal static readonly GridShape Small = new(16, 4, 0, 2, 4);

    /// <summary>The grid of the rollup; its limb table has 16 times the rows of a slot.</summary>
    internal static readonly GridShape Large = new(256, 8, 24, 4, 12);

    private GadgetCircuit(BuiltCircuit built, IReadOnlyList<Cell> outputs)
    {
        Built = built;
        Outputs = outputs;
    }

    internal BuiltCircuit Built { get; }

    internal IReadOnlyList<Cell> Inputs => Built.InputCells;

    internal IReadOnlyList<Cell> Outputs { get; }

    /// <summary>Both grids, for theories.</summary>
    internal static GridShape Shape(bool isLarge) => isLarge ? Large : Small;

    internal static GadgetCircuit Build(
        string name, GridShape shape, int inputs, Func<CircuitBuilder, Element[], IReadOnlyList<Cell>> gadget)
    {
        CircuitBuilder builder = new(name, shape);
        Element[] wires = new Element[inputs];
        for (int i = 0; i < inputs; i++)
        {
            wires[i] = new(builder.Input(builder.Allocate("input", new(1, 1))[0, 0]).Cell);
        }

        IReadOnlyList<Cell> outputs = gadget(builder, wires);
        return new(builder.Build(), outputs);
    }

    /// <summary>The outputs of honest slots, each with inputs of its own; fails if the checker finds anything.</summary>
    internal IReadOnlyList<BigInteger[]> Evaluate(IReadOnlyList<BigInteger[]> slots)
    {
        Trace trace = Witness(slots, null);
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(Built.Circuit, trace, PublicInputs.None);
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(5)));
        return [.. slots.Select((_, slot) => Outputs
            .Select(cell => FieldInteger.Of(trace[(slot * trace.RowsPerSlot) + cell.Row, cell.Column])).ToArray())];
    }

    /// <summary>The outputs for one tuple of inputs, negative ones modulo r.</summary>
    internal BigInteger[] Evaluate(params BigInteger[] inputs) => Evaluate([inputs])[0];

    /// <summary>The labels that fire for some inputs, with honest steps or lying ones.</summary>
    internal SortedSet<string> Labels(BigInteger[] inputs, HintOverride? lie = null) => new(
        MockChecker.Check(Built.Circuit, Witness([inputs], lie), PublicInputs.None).Select(failure =>
            failure.Label), StringComparer.Ordinal);

    /// <summary>The attack kit, with the cells declared idle that a gate reads with coefficients of zero.</summary>
    internal GadgetAttack Attack()
    {
        GadgetAttack attack = new(Built);
        HashSet<Cell> written = [.. Built.InputCells, .. Built.Steps.SelectMany(step => step.Outputs)];
        HashSet<(int Row, int Column)> read = [.. Built.Circuit.Gates.SelectMany(CellsRead)];
        foreach (Cell cell in Built.Regions.SelectMany(region => region.Cells))
        {
            if (!written.Contains(cell) && read.Contains((cell.Row, cell.Column)))
            {
                attack.Idle(cell, "its coefficients are zero");
            }
        }

        return attack;
    }

    /// <summary>A lie in the n-th range check: a limb takes 2^LimbBits more, its neighbour one less; their sum is right.</summary>
    internal HintOverride Carry(GridShape shape, int rangeCheck)
    {
        WitnessStep range = Built.Steps.Where(step => step.Label == RangeCheck.HintLabel).ElementAt(rangeCheck);
        int firstLimb = shape.Copied + shape.Local;
        int low = Enumerable.Range(0, range.Outputs.Count - 1).First(i =>
            range.Outputs[i].Column >= firstLimb && range.Outputs[i].Row == range.Outputs[i + 1].Row);
        return (_, step, _, outputs) =>
        {
            if (ReferenceEquals(step, range))
            {
                outputs[low] += Fr.FromUInt64(1UL << shape.LimbBits);
                outputs[low + 1] -= Fr.One;
            }
        };
    }

    /// <summary>A lie in every copy of a cell: all say one more than it does.</summary>
    internal static HintOverride CopiesOf(Cell source) => (_, step, _, outputs) =>
    {
        if (step.Label == "copy" && step.Inputs[0] == source)
        {
            outputs[0] += Fr.One;
        }
    };

    /// <summary>A lie in the step that writes a cell: it says one more, and the copies of the cell do not follow.</summary>
    internal static HintOverride Detached(Cell source) => (_, step, _, outputs) =>
    {
        if (step.Label == "copy" && step.Inputs[0] == source)
        {
            outputs[0] -= Fr.One;
        }
        else if (step.Outputs.Contains(source))
        {
            outputs[step.Outputs.ToList().IndexOf(source)] += Fr.One;
        }
    };

    /// <summary>An output of the n-th step of a label.</summary>
    internal Cell OutputOf(string label, int step = 0, int output = 0) =>
        Built.Steps.Where(candidate => candidate.Label == label).ElementAt(step).Outputs[output];

    /// <summary>A lie in the steps of a label; what is left in the outputs is written.</summary>
    internal static HintOverride Lie(string label, StepLie lie) => (_, step, inputs, outputs) =>
    {
        if (step.Label == label)
        {
            lie(inputs, outputs);
        }
    };

    internal delegate void StepLie(ReadOnlySpan<Fr> inputs, Span<Fr> outputs);

    internal int CountRegions(string kind) => Built.Regions.Count(region => region.Kind == kind);

    internal int CountGates(string label) => Built.Circuit.Gates.Count(gate => gate.Label == label);

    /// <summary>Some of the integers of up to so many bits: the smallest, the largest, and random ones of all lengths.</summary>
    internal static BigInteger RandomBits(SeededElements random, int bits)
    {
        int length = random.NextBelow(bits + 1);
        return FieldInteger.Of(random.Next()) & ((BigInteger.One << length) - 1);
    }

    private static IEnumerable<(int Row, int Column)> CellsRead(Gate gate) =>
        from step in ExpressionProgram.Compile(gate.Formula).Instructions
        where step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Witness
        from row in gate.Rows
        select (row + step.Rotation, step.A);

    private Trace Witness(IReadOnlyList<BigInteger[]> slots, HintOverride? lie)
    {
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(slots.Count, Built.Circuit.SlotsMin));
        return WitnessGenerator.Generate(
            Built,
            count,
            (slot, inputs) =>
            {
                BigInteger[] values = slots[slot % slots.Count];
                for (int i = 0; i < values.Length; i++)
                {
                    inputs[i] = FieldInteger.ToField(values[i]);
                }
            },
            lie);
    }
}
