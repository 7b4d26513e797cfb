using System.Numerics;
using System.Text;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Signatures.TypedData;

/// <summary>A closed set of structures and their hashing: EIP-712, sections "Definition of hashStruct" and "encodeData".</summary>
/// <remarks>Structures may refer to each other in any order, to themselves only through arrays of no fixed length.</remarks>
public sealed class TypedDataSchema
{
    private const int WordBytes = 32;

    /// <summary>Refuses text that has no UTF-8 form, instead of signing a replacement for it.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, (string Name, TypedDataType Type)[]> _structures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _typeHashes = new(StringComparer.Ordinal);

    /// <summary>Checks the structures and hashes their types.</summary>
    /// <exception cref="ArgumentException">A name is no identifier or used twice, or a type is unknown.</exception>
    public TypedDataSchema(params IEnumerable<TypedDataStructure> structures)
    {
        foreach (TypedDataStructure structure in structures)
        {
            (string Name, TypedDataType Type)[] members = [.. structure.Members.Select(m => (m.Name, TypedDataType.Parse(m.Type)))];
            bool named = TypedDataType.IsIdentifier(structure.Name) && TypedDataType.Parse(structure.Name).Kind == TypedDataKind.Structure;
            bool distinct = members.Select(m => m.Name).Distinct(StringComparer.Ordinal).Count() == members.Length;
            bool identified = members.All(m => TypedDataType.IsIdentifier(m.Name));
            if (!named || !distinct || !identified || !_structures.TryAdd(structure.Name, members))
            {
                throw new ArgumentException($"'{structure.Name}' or a member of it has no usable name of its own.", nameof(structures));
            }
        }

        foreach (string name in _structures.Keys)
        {
            _typeHashes.Add(name, Keccak256.Hash(Encoding.UTF8.GetBytes(EncodeType(name))));
        }
    }

    /// <summary>The type as text: the structure, then those that it refers to, however deeply, in order of their names.</summary>
    /// <exception cref="ArgumentException">The structure or one that it refers to is unknown.</exception>
    public string EncodeType(string name)
    {
        SortedSet<string> referred = new(StringComparer.Ordinal);
        Collect(name, referred);
        _ = referred.Remove(name);
        StringBuilder text = new();
        foreach (string each in referred.Prepend(name))
        {
            IEnumerable<string> members = Members(each).Select(m => $"{m.Type.Name} {m.Name}");
            _ = text.Append(each).Append('(').AppendJoin(',', members).Append(')');
        }

        return text.ToString();
    }

    /// <summary>Keccak-256 of <see cref="EncodeType"/>: 32 bytes.</summary>
    /// <exception cref="ArgumentException">The structure is unknown.</exception>
    public byte[] TypeHash(string name)
    {
        _ = Members(name);
        return [.. _typeHashes[name]];
    }

    /// <summary>hashStruct: Keccak-256 of the type hash and one word for each member; 32 bytes.</summary>
    /// <exception cref="ArgumentException">The structure is unknown, or the value does not fit it.</exception>
    public byte[] HashStructure(string name, TypedDataValue value) => HashStructure(name, value.Content);

    /// <summary>What the wallet signs: Keccak-256 of 0x19, 0x01, the domain separator and the structure's hash; 32 bytes.</summary>
    /// <exception cref="ArgumentException">The structure is unknown, or the value does not fit it.</exception>
    public byte[] Digest(TypedDataDomain domain, string name, TypedDataValue value)
    {
        Keccak256 hasher = new();
        hasher.Append([0x19, 0x01]);
        hasher.Append(domain.Separator());
        hasher.Append(HashStructure(name, value));
        return Finish(hasher);
    }

    private static byte[] Word(BigInteger number)
    {
        byte[] word = new byte[WordBytes];
        word.AsSpan().Fill(number.Sign < 0 ? (byte)0xff : (byte)0);
        int length = number.GetByteCount(isUnsigned: number.Sign >= 0);
        _ = number.TryWriteBytes(word.AsSpan(WordBytes - length), out _, isUnsigned: number.Sign >= 0, isBigEndian: true);
        return word;
    }

    private static byte[] Word(EthereumAddress address)
    {
        byte[] word = new byte[WordBytes];
        address.Write(word.AsSpan(WordBytes - EthereumAddress.Bytes));
        return word;
    }

    private static byte[] Finish(Keccak256 hasher)
    {
        byte[] digest = new byte[Keccak256.DigestBytes];
        hasher.Finish(digest);
        return digest;
    }

    /// <summary>encodeData of one member: one word.</summary>
    private byte[] Encode(TypedDataType type, object content) => (type.Kind, content) switch
    {
        (TypedDataKind.Unsigned, BigInteger number) when number.Sign >= 0 && number.GetBitLength() <= type.Size => Word(number),
        (TypedDataKind.Signed, BigInteger number) when number.GetBitLength() < type.Size => Word(number),
        (TypedDataKind.Boolean, bool flag) => Word(flag ? BigInteger.One : BigInteger.Zero),
        (TypedDataKind.Address, EthereumAddress address) => Word(address),
        (TypedDataKind.FixedBytes, byte[] bytes) when bytes.Length == type.Size => [.. bytes, .. new byte[WordBytes - bytes.Length]],
        (TypedDataKind.Bytes, byte[] bytes) => Keccak256.Hash(bytes),
        (TypedDataKind.Text, string text) => Keccak256.Hash(StrictUtf8.GetBytes(text)),
        (TypedDataKind.Array, TypedDataValue[] elements) when type.Size == 0 || elements.Length == type.Size => EncodeArray(type, elements),
        (TypedDataKind.Structure, Dictionary<string, TypedDataValue>) => HashStructure(type.Name, content),
        _ => throw new ArgumentException($"The value does not fit the type {type.Name}.", nameof(content)),
    };
    private byte[] EncodeArray(TypedDataType type, TypedDataValue[] elements)
    {
        Keccak256 hasher = new();
        foreach (TypedDataValue element in elements)
        {
            hasher.Append(Encode(type.Element!, element.Content));
        }

        return Finish(hasher);
    }

    private byte[] HashStructure(string name, object content)
    {
        (string Name, TypedDataType Type)[] members = Members(name);
        if (content is not Dictionary<string, TypedDataValue> values || values.Count != members.Length)
        {
            throw new ArgumentException($"The value is not a {name} with {members.Length} members.", nameof(content));
        }

        Keccak256 hasher = new();
        hasher.Append(_typeHashes[name]);
        foreach ((string member, TypedDataType type) in members)
        {
            if (!values.TryGetValue(member, out TypedDataValue? value))
            {
                throw new ArgumentException($"{name}.{member} is missing.", nameof(content));
            }

            hasher.Append(Encode(type, value.Content));
        }

        return Finish(hasher);
    }

    private (string Name, TypedDataType Type)[] Members(string name) =>
        _structures.TryGetValue(name, out (string Name, TypedDataType Type)[]? members)
            ? members
            : throw new ArgumentException($"There is no structure {name}.", nameof(name));

    private void Collect(string name, SortedSet<string> names)
    {
        if (!names.Add(name))
        {
            return;
        }

        foreach ((_, TypedDataType type) in Members(name))
        {
            if (type.StructureName is string referred)
            {
                Collect(referred, names);
            }
        }
    }
}
