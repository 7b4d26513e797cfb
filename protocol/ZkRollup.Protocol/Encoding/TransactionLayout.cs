using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Sizes of a transaction's encodings.</summary>
/// <typeparam name="T">The transaction.</typeparam>
internal static class TransactionLayout<T>
    where T : struct, ITransaction<T>
{
    private const int QueueLanes = 5;
    private const int LanesMin = 3;

    static TransactionLayout()
    {
        Measurement measurement = default;
        _ = T.Visit(ref measurement, default);
        FieldBytes = measurement.Bytes;
        LaneCount = T.Kind.IsQueueOperation() ? QueueLanes : Math.Max(LanesMin, measurement.LastLane + 1);
    }

    /// <summary>Bytes of all fields, without number and signature.</summary>
    internal static int FieldBytes { get; }

    /// <summary>Lanes that are hashed.</summary>
    internal static int LaneCount { get; }

    /// <summary>Adds up what it is shown.</summary>
    private struct Measurement : IFieldVisitor
    {
        internal int Bytes { get; private set; }

        internal int LastLane { get; private set; }

        public ulong Integer(in IntegerField field, ulong value)
        {
            Add(field.Lane, field.ByteLength);
            return field.Min;
        }

        public Fr Element(in ElementField field, in Fr value)
        {
            Add(field.Lane, Fr.ByteLength);
            return default;
        }

        public EthereumAddress Address(string name, int lane, EthereumAddress value)
        {
            Add(lane, EthereumAddress.Bytes);
            return default;
        }

        private void Add(int lane, int bytes)
        {
            Bytes += bytes;
            LastLane = lane;
        }
    }
}
