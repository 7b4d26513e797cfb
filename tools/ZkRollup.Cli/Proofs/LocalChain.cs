using ZkRollup.Prover.Plonk;

namespace ZkRollup.Cli.Proofs;

/// <summary>The chains on which the development setup is allowed: those that run on one's own machine.</summary>
internal static class LocalChain
{
    /// <summary>The chain id of anvil.</summary>
    internal const ulong Anvil = 31337;

    private const ulong Geth = 1337;

    /// <summary>Refuses a key whose secret is public anywhere but on a local chain.</summary>
    /// <exception cref="ExpectedFailure">The key is the development one and the chain is not local.</exception>
    internal static void Require(VerifyingKey key, ProofContext context)
    {
        if (key.IsInsecure && context.ChainId is not (Anvil or Geth))
        {
            throw new ExpectedFailure(
                $"the key comes from the development reference string, whose secret is public: refused for chain {context.ChainId}, "
                + $"allowed for {Anvil} and {Geth} only");
        }
    }
}
