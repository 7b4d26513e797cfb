namespace ZkRollup.Rules.Tests;

public class LengthRuleTests
{
    [Fact]
    public void Sources_OfTheRepository_AreWithinLimitsOrExcepted()
    {
        IReadOnlyList<LengthException> admitted = LengthExceptions.Parse(Repository.Read(LengthExceptions.Path));
        Assert.Equal(LengthExceptions.Count, admitted.Count);
        Verdict.None(LengthExceptions.Violations(SourceFile.All.SelectMany(LengthRule.Excesses), admitted));
    }

    [Theory]
    [InlineData(70, 0)]
    [InlineData(71, 1)]
    public void Excesses_MethodAtAndOverLimit_OnlyOverIsReported(int lines, int expected)
    {
        string body = string.Concat(Enumerable.Repeat("        _ = 1;\n", lines - 3));
        string text = $"class C\n{{\n    /// <summary>M.</summary>\n    void M()\n    {{\n{body}    }}\n}}\n";
        Excess[] excesses = [.. LengthRule.Excesses(SourceFile.Sample(text))];
        Assert.Equal(expected, excesses.Length);
        Assert.All(excesses, e => Assert.Equal(new Excess("method", "tools/ZkRollup.Sample/Sample.cs#M", lines), e));
    }

    [Fact]
    public void Excesses_LongConstructorAccessorLocalFunctionOperatorAndProgram_EachReported()
    {
        string body = string.Concat(Enumerable.Repeat("_ = 1;\n", 71));
        string[] samples =
        [
            $"class C {{ C() {{ {body} }} }}",
            $"class C {{ int P {{ get {{ {body} return 1; }} }} }}",
            $"class C {{ public static C operator +(C a, C b) {{ {body} return a; }} }}",
            body,
        ];
        Assert.All(samples, sample => Assert.Equal("method", Assert.Single(LengthRule.Excesses(SourceFile.Sample(sample))).Rule));
        Assert.Equal(2, LengthRule.Excesses(SourceFile.Sample($"class C {{ void M() {{ void L() {{ {body} }} L(); }} }}")).Count());
    }

    [Theory]
    [InlineData(600, 0)]
    [InlineData(601, 1)]
    public void Excesses_FileAtAndOverLimit_OnlyOverIsReported(int lines, int expected)
    {
        string text = string.Concat(Enumerable.Repeat("// x\n", lines));
        Assert.Equal(expected, LengthRule.Excesses(SourceFile.Sample(text)).Count(e => e.Rule == "file" && e.Length == lines));
        Assert.Empty(LengthRule.Excesses(SourceFile.Sample(text, "tools/ZkRollup.Sample/Sample.g.cs")));
    }

    [Fact]
    public void Excesses_LongLine_ReportedUnlessUnbreakable()
    {
        string prose = "// " + string.Concat(Enumerable.Repeat("word ", 28));
        Assert.Equal("line", Assert.Single(LengthRule.Excesses(SourceFile.Sample(prose))).Rule);
        Assert.Empty(LengthRule.Excesses(SourceFile.Sample(prose[..140])));
        Assert.Empty(LengthRule.Excesses(SourceFile.Sample("// " + new string('f', 192))));
        Assert.Empty(LengthRule.Excesses(SourceFile.Sample($"_ = \"{prose}\";")));
        Assert.Single(LengthRule.Excesses(SourceFile.Sample($"_ = \"{prose[..70]}\" + \"{prose[..70]}\";")));
    }

    [Fact]
    public void Excesses_TextInMultiLineLiteral_NotCounted()
    {
        string template = string.Concat(Enumerable.Repeat("word ", 40)) + string.Concat(Enumerable.Repeat("line {{x}}\n", 90));
        string quotes = new('"', 3);
        Assert.Empty(LengthRule.Excesses(SourceFile.Sample($"class C {{ void M() {{ _ = {quotes}\n{template}{quotes}; }} }}")));
        Assert.Empty(LengthRule.Excesses(SourceFile.Sample($"class C {{ void M(int x) {{ _ = $${quotes}\n{template}{quotes}; }} }}")));
    }

    [Fact]
    public void Violations_ExceptionListAgainstExcesses_NamesEachFault()
    {
        const string reason = "a table that reads best in one piece";
        Excess excess = new("method", "a.cs#M", 90);
        Assert.Empty(LengthExceptions.Violations([excess], [new("method", "a.cs#M", 90, reason)]));
        Verdict.One("longer", LengthExceptions.Violations([excess], []));
        Verdict.One("longer", LengthExceptions.Violations([excess], [new("method", "a.cs#M", 89, reason)]));
        Verdict.One("lower", LengthExceptions.Violations([excess], [new("method", "a.cs#M", 91, reason)]));
        Verdict.One("no longer needed", LengthExceptions.Violations([], [new("method", "a.cs#M", 90, reason)]));
        Verdict.One("no reason", LengthExceptions.Violations([excess], [new("method", "a.cs#M", 90, "long")]));
    }
}
