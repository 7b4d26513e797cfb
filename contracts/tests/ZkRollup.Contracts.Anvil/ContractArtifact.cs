using System.Text.Json;

namespace ZkRollup.Contracts.Anvil;

/// <summary>What the compiler makes of a contract.</summary>
/// <param name="Name">Name of the contract.</param>
/// <param name="Abi">Its functions, events and errors, as JSON.</param>
/// <param name="CreationCode">What is sent to deploy it, before the arguments of the constructor.</param>
public sealed record ContractArtifact(string Name, JsonElement Abi, ReadOnlyMemory<byte> CreationCode);
