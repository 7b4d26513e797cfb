using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>What a division of bounded numbers proves.</summary>
/// <param name="Quotient">Rounded as the name of the operation says.</param>
/// <param name="Remainder">Below the divisor: dividend − quotient·divisor, or quotient·divisor − dividend after rounding up.</param>
public readonly record struct DivisionResult(Bounded Quotient, Bounded Remainder);
