using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

/// <summary>
/// The double-base multiplication alone: inputs A, h, s and R in copied cells, the windows and the table; no hash, no bounds.
/// </summary>
internal sealed class WindowCircuit
{
    private const ulong Seed = 3104;

    private static readonly WindowCircuit[] Circuits = [new(1), new(2)];

    private WindowCircuit(int windows)
    {
        Layout = new(windows);
        int rows = (int)BitOperations.RoundUpToPowerOf2((uint)Layout.ResultRow);
        rows = rows > Layout.ResultRow + KeyTable.Size ? rows : 2 * rows;

        // Limbs of 10 bits spare the table of the generator its second half.
        CircuitBuilder builder = new("windows", new(rows, 8, 28, 1, DigitTables.NumberBits));
        Windows = builder.Allocate(WindowRows.Kind, Layout.Size(builder.Shape, Layout.ResultRow + 1));
        Region inputs = builder.Allocate("input", new(1, 6), rows - 1);
        Element[] wires = [.. Enumerable.Range(0, 6).Select(i => new Element(builder.Input(inputs[0, i]).Cell))];
        builder.Import(wires[2], Windows[Layout.ResultRow, WindowLayout.Challenge]);
        builder.Import(wires[3], Windows[Layout.ResultRow, WindowLayout.Scalar]);
        builder.Import(wires[4], Windows[Layout.ResultRow, WindowLayout.Sum]);
        builder.Import(wires[5], Windows[Layout.ResultRow, WindowLayout.Sum + 1]);
        Bus bus = builder.AddBus("multiples", 4);
        KeyTable.Add(builder, bus, 0, RegisteredKey.FromUnchecked(wires[0], wires[1]), -1);
        WindowWitness witness = new(Layout);
        builder.Hint(
            WindowRows.HintLabel, [.. wires[..4].Select(wire => wire.Cell)], witness.Cells(Windows), witness.Compute, witness.ComputeGroup);
        new WindowRows(builder, Layout, bus, new(builder, Layout.RowBits), builder.SlotStart).Constrain(Windows);
        Built = builder.Build();
    }

    internal WindowLayout Layout { get; }

    internal BuiltCircuit Built { get; }

    /// <summary>The rows of the windows.</summary>
    internal Region Windows { get; }

    /// <summary>A row in the middle, of neither half's first or last.</summary>
    internal int MiddleRow => Layout.DigitRows * 13 / 32;

    /// <summary>The circuit with one or two windows a row.</summary>
    internal static WindowCircuit With(int windows) => Circuits[windows - 1];

    /// <summary>A simulator that is right so far.</summary>
    internal WindowSimulator NewSimulator() => new(Layout);

    /// <summary>Runs a simulator; the inputs of a slot are the statement that comes out.</summary>
    internal static Fr[] Simulate(WindowSimulator simulator)
    {
        SeededElements random = new(Seed);
        JubjubPoint key = Key(random);
        BigInteger challenge = FieldInteger.Of(random.Next());
        BigInteger scalar = FieldInteger.Of(random.Next()) % SchnorrVerification.SubgroupOrder;
        (Fr X, Fr Y) a = SmallOrder.Affine(key);
        simulator.Run(a.X, a.Y, challenge, scalar);
        return Inputs(key, challenge, scalar, simulator.Result);
    }

    /// <summary>The inputs and the lie of a simulated run whose result and scalars are made the statement.</summary>
    internal (Fr[] Inputs, HintOverride Lie) MakeStatement(WindowSimulator simulator, Action? change = null)
    {
        Fr[] inputs = Simulate(simulator);
        change?.Invoke();
        inputs[2] = simulator.Grid[Layout.ResultRow, WindowLayout.Challenge];
        inputs[3] = simulator.Grid[Layout.ResultRow, WindowLayout.Scalar];
        return (inputs, simulator.Override(Built));
    }

    internal SortedSet<string> Labels(Fr[] inputs, HintOverride lie)
    {
        Trace trace = WitnessGenerator.Generate(Built, Built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target), lie);
        return new(MockChecker.Check(Built.Circuit, trace, PublicInputs.None).Select(failure => failure.Label), StringComparer.Ordinal);
    }

    internal static Fr[] Inputs(JubjubPoint key, BigInteger challenge, BigInteger scalar, (Fr X, Fr Y) result)
    {
        (Fr X, Fr Y) a = SmallOrder.Affine(key);
        return [a.X, a.Y, WindowSimulator.Reduce(challenge), WindowSimulator.Reduce(scalar), result.X, result.Y];
    }

    internal static JubjubPoint Key(SeededElements random) =>
        JubjubPoint.Multiply(JubjubPoint.Generator, JubjubScalar.FromUInt64(random.NextUInt64()));
}
