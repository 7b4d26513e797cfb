using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Plonk;

/// <summary>Makes the keys of a circuit from a reference string. No secret is involved: anyone can repeat it and compare.</summary>
public static class KeySetup
{
    /// <summary>Makes the keys.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="source">The reference string.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    /// <exception cref="ArgumentException">The options do not suit the circuit, or the reference string is too short for them.</exception>
    public static ProvingKey Create(
        Circuit circuit, ReferenceString source, KeySetupOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(source);
        CircuitShape shape = Shape(circuit, source, options ?? new());
        Fr[][] fixedPolynomials = ProvingKey.Interpolate(circuit.Fixed, cancellation);
        Fr[][] tables = ProvingKey.Interpolate(circuit.Tables, cancellation);
        PackPlan plan = new(shape);
        List<G1Affine> commitments = [];
        int counterRows = shape.CounterCount * shape.Rows(shape.SlotsMax);
        int powers = plan.KeyPacks.Select(pack => pack.Factor * pack.Period).DefaultIfEmpty(1).Append(counterRows).Max();
        using KzgCommitter committer = new(source, powers: powers);
        foreach (Pack pack in plan.KeyPacks)
        {
            Fr[][] polynomials = pack.Kind == ColumnKind.Fixed ? fixedPolynomials : tables;
            Fr[] packed = Polynomial.Pack([.. pack.Columns.Select(index => (ReadOnlyMemory<Fr>)polynomials[index])], pack.Factor);
            commitments.Add(committer.Commit(packed, cancellation));
        }

        G1Affine[] counters = new G1Affine[shape.CounterCommitmentCount];
        for (int i = 0; i < counters.Length; i++)
        {
            counters[i] = committer.Commit(RowCounter.Interpolate(shape.Rows(shape.SlotsMin << i), cancellation), cancellation);
        }

        return new(circuit, VerifyingKey.Of(circuit, shape, commitments, counters, source), source, fixedPolynomials, tables);
    }

    /// <summary>A proving key for a verifying key that was made before.</summary>
    /// <exception cref="ArgumentException">It is not the key of this circuit and this string.</exception>
    internal static ProvingKey Restore(
        Circuit circuit, ReferenceString source, VerifyingKey verifyingKey, CancellationToken cancellation)
    {
        VerifyingKey expected =
            VerifyingKey.Of(circuit, verifyingKey.Shape, verifyingKey.Commitments, verifyingKey.CounterCommitments, source);
        if (!expected.Bytes.SequenceEqual(verifyingKey.Bytes))
        {
            throw new ArgumentException($"Not a key of the circuit '{circuit.Name}' over this reference string.", nameof(verifyingKey));
        }

        return new(
            circuit,
            verifyingKey,
            source,
            ProvingKey.Interpolate(circuit.Fixed, cancellation),
            ProvingKey.Interpolate(circuit.Tables, cancellation));
    }

    /// <summary>The shape that options ask for, to find out how many powers of a reference string it takes.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="options">A largest T that is left open is taken to be the smallest.</param>
    /// <exception cref="ArgumentException">The options do not suit the circuit.</exception>
    public static CircuitShape Shape(Circuit circuit, KeySetupOptions options)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(options);
        int slotsMin = options.SlotsMin == 0
            ? Math.Max(circuit.SlotsMin, CircuitShape.RowsMin / Math.Min(CircuitShape.RowsMin, circuit.RowsPerSlot))
            : options.SlotsMin;
        if (slotsMin < circuit.SlotsMin)
        {
            throw new ArgumentException($"Circuit '{circuit.Name}' needs {circuit.SlotsMin} slots, got {slotsMin}.", nameof(options));
        }

        return CircuitShape.Of(circuit, options.PackingFactor, slotsMin, options.SlotsMax == 0 ? slotsMin : options.SlotsMax);
    }

    /// <summary>The shape that options ask for; a largest T that is left open is the largest for which the string suffices.</summary>
    internal static CircuitShape Shape(Circuit circuit, ReferenceString source, KeySetupOptions options)
    {
        CircuitShape shape = Shape(circuit, options);
        PackPlan plan = new(shape);
        int slotsMax = shape.SlotsMax;
        if (plan.PowersNeeded(shape.Rows(slotsMax)) > source.Count)
        {
            throw new ArgumentException(
                $"Circuit '{circuit.Name}' with {slotsMax} slots needs {plan.PowersNeeded(shape.Rows(slotsMax))} powers of the reference "
                + $"string, which has {source.Count}.",
                nameof(options));
        }

        while (options.SlotsMax == 0 && CanDouble(shape, source))
        {
            shape = shape with { SlotsMax = 2 * shape.SlotsMax };
        }

        return shape;
    }

    private static bool CanDouble(CircuitShape shape, ReferenceString source)
    {
        CircuitShape next = shape with { SlotsMax = 2 * shape.SlotsMax };
        return next.FindFault() is null && new PackPlan(next).PowersNeeded(next.Rows(next.SlotsMax)) <= source.Count;
    }
}
