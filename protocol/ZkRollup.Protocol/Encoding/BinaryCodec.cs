using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>The binary encoding of transactions (docs/protocol.md, 15.1).</summary>
/// <remarks>Each transaction has one encoding, and no other bytes are read. Nothing here allocates.</remarks>
public static class BinaryCodec
{
    /// <summary>What errors call the signature.</summary>
    internal const string SignatureField = "signature";

    /// <summary>Bytes before the first field: the number of the transaction.</summary>
    private const int HeaderLength = 1;

    /// <summary>Bytes of the encoding of a type, signature included.</summary>
    public static int Length<T>()
        where T : struct, ITransaction<T> =>
        HeaderLength + TransactionLayout<T>.FieldBytes + (T.Kind.IsSigned() ? SchnorrSignature.ByteLength : 0);

    /// <summary>Writes a transaction that has no signature.</summary>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">A field is out of its range, or there is too little room.</exception>
    public static int Write<T>(in T transaction, Span<byte> destination)
        where T : struct, IUnsignedTransaction<T>
    {
        int length = RequireRoom<T>(destination.Length);
        WriteFields(transaction, destination);
        return length;
    }

    /// <summary>Writes a signed transaction.</summary>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">A field is out of its range, or there is too little room.</exception>
    public static int Write<T>(in T transaction, in SchnorrSignature signature, Span<byte> destination)
        where T : struct, ISignedTransaction<T>
    {
        int length = RequireRoom<T>(destination.Length);
        WriteFields(transaction, destination);
        signature.Write(destination[(HeaderLength + TransactionLayout<T>.FieldBytes)..]);
        return length;
    }

    /// <summary>Reads a transaction that has no signature.</summary>
    /// <param name="bytes">Untrusted bytes, all of which must belong to it.</param>
    /// <param name="transaction">The transaction, or the default when rejected.</param>
    /// <param name="error">UnknownType, OtherType, Truncated, OutOfRange, NotCanonical or Trailing, with the field and the byte.</param>
    /// <returns>True if there is no error: then writing the transaction gives these bytes.</returns>
    public static bool TryRead<T>(ReadOnlySpan<byte> bytes, out T transaction, out DecodeError error)
        where T : struct, IUnsignedTransaction<T>
    {
        transaction = default;
        if (!HasKind(bytes, T.Kind, out error))
        {
            return false;
        }

        BinaryFieldReader reader = new(bytes, HeaderLength);
        T result = T.Visit(ref reader, default);
        error = reader.Finish();
        if (error.IsError)
        {
            return false;
        }

        transaction = result;
        return true;
    }

    /// <summary>Reads a signed transaction.</summary>
    /// <param name="bytes">Untrusted bytes, all of which must belong to it.</param>
    /// <param name="transaction">The transaction, or the default when rejected.</param>
    /// <param name="signature">The signature: well formed, not verified.</param>
    /// <param name="error">UnknownType, OtherType, Truncated, OutOfRange, NotCanonical or Trailing, with the field and the byte.</param>
    /// <returns>True if there is no error: then writing both gives these bytes.</returns>
    public static bool TryRead<T>(ReadOnlySpan<byte> bytes, out T transaction, out SchnorrSignature signature, out DecodeError error)
        where T : struct, ISignedTransaction<T>
    {
        transaction = default;
        signature = default;
        if (!HasKind(bytes, T.Kind, out error))
        {
            return false;
        }

        BinaryFieldReader reader = new(bytes, HeaderLength);
        T result = T.Visit(ref reader, default);
        SchnorrSignature resultSignature = reader.Signature(SignatureField);
        error = reader.Finish();
        if (error.IsError)
        {
            return false;
        }

        transaction = result;
        signature = resultSignature;
        return true;
    }

    /// <summary>Reads a transaction, whichever it is.</summary>
    /// <param name="bytes">Untrusted bytes, all of which must belong to it.</param>
    /// <param name="receiver">Is given the transaction, if there is no error.</param>
    /// <param name="error">UnknownType, Truncated, OutOfRange, NotCanonical or Trailing, with the field and the byte.</param>
    /// <returns>True if there is no error.</returns>
    public static bool TryReceive<TReceiver>(ReadOnlySpan<byte> bytes, ref TReceiver receiver, out DecodeError error)
        where TReceiver : ITransactionReceiver
    {
        if (!TryReadKind(bytes, out TransactionKind kind, out error))
        {
            return false;
        }

        TransactionDispatch<BinarySource, TReceiver> dispatch = new(new BinarySource(bytes), ref receiver);
        error = TransactionTypes.Visit<TransactionDispatch<BinarySource, TReceiver>, DecodeError>(kind, ref dispatch);
        return !error.IsError;
    }

    private static void WriteFields<T>(in T transaction, Span<byte> destination)
        where T : struct, ITransaction<T>
    {
        destination[0] = (byte)T.Kind;
        BinaryFieldWriter writer = new(destination[HeaderLength..]);
        _ = T.Visit(ref writer, transaction);
    }

    private static bool HasKind(ReadOnlySpan<byte> bytes, TransactionKind expected, out DecodeError error)
    {
        if (!TryReadKind(bytes, out TransactionKind kind, out error))
        {
            return false;
        }

        error = kind == expected ? default : new DecodeError(DecodeCause.OtherType, TransactionTypes.TypeField, 0);
        return kind == expected;
    }

    private static bool TryReadKind(ReadOnlySpan<byte> bytes, out TransactionKind kind, out DecodeError error)
    {
        kind = bytes.IsEmpty ? default : (TransactionKind)bytes[0];
        bool isDefined = TransactionTypes.IsDefined(kind);
        DecodeCause cause = bytes.IsEmpty ? DecodeCause.Truncated : DecodeCause.UnknownType;
        error = isDefined ? default : new DecodeError(cause, TransactionTypes.TypeField, 0);
        return isDefined;
    }

    private static int RequireRoom<T>(int room)
        where T : struct, ITransaction<T>
    {
        int length = Length<T>();
        return room >= length
            ? length
            : throw new ArgumentException($"{T.Kind} has {length} bytes, there is room for {room}.", nameof(room));
    }

    private readonly ref struct BinarySource(ReadOnlySpan<byte> bytes) : ITransactionSource
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public bool TryRead<T>(out T transaction, out DecodeError error)
            where T : struct, IUnsignedTransaction<T> => BinaryCodec.TryRead(_bytes, out transaction, out error);

        public bool TryRead<T>(out T transaction, out SchnorrSignature signature, out DecodeError error)
            where T : struct, ISignedTransaction<T> => BinaryCodec.TryRead(_bytes, out transaction, out signature, out error);
    }
}
