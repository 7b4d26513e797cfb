using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>e([a]P, [b]Q)·e(−[ab]P, Q) = 1, and not with ab + 1.</summary>
internal sealed class PairingCheck : SelfCheck
{
    private (G1Affine[] G1, G2Affine[] G2, bool IsOne)[] _products = [];

    internal override string Name => "pairing check, two pairs";

    internal override void Prepare(bool isQuick)
    {
        Fr[] scalars = ScalarSequence.Create(isQuick ? 4 : 60, seed: 7);
        _products = new (G1Affine[], G2Affine[], bool)[scalars.Length / 2];
        for (int i = 0; i < _products.Length; i++)
        {
            Fr a = scalars[2 * i];
            Fr b = scalars[(2 * i) + 1];
            bool isOne = i % 2 == 0;
            Fr product = isOne ? a * b : (a * b) + Fr.One;
            G1Affine left = G1Jacobian.Generator.MultiplyVarTime(a).ToAffine();
            G1Affine right = G1Jacobian.Generator.MultiplyVarTime(-product).ToAffine();
            _products[i] = ([left, right], [G2Jacobian.Generator.MultiplyVarTime(b).ToAffine(), G2Affine.Generator], isOne);
        }
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        bool holds = true;
        foreach ((G1Affine[] g1, G2Affine[] g2, bool isOne) in _products)
        {
            cancellation.ThrowIfCancellationRequested();
            holds &= AtePairing.Check(g1, g2) == isOne;
        }

        return CheckResult.Of(holds, "the pairing is not bilinear", _products.Length, "checks");
    }
}
