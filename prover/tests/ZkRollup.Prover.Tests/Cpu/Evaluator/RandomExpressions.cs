using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Tests.Cpu.Evaluator;

/// <summary>Expressions from a seed, with parts used many times.</summary>
internal sealed class RandomExpressions(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Expression> _known = [];

    /// <summary>A pool of steps, each from earlier ones; the results are the last of them and some others, one of them twice.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="sumShare">Percentage of sums and differences; the others are products.</param>
    internal Expression[] Make(int steps, int sumShare)
    {
        for (int i = 0; i < 8; i++)
        {
            _known.Add(Leaf());
        }

        for (int i = 0; i < steps; i++)
        {
            Expression a = Operand();
            Expression b = Operand();
            _known.Add(_random.Next(100) >= sumShare ? a * b : _random.Next(2) == 0 ? a + b : a - b);
        }

        return [_known[^1], _known[^2], _known[_random.Next(_known.Count)], _known[^1], _known[_random.Next(_known.Count)]];
    }

    /// <summary>Mostly recent steps, so that depth grows, and fresh leaves.</summary>
    private Expression Operand() => _random.Next(10) switch
    {
        0 or 1 => Leaf(),
        2 => Expression.Constant(Fr.FromInt64(_random.Next(-9, 10))),
        3 or 4 => _known[_random.Next(_known.Count)],
        _ => _known[Math.Max(0, _known.Count - 1 - _random.Next(6))],
    };

    private Expression Leaf()
    {
        int index = _random.Next(RowSamples.ColumnCount);
        return _random.Next(10) switch
        {
            0 => Expression.Constant(RowSamples.Element(_random)),
            1 => Expression.Of((Symbol)_random.Next(Enum.GetValues<Symbol>().Length)),
            2 => Expression.PublicScalar(_random.Next(RowSamples.ScalarCount)),
            3 => Expression.Column(ColumnKind.Fixed, index),
            4 => Expression.Column(ColumnKind.Table, index),
            5 => Expression.Column(ColumnKind.Instance, index),
            6 => Expression.Column(ColumnKind.Helper, index, _random.Next(2)),
            _ => Expression.Column(ColumnKind.Witness, index, _random.Next(2)),
        };
    }
}
