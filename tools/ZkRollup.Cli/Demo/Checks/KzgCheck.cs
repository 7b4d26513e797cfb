using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Openings of a committed polynomial at several points verify, and with another value they do not.</summary>
internal sealed class KzgCheck : SelfCheck
{
    private Fr[] _coefficients = [];
    private Fr[] _points = [];
    private ReferenceString? _source;

    internal override string Name => "KZG commit, open, verify";

    internal override void Prepare(bool isQuick)
    {
        int count = isQuick ? 1 << 8 : 1 << 14;
        _coefficients = ScalarSequence.Create(count, seed: 5);
        _points = [Fr.Zero, Fr.RootOfUnity(8), .. ScalarSequence.Create(isQuick ? 1 : 8, seed: 6)];
        _source = ReferenceString.CreateDevelopment(count);
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        using KzgCommitter committer = new(_source!);
        KzgVerifier verifier = new(_source!);
        G1Affine commitment = committer.Commit(_coefficients, cancellation);
        bool holds = true;
        foreach (Fr point in _points)
        {
            cancellation.ThrowIfCancellationRequested();
            (Fr value, G1Affine proof) = committer.Open(_coefficients, point, cancellation);
            holds &= value == Polynomial.Evaluate(_coefficients, point);
            holds &= verifier.TryVerify(commitment, point, value, proof) == KzgVerificationResult.Valid;
            holds &= verifier.TryVerify(commitment, point, value + Fr.One, proof) == KzgVerificationResult.PairingsDiffer;
        }

        return CheckResult.Of(holds, "a right opening is rejected or a wrong one accepted", _points.Length, "openings");
    }
}
