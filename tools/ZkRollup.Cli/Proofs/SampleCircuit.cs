using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Cli.Proofs;

/// <summary>A circuit that the commands know by name, with a generator of statements for it.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Item">What is proven in one unit, in the plural.</param>
/// <param name="ItemsPerSlot">Units in a slot.</param>
/// <param name="DefaultSlots">T of a full benchmark.</param>
/// <param name="QuickSlots">T that only shows that it works.</param>
/// <param name="Build">Makes the circuit.</param>
/// <param name="Generate">Makes inputs of all slots and the public inputs from T and a seed.</param>
internal sealed record SampleCircuit(
    string Name,
    string Item,
    int ItemsPerSlot,
    int DefaultSlots,
    int QuickSlots,
    Func<BuiltCircuit> Build,
    Func<int, ulong, SampleStatement> Generate);

/// <summary>A statement with what proves it.</summary>
/// <param name="SlotInputs">Inputs of each slot.</param>
/// <param name="PublicInputs">What the verifier sees.</param>
internal sealed record SampleStatement(SlotInputs SlotInputs, PublicInputs PublicInputs);
