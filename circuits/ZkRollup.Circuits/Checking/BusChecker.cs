using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Checking;

/// <summary>Adds up the tuples of one bus and reports those that do not cancel, at the last place that names them.</summary>
internal static class BusChecker
{
    internal static void Check(
        Circuit circuit, Trace trace, PublicInputs publicInputs, Bus bus, List<CheckFailure> failures, CancellationToken cancellation)
    {
        Dictionary<FieldTuple, Balance> balances = [];
        foreach (BusTerm term in circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
        {
            if (term.Bus == bus)
            {
                BusTermReader reader = new(circuit, trace, term, publicInputs);
                reader.ForEachRow(trace.Rows, (row, numerator, tuple) => Add(balances, term.Label, row, numerator, tuple), cancellation);
            }
        }

        PublicScalarInputs scalars = new(publicInputs);
        foreach (PublicBusTerm term in circuit.PublicTerms.Where(term => term.Bus == bus))
        {
            Fr[] values = ExpressionProgram.Compile([term.Numerator, .. term.Tuple]).Evaluate(scalars);
            Add(balances, term.Label, 0, values[0], new(values[1..]));
        }

        foreach ((FieldTuple tuple, Balance balance) in balances.OrderBy(entry => entry.Value.Row))
        {
            if (!balance.Sum.IsZero)
            {
                (int slot, int row) = Math.DivRem(balance.Row, trace.RowsPerSlot);
                string detail = $"bus '{bus.Name}': {tuple} is left {ShortNumber.Of(balance.Sum)} times";
                failures.Add(new(balance.Label, slot, row, detail));
            }
        }
    }

    private static void Add(Dictionary<FieldTuple, Balance> balances, string label, int row, Fr numerator, FieldTuple tuple)
    {
        if (!numerator.IsZero)
        {
            Fr earlier = balances.TryGetValue(tuple, out Balance? balance) ? balance.Sum : Fr.Zero;
            balances[tuple] = new(earlier + numerator, label, row);
        }
    }

    private sealed record Balance(Fr Sum, string Label, int Row);

    /// <summary>For terms of the public inputs, which read no column.</summary>
    private sealed class PublicScalarInputs(PublicInputs publicInputs) : IExpressionInputs
    {
        public Fr Column(ColumnKind kind, int index, int rotation) => throw new NotSupportedException("A public term reads no column.");

        public Fr Symbol(Symbol symbol) => throw new NotSupportedException("A public term reads no symbol.");

        public Fr PublicScalar(int index) => publicInputs.Scalars[index];
    }
}
