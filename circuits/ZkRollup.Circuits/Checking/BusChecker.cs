using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Checking;

/// <summary>Adds up the tuples of one bus and reports those that do not cancel, at the last place that names them.</summary>
internal sealed class BusChecker
{
    private readonly Circuit _circuit;
    private readonly Trace _trace;
    private readonly PublicInputs _publicInputs;
    private readonly Bus _bus;
    private readonly Dictionary<FieldTuple, Balance> _balances = [];
    private readonly NumberTable? _numbers;
    private readonly Balance[] _numberBalances;

    private BusChecker(Circuit circuit, Trace trace, PublicInputs publicInputs, Bus bus)
    {
        _circuit = circuit;
        _trace = trace;
        _publicInputs = publicInputs;
        _bus = bus;
        _numbers = NumberTable.Find(circuit, bus);
        _numberBalances = new Balance[_numbers?.Size ?? 0];
    }

    internal static List<CheckFailure> Check(
        Circuit circuit, Trace trace, PublicInputs publicInputs, Bus bus, CancellationToken cancellation)
    {
        BusChecker checker = new(circuit, trace, publicInputs, bus);
        checker.AddTerms(cancellation);
        return checker.Failures();
    }

    private void AddTerms(CancellationToken cancellation)
    {
        foreach (BusTerm term in _circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
        {
            if (term.Bus == _bus)
            {
                BusTermReader reader = new(_circuit, _trace, term, _publicInputs);
                BusTermReader.Visitor add = (int row, in Fr numerator, FieldTuple tuple) => Add(term.Label, row, numerator, tuple);
                reader.ForEachRow(_trace.Rows, add, cancellation);
            }
        }

        PublicScalarInputs scalars = new(_publicInputs);
        foreach (PublicBusTerm term in _circuit.PublicTerms.Where(term => term.Bus == _bus))
        {
            Fr[] values = ExpressionProgram.Compile([term.Numerator, .. term.Tuple]).Evaluate(scalars);
            Add(term.Label, 0, values[0], new(values[1..]));
        }
    }

    private List<CheckFailure> Failures()
    {
        List<(FieldTuple Tuple, Balance Balance)> left = [.. _balances.Select(entry => (entry.Key, entry.Value))];
        for (int i = 0; i < _numberBalances.Length; i++)
        {
            left.Add((new([Fr.FromUInt64((ulong)i)]), _numberBalances[i]));
        }

        List<CheckFailure> failures = [];
        foreach ((FieldTuple tuple, Balance balance) in left.Where(entry => !entry.Balance.Sum.IsZero).OrderBy(entry => entry.Balance.Row))
        {
            (int slot, int row) = Math.DivRem(balance.Row, _trace.RowsPerSlot);
            string detail = $"bus '{_bus.Name}': {tuple} is left {ShortNumber.Of(balance.Sum)} times";
            failures.Add(new(balance.Label, slot, row, detail));
        }

        return failures;
    }

    private void Add(string label, int row, in Fr numerator, FieldTuple tuple)
    {
        if (numerator.IsZero)
        {
            return;
        }

        int number = _numbers?.RowOf(tuple.Elements[0]) ?? -1;
        if (number >= 0)
        {
            _numberBalances[number] = new(_numberBalances[number].Sum + numerator, label, row);
        }
        else if (_balances.TryGetValue(tuple, out Balance balance))
        {
            _balances[tuple] = new(balance.Sum + numerator, label, row);
        }
        else
        {
            _balances.Add(tuple.Copy(), new(numerator, label, row));
        }
    }

    private readonly record struct Balance(Fr Sum, string Label, int Row);

    /// <summary>For terms of the public inputs, which read no column.</summary>
    private sealed class PublicScalarInputs(PublicInputs publicInputs) : IExpressionInputs
    {
        public Fr Column(ColumnKind kind, int index, int rotation) => throw new NotSupportedException("A public term reads no column.");

        public Fr Symbol(Symbol symbol) => throw new NotSupportedException("A public term reads no symbol.");

        public Fr PublicScalar(int index) => publicInputs.Scalars[index];
    }
}
