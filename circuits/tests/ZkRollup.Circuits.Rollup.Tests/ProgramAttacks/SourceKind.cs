namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Where a value of a step comes from that no line before it determines.</summary>
internal enum SourceKind
{
    /// <summary>A field of the transaction: another value is another transaction.</summary>
    Message,

    /// <summary>The time of the transaction, which is logged.</summary>
    Time,

    /// <summary>A field of a record in the state.</summary>
    Field,

    /// <summary>A carried register, from the step before.</summary>
    Carried,

    /// <summary>An entry of the context that the step before left.</summary>
    Context,

    /// <summary>What a scan found: other positions of the account may be any.</summary>
    Scanned,

    /// <summary>Any other input: the prover's choice.</summary>
    Input,

    /// <summary>A hint.</summary>
    Hint,

    /// <summary>The inverse of a value.</summary>
    Inverse,

    /// <summary>The bit of a comparison.</summary>
    Bit,

    /// <summary>A field of a port that is off, which shows anything.</summary>
    IdleField,

    /// <summary>An output of a scan that is off.</summary>
    IdleScan,

    /// <summary>A result that its line assigns: it is free only if the line is missing.</summary>
    Assigned,
}
