using System.Text.RegularExpressions;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Solidity.Tests;

/// <summary>Texts and cuts that forge does not see: limits, names, places.</summary>
public sealed partial class ProgramCutTests
{
    [Theory]
    [InlineData(1_000_000, 1)]
    [InlineData(10_000, 2)]
    [InlineData(4_000, 5)]
    public void All_LimitOfBytes_CutsTheWholeProgramInOrder(int length, int leastParts)
    {
        ExpressionProgram program = Keys.RollupVerifying.Combined;
        IReadOnlyList<ProgramCut> cuts = ProgramCut.All(program, length);
        Assert.True(cuts.Count >= leastParts, $"{cuts.Count} parts");
        Assert.Equal(0, cuts[0].From);
        Assert.Equal(program.Instructions.Count, cuts[^1].To);
        Assert.Equal([program.Outputs[0]], cuts[^1].Kept);
        for (int i = 1; i < cuts.Count; i++)
        {
            Assert.Equal(cuts[i - 1].To, cuts[i].From);
            Assert.All(cuts[i - 1].Kept, kept => Assert.InRange(kept, 0, cuts[i].From - 1));
        }
    }

    [Fact]
    public void Generate_TwoParts_EachIsAboutHalf()
    {
        VerifyingKey key = Keys.RollupVerifying;
        IReadOnlyList<SolidityFile> files = VerifierGenerator.Generate(key, new("Half") { PartLength = 12_000 });
        Assert.Equal(["HalfVerifier.sol", "HalfConstraints0.sol", "HalfConstraints1.sol"], files.Select(file => file.Name));
        Assert.InRange((double)files[1].Text.Length / files[2].Text.Length, 0.6, 1.6);
    }

    [Fact]
    public void Generate_AnyVerifier_LeavesNoPlaceOpenAndNoLongLine()
    {
        foreach ((VerifierOptions options, int circuit) in Keys.Vectors)
        {
            foreach (SolidityFile file in VerifierGenerator.Generate(Keys.Vector(circuit), options))
            {
                Assert.DoesNotContain('«', file.Text);
                Assert.All(file.Text.Split('\n'), line => Assert.True(line.Length <= 140, line));
                Assert.DoesNotMatch(Whitespace(), file.Text);
            }
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(192)]
    public void Generate_BlobHashesOfAnotherLength_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => VerifierGenerator.Generate(Keys.Vector(2), new("Wrong") { BlobHashes = new byte[length] }));

    /// <summary>EIP-2537: the prices of 1, 4, 16 and 64 points, of which the limit is at least twice and at most 2.2 times.</summary>
    [Theory]
    [InlineData(1, 12_000)]
    [InlineData(3, 30_528)]
    [InlineData(4, 38_256)]
    [InlineData(15, 123_840)]
    [InlineData(16, 129_984)]
    [InlineData(24, 186_624)]
    [InlineData(64, 442_368)]
    public void Limit_Points_IsTwiceThePriceOrAbove(int points, long price) =>
        Assert.InRange(PrecompilePrices.Limit(points), 2 * price, (long)(2.4 * price));

    [GeneratedRegex(@"[ \t]\n")]
    private static partial Regex Whitespace();
}
