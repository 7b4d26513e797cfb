namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The constraints that the copies and the buses add to the gates.</summary>
internal static class ArgumentConstraints
{
    private static readonly Expression Beta = Expression.Of(Symbol.Beta);
    private static readonly Expression Gamma = Expression.Of(Symbol.Gamma);

    /// <summary>Every constraint of a circuit in the order of the powers of y.</summary>
    internal static IReadOnlyList<Constraint> All(Circuit circuit) =>
    [
        .. circuit.Gates.Select(gate => new Constraint(gate.Label, gate.Factor, gate.Formula)),
        .. Copies(circuit),
        .. Buses(circuit),
    ];

    /// <summary>Z_k·∏(w + β·label + γ) = Z_{k+1}·∏(w + β·(label + offset) + γ), where the last Z_{k+1} is Z_0 of the next row.</summary>
    private static IEnumerable<Constraint> Copies(Circuit circuit)
    {
        if (circuit.ProductColumnCount == 0)
        {
            yield break;
        }

        yield return new("copy.start", Expression.Of(Symbol.FirstRow), Helper(circuit.FirstProductColumn) - 1);
        for (int k = 0; k < circuit.ProductColumnCount; k++)
        {
            Expression target = k + 1 < circuit.ProductColumnCount
                ? Helper(circuit.FirstProductColumn + k + 1)
                : Helper(circuit.FirstProductColumn, rotation: 1);
            (Expression numerator, Expression denominator) = CopyFactors(circuit, k);
            Expression source = Helper(circuit.FirstProductColumn + k);
            yield return new($"copy.product[{k}]", Expression.One, (source * numerator) - (target * denominator));
        }
    }

    /// <summary>The products over the copied columns of chunk k: with their own labels, and with those of the next cells.</summary>
    internal static (Expression Numerator, Expression Denominator) CopyFactors(Circuit circuit, int k)
    {
        IReadOnlyList<int> columns = circuit.Copies.Columns;
        Expression rowLabel = Expression.Column(ColumnKind.Counter, 0) * (Beta * columns.Count);
        Expression numerator = Expression.One;
        Expression denominator = Expression.One;
        int end = Math.Min(columns.Count, (k + 1) * Circuit.CopiesPerProduct);
        for (int i = k * Circuit.CopiesPerProduct; i < end; i++)
        {
            Expression value = Expression.Column(ColumnKind.Witness, columns[i]);
            Expression own = value + rowLabel + ((Beta * i) + Gamma);
            Expression offset = Expression.Column(ColumnKind.Fixed, circuit.Copies.OffsetColumns[i]);
            numerator *= own;
            denominator *= own + (Beta * offset);
        }

        return (numerator, denominator);
    }

    /// <summary>h·∏ d_i = Σ n_i·∏_{j≠i} d_j for each group, where the h of the last one is what Φ(ωX) − Φ(X) + C/n leaves for it.</summary>
    private static IEnumerable<Constraint> Buses(Circuit circuit)
    {
        if (!circuit.HasBuses)
        {
            yield break;
        }

        Expression rest = Helper(circuit.SumColumn, rotation: 1) - Helper(circuit.SumColumn) + Expression.Of(Symbol.BusBalance);
        for (int k = 0; k < circuit.HelperGroups.Count; k++)
        {
            IReadOnlyList<BusFraction> group = circuit.HelperGroups[k];
            Expression numerators = group[0].Numerator;
            Expression denominators = group[0].Denominator;
            foreach (BusFraction fraction in group.Skip(1))
            {
                numerators = (numerators * fraction.Denominator) + (denominators * fraction.Numerator);
                denominators *= fraction.Denominator;
            }

            bool isLast = k == circuit.SumColumn;
            Expression fractions = isLast ? rest : Helper(k);
            yield return new(isLast ? "bus.sum" : $"bus.helper[{k}]", Expression.One, (fractions * denominators) - numerators);
            rest -= Helper(k);
        }
    }

    private static Expression Helper(int index, int rotation = 0) => Expression.Column(ColumnKind.Helper, index, rotation);
}
