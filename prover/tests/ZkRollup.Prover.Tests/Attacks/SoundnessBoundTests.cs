using System.Globalization;
using System.Text.RegularExpressions;
using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Plonk;
using ZkRollup.WorkingTree;

namespace ZkRollup.Prover.Tests.Attacks;

/// <summary>docs/soundness.md bounds what it adds up; every circuit stays within those bounds.</summary>
public sealed partial class SoundnessBoundTests
{
    private static readonly IReadOnlyDictionary<string, long> Bounds = Read();

    /// <summary>The circuits whose proofs are timed, as they are timed.</summary>
    public static TheoryData<string> Circuits => ["signatures", "hashes", "hashes-11", "ranges", "ranges-8", "ranges-4"];

    [Theory]
    [MemberData(nameof(Circuits))]
    public void Circuit_EverySize_IsWithinTheBoundsOfTheDocument(string name)
    {
        Circuit circuit = Make(name).Built.Circuit;
        AssertWithin("D", circuit.Degree);
        AssertWithin("C", circuit.Copies.Columns.Count);
        AssertWithin("N", circuit.HelperGroups.Sum(group => group.Count) + circuit.PublicTerms.Count);
        AssertWithin("a", circuit.Buses.Select(bus => bus.Arity + 1).DefaultIfEmpty(0).Max());
        AssertWithin("m", circuit.Constraints.Count);
        foreach (int packingFactor in new[] { 1, 2, 4, 8 })
        {
            PackPlan plan = new(KeySetup.Shape(circuit, new(packingFactor)));
            AssertWithin("F", packingFactor);
            AssertWithin("k", plan.Packs.Max(pack => pack.PointCount));
            AssertWithin("P", plan.Packs.Count + 1);
        }

        void AssertWithin(string symbol, long value) =>
            Assert.True(value <= Bounds[symbol], $"{name}: {symbol} = {value}, but docs/soundness.md counts on at most {Bounds[symbol]}");
    }

    /// <summary>The bounds were read, and the code enforces those that it knows.</summary>
    [Fact]
    public void Bounds_OfTheDocument_AreThoseOfTheCode()
    {
        Assert.Equal(["C", "D", "F", "L", "N", "P", "a", "k", "m", "n"], Bounds.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Circuit.DegreeMax, Bounds["D"]);
        Assert.Equal(1 << 22, Bounds["n"]);
    }

    private static IBenchmarkCircuit Make(string name) => name switch
    {
        "signatures" => new SignatureBenchmark(),
        "hashes" => new HashBenchmark(),
        "hashes-11" => new HashBenchmark(11),
        "ranges" => new RangeBenchmark(),
        "ranges-8" => new RangeBenchmark(8),
        _ => new RangeBenchmark(4),
    };

    private static Dictionary<string, long> Read()
    {
        Dictionary<string, long> bounds = new(StringComparer.Ordinal);
        foreach (Match row in SizeRow().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs/soundness.md"))))
        {
            long value = long.Parse(row.Groups["base"].Value, CultureInfo.InvariantCulture);
            bounds.Add(row.Groups["symbol"].Value, row.Groups["power"].Success
                ? 1L << int.Parse(row.Groups["power"].Value, CultureInfo.InvariantCulture)
                : value);
        }

        return bounds;
    }

    /// <summary>A row of the table of sizes: | C | copied columns | 2^4 |.</summary>
    [GeneratedRegex(@"^\| (?<symbol>\w) \| [^|]+ \| (?<base>\d+)(\^(?<power>\d+))? \|$", RegexOptions.Multiline)]
    private static partial Regex SizeRow();
}
