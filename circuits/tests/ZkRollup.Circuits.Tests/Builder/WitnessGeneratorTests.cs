using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Builder;

public sealed class WitnessGeneratorTests
{
    private const int Slots = 64;

    [Fact]
    public void Generate_AnyNumberOfThreads_GivesTheSameTrace()
    {
        BuiltCircuit built = Build();
        Trace one = WitnessGenerator.Generate(built, Slots, Inputs, threadsMax: 1);
        Assert.Empty(MockChecker.Check(built.Circuit, one, PublicInputs.None));
        foreach (int threads in new[] { 2, 7, -1 })
        {
            Trace several = WitnessGenerator.Generate(built, Slots, Inputs, threadsMax: threads);
            for (int column = 0; column < built.Circuit.Witness.Count; column++)
            {
                Assert.True(one.Column(column).Span.SequenceEqual(several.Column(column).Span), $"{threads} threads, column {column}");
            }
        }
    }

    [Fact]
    public void Generate_WhatNobodyFills_IsZeroInEverySlot()
    {
        BuiltCircuit built = Build();
        Trace trace = WitnessGenerator.Generate(
            built,
            Slots,
            (slot, inputs) =>
            {
                if (slot % 2 == 0)
                {
                    inputs[0] = Fr.FromInt64(3);
                }
            },
            threadsMax: 1);
        for (int slot = 0; slot < Slots; slot++)
        {
            Fr expected = slot % 2 == 0 ? Fr.FromInt64(3) : Fr.Zero;
            Assert.Equal((expected, expected), (trace[slot * 4, 0], trace[(slot * 4) + 1, 0]));
        }
    }

    [Fact]
    public void Generate_Progress_ReachesOneAndCountsEverySlot()
    {
        Shares shares = new();
        WitnessGenerator.Generate(Build(), Slots, Inputs, progress: shares);
        Assert.Equal(Slots, shares.Seen.Count);
        Assert.Equal(1.0, shares.Seen.Max());
    }

    [Fact]
    public void Generate_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => WitnessGenerator.Generate(Build(), Slots, Inputs, cancellation: source.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-4)]
    [InlineData(1 << 29)]
    public void Generate_NotAllowedNumberOfSlots_Throws(int slots) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(slots), () => WitnessGenerator.Generate(Build(), slots, Inputs));

    [Fact]
    public void Generate_TableLongerThanTheBatch_Throws()
    {
        BuiltCircuit built = new CircuitBuilder("long", new(Rows: 4, Copied: 0, Local: 0, Limbs: 1, LimbBits: 4)).Build();
        Assert.Equal(4, built.Circuit.SlotsMin);
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => WitnessGenerator.Generate(built, 2, (_, _) => { }));
    }

    [Fact]
    public void Generate_LookupOfAPublicInput_NeedsIt()
    {
        CircuitBuilder builder = new("public", new(Rows: 4, Copied: 0, Local: 1));
        LookupTable table = builder.AddTable("table", [[Fr.FromInt64(1)], [Fr.FromInt64(5)]]);
        Expression scalar = builder.AddPublicScalar();
        builder.Lookup("find", table, 1, scalar + new Cell(0, 0));
        BuiltCircuit built = builder.Build();
        PublicInputs inputs = new([Fr.FromInt64(5)], []);
        Trace trace = WitnessGenerator.Generate(built, 2, (_, _) => { }, publicInputs: inputs);
        Assert.Empty(MockChecker.Check(built.Circuit, trace, inputs));
        AggregateException error = Assert.Throws<AggregateException>(() => WitnessGenerator.Generate(built, 2, (_, _) => { }));
        Assert.Contains("'find' reads public inputs: expected 1 public scalars, got 0", error.InnerException!.Message);
    }

    /// <summary>A hint that may leave its output alone, a limb, and a lookup with a numerator that is neither 0 nor 1.</summary>
    private static BuiltCircuit Build()
    {
        CircuitBuilder builder = new("threads", new(Rows: 4, Copied: 0, Local: 1, Limbs: 1, LimbBits: 2));
        Region region = builder.Allocate("row", new(2, 0, 1, 1));
        builder.Input(region[0, 0]);
        builder.Hint("lazy", [region[0, 0]], [region[1, 0]], (read, write) =>
        {
            if (!read[0].IsZero)
            {
                write[0] = read[0];
            }
        });
        builder.Hint("limb", [region[0, 0]], [region.Limb(0, 0)], (read, write) => write[0] = read[0]);
        builder.Lookup("thrice", builder.LimbTable, 3, region[1, 0]);
        builder.Lookup("weighted", builder.LimbTable, region[0, 0], region[1, 0]);
        return builder.Build();
    }

    private static void Inputs(int slot, Span<Fr> inputs) => inputs[0] = Fr.FromInt64(slot % 4);

    private sealed class Shares : IProgress<double>
    {
        internal List<double> Seen { get; } = [];

        public void Report(double value)
        {
            lock (Seen)
            {
                Seen.Add(value);
            }
        }
    }
}
