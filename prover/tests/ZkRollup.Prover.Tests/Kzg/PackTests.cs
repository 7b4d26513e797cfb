using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>Packs of columns under one commitment, against the coefficients of the packed polynomial.</summary>
public class PackTests
{
    private const int Log2 = 4;
    private const int Size = 1 << Log2;

    private static readonly ReferenceString Source = StringSamples.Development;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void CommitValues_BlindedPack_EqualsCommitmentToPackedCoefficients(int packing)
    {
        using KzgCommitter committer = new(LagrangeBasis.Create(Source, Log2, packing));
        Assert.Equal((Size, packing, 32), (committer.Size, committer.Packing, committer.BlindingMax));
        ReadOnlyMemory<Fr>[] columns = new ReadOnlyMemory<Fr>[packing];
        ReadOnlyMemory<Fr>[] blindings = new ReadOnlyMemory<Fr>[packing];
        for (int i = 0; i < packing; i++)
        {
            // Of different widths and with different numbers of blinding coefficients, none and the most among them.
            columns[i] = i % 2 == 0 ? Scalars(Size, seed: i) : Enumerable.Range(0, Size).Select(j => Fr.FromInt64(j - 5)).ToArray();
            blindings[i] = Scalars((i + packing) switch { 1 => 2, 4 => 0, 5 => 32, _ => i + 1 }, seed: 100 + i);
        }

        RequireEqual(committer, columns, blindings);
        RequireEqual(committer, columns, []);
        RequireEqual(committer, [], blindings);
        RequireEqual(committer, [], []);
        RequireEqual(committer, columns[..^1], blindings[..1]);
        for (int missing = 0; missing < packing; missing++)
        {
            ReadOnlyMemory<Fr>[] some = [.. columns];
            some[missing] = default;
            RequireEqual(committer, some, blindings);

            // The scratch memory still holds the pack before: a column that is not there must not come back.
            RequireEqual(committer, columns, blindings);
            RequireEqual(committer, some, blindings);
        }
    }

    [Fact]
    public void CommitValues_OneColumn_IsThePackOfOneColumn()
    {
        using KzgCommitter committer = new(LagrangeBasis.Create(Source, Log2, packing: 2));
        Fr[] values = Scalars(Size, seed: 1);
        Fr[] blinding = Scalars(3, seed: 2);
        Assert.Equal(committer.CommitValues([values], [blinding]), committer.CommitValues(values, blinding));
        Assert.NotEqual(committer.CommitValues([default, values], [default, blinding]), committer.CommitValues(values, blinding));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Pack_Columns_AreRemainderModuloBinomial(int packing)
    {
        // At every F-th root x of z, P(x) = Σ x^i·c_i(z): the remainder modulo X^F − z. Columns of different lengths.
        ReadOnlyMemory<Fr>[] columns = [.. Enumerable.Range(0, packing).Select(i => new ReadOnlyMemory<Fr>(Scalars(7 + i, seed: i)))];
        Fr[] packed = Polynomial.Pack(columns, packing);
        Assert.Equal(packing * (6 + packing), packed.Length);
        foreach (Fr x in Scalars(3, seed: 50))
        {
            Fr z = Fr.PowVarTime(x, [(ulong)packing]);
            Fr[] values = [.. columns.Select(column => Polynomial.Evaluate(column.Span, z))];
            Assert.Equal(Polynomial.Evaluate(values, x), Polynomial.Evaluate(packed, x));
        }
    }

    [Fact]
    public void Pack_TooManyColumnsOrNone_Throws()
    {
        Assert.Empty(Polynomial.Pack([], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Polynomial.Pack([], 0));
        RequireMessage("Expected at most 2 columns, got 3", () => Polynomial.Pack([default, default, default], 2));
    }

    [Fact]
    public void CommitValues_WrongLengths_SaysSo()
    {
        using KzgCommitter committer = new(LagrangeBasis.Create(Source, Log2, packing: 2));
        Fr[] right = new Fr[Size];
        RequireMessage("Expected at most 2 columns, got 3", () => committer.CommitValues([right, right, right], []));
        RequireMessage("Expected at most 2 blindings, got 3", () => committer.CommitValues([], [default, default, default]));
        RequireMessage("Column 1: expected 16 values or none, got 15", () => committer.CommitValues([right, right.AsMemory(1)], []));
        RequireMessage("Column 0: expected 16 values or none, got 17", () => committer.CommitValues([new Fr[17], right], []));
        RequireMessage("Column 1: expected at most 32 blinding", () => committer.CommitValues([right], [default, new Fr[33]]));
    }

    [Fact]
    public void Create_StringTooSmallForPack_SaysSo()
    {
        ReferenceString narrow = StringSamples.Foreign(69);
        RequireMessage(
            "Expected a string of at least 80 powers for 5 columns of 16 values, got 69",
            () => LagrangeBasis.Create(narrow, Log2, packing: 5));
        RequireMessage(
            "Expected a string of at least 34359738352 powers",
            () => LagrangeBasis.Create(narrow, Log2, packing: int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => LagrangeBasis.Create(narrow, Log2, packing: 0));

        // 4·(16 + 1) powers are there, 4·(16 + 2) are not.
        using KzgCommitter committer = new(LagrangeBasis.Create(narrow, Log2, packing: 4));
        Assert.Equal(1, committer.BlindingMax);
        ReadOnlyMemory<Fr>[] columns = [Scalars(Size, 1), Scalars(Size, 2), Scalars(Size, 3), Scalars(Size, 4)];
        ReadOnlyMemory<Fr>[] blindings = [Scalars(1, 5), Scalars(1, 6), Scalars(1, 7), Scalars(1, 8)];
        RequireEqual(committer, columns, blindings);
        blindings[3] = Scalars(2, 8);
        RequireMessage(
            "Column 3: expected at most 1 blinding coefficients, got 2; 2 need 72 powers, the string has 69",
            () => committer.CommitValues(columns, blindings));
    }

    /// <summary>The commitment to values against that to coefficients, brought into their places here.</summary>
    private static void RequireEqual(KzgCommitter committer, ReadOnlyMemory<Fr>[] columns, ReadOnlyMemory<Fr>[] blindings)
    {
        int packing = committer.Packing;
        using EvaluationDomain domain = new(Log2);
        Fr[] packed = new Fr[packing * (Size + 32)];
        for (int i = 0; i < columns.Length; i++)
        {
            Fr[] coefficients = columns[i].ToArray();
            if (coefficients.Length > 0)
            {
                domain.Inverse(coefficients);
            }

            for (int j = 0; j < coefficients.Length; j++)
            {
                packed[i + (packing * j)] += coefficients[j];
            }
        }

        for (int i = 0; i < blindings.Length; i++)
        {
            for (int j = 0; j < blindings[i].Length; j++)
            {
                packed[i + (packing * j)] -= blindings[i].Span[j];
                packed[i + (packing * (j + Size))] += blindings[i].Span[j];
            }
        }

        int length = packing * (Size + committer.BlindingMax);
        Assert.Equal(committer.Commit(packed.AsSpan(0, length)), committer.CommitValues(columns, blindings));
    }

    private static void RequireMessage(string part, Func<object> act) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static Fr[] Scalars(int count, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[40];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.NextBytes(bytes);
            return Fr.FromBigEndianReduced(bytes);
        })];
    }
}
