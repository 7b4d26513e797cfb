using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>What only the token of the tests can do: contracts/test/TestToken.sol.</summary>
internal static class TestTokenCalls
{
    private static readonly AbiFunction MintFunction = new("mint(address to,uint256 amount)");
    private static readonly AbiFunction ShrinkFunction = new("shrink(address owner,uint256 amount)");

    internal static L1Request Mint(EthereumAddress token, EthereumAddress to, BigInteger amount) =>
        new(token, MintFunction.Encode(to, amount));

    /// <summary>Takes tokens away, as a negative rebase does.</summary>
    internal static L1Request Shrink(EthereumAddress token, EthereumAddress owner, BigInteger amount) =>
        new(token, ShrinkFunction.Encode(owner, amount));
}
