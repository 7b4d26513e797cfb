using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>What an attack writes over an honest trace; rows count through the batch.</summary>
internal sealed record TraceChange(string Description, IReadOnlyDictionary<Cell, Fr> Cells);
