using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>The tuples that the tables of a bus offer, with the places of their multiplicities.</summary>
/// <remarks>A tuple that is offered on several rows has the place of the first.</remarks>
internal sealed class OfferedTuples
{
    private readonly TupleSet _tuples;
    private readonly List<(int Row, int Column)> _places = [];
    private readonly int[] _ones;
    private readonly Dictionary<int, Fr> _others = [];

    /// <summary>Reads them.</summary>
    internal OfferedTuples(
        Circuit circuit, Trace trace, PublicInputs publicInputs, IReadOnlyList<MultiplicityColumn> offers, CancellationToken cancellation)
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

        _ones = new int[_places.Count];
    }

    /// <summary>How many there are.</summary>
    internal int Count => _places.Count;

    /// <summary>The number of a tuple; −1 if it is not offered.</summary>
    internal int Find(ReadOnlySpan<Fr> tuple) => _tuples.Find(tuple);

    /// <summary>Adds counts, in whatever order threads come: sums of field elements do not depend on it.</summary>
    /// <param name="ones">Lookups of each tuple with the numerator 1.</param>
    /// <param name="others">The sum of all other numerators, by tuple.</param>
    internal void Add(int[] ones, Dictionary<int, Fr> others)
    {
        lock (_others)
        {
            for (int i = 0; i < ones.Length; i++)
            {
                _ones[i] += ones[i];
            }

            foreach ((int number, Fr sum) in others)
            {
                _others[number] = _others.GetValueOrDefault(number) + sum;
            }
        }
    }

    /// <summary>Writes the multiplicities, over zeros.</summary>
    internal void WriteTo(Trace trace)
    {
        for (int i = 0; i < _ones.Length; i++)
        {
            if (_ones[i] != 0)
            {
                trace[_places[i].Row, _places[i].Column] = Fr.FromUInt64((ulong)_ones[i]);
            }
        }

        foreach ((int number, Fr sum) in _others)
        {
            trace[_places[number].Row, _places[number].Column] += sum;
        }
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
