using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Counts how often the rows of tables are looked up and writes the counts into the trace.</summary>
/// <remarks>
/// A tuple that is offered on several rows is counted on the first. A lookup of a tuple that is offered nowhere is left out: the bus does
/// not close then, and the checker names it. What the public inputs add to such a bus is not counted: tables are for lookups alone.
/// Lookup terms are counted side by side; sums of field elements do not depend on the order.
/// </remarks>
internal static class MultiplicityCounter
{
    internal static void Fill(Circuit circuit, Trace trace, PublicInputs publicInputs, ParallelOptions options)
    {
        foreach (IGrouping<Bus, MultiplicityColumn> bus in circuit.Multiplicities.GroupBy(column => column.Term.Bus))
        {
            HashSet<BusTerm> tables = [.. bus.Select(offer => offer.Term)];
            List<BusTerm> lookups = [];
            foreach (BusTerm term in circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
            {
                if (term.Bus == bus.Key && !tables.Contains(term))
                {
                    lookups.Add(term);
                }
            }

            if (NumberTable.Find(circuit, bus.Key) is { } numbers)
            {
                CountNumbers(circuit, trace, publicInputs, numbers, lookups, options);
            }
            else
            {
                CountTuples(circuit, trace, publicInputs, [.. bus], lookups, options);
            }
        }
    }

    private static void CountNumbers(
        Circuit circuit, Trace trace, PublicInputs publicInputs, NumberTable table, List<BusTerm> lookups, ParallelOptions options)
    {
        Fr[] total = new Fr[table.Size];
        Parallel.ForEach(lookups, options, term =>
        {
            // Most numerators are 1, and counting those in machine words is much faster than adding field elements.
            int[] ones = new int[table.Size];
            Dictionary<int, Fr> others = [];
            if (IsWholeColumn(term))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                CountColumn(trace.Column(term.Tuple[0].Index).Span, table, ones);
            }
            else
            {
                new BusTermReader(circuit, trace, term, publicInputs).ForEachRow(trace.Rows, Count, options.CancellationToken);
            }

            lock (total)
            {
                for (int row = 0; row < ones.Length; row++)
                {
                    total[row] += Fr.FromUInt64((ulong)ones[row]);
                }

                foreach ((int row, Fr sum) in others)
                {
                    total[row] += sum;
                }
            }

            void Count(int row, in Fr numerator, FieldTuple tuple)
            {
                int place = numerator.IsZero ? -1 : table.RowOf(tuple.Elements[0]);
                if (place >= 0 && numerator == Fr.One)
                {
                    ones[place]++;
                }
                else if (place >= 0)
                {
                    others[place] = others.GetValueOrDefault(place) + numerator;
                }
            }
        });
        total.CopyTo(trace.Column(table.Offer.Column));
    }

    /// <summary>True for the lookup of a witness column on every row, as limb columns are: most of all lookups.</summary>
    private static bool IsWholeColumn(BusTerm term) =>
        term is { Selector: < 0, Numerator.IsOne: true }
        && term.Tuple is [{ Kind: ExpressionKind.Column, ColumnKind: ColumnKind.Witness, Rotation: 0 }];

    private static void CountColumn(ReadOnlySpan<Fr> column, NumberTable table, int[] counts)
    {
        foreach (ref readonly Fr value in column)
        {
            int place = value.IsZero ? 0 : table.RowOf(value);
            if (place >= 0)
            {
                counts[place]++;
            }
        }
    }

    private static void CountTuples(
        Circuit circuit,
        Trace trace,
        PublicInputs publicInputs,
        IReadOnlyList<MultiplicityColumn> offered,
        List<BusTerm> lookups,
        ParallelOptions options)
    {
        Dictionary<FieldTuple, int> offers = [];
        List<(int Row, int Column)> places = [];
        foreach (MultiplicityColumn offer in offered)
        {
            int period = Period(circuit, trace, offer.Term);
            new BusTermReader(circuit, trace, offer.Term, publicInputs).ForEachRow(period, Note, options.CancellationToken);

            void Note(int row, in Fr numerator, FieldTuple tuple)
            {
                if (!offers.ContainsKey(tuple))
                {
                    offers.Add(tuple.Copy(), places.Count);
                    places.Add((row, offer.Column));
                }
            }
        }

        Parallel.ForEach(lookups, options, term =>
        {
            Dictionary<int, Fr> counts = [];
            new BusTermReader(circuit, trace, term, publicInputs).ForEachRow(trace.Rows, Count, options.CancellationToken);
            lock (places)
            {
                foreach ((int place, Fr count) in counts)
                {
                    trace[places[place].Row, places[place].Column] += count;
                }
            }

            void Count(int row, in Fr numerator, FieldTuple tuple)
            {
                if (!numerator.IsZero && offers.TryGetValue(tuple, out int place))
                {
                    counts[place] = counts.GetValueOrDefault(place) + numerator;
                }
            }
        });
    }

    /// <summary>Rows after which a table of constants repeats; all rows for a table of the witness.</summary>
    private static int Period(Circuit circuit, Trace trace, BusTerm term)
    {
        int period = circuit.RowsPerSlot;
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
