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

/// <summary>The double-base multiplication alone, with one window and with two windows a row.</summary>
public sealed class WindowRowsTests
{
    private const ulong Seed = 3104;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Windows_RandomAndEdgeScalars_GiveWhatTheLibraryGives(int windows)
    {
        SeededElements random = new(Seed);
        JubjubPoint key = WindowCircuit.Key(random);
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
                slots.Add(WindowCircuit.Inputs(key, challenge, scalar, result));
            }
        }

        BuiltCircuit built = WindowCircuit.With(windows).Built;
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(slots.Count, built.Circuit.SlotsMin));
        Trace trace = WitnessGenerator.Generate(built, count, (slot, inputs) => slots[slot % slots.Count].CopyTo(inputs));
        Assert.Empty(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Simulator_HonestRun_ComputesTheSameCells(int windows)
    {
        WindowCircuit circuit = WindowCircuit.With(windows);
        BuiltCircuit built = circuit.Built;
        WindowSimulator simulator = circuit.NewSimulator();
        Fr[] inputs = WindowCircuit.Simulate(simulator);
        Trace honest = WitnessGenerator.Generate(built, built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target));
        Trace simulated = WitnessGenerator.Generate(
            built, built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target), simulator.Override(built));
        for (int column = 0; column < built.Circuit.Witness.Count; column++)
        {
            Assert.True(honest.Column(column).Span.SequenceEqual(simulated.Column(column).Span), built.Circuit.Witness[column]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Windows_EveryAttack_IsNoticed(int windows)
    {
        WindowCircuit circuit = WindowCircuit.With(windows);
        WindowLayout layout = circuit.Layout;
        int row = circuit.MiddleRow;
        GadgetAttack attack = new GadgetAttack(circuit.Built).Case("random", WindowCircuit.Simulate(circuit.NewSimulator()));
        int[] points = [TwiceX, Fourfold, Fourfold + 1, EightfoldX, Sixteenfold, Sixteenfold + 1];
        foreach (int window in Enumerable.Range(0, windows).Select(Window))
        {
            foreach (int column in points)
            {
                Add(WindowRows.FourTimesLabel, circuit.NewSimulator().Lie(row, window + column));
            }

            Add(WindowRows.KeyAddLabel, circuit.NewSimulator().Lie(row, window + KeySum));
            Add(WindowRows.KeyAddLabel, circuit.NewSimulator().Lie(row, window + KeySum + 1));
        }

        Add(WindowRows.GeneratorAddLabel, circuit.NewSimulator().Lie(row, Sum));
        Add(WindowRows.GeneratorAddLabel, circuit.NewSimulator().Lie(row, Sum + 1));

        // (1, 1) could not be doubled.
        Add(WindowRows.StartLabel, circuit.NewSimulator().Lie(0, Window(0) + KeySum, amount: 5));
        Add(WindowRows.StartLabel, circuit.NewSimulator().Lie(0, Window(0) + KeySum + 1));
        foreach (int column in new[] { Challenge, Scalar })
        {
            WindowSimulator start = circuit.NewSimulator();
            start.OtherSums.Add((0, column), Fr.One);
            Add(WindowRows.StartLabel, start);
        }

        for (int column = 0; column < 2; column++)
        {
            Add(KeyTable.StartLabel, circuit.NewSimulator().LieInTable(0, column));
            Add(KeyTable.AddLabel, circuit.NewSimulator().LieInTable(7, column));
            Add(KeyTable.CarryLabel, circuit.NewSimulator().LieInTable(7, column + 2));

            // All rows hold another A: the copies of the key alone tell. Its y is compared on the second row.
            Add(KeyTable.KeyLabel, circuit.NewSimulator().LieInTable(0, column + 2));
        }

        attack.Run();

        // A lie whose result is made the statement, so that nothing but one gate notices.
        void Add(string label, WindowSimulator simulator)
        {
            (Fr[] inputs, HintOverride lie) = circuit.MakeStatement(simulator);
            attack.FalseWitness($"{label}, lie at {simulator.Places}", [label], inputs, lie);
        }
    }

    [Theory]
    [InlineData(1, Sixteenfold, WindowRows.FourTimesLabel)]
    [InlineData(1, KeySum, WindowRows.KeyAddLabel)]
    [InlineData(2, Sixteenfold, WindowRows.FourTimesLabel)]
    [InlineData(2, KeySum, WindowRows.KeyAddLabel)]
    public void Windows_LieInAnyWindow_FailsItsGateThere(int windows, int place, string label)
    {
        // Each slot lies in another row.
        WindowCircuit circuit = WindowCircuit.With(windows);
        BuiltCircuit built = circuit.Built;
        int column = Window(place == Sixteenfold ? 0 : windows - 1) + place;
        int slots = built.Circuit.SlotsMin;
        int end = circuit.Layout.DigitRows;
        for (int first = 1; first < end; first += slots)
        {
            (Fr[] Inputs, HintOverride Lie)[] lies = [.. Enumerable.Range(first, Math.Min(slots, end - first)).Select(row =>
            {
                WindowSimulator simulator = circuit.NewSimulator().Lie(row, column);
                return (WindowCircuit.Simulate(simulator), simulator.Override(built));
            })];
            Trace trace = WitnessGenerator.Generate(
                built,
                slots,
                (slot, target) => lies[slot % lies.Length].Inputs.CopyTo(target),
                (slot, step, inputs, outputs) => lies[slot % lies.Length].Lie(slot, step, inputs, outputs));
            Assert.Equal(
                Enumerable.Range(0, slots).Select(slot => (slot, label, circuit.Windows.Row + first + (slot % lies.Length))),
                MockChecker.Check(built.Circuit, trace, PublicInputs.None)
                    .Select(failure => (failure.Slot, failure.Label, failure.Row)).Distinct().Order());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Windows_SmallOrderPointInAnyHint_FailsAGate(int windows)
    {
        WindowCircuit circuit = WindowCircuit.With(windows);
        int[] places = [Fourfold, Sixteenfold, KeySum];
        for (int i = 1; i < SmallOrder.Points.Length; i++)
        {
            JubjubPoint small = SmallOrder.Points[i];
            Cell x = circuit.Windows[circuit.MiddleRow, Window(0) + places[i % places.Length]];
            SortedSet<string> labels = circuit.Labels(WindowCircuit.Simulate(circuit.NewSimulator()), (_, step, _, outputs) =>
            {
                if (step.Label == WindowRows.HintLabel)
                {
                    int index = step.Outputs.ToList().IndexOf(x);
                    (JubjubPoint.FromAffineUnchecked(outputs[index], outputs[index + 1]) + small).ToAffine(out Fr newX, out Fr newY);
                    (outputs[index], outputs[index + 1]) = (newX, newY);
                }
            });
            Assert.NotEmpty(labels);
            Assert.Subset(
                new HashSet<string> { WindowRows.FourTimesLabel, WindowRows.KeyAddLabel, WindowRows.GeneratorAddLabel }, labels);
        }
    }

    [Theory]
    [InlineData(1, 0, 16, WindowRows.LowLabel)]
    [InlineData(1, 0, -1, WindowRows.LowLabel)]
    [InlineData(1, -1, 16, WindowRows.GeneratorLabel)]
    [InlineData(1, -1, -1, WindowRows.GeneratorLabel)]
    [InlineData(2, 0, 16, WindowRows.HighLabel)]
    [InlineData(2, 0, -1, WindowRows.HighLabel)]
    [InlineData(2, 1, 16, WindowRows.LowLabel)]
    [InlineData(2, 1, -1, WindowRows.LowLabel)]
    [InlineData(2, -1, 256, WindowRows.GeneratorLabel)]
    [InlineData(2, -1, -1, WindowRows.GeneratorLabel)]
    public void Windows_DigitOutOfRange_FailsItsLookupAlone(int windows, int window, int digit, string label)
    {
        // The multiple is the one that the digit has in the table modulo its size, and the scalar is what the digits make it.
        WindowCircuit circuit = WindowCircuit.With(windows);
        WindowSimulator simulator = circuit.NewSimulator();
        simulator.OtherDigits.Add((circuit.MiddleRow, PlaceOf(window)), digit);
        (Fr[] inputs, HintOverride lie) = circuit.MakeStatement(simulator);
        Assert.Equal([label], circuit.Labels(inputs, lie));
    }

    [Theory]
    [InlineData(1, 0, WindowRows.LowLabel)]
    [InlineData(1, -1, WindowRows.GeneratorLabel)]
    [InlineData(2, 0, WindowRows.HighLabel)]
    [InlineData(2, 1, WindowRows.LowLabel)]
    [InlineData(2, -1, WindowRows.GeneratorLabel)]
    public void Windows_MultipleOfAnotherDigit_FailsItsLookupAlone(int windows, int window, string label)
    {
        // The multiple is that of digit 3, but the digit that the sums show is 4.
        WindowCircuit circuit = WindowCircuit.With(windows);
        WindowLayout layout = circuit.Layout;
        WindowSimulator simulator = circuit.NewSimulator();
        simulator.OtherDigits.Add((circuit.MiddleRow, PlaceOf(window)), 3);
        (Fr[] inputs, HintOverride lie) = circuit.MakeStatement(simulator, () =>
        {
            bool isHigh = window == 0 && windows == 2;
            Fr weight = Fr.FromUInt64(isHigh ? 1UL << WindowBits : 1);
            for (int row = circuit.MiddleRow + 1; row <= layout.ResultRow; row++)
            {
                simulator.Grid[row, window < 0 ? Scalar : Challenge] += weight;
                weight *= Fr.FromUInt64(1UL << layout.RowBits);
            }

            if (isHigh)
            {
                simulator.Grid[circuit.MiddleRow, layout.HighDigit] += Fr.One;
            }
        });
        Assert.Equal([label], circuit.Labels(inputs, lie));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Layout_OtherNumberOfWindows_Throws(int windows) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowLayout(windows));

    /// <summary>Where the simulator keeps the digit of a window, or of s.</summary>
    private static int PlaceOf(int window) => window < 0 ? Scalar : Window(window);
}
