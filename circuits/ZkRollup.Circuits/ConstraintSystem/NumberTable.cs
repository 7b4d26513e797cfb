using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A bus whose only offers are the numbers 0 to size − 1, each at its own row: the one behind range checks.</summary>
/// <remarks>Range checks are most of all lookups; an array by value serves them many times faster than a dictionary of tuples.</remarks>
internal sealed class NumberTable
{
    private NumberTable(MultiplicityColumn offer, int size)
    {
        Offer = offer;
        Size = size;
    }

    /// <summary>The term that offers the numbers.</summary>
    internal MultiplicityColumn Offer { get; }

    /// <summary>How many there are.</summary>
    internal int Size { get; }

    /// <summary>The table of a bus, if it has this form.</summary>
    internal static NumberTable? Find(Circuit circuit, Bus bus)
    {
        MultiplicityColumn[] offers = [.. circuit.Multiplicities.Where(offer => offer.Term.Bus == bus)];
        if (offers is not [{ Term: { Selector: < 0, Tuple: [{ Kind: ExpressionKind.Column } column] } } only])
        {
            return null;
        }

        IReadOnlyList<Fr>? values = column.ColumnKind switch
        {
            ColumnKind.Fixed => circuit.Fixed[column.Index].Values,
            ColumnKind.Table => circuit.Tables[column.Index].Values,
            _ => null,
        };
        if (values is null)
        {
            return null;
        }

        int size = 0;
        while (size < values.Count && values[size] == Fr.FromUInt64((ulong)size))
        {
            size++;
        }

        // What pads the table up to a power of two repeats its last row, which counts at its first place.
        for (int row = size; row < values.Count; row++)
        {
            if (!values[row].Equals(values[Math.Max(size - 1, 0)]))
            {
                return null;
            }
        }

        return size == 0 ? null : new(only, size);
    }

    /// <summary>The row of a value, or −1.</summary>
    internal int RowOf(in Fr value) => SmallNumber.Of(value, Size);
}
