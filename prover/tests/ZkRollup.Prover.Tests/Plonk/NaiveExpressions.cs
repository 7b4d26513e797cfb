using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Evaluates expressions over anything that can be added and multiplied, straight from their trees.</summary>
/// <typeparam name="T">Field elements on a row, or polynomials.</typeparam>
internal sealed class NaiveExpressions<T>(
    Func<Expression, T> leaf, Func<T, T, T> add, Func<T, T, T> subtract, Func<T, T, T> multiply)
{
    private readonly Dictionary<UInt128, T> _known = [];

    /// <summary>The value of an expression.</summary>
    internal T Evaluate(Expression node)
    {
        if (_known.TryGetValue(node.Identity, out T? known))
        {
            return known;
        }

        T value = node.Kind switch
        {
            ExpressionKind.Sum => add(Evaluate(node.Left!), Evaluate(node.Right!)),
            ExpressionKind.Difference => subtract(Evaluate(node.Left!), Evaluate(node.Right!)),
            ExpressionKind.Product => multiply(Evaluate(node.Left!), Evaluate(node.Right!)),
            _ => leaf(node),
        };
        _known.Add(node.Identity, value);
        return value;
    }
}
