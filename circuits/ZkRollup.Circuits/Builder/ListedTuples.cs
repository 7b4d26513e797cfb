using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Tuples of any tables of a bus. One that is offered on several rows is counted on the first.</summary>
internal sealed class ListedTuples : OfferedTuples
{
    private readonly TupleSet _tuples;
    private readonly List<(int Row, int Column)> _places = [];

    internal ListedTuples(
        Circuit circuit, Trace trace, PublicInputs publicInputs, MultiplicityColumn[] offers, CancellationToken cancellation)
    {
        BusTermReader[] readers = [.. offers.Select(offer => new BusTermReader(circuit, trace, offer.Term, publicInputs))];
        int[] slots = [.. offers.Select(offer => Period(circuit, trace, offer.Term) / trace.RowsPerSlot)];
        _tuples = new(readers[0].Arity, readers.Zip(slots, (reader, count) => checked(reader.Count * count)).Sum());
        Fr[] tuple = new Fr[readers[0].Arity];
        for (int offer = 0; offer < readers.Length; offer++)
        {
            for (int slot = 0; slot < slots[offer]; slot++)
            {
                cancellation.ThrowIfCancellationRequested();
                readers[offer].ReadSlot(slot);
                for (int i = 0; i < readers[offer].Count; i++)
                {
                    readers[offer].WriteTuple(i, tuple);
                    if (_tuples.Add(tuple))
                    {
                        _places.Add((readers[offer].RowOf(i), offers[offer].Column));
                    }
                }
            }
        }
    }

    internal override int Count => _places.Count;

    internal override int Find(ReadOnlySpan<Fr> tuple) => _tuples.Find(tuple);

    private protected override ref Fr MultiplicityOf(Trace trace, int number) =>
        ref trace[_places[number].Row, _places[number].Column];

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
