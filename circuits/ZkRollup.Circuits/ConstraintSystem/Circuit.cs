using System.Numerics;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A relation: one slot of R rows, repeated T times, with the constraints that make a batch of n = R·T rows valid.</summary>
/// <remarks>
/// Row j·R + i is row i of slot j. The next row of the last one is the first one. Immutable.
/// Buses: Haböck, "Multivariate lookups based on logarithmic derivatives", ePrint 2022/1530, with one running sum for all of them,
/// whose steps hold the last group of fractions.
/// Copies: Gabizon, Williamson, Ciobotaru, "PLONK", ePrint 2019/953, section 5, with integer labels that a row counter supplies,
/// so that the fixed columns do not depend on T.
/// </remarks>
public sealed class Circuit
{
    /// <summary>D: the largest degree of a constraint, selectors included.</summary>
    public const int DegreeMax = 6;

    /// <summary>Copied columns that one product column takes.</summary>
    public const int CopiesPerProduct = DegreeMax - 1;

    private readonly CircuitParts _parts;
    private readonly HashSet<(ColumnKind Kind, int Index)> _rotated = [];

    /// <summary>A circuit from its parts.</summary>
    /// <exception cref="ArgumentException">A part is out of range or a constraint has too large a degree.</exception>
    public Circuit(CircuitParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        CircuitPartsCheck.Require(parts);
        _parts = parts;
        HelperColumnCount = parts.HelperGroups.Count + ProductColumnCount;
        Constraints = ArgumentConstraints.All(this);
        foreach (Constraint constraint in Constraints)
        {
            if (constraint.Whole.Degree > DegreeMax)
            {
                throw new ArgumentException(
                    $"Constraint '{constraint.Label}' has degree {constraint.Whole.Degree}, larger than {DegreeMax}.", nameof(parts));
            }
        }

        Degree = Constraints.Select(constraint => constraint.Whole.Degree).DefaultIfEmpty(0).Max();
        Combined = Combine(Constraints);
        NoteReads();
    }

    /// <summary>Name, part of the digest.</summary>
    public string Name => _parts.Name;

    /// <summary>R.</summary>
    public int RowsPerSlot => _parts.RowsPerSlot;

    /// <summary>Binary logarithm of R.</summary>
    public int Log2RowsPerSlot => BitOperations.Log2((uint)RowsPerSlot);

    /// <summary>Periodic columns, R values each.</summary>
    public IReadOnlyList<FixedColumn> Fixed => _parts.Fixed;

    /// <summary>Columns with a longer period, each a power of two; n must be a multiple of every period.</summary>
    public IReadOnlyList<FixedColumn> Tables => _parts.Tables;

    /// <summary>Names of the witness columns.</summary>
    public IReadOnlyList<string> Witness => _parts.Witness;

    /// <summary>Instance columns.</summary>
    public int InstanceColumnCount => _parts.InstanceColumnCount;

    /// <summary>Word j of an instance column lies on row j·stride.</summary>
    public int InstanceStride => _parts.InstanceStride;

    /// <summary>Public inputs that are not on the grid.</summary>
    public int PublicScalarCount => _parts.PublicScalarCount;

    /// <summary>Gates.</summary>
    public IReadOnlyList<Gate> Gates => _parts.Gates;

    /// <summary>Copies within a slot.</summary>
    public CopyLayout Copies => _parts.Copies;

    /// <summary>Buses.</summary>
    public IReadOnlyList<Bus> Buses => _parts.Buses;

    /// <summary>Fractions of the buses: helper column k is the sum of group k; that of the last group is a step of Φ instead.</summary>
    public IReadOnlyList<IReadOnlyList<BusFraction>> HelperGroups => _parts.HelperGroups;

    /// <summary>What the public inputs add to the buses.</summary>
    public IReadOnlyList<PublicBusTerm> PublicTerms => _parts.PublicTerms;

    /// <summary>The multiplicities that the prover counts.</summary>
    public IReadOnlyList<MultiplicityColumn> Multiplicities => _parts.Multiplicities;

    /// <summary>True if there is a running sum.</summary>
    public bool HasBuses => HelperGroups.Count > 0;

    /// <summary>Index of the helper column with Φ, the running sum of the buses, in place of the last group; −1 without buses.</summary>
    public int SumColumn => HelperGroups.Count - 1;

    /// <summary>Index of the first helper column with a copy product.</summary>
    public int FirstProductColumn => HelperGroups.Count;

    /// <summary>Helper columns with copy products; the first accumulates, the others are partial products on the same row.</summary>
    public int ProductColumnCount => (Copies.Columns.Count + CopiesPerProduct - 1) / CopiesPerProduct;

    /// <summary>Helper columns: groups but the last, running sum, copy products.</summary>
    public int HelperColumnCount { get; }

    /// <summary>Every constraint in the order of the powers of y: gates, then those of the arguments.</summary>
    public IReadOnlyList<Constraint> Constraints { get; }

    /// <summary>The largest degree of a constraint; 0 without any.</summary>
    public int Degree { get; }

    /// <summary>All constraints, combined with powers of y: vanishes on every row of a valid batch.</summary>
    public Expression Combined { get; }

    /// <summary>True if a constraint reads the row counter; copies do.</summary>
    public bool ReadsCounter { get; private set; }

    /// <summary>True if a constraint reads the column on the next row too.</summary>
    public bool IsRotated(ColumnKind kind, int index) => _rotated.Contains((kind, index));

    /// <summary>The smallest number of slots: every table must fit, and n is at least 2.</summary>
    public int SlotsMin => Math.Max(RowsPerSlot == 1 ? 2 : 1, Tables.Select(t => t.Values.Count / RowsPerSlot).DefaultIfEmpty(1).Max());

    /// <summary>Horner's rule in y over all constraints; neighbours with the same factor share one product with it.</summary>
    private static Expression Combine(IReadOnlyList<Constraint> constraints)
    {
        Expression y = Expression.Of(Symbol.Y);
        Expression total = Expression.Zero;
        for (int start = 0; start < constraints.Count;)
        {
            Expression factor = constraints[start].Factor;
            Expression group = Expression.Zero;
            Expression power = Expression.One;
            int end = start;
            for (; end < constraints.Count && constraints[end].Factor.Equals(factor); end++)
            {
                group = (group * y) + constraints[end].Formula;
                power *= y;
            }

            total = (total * power) + (factor * group);
            start = end;
        }

        return total;
    }

    private void NoteReads()
    {
        HashSet<UInt128> seen = [];
        Stack<Expression> pending = new([Combined]);
        while (pending.TryPop(out Expression? node))
        {
            if (!seen.Add(node.Identity))
            {
                continue;
            }

            if (node.Kind == ExpressionKind.Column && node.Rotation == 1)
            {
                _rotated.Add((node.ColumnKind, node.Index));
            }

            ReadsCounter |= node.Kind == ExpressionKind.Column && node.ColumnKind == ColumnKind.Counter;

            if (node.Left is not null && node.Right is not null)
            {
                pending.Push(node.Left);
                pending.Push(node.Right);
            }
        }
    }
}
