using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Counts the lookups of one term; each thread has its own.</summary>
internal sealed class LookupCounter
{
    private readonly Lookup _lookup;
    private readonly Trace _trace;
    private readonly BusTermReader _reader;
    private readonly Fr[] _tuple;
    private readonly int[] _ones;
    private readonly Dictionary<int, Fr> _others = [];

    internal LookupCounter(Lookup lookup, Circuit circuit, Trace trace, PublicInputs publicInputs)
    {
        _lookup = lookup;
        _trace = trace;
        _reader = new(circuit, trace, lookup.Term, publicInputs);
        _tuple = new Fr[_reader.Arity];
        _ones = new int[lookup.Offers.Count];
    }

    /// <summary>Counts those of a slot.</summary>
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
                Count(_lookup.Offers.Find(_tuple), numerator);
            }
        }
    }

    /// <summary>Adds the counts to those of other threads.</summary>
    internal void Finish() => _lookup.Offers.Add(_ones, _others);

    private void CountNumbers(ReadOnlySpan<Fr> column)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        for (int i = 0; i < column.Length; i++)
        {
            ref readonly Fr value = ref column[i];
            limbs.Clear();
            if (!value.IsZero)
            {
                value.WriteCanonicalLimbs(limbs);
            }

            bool isNumber = (limbs[1] | limbs[2] | limbs[3]) == 0 && limbs[0] < (ulong)_lookup.Numbers.Length;
            Count(isNumber ? _lookup.Numbers[(int)limbs[0]] : _lookup.FindWith(value, _tuple), Fr.One);
        }
    }

    /// <summary>Most numerators are 1, and counting those in machine words is much faster than adding field elements.</summary>
    private void Count(int number, in Fr numerator)
    {
        if (number >= 0 && numerator == Fr.One)
        {
            _ones[number]++;
        }
        else if (number >= 0)
        {
            _others[number] = _others.GetValueOrDefault(number) + numerator;
        }
    }
}
