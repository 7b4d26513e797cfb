namespace ZkRollup.Rules.Tests;

/// <summary>Projects reference each other only in the listed direction, lie in their folder, and are all known.</summary>
internal static class DependencyRule
{
    /// <summary>One line for each violation.</summary>
    internal static IEnumerable<string> Violations(IEnumerable<ProjectFile> projects) => projects.SelectMany(Violations);

    private static IEnumerable<string> Violations(ProjectFile project)
    {
        if (!TryPlace(project, out string folder, out string[] allowed))
        {
            yield return $"{project.Name}: unknown project; give it a place in {nameof(ProjectTable)}";
            yield break;
        }

        if (project.Folder != folder)
        {
            yield return $"{project.Name}: lies in {project.Folder}, belongs in {folder}";
        }

        foreach (string reference in project.References.Except(allowed))
        {
            yield return $"{project.Name}: may not reference {reference}";
        }
    }

    private static bool TryPlace(ProjectFile project, out string folder, out string[] allowed)
    {
        if (ProjectTable.FreeTestProjects.TryGetValue(project.Name, out string? freeFolder))
        {
            (folder, allowed) = (freeFolder, ProjectTable.ExtraTestReferences.GetValueOrDefault(project.Name, []));
            return true;
        }

        string subject = project.IsTest ? project.Name[..^".Tests".Length] : project.Name;
        if (ProjectTable.Find(subject) is not ProjectEntry entry)
        {
            (folder, allowed) = (string.Empty, []);
            return false;
        }

        if (!project.IsTest)
        {
            (folder, allowed) = (entry.Folder, entry.MayReference);
            return true;
        }

        string area = entry.Folder[..entry.Folder.IndexOf('/', StringComparison.Ordinal)];
        folder = $"{area}/tests/{project.Name}";
        allowed = [entry.Name, .. entry.MayReference, .. ProjectTable.ExtraTestReferences.GetValueOrDefault(project.Name, [])];
        return true;
    }
}
