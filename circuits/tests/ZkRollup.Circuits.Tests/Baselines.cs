using System.Text.Encodings.Web;
using System.Text.Json;
using ZkRollup.Circuits.Builder;
using ZkRollup.WorkingTree;

namespace ZkRollup.Circuits.Tests;

/// <summary>Pinned costs in circuits/baselines: a change of a circuit shows in the diff of a file that someone reads.</summary>
internal static class Baselines
{
    /// <summary>Set to 1 to write the files instead of comparing them.</summary>
    internal const string WriteSwitch = "ZKROLLUP_WRITE_BASELINES";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Requires circuits/baselines/NAME.json to be exactly this report, or writes it.</summary>
    internal static void Require(string name, CostReport report)
    {
        string path = SourceTree.PathOf("circuits", "baselines", $"{name}.json");
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Text(report));
        }

        if (FindDifference(File.Exists(path) ? File.ReadAllText(path) : null, Text(report)) is { } difference)
        {
            Assert.Fail($"{path} {difference}\nIf the change is meant, run the tests once with {WriteSwitch}=1 and say why in the commit.");
        }
    }

    internal static string Text(CostReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    /// <summary>The lines that are in one text only; null if there are none.</summary>
    internal static string? FindDifference(string? pinned, string actual)
    {
        if (pinned is null)
        {
            return "is missing.";
        }

        if (pinned == actual)
        {
            return null;
        }

        string[] before = pinned.Split('\n');
        string[] after = actual.Split('\n');
        IEnumerable<string> gone = before.Except(after).Select(line => $"- {line}");
        IEnumerable<string> added = after.Except(before).Select(line => $"+ {line}");
        return $"differs:\n{string.Join('\n', gone.Concat(added))}";
    }
}
