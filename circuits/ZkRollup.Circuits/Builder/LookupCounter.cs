using System.Runtime.CompilerServices;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Counts the lookups of one term; each thread has its own.</summary>
internal sealed class LookupCounter
{
    private readonly Lookup _lookup;
    private readonly LookupCounts _counts;
    private readonly Trace _trace;
    private readonly BusTermReader _reader;
    private readonly Fr[] _tuple;

    internal LookupCounter(Lookup lookup, LookupCounts counts, Circuit circuit, Trace trace, PublicInputs publicInputs)
    {
        _lookup = lookup;
        _counts = counts;
        _trace = trace;
        _reader = new(circuit, trace, lookup.Term, publicInputs);
        _tuple = new Fr[_reader.Arity];
    }

    /// <summary>Counts those of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CountSlot(int slot)
    {
        if (_lookup.Numbers.Length > 0)
        {
            CountNumbers(_trace.Column(_lookup.Term.Tuple[0].Index).Span.Slice(slot * _trace.RowsPerSlot, _trace.RowsPerSlot));
            return;
        }

        _reader.ReadSlot(slot);
        for (int i = 0; i < _reader.Count; i++)
        {
            ref readonly Fr numerator = ref _reader.NumeratorOf(i);
            if (!numerator.IsZero)
            {
                _reader.WriteTuple(i, _tuple);
                _counts.Add(_counts.Offers.Find(_tuple), numerator);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountNumbers(ReadOnlySpan<Fr> column)
    {
        foreach (ref readonly Fr value in column)
        {
            int number = value.IsZero ? 0 : SmallNumber.Of(value, _lookup.Numbers.Length);
            _counts.Add(number >= 0 ? _lookup.Numbers[number] : _lookup.FindWith(value, _counts.Offers, _tuple), Fr.One);
        }
    }
}
