namespace ZkRollup.Rules.Tests;

public class ProjectFileRuleTests
{
    private const string ProtocolPath = "protocol/ZkRollup.Protocol/ZkRollup.Protocol.csproj";
    private const string ProtocolLock = "protocol/ZkRollup.Protocol/packages.lock.json";
    private const string Solution = "Project = \"ZkRollup.Protocol\", \"protocol\\ZkRollup.Protocol\\ZkRollup.Protocol.csproj\", \"{1}\"";

    [Fact]
    public void Projects_OfTheRepository_FollowTheRules() =>
        Verdict.None(ProjectFileRule.Violations(
            ProjectFile.All,
            Repository.Read("ZkRollup.sln"),
            [.. Repository.Files("packages.lock.json")]));

    [Theory]
    [InlineData("<PropertyGroup><AllowUnsafeBlocks>true</AllowUnsafeBlocks></PropertyGroup>", "unsafe")]
    [InlineData("<PropertyGroup><NoWarn>CS1591</NoWarn></PropertyGroup>", "<NoWarn>")]
    [InlineData("<PropertyGroup><TreatWarningsAsErrors>false</TreatWarningsAsErrors></PropertyGroup>", "<TreatWarningsAsErrors>")]
    [InlineData("<PropertyGroup><AssemblyName>other</AssemblyName></PropertyGroup>", "<AssemblyName>")]
    [InlineData("<ItemGroup><PackageReference Include=\"Dapper\" Version=\"2.1.86\" /></ItemGroup>", "Directory.Packages.props")]
    [InlineData("<ItemGroup><PackageReference Include=\"Dapper\" VersionOverride=\"2.1.86\" /></ItemGroup>", "Directory.Packages.props")]
    public void Violations_ForbiddenContent_IsReported(string content, string expected)
    {
        ProjectFile project = ProjectFile.Parse(ProtocolPath, $"<Project>{content}</Project>");
        Verdict.One(expected, ProjectFileRule.Violations([project], Solution, [ProtocolLock]));
    }

    [Fact]
    public void Violations_NotInSolutionOrNotLocked_IsReported()
    {
        ProjectFile project = ProjectFile.Parse(ProtocolPath, "<Project />");
        Assert.Empty(ProjectFileRule.Violations([project], Solution, [ProtocolLock]));
        Verdict.One("ZkRollup.sln", ProjectFileRule.Violations([project], string.Empty, [ProtocolLock]));
        Verdict.One("packages.lock.json", ProjectFileRule.Violations([project], Solution, []));
    }
}
