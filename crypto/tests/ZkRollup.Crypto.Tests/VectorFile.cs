using System.Text.Encodings.Web;
using System.Text.Json;
using ZkRollup.WorkingTree;

namespace ZkRollup.Crypto.Tests;

/// <summary>Published vectors in docs/vectors: generated from the code, and compared with what is in the repository.</summary>
internal static class VectorFile
{
    /// <summary>Set to 1 to write the files instead of comparing them.</summary>
    private const string WriteSwitch = "ZKROLLUP_WRITE_VECTORS";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Requires the file to be exactly what the generator gives, or writes it.</summary>
    internal static void RequireCurrent(string name, object content)
    {
        string text = JsonSerializer.Serialize(content, Options) + "\n";
        string path = PathOf(name);
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run the tests once with {WriteSwitch}=1.");
        Assert.Equal(text, File.ReadAllText(path));
    }

    internal static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement;

    private static string PathOf(string name) => SourceTree.PathOf("docs", "vectors", name);
}
