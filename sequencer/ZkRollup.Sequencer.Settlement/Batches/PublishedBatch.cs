using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Sequencer.Settlement.Contracts;

namespace ZkRollup.Sequencer.Settlement.Batches;

/// <summary>The public data of a batch (docs/protocol.md, 13) in the contracts' form (docs/settlement.md, 5.1), and back.</summary>
public static class PublishedBatch
{
    private const int HeaderWords = 18;
    private const int OperationWords = 6;
    private const int WithdrawalWords = 2;
    private const int RecordWords = 5;
    private const int LaneCount = OperationWords - 1;

    /// <summary>What a batch is committed and proven with.</summary>
    public static ProvenBatch Of(BatchPublicData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        BigInteger[] words = [.. data.ToWords().Select(word => FieldWord.Of(word))];
        int withdrawals = HeaderWords + (OperationWords * data.Operations.Length);
        int records = withdrawals + (WithdrawalWords * data.Withdrawals.Length);
        BigInteger[] outcomes = new BigInteger[data.Operations.Length];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = words[HeaderWords + (OperationWords * i) + LaneCount];
        }

        BatchData lists = new(outcomes, words[withdrawals..records], words[records..]);
        ZkRollup.Protocol.Encoding.BatchHeader header = data.Header;
        return new(
            new(
                words[..4],
                words[4..8],
                (ulong)header.Number.Value,
                (ulong)header.FirstTime.Value,
                (ulong)header.LastTime.Value,
                (ulong)header.FirstSequence.Value,
                (ulong)header.LastSequence.Value,
                words[13],
                (ulong)header.FirstQueueIndex.Value,
                (ulong)data.Operations.Length,
                lists.Hash()),
            lists);
    }

    /// <summary>Reads a batch from its log and the lanes of the operations that it consumed, which the queue logged.</summary>
    /// <param name="batch">What the contract logged.</param>
    /// <param name="lanes">Five for each operation.</param>
    /// <param name="data">The public data, or null.</param>
    /// <param name="error">Why there is none, with the word.</param>
    public static bool TryRead(
        ProvenBatch batch, IReadOnlyList<BigInteger> lanes, [NotNullWhen(true)] out BatchPublicData? data, out DecodeError error)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(lanes);
        (Contracts.BatchHeader header, BatchData lists) = (batch.Header, batch.Data);
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes.Count, LaneCount * lists.Outcomes.Count, nameof(lanes));
        List<BigInteger> words =
        [
            .. header.OldRoots, .. header.NewRoots, header.Number, header.FirstTime, header.LastTime, header.FirstSequence,
            header.LastSequence, header.LogRoot, header.FirstOperation, header.OperationCount,
            lists.Withdrawals.Count / WithdrawalWords, lists.Records.Count / RecordWords,
        ];
        for (int i = 0; i < lists.Outcomes.Count; i++)
        {
            words.AddRange(lanes.Skip(LaneCount * i).Take(LaneCount));
            words.Add(lists.Outcomes[i]);
        }

        words.AddRange(lists.Withdrawals);
        words.AddRange(lists.Records);
        Fr[] elements = new Fr[words.Count];
        for (int i = 0; i < elements.Length; i++)
        {
            if (!FieldWord.TryRead(words[i], out elements[i]))
            {
                (data, error) = (null, new DecodeError(DecodeCause.OutOfRange, "word", i));
                return false;
            }
        }

        return BatchPublicData.TryRead(elements, out data, out error);
    }
}
