using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Logs;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Exit.History;

/// <summary>Rebuilds the state of an exchange from what L1 logged, and checks it against the roots that L1 holds.</summary>
/// <param name="client">The node.</param>
/// <param name="rollup">The rollup's contract.</param>
/// <param name="firstBlock">At most that of the deployment; null to find it, for which the node must keep old states.</param>
public sealed class HistoryReader(IL1Client client, EthereumAddress rollup, ulong? firstBlock)
{
    /// <summary>Changed records after which they are hashed and compared: bounds memory, and names the batches at fault.</summary>
    private const int RecordsPerCheck = 200_000;

    private const int UnsettledMax = 20;

    /// <summary>Reads all up to a block.</summary>
    /// <param name="last">Which block is the last.</param>
    /// <param name="progress">Told after each range of blocks.</param>
    /// <param name="cancellation">Ends it between two questions.</param>
    public async Task<HistoryResult> ReadAsync(BlockTag last, IProgress<HistoryProgress>? progress, CancellationToken cancellation)
    {
        L1Result<L1Block?> tagged = await client.BlockAsync(last, cancellation).ConfigureAwait(false);
        if (!tagged.TryGet(out L1Block? block, out L1Error? error))
        {
            return HistoryFault.Of(error);
        }

        if (block is null)
        {
            return new HistoryFault(HistoryFaultKind.NoAnswer, $"the node has no block {last}");
        }

        RollupContract contract = new(client, rollup);
        L1Result<byte[]> code = await client.CodeAsync(rollup, BlockTag.Number(block.Number), cancellation).ConfigureAwait(false);
        if (code.IsOk && code.Value.Length == 0)
        {
            return new HistoryFault(HistoryFaultKind.NotARollup, $"no contract at {rollup} in block {block.Number}");
        }

        L1Result<SettlementAddresses> found = await contract.AddressesAsync(cancellation).ConfigureAwait(false);
        if (!found.TryGet(out SettlementAddresses? addresses, out error))
        {
            return error.IsTransient ? HistoryFault.Of(error) : new HistoryFault(HistoryFaultKind.NotARollup, $"{rollup}: {error}");
        }

        L1Result<ulong> first = firstBlock is ulong given
            ? given
            : await DeploymentBlock.FindAsync(client, rollup, block.Number, cancellation).ConfigureAwait(false);
        if (first.Error is L1Error unknown)
        {
            return new HistoryFault(
                HistoryFaultKind.NoAnswer, $"the node does not say when {rollup} was deployed, so the first block must be given: {unknown}");
        }

        ExchangeHistory history = new(addresses, block);
        HistoryFault? fault = await ReadLogsAsync(history, first.Value, progress, cancellation).ConfigureAwait(false)
            ?? Check(history)
            ?? await CompareRootsAsync(history, contract, cancellation).ConfigureAwait(false);
        return fault is null ? history : fault;
    }

    private static HistoryFault? Check(ExchangeHistory history) => history.State.Check() is Subtree subtree
        ? new(HistoryFaultKind.RootDiffers, $"the records of {subtree} up to batch {history.State.Next.Value - 1} do not have its root")
        : null;

    private async Task<HistoryFault?> ReadLogsAsync(
        ExchangeHistory history, ulong first, IProgress<HistoryProgress>? progress, CancellationToken cancellation)
    {
        SettlementAddresses addresses = history.Addresses;
        LogFilter filter = new([addresses.Rollup, addresses.Queue, addresses.Escape], SettlementEvent.Topics);
        LogFollower follower = new(client, filter, new FollowerOptions { Target = BlockTag.Number(history.Block.Number) });
        FollowerCursor cursor = FollowerCursor.From(first);
        int unsettled = 0;
        while (true)
        {
            L1Result<FollowerStep> answer = await follower.StepAsync(cursor, cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out FollowerStep? step, out L1Error? error))
            {
                return HistoryFault.Of(error);
            }

            unsettled = step.Status == FollowerStatus.Unsettled ? unsettled + 1 : 0;
            if (step.Removed.Count > 0 || step.Status == FollowerStatus.ReorganisedTooDeep || unsettled > UnsettledMax)
            {
                return new(HistoryFaultKind.Reorganised, $"L1 changed below block {history.Block.Number} while it was read");
            }

            foreach (L1Log log in step.Added)
            {
                if (history.Take(log) is HistoryFault fault)
                {
                    return fault;
                }

                if (history.State.UncheckedCount > RecordsPerCheck && Check(history) is HistoryFault differing)
                {
                    return differing;
                }
            }

            cursor = step.Cursor;
            progress?.Report(new(first, cursor.NextBlock, history.Block.Number, history.State.Next.Value));
            if (step.Status == FollowerStatus.UpToDate)
            {
                return null;
            }
        }
    }

    /// <summary>The roots of the last batch are those that the contract holds: no batch is missing at the end.</summary>
    private static async Task<HistoryFault?> CompareRootsAsync(
        ExchangeHistory history, RollupContract contract, CancellationToken cancellation)
    {
        SubtreeRoots roots = history.State.Roots;
        Fr[] expected = [roots.Accounts, roots.Orders, roots.Instruments, roots.System];
        for (int subtree = 0; subtree < expected.Length; subtree++)
        {
            L1Result<BigInteger> answer =
                await contract.RootAsync(subtree, BlockTag.Number(history.Block.Number), cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out BigInteger root, out L1Error? error))
            {
                return HistoryFault.Of(error);
            }

            if (root != FieldWord.Of(expected[subtree]))
            {
                return new(
                    HistoryFaultKind.RootDiffers,
                    $"L1 holds another root of {(Subtree)subtree} than batch {history.State.Next.Value - 1} ends with: logs are missing");
            }
        }

        return null;
    }
}
