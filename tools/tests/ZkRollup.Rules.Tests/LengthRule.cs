using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkRollup.Rules.Tests;

/// <summary>Something longer than its limit.</summary>
/// <param name="Rule">method, file or line.</param>
/// <param name="Target">Path, and for a method its name after '#'.</param>
/// <param name="Length">Lines, or columns for a line.</param>
internal readonly record struct Excess(string Rule, string Target, int Length);

/// <summary>Methods of at most 70 lines, files of at most 600 lines, lines of at most 140 columns; generated files are exempt.</summary>
/// <remarks>Attributes, comments before a method and the text inside a string literal of several lines do not count.</remarks>
internal static class LengthRule
{
    internal const int MethodLinesMax = 70;
    internal const int FileLinesMax = 600;
    internal const int ColumnsMax = 140;

    /// <summary>A line with a word or a string literal as long as this need not be broken: a test vector, a template.</summary>
    internal const int UnbreakableWord = 80;

    /// <summary>All excesses of a file, method by method.</summary>
    internal static IEnumerable<Excess> Excesses(SourceFile file)
    {
        if (file.IsGenerated)
        {
            yield break;
        }

        string[] lines = file.Text.TrimEnd('\n').Split('\n');
        if (lines.Length > FileLinesMax)
        {
            yield return new Excess("file", file.Path, lines.Length);
        }

        SyntaxNode[] literals =
            [.. file.Tree.DescendantNodes().Where(n => n is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax)];
        HashSet<int> template = TemplateLines(literals);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > ColumnsMax
                && !template.Contains(i)
                && lines[i].Split(' ').Max(word => word.Length) < UnbreakableWord
                && !HasLongLiteral(literals, i))
            {
                yield return new Excess("line", $"{file.Path}:{i + 1}", lines[i].Length);
            }
        }

        foreach ((string name, int first, int last) in Methods(file.Tree))
        {
            int length = last - first + 1 - template.Count(line => line > first && line < last);
            if (length > MethodLinesMax)
            {
                yield return new Excess("method", $"{file.Path}#{name}", length);
            }
        }
    }

    private static bool HasLongLiteral(IEnumerable<SyntaxNode> literals, int line) =>
        literals.Any(node => node.Span.Length >= UnbreakableWord && node.GetLocation().GetLineSpan().StartLinePosition.Line == line);

    /// <summary>Lines inside a string literal of several lines: data, not code.</summary>
    private static HashSet<int> TemplateLines(IEnumerable<SyntaxNode> literals)
    {
        HashSet<int> lines = [];
        foreach (SyntaxNode node in literals)
        {
            FileLinePositionSpan span = node.GetLocation().GetLineSpan();
            for (int line = span.StartLinePosition.Line + 1; line < span.EndLinePosition.Line; line++)
            {
                _ = lines.Add(line);
            }
        }

        return lines;
    }

    private static IEnumerable<(string Name, int First, int Last)> Methods(CompilationUnitSyntax tree)
    {
        foreach (SyntaxNode node in tree.DescendantNodes())
        {
            string? name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.Text,
                ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
                DestructorDeclarationSyntax destructor => "~" + destructor.Identifier.Text,
                OperatorDeclarationSyntax op => "operator" + op.OperatorToken.Text,
                ConversionOperatorDeclarationSyntax conversion => "operator " + conversion.Type,
                LocalFunctionStatementSyntax local => local.Identifier.Text,
                AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
                PropertyDeclarationSyntax { ExpressionBody: not null } property => property.Identifier.Text,
                _ => null,
            };
            if (name is not null)
            {
                SyntaxToken first = FirstAfterAttributes(node);
                yield return (name, first.GetLocation().GetLineSpan().StartLinePosition.Line, LastLine(node));
            }
        }

        GlobalStatementSyntax[] statements = [.. tree.Members.OfType<GlobalStatementSyntax>()];
        if (statements.Length > 0)
        {
            yield return ("<top level>", statements[0].GetLocation().GetLineSpan().StartLinePosition.Line, LastLine(statements[^1]));
        }
    }

    private static SyntaxToken FirstAfterAttributes(SyntaxNode node)
    {
        AttributeListSyntax? last = node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
        return last is null ? node.GetFirstToken() : last.GetLastToken().GetNextToken();
    }

    private static int LastLine(SyntaxNode node) => node.GetLocation().GetLineSpan().EndLinePosition.Line;
}
