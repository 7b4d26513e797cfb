using ZkRollup.WorkingTree;

namespace ZkRollup.Prover.Tests;

/// <summary>Runs programs of prover/tests/node-oracle: independent implementations in JavaScript, their packages pinned.</summary>
internal static class NodeProgram
{
    private static readonly NodePackages Packages = new(SourceTree.PathOf("prover", "tests", "node-oracle"));

    /// <summary>Runs a script of the folder to its end and returns what it wrote.</summary>
    internal static string Run(string input, params string[] arguments) => Packages.Run(input, arguments);

    /// <summary>Runs a command of snarkjs.</summary>
    internal static void RunSnarkJs(params string[] arguments) => _ = Run("", ["node_modules/snarkjs/build/cli.cjs", .. arguments]);
}

/// <summary>A fact that is skipped, with the reason, where the programs cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodePackages.MissingReason;
}
