using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Tests.Plonk;

internal partial class ReferenceProver
{
    /// <summary>C: minus the sum of what the public inputs add to the buses.</summary>
    protected Fr BusTotal
    {
        get
        {
            Fr sum = Fr.Zero;
            NaiveExpressions<Fr> values = RowValues(row: 0);
            foreach (PublicBusTerm term in Circuit.PublicTerms)
            {
                Fr denominator = Gamma + Compress(term.Bus, term.Tuple, values);
                sum += values.Evaluate(term.Numerator) * NaivePolynomial.Inverse(denominator);
            }

            return -sum;
        }
    }

    /// <summary>How much the fractions of all rows add up to beyond C.</summary>
    protected Fr BusExcess
    {
        get
        {
            Fr sum = -BusTotal;
            for (int group = 0; group < Circuit.HelperGroups.Count; group++)
            {
                foreach (Fr value in ComputeGroup(group))
                {
                    sum += value;
                }
            }

            return sum;
        }
    }

    /// <summary>The helper columns: fractions of all groups but the last, the running sum of all, the products of the copies.</summary>
    protected virtual Fr[][] ComputeHelpers()
    {
        List<Fr[]> groups = [.. Enumerable.Range(0, Circuit.HelperGroups.Count).Select(ComputeGroup)];
        Fr[][] sum = Circuit.HasBuses ? [ComputeSum(groups)] : [];
        return [.. groups.SkipLast(1), .. sum, .. ComputeProducts()];
    }

    /// <summary>The sum of the fractions of a group on each row.</summary>
    protected virtual Fr[] ComputeGroup(int group)
    {
        Fr[] column = new Fr[Rows];
        for (int row = 0; row < Rows; row++)
        {
            NaiveExpressions<Fr> values = RowValues(row);
            foreach (BusFraction fraction in Circuit.HelperGroups[group])
            {
                (Fr numerator, Fr denominator) = Fraction(fraction, values, row);
                column[row] += numerator * NaivePolynomial.Inverse(denominator);
            }
        }

        return column;
    }

    /// <summary>Φ: 0 on the first row, and on each row less C/n than with the fractions of the row before.</summary>
    protected virtual Fr[] ComputeSum(IReadOnlyList<Fr[]> groups)
    {
        Fr share = BusTotal * NaivePolynomial.Inverse(Fr.FromUInt64((ulong)Rows));
        Fr[] column = new Fr[Rows];
        for (int row = 0; row + 1 < Rows; row++)
        {
            column[row + 1] = column[row] - share;
            foreach (Fr[] group in groups)
            {
                column[row + 1] += group[row];
            }
        }

        return column;
    }

    /// <summary>Z_0 is 1 on the first row; each chunk multiplies by its quotients, and the last one leads to the next row.</summary>
    protected virtual Fr[][] ComputeProducts()
    {
        int chunks = Circuit.ProductColumnCount;
        int copied = Circuit.Copies.Columns.Count;
        Fr[][] columns = [.. Enumerable.Range(0, chunks).Select(_ => new Fr[Rows])];
        Fr product = Fr.One;
        for (int row = 0; row < Rows && chunks > 0; row++)
        {
            for (int k = 0; k < chunks; k++)
            {
                columns[k][row] = product;
                for (int i = 5 * k; i < Math.Min(copied, 5 * (k + 1)); i++)
                {
                    Fr value = WitnessValues[Circuit.Copies.Columns[i]][row];
                    Fr own = (Fr.FromUInt64((ulong)copied) * CounterValues[row]) + Fr.FromUInt64((ulong)i);
                    Fr next = own + Circuit.Fixed[Circuit.Copies.OffsetColumns[i]].Values[row % Circuit.RowsPerSlot];
                    product *= (value + (Beta * own) + Gamma) * NaivePolynomial.Inverse(value + (Beta * next) + Gamma);
                }
            }
        }

        return columns;
    }

    /// <summary>Numerator and denominator of a fraction on a row.</summary>
    protected (Fr Numerator, Fr Denominator) Fraction(BusFraction fraction, NaiveExpressions<Fr> values, int row)
    {
        Fr numerator = Fr.Zero;
        Fr denominator = Gamma;
        foreach (BusTerm term in fraction.Terms)
        {
            Fr selector = term.Selector < 0 ? Fr.One : Circuit.Fixed[term.Selector].Values[row % Circuit.RowsPerSlot];
            numerator += selector * values.Evaluate(term.Numerator);
            denominator += (fraction.Terms.Count == 1 ? Fr.One : selector) * Compress(term.Bus, term.Tuple, values);
        }

        return (numerator, denominator);
    }

    /// <summary>The values of expressions on a row.</summary>
    protected NaiveExpressions<Fr> RowValues(int row) =>
        new(node => RowLeaf(node, row), (a, b) => a + b, (a, b) => a - b, (a, b) => a * b);

    /// <summary>tag + β·t_0 + β²·t_1 + …</summary>
    protected Fr Compress(Bus bus, IReadOnlyList<Expression> tuple, NaiveExpressions<Fr> values)
    {
        Fr sum = Fr.FromUInt64((ulong)bus.Tag);
        Fr power = Beta;
        foreach (Expression element in tuple)
        {
            sum += power * values.Evaluate(element);
            power *= Beta;
        }

        return sum;
    }

    private Fr RowLeaf(Expression node, int row) => node.Kind switch
    {
        ExpressionKind.Constant => node.Value,
        ExpressionKind.PublicScalar => Inputs.Scalars[node.Index],
        ExpressionKind.Column => node.ColumnKind switch
        {
            ColumnKind.Fixed => Circuit.Fixed[node.Index].Values[row % Circuit.RowsPerSlot],
            ColumnKind.Table => Circuit.Tables[node.Index].Values[row % Circuit.Tables[node.Index].Values.Count],
            ColumnKind.Witness => WitnessValues[node.Index][(row + node.Rotation) % Rows],
            ColumnKind.Instance => InstanceValues(node.Index)[row],
            ColumnKind.Counter => CounterValues[row],
            _ => throw new InvalidOperationException("A bus term reads no helper column."),
        },
        _ => throw new InvalidOperationException($"A bus term reads no {node.Kind}."),
    };

    private Fr[] InstanceValues(int column)
    {
        Fr[] values = new Fr[Rows];
        for (int j = 0; j < Inputs.Columns[column].Count; j++)
        {
            values[j * Circuit.InstanceStride] = Inputs.Columns[column][j];
        }

        return values;
    }
}
