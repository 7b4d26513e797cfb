using System.Text.Json;
using System.Text.Json.Nodes;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Tests.Encoding;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Vectors;

/// <summary>Makes the vector of a transaction.</summary>
/// <param name="choice">Which values its fields have.</param>
/// <param name="number">Makes vectors differ.</param>
internal readonly struct SampleVisitor(VectorValues.Choice choice, byte number) : ITransactionTypeVisitor<object>
{
    object ITransactionTypeVisitor<object>.VisitSigned<T>()
    {
        T transaction = Sample<T>();
        byte[] seed = new byte[SchnorrSecretKey.SeedLength];
        seed[0] = number;
        using SchnorrSecretKey key = SchnorrSecretKey.FromSeed(seed);
        SchnorrSignature signature = key.Sign(WireData.Domain, transaction);
        byte[] binary = new byte[BinaryCodec.Length<T>()];
        BinaryCodec.Write(transaction, signature, binary);
        byte[] publicKey = new byte[SchnorrPublicKey.ByteLength];
        key.PublicKey.Write(publicKey);
        return new
        {
            Json = Node(writer => JsonCodec.Write(writer, transaction, signature)),
            Binary = Convert.ToHexStringLower(binary),
            Lanes = Lanes(transaction),
            Hash = TransactionLanes.Hash(WireData.Domain, transaction).ToString(),
            Seed = Convert.ToHexStringLower(seed),
            PublicKey = Convert.ToHexStringLower(publicKey),
        };
    }

    object ITransactionTypeVisitor<object>.VisitProven<T>() => Unsigned(Sample<T>());

    object ITransactionTypeVisitor<object>.VisitOperation<T>() => Unsigned(Sample<T>());

    internal static JsonNode JsonOf<T>(T transaction)
        where T : struct, IUnsignedTransaction<T> => Node(writer => JsonCodec.Write(writer, transaction));

    private static object Unsigned<T>(T transaction)
        where T : struct, IUnsignedTransaction<T>
    {
        byte[] binary = new byte[BinaryCodec.Length<T>()];
        BinaryCodec.Write(transaction, binary);
        return new
        {
            Json = JsonOf(transaction),
            Binary = Convert.ToHexStringLower(binary),
            Lanes = Lanes(transaction),
            Hash = TransactionLanes.Hash(WireData.Domain, transaction).ToString(),
        };
    }

    private static string[] Lanes<T>(in T transaction)
        where T : struct, ITransaction<T>
    {
        Fr[] lanes = new Fr[TransactionLanes.Count<T>()];
        TransactionLanes.Write(WireData.Domain, transaction, lanes);
        return [.. lanes.Select(lane => lane.ToString())];
    }

    private static JsonNode Node(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            write(writer);
        }

        return JsonNode.Parse(stream.ToArray())!;
    }

    private T Sample<T>()
        where T : struct, ITransaction<T>
    {
        VectorValues values = new(choice, number);
        return T.Visit(ref values, default);
    }
}
