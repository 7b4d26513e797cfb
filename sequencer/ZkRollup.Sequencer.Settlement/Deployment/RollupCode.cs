using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Deployment;

/// <summary>The creation code of a deployment's three contracts; the third makes all the others (docs/settlement.md, 1).</summary>
/// <param name="Verifier">Of the verifier of one key.</param>
/// <param name="Proofs">Of StateProofs.</param>
/// <param name="Rollup">Of Rollup.</param>
public sealed record RollupCode(ReadOnlyMemory<byte> Verifier, ReadOnlyMemory<byte> Proofs, ReadOnlyMemory<byte> Rollup)
{
    private static readonly AbiType[] ConfigType = [AbiType.Parse(RollupConfig.Type)];

    /// <summary>Makes the verifier.</summary>
    public L1Request MakeVerifier() => new(null, Verifier);

    /// <summary>Makes the reader of records.</summary>
    public L1Request MakeProofs() => new(null, Proofs);

    /// <summary>Makes the rollup and with it queue, vault, escape, governance and guardian.</summary>
    /// <param name="config">What is chosen.</param>
    /// <param name="verifier">Where the verifier is.</param>
    /// <param name="proofs">Where the reader of records is.</param>
    public L1Request MakeRollup(RollupConfig config, EthereumAddress verifier, EthereumAddress proofs)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(null, (byte[])[.. Rollup.Span, .. AbiEncoder.Encode(ConfigType, [config.ToAbi(verifier, proofs)])]);
    }
}
