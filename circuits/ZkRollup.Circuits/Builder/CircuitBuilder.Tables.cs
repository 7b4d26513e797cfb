using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

public sealed partial class CircuitBuilder
{
    private readonly bool _sharesTables;
    private readonly List<(Bus Bus, IReadOnlyList<IReadOnlyList<Fr>> Rows)> _shared = [];
    private LookupTable? _limbTable;
    private Bus? _sharedBus;

    /// <summary>The range table behind the limb columns.</summary>
    /// <exception cref="InvalidOperationException">The grid has no limb columns.</exception>
    public LookupTable LimbTable => _limbTable ?? throw new InvalidOperationException($"The grid {Shape} has no limb columns.");

    /// <summary>Adds a table of constants to look up in. A table longer than a slot becomes columns with a period of their own.</summary>
    /// <param name="name">For reports.</param>
    /// <param name="rows">At least one; all of the same width. The last one fills the table up to a power of two.</param>
    public LookupTable AddTable(string name, IReadOnlyList<IReadOnlyList<Fr>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count);
        RequireUnbuilt();
        if (rows.FirstOrDefault(row => row.Count != rows[0].Count) is { } other)
        {
            throw new ArgumentException($"Table '{name}' has rows of {rows[0].Count} and of {other.Count} elements.", nameof(rows));
        }

        Bus bus;
        if (_sharesTables)
        {
            // A bus of its own until the circuit is built; no bus of a circuit has a tag below 1.
            bus = new(name, -_shared.Count, rows[0].Count);
            _shared.Add((bus, rows));
        }
        else
        {
            bus = AddBus(name, rows[0].Count);
            OfferConstants(name, $"{name}.table", bus, rows);
        }

        return new(bus, rows.Count);
    }

    /// <summary>Demands that a tuple is a row of a table, as often as the numerator says: 1, or a bit that enables the lookup.</summary>
    public void Lookup(string label, LookupTable table, Expression numerator, params IReadOnlyList<Expression> tuple)
    {
        ArgumentNullException.ThrowIfNull(table);
        Send(label, table.Bus, numerator, tuple);
    }

    private bool IsSharedTable(Bus bus) => _shared.Exists(table => ReferenceEquals(table.Bus, bus));

    /// <summary>Puts all tables that share one below each other: zeros fill short rows up, the number of the table ends each.</summary>
    private void AddSharedTable()
    {
        if (_shared.Count == 0)
        {
            return;
        }

        const string name = "tables";
        _sharedBus = AddBus(name, 1 + _shared.Max(table => table.Bus.Arity));
        List<Fr[]> all = [];
        for (int number = 0; number < _shared.Count; number++)
        {
            foreach (IReadOnlyList<Fr> row in _shared[number].Rows)
            {
                Fr[] filled = new Fr[_sharedBus.Arity];
                for (int i = 0; i < row.Count; i++)
                {
                    filled[i] = row[i];
                }

                filled[^1] = Fr.FromInt64(number);
                all.Add(filled);
            }
        }

        OfferConstants(name, $"{name}.table", _sharedBus, all);
    }

    /// <summary>What the term of a table of its own becomes if that table is part of the shared one.</summary>
    private (Bus Bus, IReadOnlyList<Expression> Tuple) InSharedTable(Bus bus, IReadOnlyList<Expression> tuple)
    {
        int number = _shared.FindIndex(table => ReferenceEquals(table.Bus, bus));
        return number < 0
            ? (bus, tuple)
            : (_sharedBus!, [.. tuple, .. Enumerable.Repeat(Expression.Zero, _sharedBus!.Arity - tuple.Count - 1), number]);
    }

    private void OfferConstants(string name, string label, Bus bus, IReadOnlyList<IReadOnlyList<Fr>> rows)
    {
        int period = Shape.Rows;
        while (period < rows.Count)
        {
            period *= 2;
        }

        Expression[] columns = new Expression[bus.Arity];
        for (int i = 0; i < columns.Length; i++)
        {
            Fr[] values = new Fr[period];
            for (int row = 0; row < period; row++)
            {
                values[row] = rows[Math.Min(row, rows.Count - 1)][i];
            }

            columns[i] = AddTableColumn($"{name} {i}", values);
        }

        Expression multiplicity = Expression.Column(ColumnKind.Witness, AddWitnessColumn($"{name} multiplicity"));
        AddTerm(label, bus, -multiplicity, columns, isCounted: true);
    }

    private Expression AddTableColumn(string name, Fr[] values)
    {
        if (values.Length == Shape.Rows)
        {
            return Expression.Column(ColumnKind.Fixed, _fixed.Add(name, values));
        }

        _tables.Add(new(name, values));
        return Expression.Column(ColumnKind.Table, _tables.Count - 1);
    }

    private void AddLimbTable()
    {
        if (Shape.Limbs == 0)
        {
            return;
        }

        if (Shape.LimbBits is < 1 or > 20)
        {
            throw new ArgumentException($"Limbs of {Shape.LimbBits} bits: 1 to 20 are possible.");
        }

        _limbTable = AddTable("limb", [.. Enumerable.Range(0, 1 << Shape.LimbBits).Select(value => new[] { Fr.FromUInt64((ulong)value) })]);
        for (int i = 0; i < Shape.Limbs; i++)
        {
            Expression limb = Expression.Column(ColumnKind.Witness, Shape.Copied + Shape.Local + i);
            Lookup($"limb[{i}]", _limbTable, Expression.One, limb);
        }
    }
}
