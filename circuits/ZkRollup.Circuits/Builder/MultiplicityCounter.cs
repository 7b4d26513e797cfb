using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Counts how often the rows of tables are looked up and writes the counts into the trace.</summary>
/// <remarks>
/// A tuple that is offered on several rows is counted on the first. A lookup of a tuple that is offered nowhere is left out: the bus does
/// not close then, and the checker names it. What the public inputs add to such a bus is not counted: tables are for lookups alone.
/// </remarks>
internal static class MultiplicityCounter
{
    internal static void Fill(Circuit circuit, Trace trace, CancellationToken cancellation)
    {
        foreach (IGrouping<Bus, MultiplicityColumn> bus in circuit.Multiplicities.GroupBy(column => column.Term.Bus))
        {
            Dictionary<FieldTuple, (int Row, int Column)> offers = [];
            foreach (MultiplicityColumn offer in bus)
            {
                BusTermReader reader = new(circuit, trace, offer.Term);
                int period = Period(circuit, trace, offer.Term);
                reader.ForEachRow(period, (row, _, tuple) => offers.TryAdd(tuple, (row, offer.Column)), cancellation);
            }

            HashSet<BusTerm> tables = [.. bus.Select(offer => offer.Term)];
            foreach (BusTerm term in circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
            {
                if (term.Bus == bus.Key && !tables.Contains(term))
                {
                    new BusTermReader(circuit, trace, term).ForEachRow(trace.Rows, Count, cancellation);
                }
            }

            void Count(int row, Fr numerator, FieldTuple tuple)
            {
                if (!numerator.IsZero && offers.TryGetValue(tuple, out (int Row, int Column) place))
                {
                    trace[place.Row, place.Column] += numerator;
                }
            }
        }
    }

    /// <summary>Rows after which a table of constants repeats; all rows for a table of the witness.</summary>
    private static int Period(Circuit circuit, Trace trace, BusTerm term)
    {
        int period = 1;
        foreach (Expression column in term.Tuple)
        {
            int own = (column.Kind, column.ColumnKind) switch
            {
                (ExpressionKind.Column, ColumnKind.Fixed) => circuit.RowsPerSlot,
                (ExpressionKind.Column, ColumnKind.Table) => circuit.Tables[column.Index].Values.Count,
                _ => trace.Rows,
            };
            period = Math.Max(period, own);
        }

        return period;
    }
}
