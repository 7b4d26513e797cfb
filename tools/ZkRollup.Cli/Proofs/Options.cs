using System.CommandLine;

namespace ZkRollup.Cli.Proofs;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    /// <summary>The folder of keys.</summary>
    internal static Option<DirectoryInfo> Keys() => new("--keys")
    {
        Description = "the folder of keys and of all that is derived from them",
        DefaultValueFactory = _ => new("keys"),
    };
}
