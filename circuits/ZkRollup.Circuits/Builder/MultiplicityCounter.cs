using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>Counts how often the rows of tables are looked up and writes the counts into the trace.</summary>
/// <remarks>
/// A tuple that is offered on several rows is counted on the first. A lookup of a tuple that is offered nowhere is left out: the bus does
/// not close then, and the checker names it. What the public inputs add to such a bus is not counted: tables are for lookups alone.
/// </remarks>
internal static class MultiplicityCounter
{
    internal static void Fill(Circuit circuit, Trace trace, PublicInputs publicInputs, ParallelOptions options)
    {
        MultiplicityColumn[][] tables = [.. circuit.Multiplicities.GroupBy(column => column.Term.Bus).Select(table => table.ToArray())];
        OfferedTuples[] offers = new OfferedTuples[tables.Length];
        Parallel.For(0, tables.Length, options, i =>
            offers[i] = new(circuit, trace, publicInputs, tables[i], options.CancellationToken));
        List<Lookup> lookups = [];
        for (int i = 0; i < tables.Length; i++)
        {
            lookups.AddRange(TermsOf(circuit, tables[i]).Select(term => new Lookup(term, offers[i])));
        }

        Parallel.For(
            0,
            trace.Slots,
            options,
            () => lookups.ConvertAll(lookup => new LookupCounter(lookup, circuit, trace, publicInputs)),
            (slot, _, counters) =>
            {
                foreach (LookupCounter counter in counters)
                {
                    counter.CountSlot(slot);
                }

                return counters;
            },
            counters => counters.ForEach(counter => counter.Finish()));
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
