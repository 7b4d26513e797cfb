using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkRollup.Rules.Tests;

/// <summary>Every public member has a summary with words in it, or inherits one; generated files are not exempt.</summary>
/// <remarks>The compiler only asks for some comment, in files that are not generated; this rule reads the syntax of all.</remarks>
internal static class DocumentationRule
{
    /// <summary>One line for each public member without documentation.</summary>
    /// <param name="files">All files of one project: a partial type needs its summary in one of them only.</param>
    internal static IEnumerable<string> Violations(IReadOnlyCollection<SourceFile> files)
    {
        HashSet<string> documentedTypes = new(
            files.SelectMany(f => f.Tree.DescendantNodes().OfType<MemberDeclarationSyntax>())
                .Where(m => IsType(m) && IsDocumented(m))
                .Select(TypeKey),
            StringComparer.Ordinal);
        foreach (SourceFile file in files)
        {
            foreach (MemberDeclarationSyntax member in file.Tree.DescendantNodes().OfType<MemberDeclarationSyntax>())
            {
                bool documented = IsDocumented(member) || (IsType(member) && documentedTypes.Contains(TypeKey(member)));
                if (IsPublic(member) && NeedsDocumentation(member) && !documented)
                {
                    int line = member.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    yield return $"{file.Path}:{line}: {Describe(member)} is public and has no summary";
                }
            }
        }
    }

    private static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static bool NeedsDocumentation(MemberDeclarationSyntax member) => member switch
    {
        BaseNamespaceDeclarationSyntax or GlobalStatementSyntax => false,
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => false,
        BasePropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => false,
        OperatorDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => false,
        ConversionOperatorDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => false,
        DestructorDeclarationSyntax or IncompleteMemberSyntax => false,
        _ => !member.Modifiers.Any(SyntaxKind.OverrideKeyword),
    };

    /// <summary>Public, or protected in a type that can be derived from, all the way out.</summary>
    private static bool IsPublic(MemberDeclarationSyntax member)
    {
        for (SyntaxNode? node = member; node is MemberDeclarationSyntax level and not BaseNamespaceDeclarationSyntax; node = node.Parent)
        {
            bool implicitly =
                level.Parent is InterfaceDeclarationSyntax or EnumDeclarationSyntax && !level.Modifiers.Any(SyntaxKind.PrivateKeyword);
            if (!implicitly && !level.Modifiers.Any(SyntaxKind.PublicKeyword) && !IsProtected(level))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsProtected(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.ProtectedKeyword) && !member.Modifiers.Any(SyntaxKind.PrivateKeyword);

    private static bool IsDocumented(MemberDeclarationSyntax member)
    {
        IEnumerable<XmlNodeSyntax> nodes = member.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content);
        foreach (XmlNodeSyntax node in nodes)
        {
            if (node is XmlEmptyElementSyntax empty && empty.Name.LocalName.Text == "inheritdoc")
            {
                return true;
            }

            if (node is XmlElementSyntax element && element.StartTag.Name.LocalName.Text == "summary" && HasWords(element))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWords(XmlElementSyntax element) =>
        element.Content.Any(node => node is not XmlTextSyntax text || text.TextTokens.Any(token => token.Text.Any(char.IsLetterOrDigit)));

    private static string TypeKey(MemberDeclarationSyntax member)
    {
        IEnumerable<string> names = member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Select(Describe);
        return string.Join(" in ", names);
    }

    private static string Describe(MemberDeclarationSyntax member) => member switch
    {
        TypeDeclarationSyntax type => $"{type.Identifier.Text}`{type.TypeParameterList?.Parameters.Count ?? 0}",
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EnumMemberDeclarationSyntax value => value.Identifier.Text,
        BaseFieldDeclarationSyntax field => string.Join(", ", field.Declaration.Variables.Select(v => v.Identifier.Text)),
        OperatorDeclarationSyntax op => "operator " + op.OperatorToken.Text,
        _ => member.Kind().ToString(),
    };
}
