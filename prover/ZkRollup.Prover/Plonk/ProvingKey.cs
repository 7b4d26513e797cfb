using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Plonk;

/// <summary>What a prover needs for a circuit: the circuit itself, its verifying key and the polynomials of its own columns.</summary>
/// <remarks>It does not depend on T. Immutable.</remarks>
public sealed class ProvingKey
{
    private readonly Fr[][] _fixed;
    private readonly Fr[][] _tables;

    /// <summary>Takes parts that belong to each other; <see cref="Circuit"/> makes them.</summary>
    internal ProvingKey(Circuit circuit, VerifyingKey verifyingKey, ReferenceString source, Fr[][] fixedPolynomials, Fr[][] tables)
    {
        Circuit = circuit;
        VerifyingKey = verifyingKey;
        Source = source;
        _fixed = fixedPolynomials;
        _tables = tables;
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>Its verifying key.</summary>
    public VerifyingKey VerifyingKey { get; }

    /// <summary>The reference string.</summary>
    public ReferenceString Source { get; }

    /// <summary>The coefficients of g_i, R of them, for fixed column g_i(X^T), or as many as its period for a table column.</summary>
    /// <param name="kind">Fixed or Table.</param>
    /// <param name="index">The index of the column.</param>
    public ReadOnlySpan<Fr> Polynomial(ColumnKind kind, int index) => kind switch
    {
        ColumnKind.Fixed => _fixed[index],
        ColumnKind.Table => _tables[index],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a column of the key."),
    };

    /// <summary>Coefficients of the polynomials with the values of columns.</summary>
    internal static Fr[][] Interpolate(IReadOnlyList<FixedColumn> columns, CancellationToken cancellation)
    {
        Fr[][] polynomials = [.. columns.Select(column => column.Values.ToArray())];
        foreach (IGrouping<int, Fr[]> group in polynomials.GroupBy(polynomial => polynomial.Length))
        {
            using EvaluationDomain domain = new(System.Numerics.BitOperations.Log2((uint)group.Key));
            domain.TransformAll([.. group.Select(polynomial => polynomial.AsMemory())], Fr.One, inverse: true, cancellation);
        }

        return polynomials;
    }
}
