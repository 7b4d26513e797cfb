using System.Text.Encodings.Web;
using System.Text.Json;
using ZkRollup.WorkingTree;

namespace ZkRollup.Protocol.Tests.Vectors;

/// <summary>docs/vectors/protocol.json: generated from the code, and compared with what is in the repository.</summary>
internal static class VectorFile
{
    /// <summary>Set to 1 to write the file instead of comparing it.</summary>
    private const string WriteSwitch = "ZKROLLUP_WRITE_VECTORS";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Path => SourceTree.PathOf("docs", "vectors", "protocol.json");

    /// <summary>Requires the file to be exactly what the generator gives, or writes it.</summary>
    internal static void RequireCurrent(object content)
    {
        string text = JsonSerializer.Serialize(content, Options) + "\n";
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            File.WriteAllText(Path, text);
        }

        Assert.True(File.Exists(Path), $"{Path} is missing; run the tests once with {WriteSwitch}=1.");
        Assert.Equal(text, ReadText());
    }

    internal static string ReadText() => File.ReadAllText(Path);

    internal static JsonElement Read() => JsonDocument.Parse(ReadText()).RootElement;
}
