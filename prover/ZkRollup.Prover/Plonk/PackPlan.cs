using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Plonk;

/// <summary>How the columns of a circuit are packed into commitments, in the order of the powers of v.</summary>
/// <remarks>
/// Columns of the key: all fixed ones in one pack, then tables by period, ascending, F' a pack, then the row counter of the T of the proof.
/// Witness columns, then helper columns, F' a pack, those that are read on one row only first. The combined quotient, which is no
/// pack, comes last and takes the power v^<see cref="Packs"/>.Count.
/// </remarks>
public sealed class PackPlan
{
    private readonly Pack[] _packs;

    /// <summary>The plan for a shape.</summary>
    /// <exception cref="ArgumentException">The shape has a fault.</exception>
    public PackPlan(CircuitShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.FindFault() is { } fault)
        {
            throw new ArgumentException($"Not the shape of a circuit: {fault}.", nameof(shape));
        }

        Shape = shape;
        KeyPacks = [.. PlanKey(shape)];
        IEnumerable<Pack> counter = Enumerable.Range(0, shape.CounterCount)
            .Select(index => new Pack(ColumnKind.Counter, [index], Factor: 1, IsRotated: false, Period: 0));
        WitnessPacks = [.. PlanCommitted(ColumnKind.Witness, shape.WitnessCount, shape.RotatedWitness, shape.PackingFactor)];
        HelperPacks = [.. PlanCommitted(ColumnKind.Helper, shape.HelperCount, shape.RotatedHelpers, shape.PackingFactor)];
        _packs = [.. KeyPacks, .. counter, .. WitnessPacks, .. HelperPacks];
    }

    /// <summary>What the plan was made for.</summary>
    public CircuitShape Shape { get; }

    /// <summary>All packs in the order of the powers of v, from v^0.</summary>
    public IReadOnlyList<Pack> Packs => _packs;

    /// <summary>The packs whose commitments are in the key and the same for every T; the row counter comes after them.</summary>
    public IReadOnlyList<Pack> KeyPacks { get; }

    /// <summary>The packs that are committed first, in the order of their commitments.</summary>
    public IReadOnlyList<Pack> WitnessPacks { get; }

    /// <summary>The packs that are committed after β and γ, in the order of their commitments.</summary>
    public IReadOnlyList<Pack> HelperPacks { get; }

    /// <summary>Commitments to pieces of the quotient: of D − 1 pieces of n coefficients, F' go to each.</summary>
    public int QuotientPieceCount => (Shape.Degree - 2 + Shape.PackingFactor) / Shape.PackingFactor;

    /// <summary>m = F'·n: piece j has the coefficients from m·j on, and the last piece all the rest.</summary>
    /// <param name="rows">n.</param>
    public long QuotientPieceLength(int rows) => (long)Shape.PackingFactor * rows;

    /// <summary>Powers of τ that a prover needs.</summary>
    /// <remarks>
    /// A blinded pack has at most F'·(n + 3) coefficients. The quotient has at most (D − 1)·n + 2·D + 2, so at most F'·n + 2·D + 2 are left
    /// for its last piece: 14 more than F'·n. A pack of tables has no more than F'·n, as no period is above n.
    /// </remarks>
    /// <param name="rows">n.</param>
    public long PowersNeeded(int rows)
    {
        const int BlindingPowers = Kzg.ReferenceString.BlindingPowers;
        return Math.Max(Shape.PackingFactor * ((long)rows + BlindingPowers), (long)Shape.FixedCount * Shape.RowsPerSlot);
    }

    private static IEnumerable<Pack> PlanKey(CircuitShape shape)
    {
        if (shape.FixedCount > 0)
        {
            int[] columns = [.. Enumerable.Range(0, shape.FixedCount)];
            yield return new(ColumnKind.Fixed, columns, columns.Length, IsRotated: false, shape.RowsPerSlot);
        }

        foreach (int period in shape.TablePeriods.Distinct().Order())
        {
            IEnumerable<int> tables = Enumerable.Range(0, shape.TablePeriods.Count).Where(index => shape.TablePeriods[index] == period);
            foreach (int[] columns in tables.Chunk(shape.PackingFactor))
            {
                yield return new(ColumnKind.Table, columns, shape.PackingFactor, IsRotated: false, period);
            }
        }
    }

    private static IEnumerable<Pack> PlanCommitted(ColumnKind kind, int count, IReadOnlyList<int> rotated, int factor)
    {
        foreach (int[] columns in Enumerable.Range(0, count).Except(rotated).Chunk(factor))
        {
            yield return new(kind, columns, factor, IsRotated: false, Period: 0);
        }

        foreach (int[] columns in rotated.Chunk(factor))
        {
            yield return new(kind, columns, factor, IsRotated: true, Period: 0);
        }
    }
}
