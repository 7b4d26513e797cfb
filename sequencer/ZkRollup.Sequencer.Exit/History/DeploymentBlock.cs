using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Exit.History;

/// <summary>Finds the block in which a contract was made.</summary>
internal static class DeploymentBlock
{
    /// <summary>Halves the range of blocks by whether the contract has code there, which takes a node that keeps old states.</summary>
    /// <param name="client">The node.</param>
    /// <param name="contract">A contract that has code in the last block.</param>
    /// <param name="last">The last block.</param>
    /// <param name="cancellation">Ends it between two questions.</param>
    internal static async Task<L1Result<ulong>> FindAsync(
        IL1Client client, EthereumAddress contract, ulong last, CancellationToken cancellation)
    {
        ulong without = 0;
        ulong with = last;
        while (without < with)
        {
            ulong middle = without + ((with - without) / 2);
            L1Result<byte[]> code = await client.CodeAsync(contract, BlockTag.Number(middle), cancellation).ConfigureAwait(false);
            if (!code.TryGet(out byte[]? bytes, out L1Error? error))
            {
                return error;
            }

            if (bytes.Length == 0)
            {
                without = middle + 1;
            }
            else
            {
                with = middle;
            }
        }

        return with;
    }
}
