using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>A transform over Fr there and back: values against Horner's rule at some points, coefficients against the first ones.</summary>
internal sealed class TransformCheck : SelfCheck
{
    private int _log2;
    private Fr[] _coefficients = [];
    private (int Index, Fr Value)[] _expected = [];

    internal override string Name => "Fr transform";

    internal override void Prepare(bool isQuick)
    {
        _log2 = isQuick ? 10 : 16;
        _coefficients = ScalarSequence.Create(1 << _log2, seed: 4);
        Fr root = Fr.RootOfUnity(_log2);
        int[] indices = [0, 1, (1 << _log2) / 3, (1 << _log2) - 1];
        _expected = [.. indices.Select(i => (i, Polynomial.Evaluate(_coefficients, Fr.PowVarTime(root, [(ulong)i]))))];
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        using EvaluationDomain domain = new(_log2);
        Fr[] column = [.. _coefficients];
        domain.Forward(column, cancellation);
        bool holds = _expected.All(known => column[known.Index] == known.Value);
        domain.Inverse(column, cancellation);
        holds &= column.AsSpan().SequenceEqual(_coefficients);
        return CheckResult.Of(holds, "a value differs, or the coefficients do not come back", 2L << _log2, "elements");
    }
}
