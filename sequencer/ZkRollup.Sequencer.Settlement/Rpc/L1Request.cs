using System.Numerics;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>What is asked of L1: the content of a call or a transaction, without who pays for it and how much.</summary>
/// <param name="To">The contract or account; null makes a contract.</param>
/// <param name="Data">Selector and arguments, or creation code.</param>
public sealed record L1Request(EthereumAddress? To, ReadOnlyMemory<byte> Data)
{
    /// <summary>Wei that go with it.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Gas that it may use, or null to have it estimated.</summary>
    public ulong? GasLimit { get; init; }
}
