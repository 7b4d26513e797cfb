using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Verifier;

/// <summary>What the combined constraint reads at X = ζ: the evaluations of a proof, and what the verifier computes itself.</summary>
internal sealed class EvaluatedRow : IExpressionInputs
{
    private readonly ProofLayout _layout;
    private readonly PublicInputs _inputs;
    private readonly Fr[] _evaluations;
    private readonly Challenges _challenges;
    private readonly Fr[] _instance;
    private readonly Fr _firstRow;
    private readonly Fr _lastRow;
    private readonly Fr _exceptLastRow;
    private readonly Fr _busBalance;

    /// <summary>Computes selectors, the instance columns and the sum of the public fractions with one inversion.</summary>
    /// <param name="key">The key.</param>
    /// <param name="slots">T.</param>
    /// <param name="inputs">The public inputs.</param>
    /// <param name="fractions">What they add to the buses, without poles.</param>
    /// <param name="evaluations">The evaluations of the proof.</param>
    /// <param name="challenges">Its challenges, with ζ not 0 and not on a row.</param>
    internal EvaluatedRow(
        VerifyingKey key, int slots, PublicInputs inputs, PublicFractions fractions, Fr[] evaluations, Challenges challenges)
    {
        _layout = key.Layout;
        _inputs = inputs;
        _evaluations = evaluations;
        _challenges = challenges;
        int rows = key.Shape.Rows(slots);
        int words = inputs.Columns.Count == 0 ? 0 : inputs.Columns[0].Count;
        Fr zeta = challenges.Zeta;
        Omega = Fr.RootOfUnity(BitOperations.Log2((uint)rows));
        Fr lastOmega = Fr.PowVarTime(Omega, [(ulong)rows - 1]);
        Fr vanishing = Vanishing(zeta, rows);
        _exceptLastRow = zeta - lastOmega;

        Fr[] grid = GridPoints(words, rows, key.Shape.InstanceStride);
        Fr[] inverses = new Fr[5 + words + fractions.Count];
        inverses[0] = Fr.FromUInt64((ulong)rows);
        inverses[1] = vanishing;
        inverses[2] = zeta - Fr.One;
        inverses[3] = _exceptLastRow;
        inverses[4] = zeta * (Omega - Fr.One);
        for (int j = 0; j < words; j++)
        {
            inverses[5 + j] = zeta - grid[j];
        }

        for (int i = 0; i < fractions.Count; i++)
        {
            inverses[5 + words + i] = fractions.Denominator(i);
        }

        Fr.BatchInvert(inverses);
        InverseVanishing = inverses[1];
        InverseStep = inverses[4];
        Fr scale = vanishing * inverses[0];
        _firstRow = scale * inverses[2];
        _lastRow = scale * lastOmega * inverses[3];
        _instance = EvaluateInstance(inputs, grid, inverses.AsSpan(5, words), scale);
        Fr sum = Fr.Zero;
        for (int i = 0; i < fractions.Count; i++)
        {
            sum += fractions.Numerator(i) * inverses[5 + words + i];
        }

        // The rows must add up to minus what the public inputs add: Σ h + Σ public = 0, and C = Σ h.
        _busBalance = -sum * inverses[0];
    }

    /// <summary>ω.</summary>
    internal Fr Omega { get; }

    /// <summary>1/(ζ^n − 1).</summary>
    internal Fr InverseVanishing { get; }

    /// <summary>1/(ζω − ζ).</summary>
    internal Fr InverseStep { get; }

    /// <summary>ζ^n − 1.</summary>
    internal static Fr Vanishing(in Fr zeta, int rows) => Fr.PowVarTime(zeta, [(ulong)rows]) - Fr.One;

    /// <inheritdoc/>
    Fr IExpressionInputs.Column(ColumnKind kind, int index, int rotation) =>
        kind == ColumnKind.Instance ? _instance[index] : _evaluations[_layout.Evaluation(kind, index, rotation)];

    /// <inheritdoc/>
    Fr IExpressionInputs.Symbol(Symbol symbol) => symbol switch
    {
        Symbol.Beta => _challenges.Beta,
        Symbol.Gamma => _challenges.Gamma,
        Symbol.Y => _challenges.Y,
        Symbol.BusBalance => _busBalance,
        Symbol.FirstRow => _firstRow,
        Symbol.LastRow => _lastRow,
        Symbol.ExceptLastRow => _exceptLastRow,
        _ => throw new InvalidOperationException($"Unknown symbol {symbol}."),
    };

    /// <inheritdoc/>
    Fr IExpressionInputs.PublicScalar(int index) => _inputs.Scalars[index];

    /// <summary>ω^(j·stride) for each word.</summary>
    private static Fr[] GridPoints(int words, int rows, int stride)
    {
        // With a stride of n or more there is one word, on row 0.
        Fr step = Fr.RootOfUnity(BitOperations.Log2((uint)Math.Max(1, rows / stride)));
        Fr[] points = new Fr[words];
        Fr point = Fr.One;
        for (int j = 0; j < words; j++)
        {
            points[j] = point;
            point *= step;
        }

        return points;
    }

    /// <summary>(ζ^n − 1)/n·Σ_j word_j·ω^(j·stride)/(ζ − ω^(j·stride)) for each column.</summary>
    private static Fr[] EvaluateInstance(PublicInputs inputs, Fr[] grid, ReadOnlySpan<Fr> inverses, in Fr scale)
    {
        Fr[] weights = new Fr[grid.Length];
        for (int j = 0; j < weights.Length; j++)
        {
            weights[j] = grid[j] * inverses[j];
        }

        Fr[] values = new Fr[inputs.Columns.Count];
        for (int column = 0; column < values.Length; column++)
        {
            Fr sum = Fr.Zero;
            for (int j = 0; j < weights.Length; j++)
            {
                sum += inputs.Columns[column][j] * weights[j];
            }

            values[column] = sum * scale;
        }

        return values;
    }
}
