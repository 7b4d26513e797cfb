using System.Numerics;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What a program does next when it is run; lines are also what is proven.</summary>
/// <param name="Label">The rule that it belongs to.</param>
internal abstract record Operation(string Label)
{
    /// <summary>A line. It lies on the row of its host: its result, or a value that it is about.</summary>
    internal sealed record Line(string Label, LineKind Kind, LineForm Form, Register? Host) : Operation(Label);

    /// <summary>A value that the prover chooses: one of the inputs of the step.</summary>
    internal sealed record Input(string Label, string Name, Register Result) : Operation(Label);

    /// <summary>A value that the prover computes from others, as signed integers.</summary>
    internal sealed record Hint(string Label, Register[] Read, Register Result, Func<BigInteger[], BigInteger> Compute) : Operation(Label);

    /// <summary>1/x, or 0.</summary>
    internal sealed record Inverse(string Label, Register Read, Register Result) : Operation(Label);

    /// <summary>What the slot before carried out.</summary>
    internal sealed record CarryIn(string Label, CarriedRegister Carried, Register Result) : Operation(Label);

    /// <summary>A result of the slot before.</summary>
    internal sealed record Previous(string Label, int Row, Register Result) : Operation(Label);

    /// <summary>A port opens its record.</summary>
    internal sealed record Open(string Label, int Port, Register Enable, Register Address, Register?[] Old) : Operation(Label);

    /// <summary>A port leaves a field.</summary>
    internal sealed record Store(string Label, int Port, int Field, Register Value) : Operation(Label);

    /// <summary>A port leaves its record.</summary>
    internal sealed record Close(string Label, int Port) : Operation(Label);

    /// <summary>The transaction hash.</summary>
    internal sealed record Message(string Label, Register Long, Register[] Lanes, Register Digest) : Operation(Label);

    /// <summary>Whether a key is usable.</summary>
    internal sealed record Key(string Label, Register X, Register Y, Register Usable) : Operation(Label);

    /// <summary>A margin scan.</summary>
    internal sealed record Scan(string Label, int Number, Register[] Inputs, Register[] Outputs) : Operation(Label);
}
