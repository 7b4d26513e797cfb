using ZkRollup.WorkingTree;

namespace ZkRollup.Prover.Solidity.Tests;

/// <summary>A file of the repository that is made by a program: compared, or written on demand.</summary>
internal static class CheckedInFile
{
    /// <summary>Set to 1 to write the files instead of comparing them.</summary>
    internal const string WriteSwitch = "ZKROLLUP_WRITE_BASELINES";

    internal static bool IsWriting => Environment.GetEnvironmentVariable(WriteSwitch) == "1";

    /// <summary>Requires a file to have exactly this text, or writes it.</summary>
    internal static void Require(string text, params string[] parts)
    {
        string path = SourceTree.PathOf(parts);
        if (IsWriting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == text,
            $"{path} is not what the generator makes. If the change is meant, run the tests once with {WriteSwitch}=1.");
    }
}
