using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Solidity.Tests;

/// <summary>The contracts in the repository are those that the generator makes from the keys.</summary>
public sealed class GeneratedContractsTests
{
    [Fact]
    public void Rollup_InRepository_IsCurrent()
    {
        VerifyingKey key = Keys.RollupVerifying;
        RequireAll(VerifierGenerator.Generate(key, new("Rollup")), "contracts", "src", "verifier", "generated");
    }

    [Fact]
    public void VectorCircuits_InRepository_AreCurrent()
    {
        foreach ((VerifierOptions options, int circuit) in Keys.Vectors)
        {
            RequireAll(VerifierGenerator.Generate(Keys.Vector(circuit), options), "contracts", "test", "generated");
        }
    }

    /// <summary>No file more or less, and each with its text.</summary>
    private static void RequireAll(IReadOnlyList<SolidityFile> files, params string[] folder)
    {
        foreach (SolidityFile file in files)
        {
            CheckedInFile.Require(file.Text, [.. folder, file.Name]);
        }
    }
}
