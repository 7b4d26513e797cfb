using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

/// <summary>The double-base multiplication alone: inputs A, h, s and R, no hash and no bounds.</summary>
public sealed class WindowRowsTests
{
    private const ulong Seed = 3104;
    private const int MiddleByte = 13;

    private static readonly BuiltCircuit Built = Build();

    [Fact]
    public void Windows_RandomAndEdgeScalars_GiveWhatTheLibraryGives()
    {
        SeededElements random = new(Seed);
        JubjubPoint key = Key(random);
        BigInteger[] scalars =
        [
            0, 1, 15, 16, SchnorrVerification.SubgroupOrder - 1, FieldInteger.Modulus - 1, FieldInteger.Of(random.Next()),
        ];
        List<Fr[]> slots = [];
        foreach (BigInteger challenge in scalars)
        {
            foreach (BigInteger scalar in scalars)
            {
                // The digit above bit 252 adds nothing; s is reduced by the order of G.
                BigInteger c = challenge & ((BigInteger.One << 252) - 1);
                (Fr X, Fr Y) result = SmallOrder.Affine(SignatureForge.Times(JubjubPoint.Generator, scalar) - SignatureForge.Times(key, c));
                slots.Add(Inputs(key, challenge, scalar, result));
            }
        }

        int count = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(slots.Count, Built.Circuit.SlotsMin));
        Trace trace = WitnessGenerator.Generate(Built, count, (slot, inputs) => slots[slot % slots.Count].CopyTo(inputs));
        Assert.Empty(MockChecker.Check(Built.Circuit, trace, PublicInputs.None));
    }

    [Fact]
    public void Simulator_HonestRun_ComputesTheSameCells()
    {
        (Fr[] inputs, WindowSimulator simulator) = Simulate(new WindowSimulator());
        Trace honest = WitnessGenerator.Generate(Built, Built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target));
        Trace simulated = WitnessGenerator.Generate(
            Built, Built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target), simulator.Override(Built));
        for (int column = 0; column < Built.Circuit.Witness.Count; column++)
        {
            Assert.True(honest.Column(column).Span.SequenceEqual(simulated.Column(column).Span), Built.Circuit.Witness[column]);
        }
    }

    [Fact]
    public void Windows_EveryAttack_IsNoticed()
    {
        (Fr[] inputs, _) = Simulate(new WindowSimulator());
        GadgetAttack attack = new GadgetAttack(Built).Case("random", inputs);
        int[] points = [TwiceX, Fourfold, Fourfold + 1, EightfoldX, Sixteenfold, Sixteenfold + 1];
        foreach (int window in new[] { HighWindow, LowWindow })
        {
            foreach (int column in points)
            {
                Add(attack, WindowRows.FourTimesLabel, new WindowSimulator().Lie(MiddleByte, window + column));
            }

            Add(attack, WindowRows.KeyAddLabel, new WindowSimulator().Lie(MiddleByte, window + KeySum));
            Add(attack, WindowRows.KeyAddLabel, new WindowSimulator().Lie(MiddleByte, window + KeySum + 1));
        }

        Add(attack, WindowRows.GeneratorAddLabel, new WindowSimulator().Lie(MiddleByte, Sum));
        Add(attack, WindowRows.GeneratorAddLabel, new WindowSimulator().Lie(MiddleByte, Sum + 1));
        Add(attack, WindowRows.StartLabel, new WindowSimulator().Lie(0, LowWindow + Sixteenfold));
        Add(attack, WindowRows.StartLabel, new WindowSimulator().Lie(0, LowWindow + Sixteenfold + 1));
        foreach (int column in new[] { Challenge, Scalar })
        {
            WindowSimulator start = new();
            start.OtherSums.Add((0, column), Fr.One);
            Add(attack, WindowRows.StartLabel, start);
        }

        AddTableLies(attack);
        attack.Run();
    }

    [Theory]
    [InlineData(HighWindow + Sixteenfold, WindowRows.FourTimesLabel)]
    [InlineData(LowWindow + KeySum, WindowRows.KeyAddLabel)]
    public void Windows_LieInAnyWindow_FailsItsGateThere(int column, string label)
    {
        // Each slot lies in another row.
        int slots = Built.Circuit.SlotsMin;
        for (int first = 1; first < ByteRows; first += slots)
        {
            (Fr[] Inputs, HintOverride Lie)[] lies = [.. Enumerable.Range(first, Math.Min(slots, ByteRows - first)).Select(row =>
            {
                (Fr[] inputs, WindowSimulator simulator) = Simulate(new WindowSimulator().Lie(row, column));
                return (inputs, simulator.Override(Built));
            })];
            Trace trace = WitnessGenerator.Generate(
                Built,
                slots,
                (slot, target) => lies[slot % lies.Length].Inputs.CopyTo(target),
                (slot, step, inputs, outputs) => lies[slot % lies.Length].Lie(slot, step, inputs, outputs));
            Assert.Equal(
                Enumerable.Range(0, slots).Select(slot => (slot, label, first + (slot % lies.Length))),
                MockChecker.Check(Built.Circuit, trace, PublicInputs.None)
                    .Select(failure => (failure.Slot, failure.Label, failure.Row)).Distinct().Order());
        }
    }

    [Fact]
    public void Windows_SmallOrderPointInAnyHint_FailsAGate()
    {
        int[] places = [Fourfold, Sixteenfold, KeySum];
        for (int i = 1; i < SmallOrder.Points.Length; i++)
        {
            int column = HighWindow + places[i % places.Length];
            JubjubPoint small = SmallOrder.Points[i];
            (Fr[] inputs, _) = Simulate(new WindowSimulator());
            Cell x = Built.Regions.First(region => region.Kind == WindowRows.Kind)[MiddleByte, column];
            SortedSet<string> labels = Labels(inputs, (_, step, _, outputs) =>
            {
                if (step.Label == WindowRows.HintLabel)
                {
                    int index = step.Outputs.ToList().IndexOf(x);
                    (JubjubPoint.FromAffineUnchecked(outputs[index], outputs[index + 1]) + small).ToAffine(out Fr newX, out Fr newY);
                    (outputs[index], outputs[index + 1]) = (newX, newY);
                }
            });
            Assert.NotEmpty(labels);
            Assert.Subset(new HashSet<string> { WindowRows.FourTimesLabel, WindowRows.KeyAddLabel }, labels);
        }
    }

    [Theory]
    [InlineData(HighDigit, 16, WindowRows.HighLabel)]
    [InlineData(HighDigit, -1, WindowRows.HighLabel)]
    [InlineData(Challenge, 16, WindowRows.LowLabel)]
    [InlineData(Challenge, -1, WindowRows.LowLabel)]
    [InlineData(Scalar, 256, WindowRows.GeneratorLabel)]
    [InlineData(Scalar, -1, WindowRows.GeneratorLabel)]
    public void Windows_DigitOutOfRange_FailsItsLookupAlone(int column, int digit, string label)
    {
        // The multiple is the one that the digit modulo 16 or 256 has in the table, and the scalar is what the digits make it.
        WindowSimulator simulator = new();
        simulator.OtherDigits.Add((MiddleByte, column), digit);
        Assert.Equal([label], LabelsWithOwnScalars(simulator));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Windows_MultipleOfAnotherDigit_FailsItsLookupAlone(int which)
    {
        (string label, int column) = which switch
        {
            0 => (WindowRows.HighLabel, HighDigit),
            1 => (WindowRows.LowLabel, Challenge),
            _ => (WindowRows.GeneratorLabel, Scalar),
        };

        // The multiple is that of digit 3, but the digit that the sums show is 4.
        WindowSimulator simulator = new();
        simulator.OtherDigits.Add((MiddleByte, column), 3);
        SortedSet<string> labels = LabelsWithOwnScalars(simulator, () =>
        {
            Fr weight = Fr.FromUInt64(which == 0 ? 16UL : 1);
            int total = which == 2 ? Scalar : Challenge;
            for (int row = MiddleByte + 1; row <= ByteRows; row++)
            {
                simulator.Grid[row, total] += weight;
                weight *= Fr.FromUInt64(256);
            }

            simulator.Grid[MiddleByte, HighDigit] += which == 0 ? Fr.One : Fr.Zero;
        });
        Assert.Equal([label], labels);
    }

    /// <summary>The labels for a simulated run whose result and scalars are made the statement.</summary>
    private static SortedSet<string> LabelsWithOwnScalars(WindowSimulator simulator, Action? change = null)
    {
        (Fr[] inputs, _) = Simulate(simulator);
        change?.Invoke();
        inputs[2] = simulator.Grid[ByteRows, Challenge];
        inputs[3] = simulator.Grid[ByteRows, Scalar];
        return Labels(inputs, simulator.Override(Built));
    }

    private static void AddTableLies(GadgetAttack attack)
    {
        for (int column = 0; column < 2; column++)
        {
            Add(attack, KeyTable.StartLabel, new WindowSimulator().LieInTable(0, column));
            Add(attack, KeyTable.AddLabel, new WindowSimulator().LieInTable(7, column));
            Add(attack, KeyTable.CarryLabel, new WindowSimulator().LieInTable(7, column + 2));
        }

        // All rows hold another A: the copies of the key alone tell. Its y is compared on the second row.
        Add(attack, KeyTable.KeyLabel, new WindowSimulator().LieInTable(0, 2));
        Add(attack, KeyTable.KeyLabel, new WindowSimulator().LieInTable(0, 3));
    }

    /// <summary>A lie whose result is made the statement, so that nothing but one gate notices.</summary>
    private static void Add(GadgetAttack attack, string label, WindowSimulator simulator)
    {
        (Fr[] inputs, _) = Simulate(simulator);
        inputs[2] = simulator.Grid[ByteRows, Challenge];
        inputs[3] = simulator.Grid[ByteRows, Scalar];
        attack.FalseWitness($"{label}, lie at {simulator.Places}", [label], inputs, simulator.Override(Built));
    }

    private static (Fr[] Inputs, WindowSimulator Simulator) Simulate(WindowSimulator simulator)
    {
        SeededElements random = new(Seed);
        JubjubPoint key = Key(random);
        BigInteger challenge = FieldInteger.Of(random.Next());
        BigInteger scalar = FieldInteger.Of(random.Next()) % SchnorrVerification.SubgroupOrder;
        (Fr X, Fr Y) a = SmallOrder.Affine(key);
        simulator.Run(a.X, a.Y, challenge, scalar);
        return (Inputs(key, challenge, scalar, simulator.Result), simulator);
    }

    private static Fr[] Inputs(JubjubPoint key, BigInteger challenge, BigInteger scalar, (Fr X, Fr Y) result)
    {
        (Fr X, Fr Y) a = SmallOrder.Affine(key);
        return [a.X, a.Y, WindowSimulator.Reduce(challenge), WindowSimulator.Reduce(scalar), result.X, result.Y];
    }

    private static SortedSet<string> Labels(Fr[] inputs, HintOverride lie)
    {
        Trace trace = WitnessGenerator.Generate(Built, Built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target), lie);
        return new(MockChecker.Check(Built.Circuit, trace, PublicInputs.None).Select(failure => failure.Label), StringComparer.Ordinal);
    }

    private static JubjubPoint Key(SeededElements random) =>
        JubjubPoint.Multiply(JubjubPoint.Generator, JubjubScalar.FromUInt64(random.NextUInt64()));

    /// <summary>Six inputs in copied cells, the windows and the table. Limbs of 10 bits spare the table its second half.</summary>
    private static BuiltCircuit Build()
    {
        CircuitBuilder builder = new("windows", new(64, 8, 28, 1, DigitTables.NumberBitsMin));
        Region windows = builder.Allocate(WindowRows.Kind, WindowLayout.Size);
        Region inputs = builder.Allocate("input", new(1, 6), ByteRows + 8);
        Element[] wires = [.. Enumerable.Range(0, 6).Select(i => new Element(builder.Input(inputs[0, i]).Cell))];
        builder.Import(wires[2], windows[ResultRow, Challenge]);
        builder.Import(wires[3], windows[ResultRow, Scalar]);
        builder.Import(wires[4], windows[ResultRow, Sum]);
        builder.Import(wires[5], windows[ResultRow, Sum + 1]);
        Bus bus = builder.AddBus("multiples", 4);
        KeyTable.Add(builder, bus, 0, RegisteredKey.FromUnchecked(wires[0], wires[1]), 0);
        builder.Hint(
            WindowRows.HintLabel, [.. wires[..4].Select(wire => wire.Cell)], WindowWitness.Cells(windows), WindowWitness.Compute);
        WindowRows.Constrain(builder, windows, bus, new(builder), builder.SlotStart);
        return builder.Build();
    }
}
