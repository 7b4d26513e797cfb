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

    /// <summary>The packing factor.</summary>
    internal static Option<int> Packing() => new("--packing")
    {
        Description = "columns of a commitment: 1, 2, 4 or 8; the circuit's own choice if absent",
    };

    /// <summary>What the user chose, or else the circuit.</summary>
    internal static int Packing(int chosen, int ownChoice) => chosen == 0 ? ownChoice : chosen;
}
