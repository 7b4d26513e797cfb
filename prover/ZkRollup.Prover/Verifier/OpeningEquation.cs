using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Verifier;

/// <summary>The points and scalars of Σ_i v^i/D_i(z)·([f_i] − r_i(z)·[1]) − W + z·W', over all packs and the combined quotient.</summary>
/// <remarks>
/// Boneh, Drake, Fisch and Gabizon, "Efficient polynomial commitment schemes for multiple points and polynomials", ePrint 2020/081,
/// section 4, divided by the common divisor. For a pack of factor F opened in X^F at the points S, D(X) = ∏_{s∈S} (X^F − s) and
/// r(X) = Σ_j X^j·r_j(X^F), where r_j takes the values of column j on S.
/// </remarks>
internal sealed class OpeningEquation
{
    private readonly VerifyingKey _key;
    private readonly Challenges _challenges;
    private readonly Fr[] _divisors;
    private readonly Fr[] _remainders;
    private readonly int _rows;

    /// <summary>Computes divisors and remainders at z.</summary>
    internal OpeningEquation(VerifyingKey key, int rows, Challenges challenges, EvaluatedRow row, Fr[] evaluations, in Fr quotient)
    {
        _key = key;
        _rows = rows;
        _challenges = challenges;
        IReadOnlyList<Pack> packs = key.Plan.Packs;
        _divisors = new Fr[packs.Count + 1];
        _remainders = new Fr[packs.Count + 1];
        for (int i = 0; i < packs.Count; i++)
        {
            Fr power = Fr.PowVarTime(challenges.Z, [(ulong)packs[i].Factor]);
            Fr offset = power - Fr.PowVarTime(challenges.Zeta, [(ulong)packs[i].Exponent(rows)]);
            _divisors[i] = packs[i].IsRotated ? offset * (power - (challenges.Zeta * row.Omega)) : offset;
            _remainders[i] = Remainder(packs[i], evaluations, offset * row.InverseStep);
        }

        _divisors[^1] = challenges.Z - challenges.Zeta;
        _remainders[^1] = quotient;
    }

    /// <summary>The first divisor that is 0 at z, or −1; the combined quotient comes after the packs.</summary>
    internal int FindZeroDivisor() => Array.FindIndex(_divisors, divisor => divisor.IsZero);

    /// <summary>The left operand of the first pairing.</summary>
    internal G1Affine Combine(ProofReader proof)
    {
        Fr.BatchInvert(_divisors);
        int packs = _key.Plan.Packs.Count;
        G1Affine[] points =
        [
            .. _key.CommitmentsFor(_rows / _key.Shape.RowsPerSlot), .. proof.Witness, .. proof.Helpers, .. proof.Quotient,
            proof.Opening, proof.OpeningAtPoint, G1Affine.Generator,
        ];
        Fr[] scalars = new Fr[points.Length];
        Fr constant = Fr.Zero;
        Fr power = Fr.One;
        for (int i = 0; i <= packs; i++)
        {
            scalars[i] = power * _divisors[i];
            constant += scalars[i] * _remainders[i];
            power *= _challenges.V;
        }

        // Piece j of the quotient counts ζ^(m·j) times.
        Fr piece = Fr.PowVarTime(_challenges.Zeta, [(ulong)_key.Plan.QuotientPieceLength(_rows)]);
        for (int j = 1; j < proof.Quotient.Length; j++)
        {
            scalars[packs + j] = scalars[packs + j - 1] * piece;
        }

        scalars[^3] = -Fr.One;
        scalars[^2] = _challenges.Z;
        scalars[^1] = -constant;
        using G1Bases bases = new(points);
        using G1Msm msm = new(threads: 1);
        return msm.ComputeVarTime(bases, scalars).ToAffineVarTime();
    }

    /// <summary>Σ_j z^j·r_j(z^F), where r_j(z^F) = a_j + (b_j − a_j)·step for columns that are opened at two points.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="evaluations">The evaluations of the proof.</param>
    /// <param name="step">(z^F − ζ)/(ζω − ζ).</param>
    private Fr Remainder(Pack pack, Fr[] evaluations, in Fr step)
    {
        Fr sum = Fr.Zero;
        for (int j = pack.Columns.Count - 1; j >= 0; j--)
        {
            Fr value = evaluations[_key.Layout.Evaluation(pack.Kind, pack.Columns[j], 0)];
            if (pack.IsRotated)
            {
                value += (evaluations[_key.Layout.Evaluation(pack.Kind, pack.Columns[j], 1)] - value) * step;
            }

            sum = (sum * _challenges.Z) + value;
        }

        return sum;
    }
}
