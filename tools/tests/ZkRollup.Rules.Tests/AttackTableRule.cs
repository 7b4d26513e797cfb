using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkRollup.Rules.Tests;

/// <summary>What docs/attacks.md says of tests and gadgets is true: tests that it names exist, and every gadget has its row.</summary>
internal static partial class AttackTableRule
{
    /// <summary>Tests as Class.Method: methods with an attribute of xUnit, in classes whose names end in Tests.</summary>
    internal static HashSet<string> Tests(IEnumerable<SourceFile> files) =>
    [
        .. files
            .SelectMany(file => file.Tree.DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(IsOfATest))
            .Select(method => $"{(method.Parent as TypeDeclarationSyntax)?.Identifier.Text}.{method.Identifier.Text}"),
    ];

    /// <summary>Fact, Theory, and those of the repository that skip one.</summary>
    private static bool IsOfATest(AttributeSyntax attribute) =>
        attribute.Name.ToString() is var name
            && (name.EndsWith("Fact", StringComparison.Ordinal) || name.EndsWith("Theory", StringComparison.Ordinal));

    /// <summary>Public and internal types of gadgets and benchmarks whose documentation opens with a statement.</summary>
    internal static IEnumerable<string> Gadgets(IEnumerable<SourceFile> files) => files
        .Where(file => file.Project.Name == "ZkRollup.Circuits" && StatementHeading().IsMatch(file.Text))
        .Select(file => Path.GetFileNameWithoutExtension(file.Path));

    /// <summary>Tests that do not exist, rows without a test, and gadgets without a row.</summary>
    internal static IEnumerable<string> Violations(string page, IReadOnlySet<string> tests, IEnumerable<string> gadgets)
    {
        string[] rows = [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        HashSet<string> listed = new(StringComparer.Ordinal);
        for (int i = 0; i < rows.Length; i++)
        {
            string[] cells = [.. rows[i].Split('|').Select(cell => cell.Trim())];
            bool isHeading = cells[1] is "Pitfall" or "Attack" or "Gadget";
            listed.UnionWith(cells[1].Split(',').Select(name => name.Trim()));
            if (!isHeading && !NamedTest().IsMatch(cells[2]))
            {
                yield return $"the row '{cells[1]}' names no test";
            }
        }

        foreach (Match match in NamedTest().Matches(page))
        {
            if (!tests.Contains(match.Groups[1].Value))
            {
                yield return $"there is no test {match.Groups[1].Value}";
            }
        }

        foreach (string gadget in gadgets.Where(gadget => !listed.Contains(gadget)))
        {
            yield return $"the gadget {gadget} has no row";
        }
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^/// <summary>Statement: ", RegexOptions.Multiline)]
    private static partial Regex StatementHeading();
}
