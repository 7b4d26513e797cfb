namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>All that a circuit is made of, as the builder hands it over.</summary>
public sealed record CircuitParts
{
    /// <summary>Name, part of the digest.</summary>
    public required string Name { get; init; }

    /// <summary>R, a power of two.</summary>
    public required int RowsPerSlot { get; init; }

    /// <summary>Periodic columns with R values each.</summary>
    public required IReadOnlyList<FixedColumn> Fixed { get; init; }

    /// <summary>Columns with a period longer than a slot, each a power of two.</summary>
    public required IReadOnlyList<FixedColumn> Tables { get; init; }

    /// <summary>Names of the witness columns.</summary>
    public required IReadOnlyList<string> Witness { get; init; }

    /// <summary>Instance columns.</summary>
    public required int InstanceColumnCount { get; init; }

    /// <summary>Word j of an instance column lies on row j·stride; a power of two.</summary>
    public required int InstanceStride { get; init; }

    /// <summary>Public inputs that are not on the grid.</summary>
    public required int PublicScalarCount { get; init; }

    /// <summary>Gates.</summary>
    public required IReadOnlyList<Gate> Gates { get; init; }

    /// <summary>Copies within a slot.</summary>
    public required CopyLayout Copies { get; init; }

    /// <summary>Buses.</summary>
    public required IReadOnlyList<Bus> Buses { get; init; }

    /// <summary>Fractions of the buses, in groups of one helper column each; that of the last one is the running sum.</summary>
    public required IReadOnlyList<IReadOnlyList<BusFraction>> HelperGroups { get; init; }

    /// <summary>What the public inputs add to the buses.</summary>
    public required IReadOnlyList<PublicBusTerm> PublicTerms { get; init; }

    /// <summary>The multiplicities that the prover counts.</summary>
    public required IReadOnlyList<MultiplicityColumn> Multiplicities { get; init; }
}
