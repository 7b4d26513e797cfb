using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>Counts how often the rows of tables are looked up and writes the counts into the trace.</summary>
/// <remarks>
/// A tuple that is offered on several rows is counted on the first. A lookup of a tuple that is offered nowhere is left out: the bus does
/// not close then, and the checker names it. What the public inputs add to such a bus is not counted: tables are for lookups alone.
/// Slots are counted side by side.
/// </remarks>
internal static class MultiplicityCounter
{
    internal static void Fill(Circuit circuit, Trace trace, PublicInputs publicInputs, ParallelOptions options)
    {
        MultiplicityColumn[][] tables = [.. circuit.Multiplicities.GroupBy(column => column.Term.Bus).Select(table => table.ToArray())];
        OfferedTuples[] offers = new OfferedTuples[tables.Length];
        Parallel.For(0, tables.Length, options, table =>
            offers[table] = OfferedTuples.Of(circuit, trace, publicInputs, tables[table], options.CancellationToken));
        Lookup[] lookups =
        [
            .. from table in Enumerable.Range(0, tables.Length)
               from term in TermsOf(circuit, tables[table])
               select new Lookup(term, table, offers[table]),
        ];
        Parallel.For(
            0,
            trace.Slots,
            options,
            () =>
            {
                LookupCounts[] counts = [.. offers.Select(table => new LookupCounts(table))];
                LookupCounter[] counters =
                [
                    .. lookups.Select(lookup => new LookupCounter(lookup, counts[lookup.Table], circuit, trace, publicInputs)),
                ];
                return (Counts: counts, Counters: counters);
            },
            (slot, _, thread) =>
            {
                foreach (LookupCounter counter in thread.Counters)
                {
                    counter.CountSlot(slot);
                }

                return thread;
            },
            thread => Array.ForEach(thread.Counts, counts => counts.Offers.Add(counts)));
        foreach (OfferedTuples table in offers)
        {
            table.WriteTo(trace);
        }
    }

    /// <summary>The terms that look up in the table of a bus.</summary>
    private static IEnumerable<BusTerm> TermsOf(Circuit circuit, MultiplicityColumn[] table)
    {
        HashSet<BusTerm> own = [.. table.Select(offer => offer.Term)];
        return circuit.HelperGroups
            .SelectMany(group => group)
            .SelectMany(fraction => fraction.Terms)
            .Where(term => term.Bus == table[0].Term.Bus && !own.Contains(term));
    }
}
