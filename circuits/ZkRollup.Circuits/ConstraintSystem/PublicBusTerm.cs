namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A contribution of the public inputs to a bus, added by the verifier.</summary>
/// <param name="Label">Names the term in every report.</param>
/// <param name="Bus">The bus.</param>
/// <param name="Numerator">Over constants and public scalars.</param>
/// <param name="Tuple">Over constants and public scalars.</param>
public sealed record PublicBusTerm(string Label, Bus Bus, Expression Numerator, IReadOnlyList<Expression> Tuple)
{
    /// <summary>γ plus the compressed tuple.</summary>
    public Expression Denominator => Expression.Of(Symbol.Gamma) + BusTerm.Compress(Bus, Tuple);
}
