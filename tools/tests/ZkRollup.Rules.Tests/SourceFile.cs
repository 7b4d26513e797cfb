using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkRollup.Rules.Tests;

/// <summary>One C# file, parsed.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Project">The project that compiles it: the nearest project file above it.</param>
/// <param name="Text">Its text.</param>
/// <param name="Tree">Its syntax.</param>
internal sealed record SourceFile(string Path, ProjectFile Project, string Text, CompilationUnitSyntax Tree)
{
    internal bool IsGenerated => Path.EndsWith(".g.cs", StringComparison.Ordinal);

    /// <summary>Every C# file of every project.</summary>
    internal static IReadOnlyList<SourceFile> All { get; } =
        [.. Repository.Files(".cs").Select(path => Parse(path, Repository.Read(path), Owner(path)))];

    /// <summary>Parses a file of a project.</summary>
    internal static SourceFile Parse(string path, string text, ProjectFile project)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview, Microsoft.CodeAnalysis.DocumentationMode.Parse);
        return new SourceFile(path, project, text, CSharpSyntaxTree.ParseText(text, options, path).GetCompilationUnitRoot());
    }

    /// <summary>A file of an imagined project that lies in <c>tools/ZkRollup.Sample</c>, for tests of the rules.</summary>
    internal static SourceFile Sample(string text, string path = "tools/ZkRollup.Sample/Sample.cs") =>
        Parse(path, text, ProjectFile.Parse("tools/ZkRollup.Sample/ZkRollup.Sample.csproj", "<Project />"));

    private static ProjectFile Owner(string path) =>
        ProjectFile.All.Where(p => path.StartsWith(p.Folder + "/", StringComparison.Ordinal)).MaxBy(p => p.Folder.Length)
        ?? throw new InvalidOperationException($"{path} lies in no project.");
}
