using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ZkRollup.Rules.Tests;

public class BannedSymbolsRuleTests
{
    private const string Host =
        "M:System.Guid.NewGuid; no\nM:System.Random.#ctor; no\nP:System.Random.Shared; no\nP:System.DateTime.Now; no\n"
        + "P:System.DateTime.Today; no\nP:System.DateTimeOffset.Now; no\n";

    [Fact]
    public void ProductionProjects_OfTheRepository_BanTheSymbolsOfTheirKind()
    {
        foreach (ProjectFile project in ProjectFile.All.Where(p => !p.IsTest))
        {
            ProjectEntry entry = ProjectTable.Find(project.Name) ?? throw new InvalidOperationException($"{project.Name} is unknown.");
            Verdict.None(BannedSymbolsRule.Violations(project.Name, entry.Kind, ReadList(project)));
        }
    }

    [Fact]
    public void Violations_MissingFileEntryTypoOrMessage_IsReported()
    {
        Assert.Empty(BannedSymbolsRule.Violations("P", ProjectKind.Host, Host));
        string afterFirst = Host[(Host.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        Verdict.One("no BannedSymbols.txt", BannedSymbolsRule.Violations("P", ProjectKind.Host, null));
        Verdict.One("does not ban M:System.Guid", BannedSymbolsRule.Violations("P", ProjectKind.Host, afterFirst));
        Verdict.One("not exist", BannedSymbolsRule.Violations("P", ProjectKind.Host, Host + "T:System.Rondom; no"));
        Verdict.One("instead", BannedSymbolsRule.Violations("P", ProjectKind.Host, Host + "T:System.Random"));
        Assert.NotEmpty(BannedSymbolsRule.Violations("P", ProjectKind.Deterministic, Host));
        Assert.NotEmpty(BannedSymbolsRule.Violations("P", ProjectKind.Proving, Host));
    }

    [Fact]
    public async Task Analyzer_WithTheListOfEachProject_ReportsTheBannedCall()
    {
        const string source =
            "class C { object A() => System.Guid.NewGuid(); object B() => System.DateTime.Now; object D() => new System.Random(); }";
        foreach (ProjectFile project in ProjectFile.All.Where(p => !p.IsTest))
        {
            Assert.Equal(3, (await BannedUsesAsync(source, ReadList(project)!)).Length);
        }

        Assert.Empty(await BannedUsesAsync("class C { object A() => new System.Guid(); }", Host));
    }

    private static string? ReadList(ProjectFile project)
    {
        string path = Path.Combine(Repository.Root, project.Folder, "BannedSymbols.txt");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private static async Task<ImmutableArray<Diagnostic>> BannedUsesAsync(string source, string list)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "banned-api-analyzers");
        Assembly assembly = Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"));
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. assembly.GetTypes()
                .Where(type => type.Name == "CSharpSymbolIsBannedAnalyzer")
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(source)],
            BannedSymbolsRule.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CompilationWithAnalyzers run = compilation.WithAnalyzers(analyzers, new AnalyzerOptions([new ListFile(list)]));
        ImmutableArray<Diagnostic> diagnostics = await run.GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Where(d => d.Id == "RS0030")];
    }

    private sealed class ListFile(string text) : AdditionalText
    {
        public override string Path => "BannedSymbols.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
