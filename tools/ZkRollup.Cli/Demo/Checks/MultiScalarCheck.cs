using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Σ sᵢ·([i + 1]G) against one multiple of the generator.</summary>
internal sealed class MultiScalarCheck : SelfCheck
{
    private G1Affine[] _points = [];
    private Fr[] _scalars = [];
    private G1Jacobian _expected;

    internal override string Name => "G1 multi-scalar multiplication";

    internal override void Prepare(bool isQuick)
    {
        int count = isQuick ? 1 << 10 : 1 << 14;
        _scalars = ScalarSequence.Create(count, seed: 3);
        G1Jacobian[] multiples = new G1Jacobian[count];
        G1Jacobian multiple = G1Jacobian.Infinity;
        Fr sum = Fr.Zero;
        for (int i = 0; i < count; i++)
        {
            G1Jacobian.AddMixed(multiple, G1Affine.Generator, out multiple);
            multiples[i] = multiple;
            sum += _scalars[i] * Fr.FromUInt64((ulong)(i + 1));
        }

        _points = new G1Affine[count];
        G1Jacobian.BatchToAffine(multiples, _points);
        _expected = G1Jacobian.Generator.MultiplyVarTime(sum);
        _ = isQuick ? _expected : Sum(CancellationToken.None); // The compiler's work is not what the row times.
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        G1Jacobian sum = Sum(cancellation);
        return CheckResult.Of(sum == _expected, "the sum is another point", _scalars.Length, "terms");
    }

    private G1Jacobian Sum(CancellationToken cancellation)
    {
        using G1Bases bases = new(_points);
        using G1Msm msm = new();
        return msm.ComputeVarTime(bases, _scalars, cancellation);
    }
}
