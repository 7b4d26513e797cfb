using System.Text.RegularExpressions;

namespace ZkRollup.Rules.Tests;

/// <summary>What the repository says of itself is true.</summary>
public partial class RepositoryFilesTests
{
    private const string Demo = "dotnet run -c Release --project tools/ZkRollup.Cli -- demo";
    private const string Tests = "dotnet test -c Release";

    [Fact]
    public void Readme_CodeBlocks_AreTheTwoCommandsThatTheChecksRun()
    {
        string[] blocks = [.. CodeBlock().Matches(Repository.Read("README.md")).Select(m => m.Groups[1].Value.Trim())];
        Assert.Equal([Demo, Tests], blocks);
        string checks = Repository.Read(".ci/run");
        Assert.All(blocks, command => Assert.Contains(command, checks, StringComparison.Ordinal));
    }

    [Fact]
    public void Decisions_EveryFile_IsInTheIndexAndNumbered()
    {
        string index = Repository.Read("docs/adr/README.md");
        const string folder = "docs/adr/";
        string[] files =
        [
            .. Repository.Files(".md")
                .Where(file => file.StartsWith(folder + "0", StringComparison.Ordinal))
                .Select(file => file[folder.Length..]),
        ];
        Assert.NotEmpty(files);
        for (int i = 0; i < files.Length; i++)
        {
            Assert.StartsWith($"{i + 1:0000}-", files[i], StringComparison.Ordinal);
            Assert.Contains($"[{i + 1:0000}]({files[i]})", index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Licence_IsApache2() => Assert.Contains("Version 2.0, January 2004", Repository.Read("LICENSE"), StringComparison.Ordinal);

    [GeneratedRegex("```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
