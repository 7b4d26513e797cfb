using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>The lanes of transactions, and their hash (docs/protocol.md, 5.2 and 6.1). Allocates nothing.</summary>
public static class TransactionLanes
{
    /// <summary>Most lanes of a transaction; a queue operation has exactly this many.</summary>
    public const int CountMax = 5;

    /// <summary>Domain of the sponge that hashes a transaction: the ASCII bytes of "zkr.txn1" as a big-endian integer.</summary>
    public const ulong HashDomain = 0x7a6b722e74786e31;

    /// <summary>Lanes of a type of transactions: 3 or 5.</summary>
    public static int Count<T>()
        where T : struct, ITransaction<T> => TransactionLayout<T>.LaneCount;

    /// <summary>Writes the lanes of a transaction.</summary>
    /// <param name="domain">Lane 0; not used for a queue operation, which only its contract can make.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="lanes">Receives <see cref="Count"/> lanes.</param>
    /// <returns>The number of lanes.</returns>
    /// <exception cref="ArgumentException">A field is out of its range, or there is too little room.</exception>
    public static int Write<T>(in TransactionDomain domain, in T transaction, Span<Fr> lanes)
        where T : struct, ITransaction<T>
    {
        int count = TransactionLayout<T>.LaneCount;
        if (lanes.Length < count)
        {
            throw new ArgumentException($"{T.Kind} has {count} lanes, there is room for {lanes.Length}.", nameof(lanes));
        }

        lanes = lanes[..count];
        lanes.Clear();
        if (!T.Kind.IsQueueOperation())
        {
            lanes[0] = domain.Lane;
        }

        LaneWriter writer = new(lanes, T.Kind);
        _ = T.Visit(ref writer, transaction);
        writer.Finish();
        return count;
    }

    /// <summary>The transaction hash: what is signed, and what the log holds.</summary>
    /// <param name="domain">The domain; not used for a queue operation.</param>
    /// <param name="transaction">The transaction.</param>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public static Fr Hash<T>(in TransactionDomain domain, in T transaction)
        where T : struct, ITransaction<T>
    {
        Span<Fr> lanes = stackalloc Fr[CountMax];
        return Poseidon2.Hash(HashDomain, lanes[..Write(domain, transaction, lanes)]);
    }

    /// <summary>Reads an operation of the L1 queue from its five lanes.</summary>
    /// <param name="lanes">Exactly five lanes, untrusted.</param>
    /// <param name="operation">The operation, or the default when rejected.</param>
    /// <param name="error">OtherType, OutOfRange or NotZero, with the field and the lane.</param>
    /// <returns>True if there is no error: then writing the operation gives these lanes.</returns>
    /// <exception cref="ArgumentException">Another number of lanes.</exception>
    public static bool TryRead<T>(ReadOnlySpan<Fr> lanes, out T operation, out DecodeError error)
        where T : struct, IQueueOperation<T>
    {
        operation = default;
        if (ReadKind(lanes) != T.Kind)
        {
            error = new DecodeError(DecodeCause.OtherType, TransactionTypes.TypeField, 0);
            return false;
        }

        LaneFieldReader reader = new(lanes, T.Kind);
        T result = T.Visit(ref reader, default);
        error = reader.Finish();
        if (error.IsError)
        {
            return false;
        }

        operation = result;
        return true;
    }

    /// <summary>Reads an operation of the L1 queue, whichever it is.</summary>
    /// <param name="lanes">Exactly five lanes, untrusted.</param>
    /// <param name="receiver">Is given the operation, if there is no error.</param>
    /// <param name="error">UnknownType, OutOfRange or NotZero, with the field and the lane.</param>
    /// <returns>True if there is no error.</returns>
    /// <exception cref="ArgumentException">Another number of lanes.</exception>
    public static bool TryReceive<TReceiver>(ReadOnlySpan<Fr> lanes, ref TReceiver receiver, out DecodeError error)
        where TReceiver : ITransactionReceiver
    {
        TransactionKind kind = ReadKind(lanes);
        if (!TransactionTypes.IsDefined(kind))
        {
            error = new DecodeError(DecodeCause.UnknownType, TransactionTypes.TypeField, 0);
            return false;
        }

        LaneDispatch<TReceiver> dispatch = new(lanes, ref receiver);
        error = TransactionTypes.Visit<LaneDispatch<TReceiver>, DecodeError>(kind, ref dispatch);
        return !error.IsError;
    }

    private static TransactionKind ReadKind(ReadOnlySpan<Fr> lanes)
    {
        if (lanes.Length != CountMax)
        {
            throw new ArgumentException($"A queue operation has {CountMax} lanes, got {lanes.Length}.", nameof(lanes));
        }

        return (TransactionKind)new LaneReader(lanes[0]).Take(TransactionKindExtensions.Bits);
    }
}
