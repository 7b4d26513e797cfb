using System.Text.Json;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Encoding;

/// <summary>The encodings of one type of transactions, for tests that are written once for all types.</summary>
/// <remarks>Values are boxed pairs of a transaction and its signature.</remarks>
internal abstract class Wire(TransactionKind kind, FieldShape[] fields, bool isSigned)
{
    internal TransactionKind Kind { get; } = kind;

    internal string Name { get; } = kind.ToString();

    /// <summary>The fields, in order, without number and signature.</summary>
    internal FieldShape[] Fields { get; } = fields;

    internal bool IsSigned { get; } = isSigned;

    internal bool IsOperation => Kind < TransactionKind.OpenSession;

    internal abstract int BinaryLength { get; }

    internal abstract int LaneCount { get; }

    /// <summary>What comes with a rejection.</summary>
    internal abstract object Empty { get; }

    internal static Wire Of(TransactionKind kind)
    {
        Maker maker = default;
        return TransactionTypes.Visit<Maker, Wire>(kind, ref maker);
    }

    /// <summary>A value; null for the greatest one of each field.</summary>
    internal abstract object Sample(Random? random);

    /// <summary>The value with another value in one field.</summary>
    internal abstract object Change(object value, int field, Random random);

    internal abstract byte[] ToBinary(object value);

    internal abstract bool TryBinary(ReadOnlySpan<byte> bytes, out object value, out DecodeError error);

    internal abstract string ToJson(object value);

    internal abstract bool TryJson(ReadOnlySpan<byte> json, out object value, out DecodeError error);

    internal bool TryJson(string json, out object value, out DecodeError error) =>
        TryJson(System.Text.Encoding.UTF8.GetBytes(json), out value, out error);

    internal abstract Fr[] ToLanes(in TransactionDomain domain, object value);

    internal abstract Fr Hash(in TransactionDomain domain, object value);

    internal abstract bool TryLanes(ReadOnlySpan<Fr> lanes, out object value, out DecodeError error);

    /// <summary>Where each field begins in the binary encoding; the signature, if there is one, and the end come last.</summary>
    internal (string? Name, int Offset)[] BinaryOffsets()
    {
        List<(string?, int)> result = [("type", 0)];
        int offset = 1;
        foreach (FieldShape field in Fields)
        {
            result.Add((field.Name, offset));
            offset += field.Bytes;
        }

        if (IsSigned)
        {
            result.Add(("signature", offset));
            offset += SchnorrSignature.ByteLength;
        }

        result.Add((null, offset));
        return [.. result];
    }

    private readonly struct Maker : ITransactionTypeVisitor<Wire>
    {
        public Wire VisitSigned<T>()
            where T : struct, ISignedTransaction<T> => new SignedWire<T>();

        public Wire VisitProven<T>()
            where T : struct, IProvenTransaction<T> => new UnsignedWire<T>();

        public Wire VisitOperation<T>()
            where T : struct, IQueueOperation<T> => new OperationWire<T>();
    }

    private abstract class TypedWire<T>(bool isSigned) : Wire(T.Kind, FieldShape.Of<T>(), isSigned)
        where T : struct, ITransaction<T>
    {
        internal override int BinaryLength => BinaryCodec.Length<T>();

        internal override int LaneCount => TransactionLanes.Count<T>();

        internal override object Empty => (default(T), default(SchnorrSignature));

        internal override object Sample(Random? random)
        {
            FieldEditor editor = new(random);
            return (T.Visit(ref editor, default), IsSigned ? Values.Signature(random ?? new Random(0)) : default);
        }

        internal override object Change(object value, int field, Random random)
        {
            (T transaction, SchnorrSignature signature) = ((T, SchnorrSignature))value;
            FieldEditor editor = new(random, field);
            return (T.Visit(ref editor, transaction), signature);
        }

        internal override Fr[] ToLanes(in TransactionDomain domain, object value)
        {
            Fr[] lanes = new Fr[TransactionLanes.CountMax];
            Array.Fill(lanes, -Fr.One);
            return lanes[..TransactionLanes.Write(domain, Transaction(value), lanes)];
        }

        internal override Fr Hash(in TransactionDomain domain, object value) => TransactionLanes.Hash(domain, Transaction(value));

        internal override bool TryLanes(ReadOnlySpan<Fr> lanes, out object value, out DecodeError error) =>
            throw new NotSupportedException($"{Name} is no queue operation.");

        protected static T Transaction(object value) => (((T, SchnorrSignature))value).Item1;

        protected static string ToText(Action<Utf8JsonWriter> write)
        {
            using MemoryStream stream = new();
            using (Utf8JsonWriter writer = new(stream))
            {
                write(writer);
            }

            return System.Text.Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    private sealed class SignedWire<T>() : TypedWire<T>(isSigned: true)
        where T : struct, ISignedTransaction<T>
    {
        internal override byte[] ToBinary(object value)
        {
            (T transaction, SchnorrSignature signature) = ((T, SchnorrSignature))value;
            byte[] bytes = new byte[BinaryLength];
            Assert.Equal(bytes.Length, BinaryCodec.Write(transaction, signature, bytes));
            return bytes;
        }

        internal override bool TryBinary(ReadOnlySpan<byte> bytes, out object value, out DecodeError error)
        {
            bool isRead = BinaryCodec.TryRead(bytes, out T transaction, out SchnorrSignature signature, out error);
            value = (transaction, signature);
            return isRead;
        }

        internal override string ToJson(object value)
        {
            (T transaction, SchnorrSignature signature) = ((T, SchnorrSignature))value;
            return ToText(writer => JsonCodec.Write(writer, transaction, signature));
        }

        internal override bool TryJson(ReadOnlySpan<byte> json, out object value, out DecodeError error)
        {
            bool isRead = JsonCodec.TryRead(json, out T transaction, out SchnorrSignature signature, out error);
            value = (transaction, signature);
            return isRead;
        }
    }

    private class UnsignedWire<T>() : TypedWire<T>(isSigned: false)
        where T : struct, IUnsignedTransaction<T>
    {
        internal override byte[] ToBinary(object value)
        {
            byte[] bytes = new byte[BinaryLength];
            Assert.Equal(bytes.Length, BinaryCodec.Write(Transaction(value), bytes));
            return bytes;
        }

        internal override bool TryBinary(ReadOnlySpan<byte> bytes, out object value, out DecodeError error)
        {
            bool isRead = BinaryCodec.TryRead(bytes, out T transaction, out error);
            value = (transaction, default(SchnorrSignature));
            return isRead;
        }

        internal override string ToJson(object value) => ToText(writer => JsonCodec.Write(writer, Transaction(value)));

        internal override bool TryJson(ReadOnlySpan<byte> json, out object value, out DecodeError error)
        {
            bool isRead = JsonCodec.TryRead(json, out T transaction, out error);
            value = (transaction, default(SchnorrSignature));
            return isRead;
        }
    }

    private sealed class OperationWire<T> : UnsignedWire<T>
        where T : struct, IQueueOperation<T>
    {
        internal override bool TryLanes(ReadOnlySpan<Fr> lanes, out object value, out DecodeError error)
        {
            bool isRead = TransactionLanes.TryRead(lanes, out T operation, out error);
            value = (operation, default(SchnorrSignature));
            return isRead;
        }
    }
}
