using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>An event of one of the contracts.</summary>
/// <param name="Name">As in Solidity.</param>
/// <param name="Arguments">In the order of the parameters, indexed or not.</param>
/// <param name="Log">Where it was.</param>
/// <remarks>Any contract can log any event: ask only for logs of the addresses of the deployment.</remarks>
public sealed record SettlementEvent(string Name, IReadOnlyList<AbiValue> Arguments, L1Log Log)
{
    /// <summary>First topics of all events.</summary>
    public static IReadOnlyList<Hash32> Topics { get; } = [.. ContractEvents.All.Select(item => item.Topic)];

    /// <summary>Decodes a log; false if it is no event of the contracts.</summary>
    public static bool TryDecode(L1Log log, out SettlementEvent? settlementEvent)
    {
        foreach (AbiEvent candidate in ContractEvents.All)
        {
            if (candidate.TryDecode(log, out AbiValue[] values))
            {
                settlementEvent = new SettlementEvent(candidate.Name, values, log);
                return true;
            }
        }

        settlementEvent = null;
        return false;
    }

    /// <summary>The event, for people.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", Arguments)}) in block {Log.BlockNumber}";
}
