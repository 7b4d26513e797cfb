using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkRollup.Rules.Tests;

/// <summary>Every production project bans at least the symbols of its kind, and every ban names a symbol that exists.</summary>
/// <remarks>An identifier with a slip in it bans nothing, silently; hence the second half.</remarks>
internal static class BannedSymbolsRule
{
    private static readonly string[] EveryProject =
    [
        "M:System.Guid.NewGuid", "M:System.Random.#ctor", "P:System.Random.Shared", "P:System.DateTime.Now", "P:System.DateTime.Today",
        "P:System.DateTimeOffset.Now",
    ];

    private static readonly string[] Proving =
    [
        "M:System.Guid.NewGuid", "T:System.Random", "P:System.DateTime.Now", "P:System.DateTime.Today", "P:System.DateTimeOffset.Now",
        "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "T:System.HashCode",
    ];

    private static readonly string[] Deterministic =
    [
        .. Proving, "T:System.Diagnostics.Stopwatch", "P:System.Environment.TickCount", "P:System.Environment.TickCount64",
        "T:System.TimeProvider", "T:System.Threading.Timer",
    ];

    /// <summary>Framework assemblies and those of this test, as the compiler needs them.</summary>
    internal static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The least that a project of this kind bans.</summary>
    internal static IReadOnlyList<string> Required(ProjectKind kind) => kind switch
    {
        ProjectKind.Deterministic => Deterministic,
        ProjectKind.Proving => Proving,
        _ => EveryProject,
    };

    /// <summary>The declaration identifiers of a list, without the messages.</summary>
    internal static IReadOnlyList<string> Identifiers(string list) =>
        [.. list.Split('\n').Select(line => line.Split(';')[0].Trim()).Where(id => id.Length > 0)];

    /// <summary>One line for each missing or meaningless entry; a null list is a missing file.</summary>
    internal static IEnumerable<string> Violations(string project, ProjectKind kind, string? list)
    {
        if (list is null)
        {
            yield return $"{project}: has no BannedSymbols.txt";
            yield break;
        }

        IReadOnlyList<string> identifiers = Identifiers(list);
        foreach (string missing in Required(kind).Except(identifiers))
        {
            yield return $"{project}: does not ban {missing}";
        }

        CSharpCompilation compilation = CSharpCompilation.Create("Symbols", references: References);
        foreach (string identifier in identifiers)
        {
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(identifier, compilation) is null)
            {
                yield return $"{project}: bans {identifier}, which does not exist";
            }
        }

        foreach (string line in list.Split('\n').Where(line => line.Trim().Length > 0 && !line.Contains(';', StringComparison.Ordinal)))
        {
            yield return $"{project}: '{line.Trim()}' does not say what to use instead";
        }
    }
}
