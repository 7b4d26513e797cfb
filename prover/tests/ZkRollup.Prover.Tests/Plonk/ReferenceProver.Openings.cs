using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Tests.Plonk;

internal partial class ReferenceProver
{
    /// <summary>Σ y^i·constraint as a polynomial, divided by X^n − 1; the remainder, 0 for a true statement, is dropped.</summary>
    protected virtual Fr[] ComputeQuotient()
    {
        Fr[] vanishing = NaivePolynomial.Binomial(Rows, Fr.One);
        NaiveExpressions<Fr[]> polynomials = new(
            PolynomialLeaf,
            (a, b) => NaivePolynomial.AddScaled(a, b, Fr.One),
            (a, b) => NaivePolynomial.AddScaled(a, b, -Fr.One),
            NaivePolynomial.Multiply);
        Fr[] sum = [Fr.Zero];
        FailedLabels.Clear();
        foreach (Constraint constraint in Circuit.Constraints)
        {
            Fr[] value = polynomials.Evaluate(constraint.Whole);
            if (NaivePolynomial.Divide(value, vanishing).Remainder.Any(coefficient => !coefficient.IsZero))
            {
                FailedLabels.Add(constraint.Label);
            }

            sum = NaivePolynomial.AddScaled(value, sum, Y);
        }

        return NaivePolynomial.Divide(sum, vanishing).Quotient;
    }

    /// <summary>The values of all columns in the order of the proof.</summary>
    protected virtual Fr[] ComputeEvaluations()
    {
        Fr[] values = new Fr[Key.Layout.EvaluationCount];
        int rotatedPoint = 1;
        foreach (Pack pack in Key.Plan.Packs)
        {
            foreach (int index in pack.Columns)
            {
                Fr[] column = ColumnPolynomial(pack.Kind, index);
                values[Key.Layout.Evaluation(pack.Kind, index, 0)] = NaivePolynomial.Evaluate(column, Zeta);
                if (pack.IsRotated)
                {
                    values[Key.Layout.Evaluation(pack.Kind, index, rotatedPoint)] = NaivePolynomial.Evaluate(column, Zeta * Omega);
                }
            }
        }

        return values;
    }

    /// <summary>W(X) = Σ v^i·(f_i − r_i)/D_i.</summary>
    protected virtual Fr[] ComputeOpening()
    {
        AreOpeningsEven = true;
        Fr[] sum = [Fr.Zero];
        Fr power = Fr.One;
        foreach ((Fr[] f, Fr[] remainder, Fr[] divisor) in Openings())
        {
            (Fr[] quotient, Fr[] rest) = NaivePolynomial.Divide(NaivePolynomial.AddScaled(f, remainder, -Fr.One), divisor);
            AreOpeningsEven &= rest.All(coefficient => coefficient.IsZero);
            sum = NaivePolynomial.AddScaled(sum, quotient, power);
            power *= V;
        }

        return sum;
    }

    /// <summary>W'(X) = (Σ v^i/D_i(z)·(f_i − r_i(z)) − W)/(X − z).</summary>
    protected virtual Fr[] ComputeOpeningAtPoint(Fr[] opening)
    {
        (Fr[] quotient, Fr[] rest) = NaivePolynomial.Divide(
            NaivePolynomial.AddScaled(CombinedAtPoint(), opening, -Fr.One), NaivePolynomial.Binomial(1, Z));
        AreOpeningsEven &= rest.All(coefficient => coefficient.IsZero);
        return quotient;
    }

    /// <summary>Σ v^i/D_i(z)·(f_i − r_i(z)).</summary>
    protected Fr[] CombinedAtPoint()
    {
        Fr[] sum = [Fr.Zero];
        Fr power = Fr.One;
        foreach ((Fr[] f, Fr[] remainder, Fr[] divisor) in Openings())
        {
            Fr factor = power * NaivePolynomial.Inverse(NaivePolynomial.Evaluate(divisor, Z));
            sum = NaivePolynomial.AddScaled(sum, f, factor);
            sum = NaivePolynomial.AddScaled(sum, [NaivePolynomial.Evaluate(remainder, Z)], -factor);
            power *= V;
        }

        return sum;
    }

    /// <summary>Σ y^i·constraint at ζ by the claimed evaluations, divided by ζ^n − 1.</summary>
    protected Fr ClaimedQuotient()
    {
        NaiveExpressions<Fr> values = new(ClaimedLeaf, (a, b) => a + b, (a, b) => a - b, (a, b) => a * b);
        Fr sum = Fr.Zero;
        foreach (Constraint constraint in Circuit.Constraints)
        {
            sum = (sum * Y) + values.Evaluate(constraint.Whole);
        }

        return sum * NaivePolynomial.Inverse(NaivePolynomial.Evaluate(NaivePolynomial.Binomial(Rows, Fr.One), Zeta));
    }

