using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;

namespace ZkRollup.Circuits.Tests.Builder;

public sealed class FractionPackerTests
{
    private const ulong Seed = 11;

    [Fact]
    public void Pack_RandomTerms_KeepsDegreesRowsAndEveryTerm()
    {
        SeededElements random = new(Seed);
        for (int round = 0; round < 100; round++)
        {
            List<BusTerm> terms = [];
            for (int i = 0; i < 1 + random.NextBelow(20); i++)
            {
                int[] rows = [.. Enumerable.Range(0, 16).Where(_ => random.NextBelow(4) == 0)];
                bool isEverywhere = random.NextBelow(4) == 0 || rows.Length == 0;
                terms.Add(Term(i, 1 + random.NextBelow(3), 1 + random.NextBelow(2), isEverywhere ? [] : rows));
            }

            IReadOnlyList<IReadOnlyList<BusFraction>> groups = FractionPacker.Pack(terms);
            List<BusTerm> packed = [.. groups.SelectMany(group => group).SelectMany(fraction => fraction.Terms)];
            Assert.True(terms.ToHashSet().SetEquals(packed) && packed.Count == terms.Count, $"round {round} of seed {Seed}");
            Assert.All(groups, group => Assert.True(DegreeOf(group) <= Circuit.DegreeMax, $"round {round} of seed {Seed}"));
            foreach (BusFraction fraction in groups.SelectMany(group => group).Where(fraction => fraction.Terms.Count > 1))
            {
                List<int> rows = [.. fraction.Terms.SelectMany(term => term.Rows)];
                Assert.True(rows.Distinct().Count() == rows.Count, $"round {round} of seed {Seed}");
                Assert.True(fraction.Terms.Count >= 3 && fraction.Terms.All(term => term.Selector >= 0), $"round {round} of seed {Seed}");
            }
        }
    }

    [Fact]
    public void Pack_ThreeTermsOnDisjointRows_ShareOneFraction()
    {
        BusTerm[] terms = [Term(0, 1, 0, [0]), Term(1, 1, 0, [1]), Term(2, 1, 0, [2])];
        Assert.Equal(terms, Assert.Single(Assert.Single(FractionPacker.Pack(terms))).Terms);
    }

    [Fact]
    public void Pack_TwoTermsOnDisjointRows_StayApart() =>
        Assert.Equal(2, Assert.Single(FractionPacker.Pack([Term(0, 1, 0, [0]), Term(1, 1, 0, [1])])).Count);

    [Fact]
    public void Pack_TuplesWithoutADegreeForSelectors_StayApart() =>
        Assert.Equal(3, FractionPacker.Pack([Term(0, 5, 0, [0]), Term(1, 5, 0, [1]), Term(2, 5, 0, [2])]).Count);

    [Fact]
    public void Pack_FiveLinearTerms_FillOneColumn()
    {
        BusTerm[] terms = [.. Enumerable.Range(0, 6).Select(i => Term(i, 1, 0, []))];
        Assert.Equal([5, 1], FractionPacker.Pack(terms).Select(group => group.Count));
    }

    /// <summary>The degree of h·∏ d_i − Σ n_i·∏ d_j, from its definition.</summary>
    private static int DegreeOf(IReadOnlyList<BusFraction> group)
    {
        int denominators = group.Sum(fraction => fraction.Denominator.Degree);
        return Math.Max(
            denominators + 1, group.Max(fraction => denominators - fraction.Denominator.Degree + fraction.Numerator.Degree));
    }

    private static BusTerm Term(int number, int tupleDegree, int numeratorDegree, int[] rows)
    {
        Expression column = Expression.Column(ColumnKind.Witness, number);
        Expression tuple = Power(column, tupleDegree);
        return new($"term {number}", new("bus", 1, 1), Power(column, numeratorDegree), [tuple], rows.Length == 0 ? -1 : number, rows);
    }

    private static Expression Power(Expression column, int exponent) =>
        Enumerable.Repeat(column, exponent).Aggregate(Expression.One, (product, factor) => product * factor);
}
