using System.Numerics;
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
    /// <summary>Most bytes of a contract's code, EIP-170.</summary>
    private const int CodeBytesMax = 24_576;

    private static readonly AbiType[] ConfigType = [AbiType.Parse(RollupConfig.Type)];
    private static readonly AbiType[] OperationsType = [AbiType.Parse("uint256[5][]")];

    /// <summary>Makes the verifier.</summary>
    public L1Request MakeVerifier() => new(null, Verifier);

    /// <summary>Makes the reader of records.</summary>
    public L1Request MakeProofs() => new(null, Proofs);

    /// <summary>Makes the store of the first operations, a contract whose code they are, ABI-encoded.</summary>
    /// <param name="operations">Five lanes each: keys of signers, instruments.</param>
    public static L1Request MakeOperations(IReadOnlyList<IReadOnlyList<BigInteger>> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        byte[] code = AbiEncoder.Encode(OperationsType, [AbiValue.Of([.. operations.Select(AbiValue.OfIntegers)])]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code.Length, CodeBytesMax, nameof(operations));

        // PUSH2 length, DUP1, PUSH1 10, RETURNDATASIZE (0), CODECOPY, RETURNDATASIZE, RETURN: returns what follows these ten bytes.
        return new(null, (byte[])[0x61, (byte)(code.Length >> 8), (byte)code.Length, 0x80, 0x60, 10, 0x3d, 0x39, 0x3d, 0xf3, .. code]);
    }

    /// <summary>Makes the rollup and with it queue, vault, escape, governance and guardian.</summary>
    /// <param name="config">What is chosen.</param>
    /// <param name="verifier">Where the verifier is.</param>
    /// <param name="proofs">Where the reader of records is.</param>
    /// <param name="operations">Where the first operations are stored; the address 0 for none.</param>
    public L1Request MakeRollup(RollupConfig config, EthereumAddress verifier, EthereumAddress proofs, EthereumAddress operations)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(null, (byte[])[.. Rollup.Span, .. AbiEncoder.Encode(ConfigType, [config.ToAbi(verifier, proofs, operations)])]);
    }
}
