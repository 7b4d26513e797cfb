using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Verifier;

/// <summary>Numerators and denominators of what the public inputs add to the buses, under β and γ.</summary>
internal sealed class PublicFractions : IExpressionInputs
{
    private readonly PublicInputs _inputs;
    private readonly Fr _beta;
    private readonly Fr _gamma;
    private readonly Fr[] _values;

    internal PublicFractions(ExpressionProgram program, PublicInputs inputs, in Fr beta, in Fr gamma)
    {
        _inputs = inputs;
        _beta = beta;
        _gamma = gamma;
        _values = program.Evaluate(this);
    }

    /// <summary>Fractions.</summary>
    internal int Count => _values.Length / 2;

    /// <summary>The numerator of a fraction.</summary>
    internal Fr Numerator(int index) => _values[2 * index];

    /// <summary>The denominator of a fraction.</summary>
    internal Fr Denominator(int index) => _values[(2 * index) + 1];

    /// <summary>The first fraction with the denominator 0, or −1.</summary>
    internal int FindPole()
    {
        for (int i = 0; i < Count; i++)
        {
            if (Denominator(i).IsZero)
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    Fr IExpressionInputs.Column(ColumnKind kind, int index, int rotation) =>
        throw new InvalidOperationException("A key with a column in a term of the public inputs is refused.");

    /// <inheritdoc/>
    Fr IExpressionInputs.Symbol(Symbol symbol) => symbol == Symbol.Beta ? _beta : _gamma;

    /// <inheritdoc/>
    Fr IExpressionInputs.PublicScalar(int index) => _inputs.Scalars[index];
}
