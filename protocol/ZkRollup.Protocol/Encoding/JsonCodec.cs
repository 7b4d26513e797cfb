using System.Text.Json;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>The JSON encoding of transactions (docs/protocol.md, 15.2).</summary>
/// <remarks>
/// What is read has all fields, each once and in the one form that its value has, and no others; their order and the space between them are
/// free. Names and strings are written without escapes.
/// </remarks>
public static class JsonCodec
{
    /// <summary>Writes a transaction that has no signature, as one object.</summary>
    /// <exception cref="ArgumentException">A field is out of its range; the object is left open then.</exception>
    public static void Write<T>(Utf8JsonWriter writer, in T transaction)
        where T : struct, IUnsignedTransaction<T>
    {
        _ = WriteFields(writer, transaction);
        writer.WriteEndObject();
    }

    /// <summary>Writes a signed transaction, as one object.</summary>
    /// <exception cref="ArgumentException">A field is out of its range; the object is left open then.</exception>
    public static void Write<T>(Utf8JsonWriter writer, in T transaction, in SchnorrSignature signature)
        where T : struct, ISignedTransaction<T>
    {
        WriteFields(writer, transaction).Signature(BinaryCodec.SignatureField, signature);
        writer.WriteEndObject();
    }

    /// <summary>Reads a transaction that has no signature.</summary>
    /// <param name="json">Untrusted bytes: one object.</param>
    /// <param name="transaction">The transaction, or the default when rejected.</param>
    /// <param name="error">Any cause but those of binary and lanes, with the field and the byte.</param>
    /// <returns>True if there is no error.</returns>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, out T transaction, out DecodeError error)
        where T : struct, IUnsignedTransaction<T>
    {
        JsonProperties room = default;
        JsonFieldReader reader = new(json, room);
        transaction = default;
        return HasKind(ref reader, T.Kind, out error) && new JsonSource(reader).TryRead(out transaction, out error);
    }

    /// <summary>Reads a signed transaction.</summary>
    /// <param name="json">Untrusted bytes: one object.</param>
    /// <param name="transaction">The transaction, or the default when rejected.</param>
    /// <param name="signature">The signature: well formed, not verified.</param>
    /// <param name="error">Any cause but those of binary and lanes, with the field and the byte.</param>
    /// <returns>True if there is no error.</returns>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, out T transaction, out SchnorrSignature signature, out DecodeError error)
        where T : struct, ISignedTransaction<T>
    {
        JsonProperties room = default;
        JsonFieldReader reader = new(json, room);
        transaction = default;
        signature = default;
        return HasKind(ref reader, T.Kind, out error) && new JsonSource(reader).TryRead(out transaction, out signature, out error);
    }

    /// <summary>Reads a transaction, whichever it is.</summary>
    /// <param name="json">Untrusted bytes: one object.</param>
    /// <param name="receiver">Is given the transaction, if there is no error.</param>
    /// <param name="error">Any cause but those of binary and lanes, with the field and the byte.</param>
    /// <returns>True if there is no error.</returns>
    public static bool TryReceive<TReceiver>(ReadOnlySpan<byte> json, ref TReceiver receiver, out DecodeError error)
        where TReceiver : ITransactionReceiver
    {
        JsonProperties room = default;
        JsonFieldReader reader = new(json, room);
        TransactionKind kind = reader.Type(TransactionTypes.TypeField, expected: null);
        error = reader.Error;
        if (error.IsError)
        {
            return false;
        }

        TransactionDispatch<JsonSource, TReceiver> dispatch = new(new JsonSource(reader), ref receiver);
        error = TransactionTypes.Visit<TransactionDispatch<JsonSource, TReceiver>, DecodeError>(kind, ref dispatch);
        return !error.IsError;
    }

    private static JsonFieldWriter WriteFields<T>(Utf8JsonWriter writer, in T transaction)
        where T : struct, ITransaction<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString(TransactionTypes.TypeField, TransactionTypes.NameOf(T.Kind));
        JsonFieldWriter visitor = new(writer);
        _ = T.Visit(ref visitor, transaction);
        return visitor;
    }

    private static bool HasKind(ref JsonFieldReader reader, TransactionKind expected, out DecodeError error)
    {
        _ = reader.Type(TransactionTypes.TypeField, expected);
        error = reader.Error;
        return !error.IsError;
    }

    /// <summary>An object whose type has been read.</summary>
    private readonly ref struct JsonSource(JsonFieldReader reader) : ITransactionSource
    {
        private readonly JsonFieldReader _reader = reader;

        public bool TryRead<T>(out T transaction, out DecodeError error)
            where T : struct, IUnsignedTransaction<T>
        {
            JsonFieldReader reader = _reader;
            T result = T.Visit(ref reader, default);
            error = reader.Finish();
            transaction = error.IsError ? default : result;
            return !error.IsError;
        }

        public bool TryRead<T>(out T transaction, out SchnorrSignature signature, out DecodeError error)
            where T : struct, ISignedTransaction<T>
        {
            JsonFieldReader reader = _reader;
            T result = T.Visit(ref reader, default);
            SchnorrSignature resultSignature = reader.Signature(BinaryCodec.SignatureField);
            error = reader.Finish();
            transaction = error.IsError ? default : result;
            signature = error.IsError ? default : resultSignature;
            return !error.IsError;
        }
    }
}
