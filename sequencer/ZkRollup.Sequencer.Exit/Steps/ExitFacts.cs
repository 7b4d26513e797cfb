using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Exit.History;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Exit.Steps;

/// <summary>What a plan needs of the contracts beyond their logs, as of the last block of the history.</summary>
/// <param name="FrozenAt">Seconds; 0 if the exchange runs.</param>
/// <param name="IsOverdue">Whether the operation at the head of the queue is past its deadline.</param>
/// <param name="ProvenAt">When a batch was proven last, or the deployment; seconds.</param>
/// <param name="Deadline">Seconds that an operation may wait.</param>
/// <param name="FeeBase">Wei of a forced request while the queue is empty.</param>
/// <param name="Balance">What the owner may pull; quanta.</param>
/// <param name="Fees">Fees that the owner gets back; wei.</param>
/// <param name="RegistrationEnd">Seconds; meaningless without a freeze.</param>
public sealed record ExitFacts(
    ulong FrozenAt,
    bool IsOverdue,
    ulong ProvenAt,
    ulong Deadline,
    BigInteger FeeBase,
    BigInteger Balance,
    BigInteger Fees,
    ulong RegistrationEnd)
{
    /// <summary>Asks the contracts.</summary>
    public static async Task<L1Result<ExitFacts>> ReadAsync(
        IL1Client client, ExchangeHistory history, EthereumAddress owner, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(history);
        BlockTag at = BlockTag.Number(history.Block.Number);
        RollupContract rollup = new(client, history.Addresses.Rollup);
        QueueContract queue = new(client, history.Addresses.Queue);
        VaultContract vault = new(client, history.Addresses.Vault);
        EscapeContract escape = new(client, history.Addresses.Escape);
        L1Result<ulong> frozenAt = await rollup.FrozenAtAsync(at, cancellation).ConfigureAwait(false);
        L1Result<bool> isOverdue = await queue.IsOverdueAsync(at, cancellation).ConfigureAwait(false);
        L1Result<BatchTip> proven = await rollup.ProvenAsync(at, cancellation).ConfigureAwait(false);
        L1Result<ulong> deadline = await queue.DeadlineAsync(at, cancellation).ConfigureAwait(false);
        L1Result<BigInteger> fee = await queue.FeeBaseAsync(at, cancellation).ConfigureAwait(false);
        L1Result<BigInteger> balance = await vault.BalanceAsync(owner, at, cancellation).ConfigureAwait(false);
        L1Result<BigInteger> fees = await queue.FeesToReturnAsync(owner, at, cancellation).ConfigureAwait(false);
        L1Result<ulong> end = await escape.RegistrationEndAsync(at, cancellation).ConfigureAwait(false);
        L1Error? error = frozenAt.Error ?? isOverdue.Error ?? proven.Error ?? deadline.Error ?? fee.Error ?? balance.Error
            ?? fees.Error ?? end.Error;
        return error is null
            ? new ExitFacts(
                frozenAt.Value,
                isOverdue.Value,
                proven.Value.SettledAt,
                deadline.Value,
                fee.Value,
                balance.Value,
                fees.Value,
                end.Value)
            : error;
    }
}
