namespace ZkRollup.Rules.Tests;

/// <summary>Project files take the repository's settings, keep unsafe code where it is allowed, and lock their packages.</summary>
internal static class ProjectFileRule
{
    /// <summary>One line for each violation.</summary>
    /// <param name="projects">The project files.</param>
    /// <param name="solution">Text of the solution file, which names every project.</param>
    /// <param name="lockFiles">Relative paths of the package lock files.</param>
    internal static IEnumerable<string> Violations(
        IEnumerable<ProjectFile> projects,
        string solution,
        IReadOnlyCollection<string> lockFiles)
    {
        string listed = solution.Replace('\\', '/');
        foreach (ProjectFile project in projects)
        {
            foreach (string fault in project.Faults)
            {
                yield return fault;
            }

            bool mayBeUnsafe = project.IsTest || ProjectTable.Find(project.Name) is { MayBeUnsafe: true };
            if (project.AllowsUnsafe && !mayBeUnsafe)
            {
                yield return $"{project.Name}: may not allow unsafe code";
            }

            if (!listed.Contains($"\"{project.Folder}/{project.Name}.csproj\"", StringComparison.Ordinal))
            {
                yield return $"{project.Name}: missing from ZkRollup.sln";
            }

            if (!lockFiles.Contains($"{project.Folder}/packages.lock.json"))
            {
                yield return $"{project.Name}: has no packages.lock.json";
            }
        }
    }
}
