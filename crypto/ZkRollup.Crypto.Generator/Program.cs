using ZkRollup.Crypto.Generator;

// Writes the generated sources of ZkRollup.Crypto. Run from the repository root:
//   dotnet run --project crypto/ZkRollup.Crypto.Generator -- crypto/ZkRollup.Crypto
// With --check it writes nothing and exits with 1 when a file on disk differs.
bool check = args.Contains("--check");
string? root = args.FirstOrDefault(a => !a.StartsWith('-'));
if (root is null || !Directory.Exists(root))
{
    Console.Error.WriteLine("usage: ZkRollup.Crypto.Generator [--check] PATH-OF-ZkRollup.Crypto");
    return 2;
}

int differing = 0;
foreach ((string path, string text) in GeneratedSources.All())
{
    string target = Path.Combine(root, path);
    if (File.Exists(target) && File.ReadAllText(target) == text)
    {
        continue;
    }

    differing++;
    Console.WriteLine($"{(check ? "differs" : "written")}: {path}");
    if (!check)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
    }
}

return check && differing > 0 ? 1 : 0;
