namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Terms that share one fraction, because no two of them hold on the same row.</summary>
/// <param name="Terms">One term, or several with selectors on disjoint rows.</param>
public sealed record BusFraction(IReadOnlyList<BusTerm> Terms)
{
    /// <summary>The sum of the selected numerators.</summary>
    public Expression Numerator { get; } = Terms.Aggregate(Expression.Zero, (sum, term) => sum + term.SelectedNumerator);

    /// <summary>γ plus the compressed tuple; where several terms share the fraction, of the one that is selected.</summary>
    public Expression Denominator { get; } = Expression.Of(Symbol.Gamma)
        + (Terms.Count == 1
            ? Terms[0].Compressed
            : Terms.Aggregate(
                Expression.Zero, (sum, term) => sum + (Expression.Column(ColumnKind.Fixed, term.Selector) * term.Compressed)));
}
