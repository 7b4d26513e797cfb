using ZkRollup.WorkingTree;

namespace ZkRollup.Protocol.Tests.Vectors;

/// <summary>A fact that is skipped, with the reason, where the Node oracle cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeOracleFactAttribute : FactAttribute
{
    public NodeOracleFactAttribute() => Skip = NodePackages.MissingReason;
}
