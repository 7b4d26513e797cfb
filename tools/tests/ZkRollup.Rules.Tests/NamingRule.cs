using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkRollup.Rules.Tests;

/// <summary>Folders say what is in them; the namespace is the project's name and the folder.</summary>
internal static class NamingRule
{
    private static readonly string[] ForbiddenFolders = ["common", "shared", "util", "utils", "helper", "helpers", "misc", "utilities"];

    /// <summary>Folders with a name that would fit anything.</summary>
    internal static IEnumerable<string> FolderViolations(IEnumerable<string> folders) =>
        folders
            .Where(f => ForbiddenFolders.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase))
            .Select(f => $"{f}: a name that says nothing");

    /// <summary>Types outside the one file-scoped namespace that their folder asks for.</summary>
    internal static IEnumerable<string> NamespaceViolations(SourceFile file)
    {
        string below = Path.GetDirectoryName(Path.GetRelativePath(file.Project.Folder, file.Path))!.Replace('\\', '/');
        string expected = below.Length == 0 ? file.Project.Name : $"{file.Project.Name}.{below.Replace('/', '.')}";
        foreach (MemberDeclarationSyntax member in file.Tree.Members)
        {
            string? fault = member switch
            {
                GlobalStatementSyntax => null,
                FileScopedNamespaceDeclarationSyntax space when space.Name.ToString() == expected => null,
                FileScopedNamespaceDeclarationSyntax space => $"namespace {space.Name}, expected {expected}",
                NamespaceDeclarationSyntax => "a namespace with braces, expected a file-scoped one",
                _ => "a type outside any namespace",
            };
            if (fault is not null)
            {
                yield return $"{file.Path}: {fault}";
            }
        }
    }
}
