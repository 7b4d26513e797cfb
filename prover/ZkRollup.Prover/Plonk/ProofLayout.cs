using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Plonk;

/// <summary>Where the parts of a proof lie: witness packs, helper packs, pieces of the quotient, evaluations, W, W'.</summary>
public sealed class ProofLayout
{
    /// <summary>Bytes of a point: x and y, 48 bytes each.</summary>
    public const int PointLength = PointCodec.G1Length;

    /// <summary>Bytes of a field element.</summary>
    public const int ScalarLength = Fr.ByteLength;

    private readonly Dictionary<(ColumnKind Kind, int Index, int Rotation), int> _evaluations = [];
    private readonly List<string> _evaluationNames = [];

    /// <summary>The layout of the proofs of a plan; it does not depend on T.</summary>
    public ProofLayout(PackPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        CircuitShape shape = plan.Shape;
        WitnessPointCount = plan.WitnessPacks.Count;
        HelperPointCount = plan.HelperPacks.Count;
        QuotientPointCount = plan.QuotientPieceCount;
        AddEvaluations(ColumnKind.Fixed, Enumerable.Range(0, shape.FixedCount), 0);
        AddEvaluations(ColumnKind.Table, Enumerable.Range(0, shape.TablePeriods.Count), 0);
        AddEvaluations(ColumnKind.Counter, Enumerable.Range(0, shape.CounterCount), 0);
        AddEvaluations(ColumnKind.Witness, Enumerable.Range(0, shape.WitnessCount), 0);
        AddEvaluations(ColumnKind.Witness, shape.RotatedWitness, 1);
        AddEvaluations(ColumnKind.Helper, Enumerable.Range(0, shape.HelperCount), 0);
        AddEvaluations(ColumnKind.Helper, shape.RotatedHelpers, 1);
    }

    /// <summary>Commitments to witness packs.</summary>
    public int WitnessPointCount { get; }

    /// <summary>Commitments to helper packs.</summary>
    public int HelperPointCount { get; }

    /// <summary>Commitments to pieces of the quotient.</summary>
    public int QuotientPointCount { get; }

    /// <summary>Points before the evaluations.</summary>
    public int CommitmentCount => WitnessPointCount + HelperPointCount + QuotientPointCount;

    /// <summary>All points: commitments, W, W'.</summary>
    public int PointCount => CommitmentCount + 2;

    /// <summary>Evaluations.</summary>
    public int EvaluationCount => _evaluationNames.Count;

    /// <summary>Bytes of a proof.</summary>
    public int Length => (PointCount * PointLength) + (EvaluationCount * ScalarLength);

    /// <summary>The byte at which a point starts: commitments in their order, then W and W'.</summary>
    public int PointOffset(int point)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(point, PointCount);
        return (point * PointLength) + (point < CommitmentCount ? 0 : EvaluationCount * ScalarLength);
    }

    /// <summary>The byte at which an evaluation starts.</summary>
    public int EvaluationOffset(int evaluation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(evaluation);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(evaluation, EvaluationCount);
        return (CommitmentCount * PointLength) + (evaluation * ScalarLength);
    }

    /// <summary>The number of the evaluation of a column, or −1 if the proof has none.</summary>
    /// <param name="kind">Not <see cref="ColumnKind.Instance"/>: the verifier computes those.</param>
    /// <param name="index">The index of the column among its kind.</param>
    /// <param name="rotation">0 for ζ (or its power for columns with a period), 1 for ζω.</param>
    public int Evaluation(ColumnKind kind, int index, int rotation) =>
        _evaluations.TryGetValue((kind, index, rotation), out int number) ? number : -1;

    /// <summary>Names a point for reports.</summary>
    public string PointName(int point)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point);
        int helper = point - WitnessPointCount;
        int quotient = helper - HelperPointCount;
        return helper < 0 ? $"witness pack {point}"
            : quotient < 0 ? $"helper pack {helper}"
            : quotient < QuotientPointCount ? $"quotient piece {quotient}"
            : quotient == QuotientPointCount ? "W" : "W'";
    }

    /// <summary>Names an evaluation for reports.</summary>
    public string EvaluationName(int evaluation) => _evaluationNames[evaluation];

    private void AddEvaluations(ColumnKind kind, IEnumerable<int> indices, int rotation)
    {
        foreach (int index in indices)
        {
            _evaluations.Add((kind, index, rotation), _evaluationNames.Count);
            _evaluationNames.Add($"{kind} column {index}{(rotation == 0 ? "" : ", next row")}");
        }
    }
}
