using System.Xml.Linq;

namespace ZkRollup.Rules.Tests;

/// <summary>What the rules need to know of one project file.</summary>
/// <param name="Name">File name without its ending.</param>
/// <param name="Folder">Folder relative to the root.</param>
/// <param name="References">Names of the projects it references directly.</param>
/// <param name="Properties">Properties it sets, last value wins.</param>
/// <param name="Faults">Things that no project file may contain.</param>
internal sealed record ProjectFile(
    string Name,
    string Folder,
    IReadOnlyList<string> References,
    IReadOnlyDictionary<string, string> Properties,
    IReadOnlyList<string> Faults)
{
    internal bool IsTest => Name.EndsWith(".Tests", StringComparison.Ordinal);

    internal bool AllowsUnsafe => Properties.TryGetValue("AllowUnsafeBlocks", out string? value) && value == "true";

    /// <summary>Every project of the repository.</summary>
    internal static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repository.Files(".csproj").Select(path => Parse(path, Repository.Read(path)))];

    /// <summary>Settings that belong to the whole repository: a project that sets one of them escapes a rule.</summary>
    private static readonly string[] CentralProperties =
    [
        "NoWarn", "WarningsNotAsErrors", "TreatWarningsAsErrors", "Nullable", "AnalysisLevel", "GenerateDocumentationFile", "LangVersion",
        "EnforceCodeStyleInBuild", "ManagePackageVersionsCentrally", "RestorePackagesWithLockFile", "TargetFramework", "RootNamespace",
        "AssemblyName", "RunAnalyzers", "Deterministic",
    ];

    /// <summary>Reads a project file.</summary>
    internal static ProjectFile Parse(string path, string text)
    {
        XDocument document = XDocument.Parse(text);
        Dictionary<string, string> properties = new(StringComparer.Ordinal);
        List<string> faults = [];
        foreach (XElement property in document.Descendants().Where(e => e.Parent?.Name.LocalName == "PropertyGroup"))
        {
            properties[property.Name.LocalName] = property.Value;
            if (CentralProperties.Contains(property.Name.LocalName) && !IsCommandName(property))
            {
                faults.Add($"{path}: <{property.Name.LocalName}> is set for the whole repository, not for one project");
            }
        }

        foreach (XElement package in document.Descendants().Where(e => e.Name.LocalName == "PackageReference"))
        {
            if (package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null)
            {
                faults.Add($"{path}: the version of {package.Attribute("Include")?.Value} belongs in Directory.Packages.props");
            }
        }

        string[] references =
        [
            .. document.Descendants()
                .Where(e => e.Name.LocalName == "ProjectReference")
                .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/'))),
        ];
        string folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        return new ProjectFile(Path.GetFileNameWithoutExtension(path), folder, references, properties, faults);
    }

    /// <summary>The one program that is known by a name other than its project's.</summary>
    private static bool IsCommandName(XElement property) =>
        property.Name.LocalName == "AssemblyName" && property.Value == "zkr";
}