    /// <summary>The pieces of the quotient, combined at ζ: Σ ζ^(m·j)·Q_j.</summary>
    protected Fr[] CombinedQuotient()
    {
        Fr[] sum = [Fr.Zero];
        Fr power = Fr.One;
        Fr step = Fr.PowVarTime(Zeta, [(ulong)Key.Plan.QuotientPieceLength(Rows)]);
        foreach (Fr[] piece in Quotient)
        {
            sum = NaivePolynomial.AddScaled(sum, piece, power);
            power *= step;
        }

        return sum;
    }

    /// <summary>f_i, r_i and D_i in the order of the powers of v.</summary>
    private IEnumerable<(Fr[] F, Fr[] Remainder, Fr[] Divisor)> Openings()
    {
        foreach (Pack pack in Key.Plan.Packs)
        {
            Fr point = Fr.PowVarTime(Zeta, [(ulong)pack.Exponent(Rows)]);
            Fr[] divisor = NaivePolynomial.Binomial(pack.Factor, point);
            Fr[] remainder = [Fr.Zero];
            for (int j = 0; j < pack.Columns.Count; j++)
            {
                Fr a = Evaluations[Key.Layout.Evaluation(pack.Kind, pack.Columns[j], 0)];
                Fr[] line = [a];
                if (pack.IsRotated)
                {
                    Fr b = Evaluations[Key.Layout.Evaluation(pack.Kind, pack.Columns[j], 1)];
                    Fr slope = (b - a) * NaivePolynomial.Inverse((point * Omega) - point);
                    line = [a - (slope * point), slope];
                }

                remainder = NaivePolynomial.AddScaled(remainder, NaivePolynomial.Spread(line, pack.Factor, j), Fr.One);
            }

            yield return (
                Packed(pack),
                remainder,
                pack.IsRotated ? NaivePolynomial.Multiply(divisor, NaivePolynomial.Binomial(pack.Factor, point * Omega)) : divisor);
        }

        yield return (CombinedQuotient(), [ClaimedQuotient()], NaivePolynomial.Binomial(1, Zeta));
    }

    /// <summary>A column as a polynomial in X; periodic ones have it in a power of X.</summary>
    private Fr[] ColumnPolynomial(ColumnKind kind, int index) => kind switch
    {
        ColumnKind.Fixed => NaivePolynomial.Spread(NaivePolynomial.Interpolate([.. Circuit.Fixed[index].Values]), Slots, 0),
        ColumnKind.Table => NaivePolynomial.Spread(
            NaivePolynomial.Interpolate([.. Circuit.Tables[index].Values]), Rows / Circuit.Tables[index].Values.Count, 0),
        ColumnKind.Counter => NaivePolynomial.Interpolate(CounterValues),
        ColumnKind.Witness => Witness[index],
        ColumnKind.Helper => Helpers[index],
        _ => NaivePolynomial.Interpolate(InstanceValues(index)),
    };

    private Fr[] PolynomialLeaf(Expression node) => node.Kind switch
    {
        ExpressionKind.Constant => [node.Value],
        ExpressionKind.PublicScalar => [Inputs.Scalars[node.Index]],
        ExpressionKind.Column => node.Rotation == 0
            ? ColumnPolynomial(node.ColumnKind, node.Index)
            : NaivePolynomial.Stretch(ColumnPolynomial(node.ColumnKind, node.Index), Omega),
        _ => SymbolPolynomial(node.Symbol),
    };

    private Fr ClaimedLeaf(Expression node)
    {
        int evaluation = node.Kind == ExpressionKind.Column ? Key.Layout.Evaluation(node.ColumnKind, node.Index, node.Rotation) : -1;
        return evaluation >= 0 ? Evaluations[evaluation] : NaivePolynomial.Evaluate(PolynomialLeaf(node), Zeta);
    }

    private Fr[] SymbolPolynomial(Symbol symbol)
    {
        Fr[] unit = new Fr[Rows];
        switch (symbol)
        {
            case Symbol.Beta:
                return [Beta];
            case Symbol.Gamma:
                return [Gamma];
            case Symbol.Y:
                return [Y];
            case Symbol.BusBalance:
                return [BusTotal * NaivePolynomial.Inverse(Fr.FromUInt64((ulong)Rows))];
            case Symbol.ExceptLastRow:
                return NaivePolynomial.Binomial(1, Fr.PowVarTime(Omega, [(ulong)(Rows - 1)]));
            default:
                unit[symbol == Symbol.FirstRow ? 0 : Rows - 1] = Fr.One;
                return NaivePolynomial.Interpolate(unit);
        }
    }
}
