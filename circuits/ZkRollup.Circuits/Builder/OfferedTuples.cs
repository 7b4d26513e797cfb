using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>The tuples that the tables of a bus offer, with the places of their multiplicities.</summary>
internal abstract class OfferedTuples
{
    private readonly Dictionary<int, Fr> _others = [];
    private int[]? _ones;

    /// <summary>How many there are.</summary>
    internal abstract int Count { get; }

    /// <summary>Those of a bus.</summary>
    internal static OfferedTuples Of(
        Circuit circuit, Trace trace, PublicInputs publicInputs, MultiplicityColumn[] offers, CancellationToken cancellation) =>
        CountedRows.IsOffered(offers)
            ? new CountedRows(trace, offers[0])
            : new ListedTuples(circuit, trace, publicInputs, offers, cancellation);

    /// <summary>The number of a tuple; −1 if it is not offered. Safe for several threads.</summary>
    internal abstract int Find(ReadOnlySpan<Fr> tuple);

    /// <summary>Adds counts, in whatever order threads come: sums of field elements do not depend on it.</summary>
    internal void Add(LookupCounts counts)
    {
        lock (_others)
        {
            _ones ??= new int[Count];
            for (int i = 0; i < _ones.Length; i++)
            {
                _ones[i] += counts.Ones[i];
            }

            foreach ((int number, Fr sum) in counts.Others)
            {
                _others[number] = _others.GetValueOrDefault(number) + sum;
            }
        }
    }

    /// <summary>Writes the multiplicities, over zeros.</summary>
    internal void WriteTo(Trace trace)
    {
        for (int i = 0; i < (_ones?.Length ?? 0); i++)
        {
            if (_ones![i] != 0)
            {
                MultiplicityOf(trace, i) = Fr.FromUInt64((ulong)_ones[i]);
            }
        }

        foreach ((int number, Fr sum) in _others)
        {
            MultiplicityOf(trace, number) += sum;
        }
    }

    /// <summary>The cell that counts a tuple.</summary>
    private protected abstract ref Fr MultiplicityOf(Trace trace, int number);
}
