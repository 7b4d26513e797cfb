namespace ZkRollup.Crypto.Signatures.TypedData;

/// <summary>A member of a structure.</summary>
/// <param name="Type">uintN, intN, bool, address, bytesN, bytes, string, the name of a structure, or T[], T[n] of any of these.</param>
/// <param name="Name">An identifier.</param>
public sealed record TypedDataMember(string Type, string Name);

/// <summary>A structure of EIP-712; the order of its members is part of its type.</summary>
/// <param name="Name">An identifier other than an elementary type.</param>
/// <param name="Members">In order.</param>
public sealed record TypedDataStructure(string Name, params IReadOnlyList<TypedDataMember> Members);
