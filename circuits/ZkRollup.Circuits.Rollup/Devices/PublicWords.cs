using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>The instance columns of a batch, from its public data.</summary>
public static class PublicWords
{
    /// <summary>
    /// A word lies on every 32nd row, so a slot has 8: at most 5 touched records, a queue operation and a withdrawal come with one.
    /// </summary>
    public const int Stride = 32;

    private const int OperationWords = TransactionLanes.CountMax + 1;
    private const int WithdrawalWords = 2;
    private const int RecordWords = 5;

    /// <summary>
    /// The instance columns: queue operations in the order of the queue, withdrawals in the order of their positions, records by their
    /// addresses. So whoever reads the words of docs/protocol.md, 13, makes the columns row by row.
    /// </summary>
    /// <exception cref="ArgumentException">A record has a field beyond its bits.</exception>
    public static IReadOnlyList<IReadOnlyList<Fr>> ToColumns(BatchPublicData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int operations = data.Operations.Length;
        int withdrawals = data.Withdrawals.Length;
        int lists = (operations * OperationWords) + (withdrawals * WithdrawalWords) + (data.Records.Length * RecordWords);
        Queue<Fr> words = new(data.ToWords()[^lists..]);
        List<Publication> publications = [];
        for (int i = 0; i < operations; i++)
        {
            Add(PublicationKind.QueueOperation, OperationWords, Fr.FromInt64(data.Header.FirstQueueIndex.Value + i));
        }

        for (int i = 0; i < withdrawals; i++)
        {
            Add(PublicationKind.Withdrawal, WithdrawalWords, Fr.FromInt64(i));
        }

        while (words.Count > 0)
        {
            Add(PublicationKind.Record, RecordWords);
        }

        return PublicationBus.ComputeColumns(publications);

        // The number of an operation or a withdrawal, which the reader knows, and as many words.
        void Add(PublicationKind kind, int count, params Fr[] number) =>
            publications.Add(new(kind, [.. number, .. Enumerable.Range(0, count).Select(_ => words.Dequeue())]));
    }
}
