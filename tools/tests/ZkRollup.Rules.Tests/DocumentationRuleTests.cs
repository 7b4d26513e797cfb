namespace ZkRollup.Rules.Tests;

public class DocumentationRuleTests
{
    [Fact]
    public void PublicMembers_OfTheRepository_AreDocumented() =>
        Verdict.None(SourceFile.All
            .Where(f => !f.Project.IsTest)
            .GroupBy(f => f.Project.Name)
            .SelectMany(g => DocumentationRule.Violations([.. g])));

    [Theory]
    [InlineData("public class A;")]
    [InlineData("/// <summary></summary>\npublic class A;")]
    [InlineData("/// <summary>  . </summary>\npublic class A;")]
    [InlineData("/// <remarks>Only remarks.</remarks>\npublic class A;")]
    [InlineData("// A plain comment.\npublic class A;")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public void M() { } }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { protected void M() { } }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public int P { get; } }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public const int F = 1; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public A() { } }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public static A operator +(A a, A b) => a; }")]
    [InlineData("/// <summary>A.</summary>\npublic interface A { void M(); }")]
    [InlineData("/// <summary>A.</summary>\npublic enum A { B }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public class Inner; }")]
    [InlineData("public partial class A { }\npublic partial class A { }\n/// <summary>B.</summary>\npublic class B;", 2)]
    public void Violations_UndocumentedMember_IsReported(string text, int expected = 1) =>
        Assert.Equal(expected, DocumentationRule.Violations([SourceFile.Sample(text)]).Count());

    [Theory]
    [InlineData("/// <summary>A thing.</summary>\npublic class A { private void M() { } internal int F; }")]
    [InlineData("internal class A { public void M() { } }")]
    [InlineData("/// <inheritdoc/>\npublic class A;")]
    [InlineData("/// <summary><see cref=\"int\"/></summary>\npublic class A;")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public override string ToString() => string.Empty; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A : IDisposable { void IDisposable.Dispose() { } }")]
    [InlineData("/// <summary>A.</summary>\npublic partial class A { }\npublic partial class A { }")]
    [InlineData("/// <summary>A.</summary>\npublic class A { private protected void M() { } }")]
    public void Violations_DocumentedOrHiddenMember_IsNotReported(string text) =>
        Assert.Empty(DocumentationRule.Violations([SourceFile.Sample(text)]));
}
