using System.Numerics;

namespace ZkRollup.Crypto.Signatures.TypedData;

/// <summary>What a signature is bound to: EIP712Domain. Members left null are left out of its type; at least one must be there.</summary>
public sealed record TypedDataDomain
{
    private const string StructureName = "EIP712Domain";

    /// <summary>The name that users know.</summary>
    public string? Name { get; init; }

    /// <summary>The version of what is signed.</summary>
    public string? Version { get; init; }

    /// <summary>The chain, as in EIP-155.</summary>
    public BigInteger? ChainId { get; init; }

    /// <summary>The contract that checks the signature.</summary>
    public EthereumAddress? VerifyingContract { get; init; }

    /// <summary>32 bytes of last resort.</summary>
    public ReadOnlyMemory<byte>? Salt { get; init; }

    /// <summary>The hash of the domain as a structure: 32 bytes.</summary>
    /// <exception cref="InvalidOperationException">Every member is null.</exception>
    /// <exception cref="ArgumentException">A chain id out of the range of uint256, or a salt of another length than 32.</exception>
    public byte[] Separator()
    {
        List<TypedDataMember> members = [];
        List<(string Name, TypedDataValue Value)> values = [];
        void Add(string type, string name, TypedDataValue? value)
        {
            if (value is not null)
            {
                members.Add(new TypedDataMember(type, name));
                values.Add((name, value));
            }
        }

        Add("string", "name", Name is null ? null : TypedDataValue.Text(Name));
        Add("string", "version", Version is null ? null : TypedDataValue.Text(Version));
        Add("uint256", "chainId", ChainId is null ? null : TypedDataValue.Integer(ChainId.Value));
        Add("address", "verifyingContract", VerifyingContract is null ? null : TypedDataValue.Address(VerifyingContract.Value));
        Add("bytes32", "salt", Salt is null ? null : TypedDataValue.Bytes(Salt.Value.Span));
        return members.Count > 0
            ? new TypedDataSchema(new TypedDataStructure(StructureName, members))
                .HashStructure(StructureName, TypedDataValue.Structure([.. values]))
            : throw new InvalidOperationException("A domain without members binds nothing.");
    }
}
