using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Benchmarks;

public sealed class BenchmarkCircuitTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const ulong Seed = 41;

    [Theory]
    [InlineData("signatures")]
    [InlineData("hashes")]
    [InlineData("ranges")]
    public void Prepare_AnySeed_PassesEveryConstraint(string name)
    {
        IBenchmarkCircuit benchmark = Make(name);
        foreach (int slots in new[] { benchmark.Built.Circuit.SlotsMin, 2 * benchmark.Built.Circuit.SlotsMin })
        {
            BenchmarkBatch batch = benchmark.Prepare(slots, Seed);
            Trace trace = WitnessGenerator.Generate(benchmark.Built, slots, batch.Inputs);
            Assert.Empty(MockChecker.Check(benchmark.Built.Circuit, trace, batch.PublicInputs));
        }
    }

    [Theory]
    [InlineData("signatures", 2500)]
    [InlineData("hashes", 130)]
    public void Cells_AllColumnsOverAllRows_StayWithinTheirBudget(string name, int cellsMax)
    {
        IBenchmarkCircuit benchmark = Make(name);
        Circuit circuit = benchmark.Built.Circuit;
        int cells = (circuit.Witness.Count + circuit.HelperColumnCount) * circuit.RowsPerSlot;
        output.WriteLine($"{name}: {cells / benchmark.ItemsPerSlot} cells an item, "
            + $"{ExpressionProgram.Compile(circuit.Combined).ProductCount} products a row, {circuit.Fixed.Count} fixed columns, "
            + $"{circuit.Witness.Count} witness and {circuit.HelperColumnCount} helper columns of {circuit.RowsPerSlot} rows");
        Assert.InRange(cells / benchmark.ItemsPerSlot, 1, cellsMax);
    }

    [Theory]
    [InlineData("signatures")]
    [InlineData("hashes")]
    [InlineData("ranges")]
    public void Cost_IsPinned(string name) => Baselines.Require(name, CostReport.Of(Make(name).Built));

    [Theory]
    [InlineData(11)]
    [InlineData(22)]
    public void Hashes_OtherEnd_FailsTheEndAlone(int sboxesPerRow)
    {
        const int Slots = 4;
        HashBenchmark benchmark = new(sboxesPerRow);
        BenchmarkBatch batch = benchmark.Prepare(Slots, Seed);
        Fr[] state = [.. batch.PublicInputs.Scalars.Take(Poseidon2.Width)];
        for (int i = 0; i < Slots; i++)
        {
            Poseidon2.Permute(state);
        }

        Assert.Equal(state, batch.PublicInputs.Scalars.Skip(Poseidon2.Width));
        Trace trace = WitnessGenerator.Generate(benchmark.Built, Slots, batch.Inputs);
        Assert.Empty(MockChecker.Check(benchmark.Built.Circuit, trace, batch.PublicInputs));
        for (int i = 0; i < 2 * Poseidon2.Width; i++)
        {
            Fr[] scalars = [.. batch.PublicInputs.Scalars];
            scalars[i] += Fr.One;
            CheckFailure failure = Assert.Single(MockChecker.Check(benchmark.Built.Circuit, trace, new(scalars, [])));
            Assert.Equal(i < Poseidon2.Width ? HashBenchmark.StartLabel : HashBenchmark.EndLabel, failure.Label);
        }
    }

    [Fact]
    public void Hashes_SlotThatStartsElsewhere_FailsTheCarry()
    {
        const int Slots = 4;
        HashBenchmark benchmark = new();
        BenchmarkBatch batch = benchmark.Prepare(Slots, Seed);
        BenchmarkBatch other = benchmark.Prepare(Slots, Seed + 1);
        Trace trace = WitnessGenerator.Generate(
            benchmark.Built, Slots, (slot, inputs) => (slot == 2 ? other : batch).Inputs(slot, inputs));
        Assert.Equal(
            [(HashBenchmark.NextLabel, 1), (HashBenchmark.NextLabel, 2)],
            MockChecker.Check(benchmark.Built.Circuit, trace, batch.PublicInputs)
                .Select(failure => (failure.Label, failure.Slot)).Distinct().Order());
    }

    [Fact]
    public void Ranges_TwoToTheSixtyFour_FailsItsTopLimbAlone()
    {
        RangeBenchmark benchmark = new(8);
        int slots = benchmark.Built.Circuit.SlotsMin;
        foreach (Fr value in new[] { Fr.FromUInt64(1UL << 63) + Fr.FromUInt64(1UL << 63), -Fr.One })
        {
            Trace trace = WitnessGenerator.Generate(benchmark.Built, slots, (slot, inputs) =>
            {
                inputs.Fill(Fr.FromUInt64(ulong.MaxValue));
                inputs[1] = slot == 1 ? value : Fr.Zero;
            });
            IReadOnlyList<CheckFailure> failures = MockChecker.Check(benchmark.Built.Circuit, trace, PublicInputs.None);
            Assert.Equal([("limb[15]", 1)], failures.Select(failure => (failure.Label, failure.Slot)));
        }
    }

    [Fact]
    public void Ranges_LyingLimb_FailsTheSumAlone()
    {
        RangeBenchmark benchmark = new(8);
        Trace trace = WitnessGenerator.Generate(
            benchmark.Built, benchmark.Built.Circuit.SlotsMin, (_, inputs) => inputs.Clear(), (_, _, _, limbs) => limbs[3] = Fr.One);
        Assert.Equal(
            [RangeBenchmark.SumLabel],
            MockChecker.Check(benchmark.Built.Circuit, trace, PublicInputs.None).Select(failure => failure.Label).Distinct());
    }

    [Fact]
    public void Ranges_EveryAttack_IsNoticed()
    {
        const int LimbBits = 4;
        const int Limbs = 16;
        RangeBenchmark benchmark = new(LimbBits);
        Fr[] ones = [.. Enumerable.Repeat(Fr.FromUInt64(0x1111111111111111), benchmark.ItemsPerSlot)];
        GadgetAttack attack = new GadgetAttack(benchmark.Built)
            .Case("ones", ones)
            .FreeInput([.. Enumerable.Range(0, benchmark.ItemsPerSlot)]);
        for (int i = 0; i < 4 * Limbs; i++)
        {
            (int number, int limb) = Math.DivRem(i, Limbs);
            string label = $"limb[{i}]";
            if (limb + 1 == Limbs)
            {
                Fr[] tooLarge = [.. ones];
                tooLarge[number] += Fr.FromUInt64(0xf000000000000000);
                attack.FalseInputs($"2^64 or more in number {number}", [label], tooLarge);
                continue;
            }

            WitnessStep target = benchmark.Built.Steps[number];
            attack.FalseWitness($"carry from limb {i}", [label], ones, (_, step, _, limbs) =>
            {
                if (ReferenceEquals(step, target))
                {
                    limbs[limb] += Fr.FromUInt64(1 << LimbBits);
                    limbs[limb + 1] -= Fr.One;
                }
            });
        }

        attack.Run();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(32)]
    public void Ranges_LimbsThatDoNotMakeUpSixtyFourBits_Throw(int limbBits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RangeBenchmark(limbBits));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Signatures_OtherPublicWord_FailsItAlone(int word)
    {
        SignatureBenchmark benchmark = new();
        int slots = benchmark.Built.Circuit.SlotsMin;
        BenchmarkBatch batch = benchmark.Prepare(slots, Seed);
        Trace trace = WitnessGenerator.Generate(benchmark.Built, slots, batch.Inputs);
        Fr[] words = [.. batch.PublicInputs.Columns[0]];
        words[5 + word] += Fr.One;
        CheckFailure failure = Assert.Single(MockChecker.Check(benchmark.Built.Circuit, trace, new([], [words])));
        Assert.Equal((SignatureBenchmark.PublicLabel, 0, 8 * (5 + word)), (failure.Label, failure.Slot, failure.Row));
    }

    [Theory]
    [InlineData("hashes", 8192)]
    [InlineData("signatures", 256)]
    [InlineData("ranges", 1024)]
    public void Witness_OfManySlots_TakesLittleTime(string name, int slots)
    {
        IBenchmarkCircuit benchmark = Make(name);
        WitnessGenerator.Generate(benchmark.Built, slots, benchmark.Prepare(slots, Seed).Inputs);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        BenchmarkBatch batch = benchmark.Prepare(slots, Seed);
        TimeSpan prepared = Environment.CpuUsage.TotalTime;
        WitnessGenerator.Generate(benchmark.Built, slots, batch.Inputs);
        TimeSpan end = Environment.CpuUsage.TotalTime;
        output.WriteLine($"{slots * benchmark.ItemsPerSlot} {name}: {(prepared - start).TotalMilliseconds:F0} ms of one core to prepare, "
            + $"{(end - prepared).TotalMilliseconds:F0} ms of all cores for the witness");
        Assert.InRange((end - start).TotalSeconds, 0, 10);
    }

    private static IBenchmarkCircuit Make(string name) => name switch
    {
        "signatures" => new SignatureBenchmark(),
        "hashes" => new HashBenchmark(),
        _ => new RangeBenchmark(8),
    };
}
