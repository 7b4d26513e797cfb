using System.Numerics;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>The claim of an account of a frozen exchange.</summary>
/// <param name="Owner">Who is paid.</param>
/// <param name="Amount">Its equity, in quanta.</param>
/// <param name="Status">Where it stands.</param>
public sealed record EscapeClaim(EthereumAddress Owner, BigInteger Amount, ClaimStatus Status);
