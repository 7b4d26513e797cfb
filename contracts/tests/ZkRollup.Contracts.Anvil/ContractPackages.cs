using ZkRollup.WorkingTree;

namespace ZkRollup.Contracts.Anvil;

/// <summary>The folder of the contracts, and the tools that npm pins there.</summary>
public static class ContractPackages
{
    /// <summary>Absolute path of contracts/.</summary>
    public static string Folder { get; } = SourceTree.PathOf("contracts");

    /// <summary>Its packages.</summary>
    public static NodePackages Node { get; } = new(Folder);
}
