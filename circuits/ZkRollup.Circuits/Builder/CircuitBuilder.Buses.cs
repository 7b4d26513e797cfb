using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

public sealed partial class CircuitBuilder
{
    private readonly List<Bus> _buses = [];
    private readonly Dictionary<(string Label, int Tag, UInt128 Formula), TermUses> _terms = [];
    private readonly List<PublicBusTerm> _publicTerms = [];

    /// <summary>Adds a bus: a multiset that must be empty at the end, whose tuples have a tag of their own.</summary>
    /// <param name="name">For reports.</param>
    /// <param name="arity">Elements of a tuple.</param>
    public Bus AddBus(string name, int arity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(arity);
        RequireUnbuilt();
        Bus bus = new(name, _buses.Count + 1, arity);
        _buses.Add(bus);
        return bus;
    }

    /// <summary>Adds a tuple to a bus in every slot, as often as the numerator says.</summary>
    /// <param name="label">Names the term in every report.</param>
    /// <param name="bus">The bus.</param>
    /// <param name="numerator">Over cells of one row and the next; an enable flag must be a bit by another constraint.</param>
    /// <param name="tuple">As many elements as the bus demands; on the same rows. Without any cells the term holds on every row.</param>
    /// <exception cref="ArgumentException">The cells lie too far apart, or the tuple has the wrong length.</exception>
    public void Send(string label, Bus bus, Expression numerator, params IReadOnlyList<Expression> tuple) =>
        AddTerm(label, bus, numerator, tuple, isCounted: false);

    /// <summary>Takes a tuple from a bus; see <see cref="Send"/>.</summary>
    public void Receive(string label, Bus bus, Expression numerator, params IReadOnlyList<Expression> tuple) =>
        AddTerm(label, bus, -numerator, tuple, isCounted: false);

    /// <summary>Offers a tuple to lookups: it is taken from the bus as often as the multiplicity says, which the prover counts.</summary>
    /// <param name="label">Names the term in every report.</param>
    /// <param name="bus">The bus.</param>
    /// <param name="multiplicity">A cell of the first of the rows that the tuple reads; nothing else may compute it.</param>
    /// <param name="tuple">As many elements as the bus demands.</param>
    public void Offer(string label, Bus bus, Cell multiplicity, params IReadOnlyList<Expression> tuple)
    {
        NoteWritten(label, multiplicity);
        AddTerm(label, bus, -Expression.Of(multiplicity), tuple, isCounted: true);
    }

    /// <summary>Adds a tuple of public inputs and constants to a bus, once in the batch.</summary>
    public void SendPublic(string label, Bus bus, Expression numerator, params IReadOnlyList<Expression> tuple)
    {
        RequireUnbuilt();
        RequireTuple(label, bus, tuple);
        if (IsSharedTable(bus))
        {
            throw new ArgumentException($"'{label}' is about table '{bus.Name}': tables are for lookups alone.");
        }

        if (tuple.Append(numerator).Any(part => part.Degree > 0))
        {
            throw new ArgumentException($"'{label}' reads columns: only constants and public scalars are known to the verifier.");
        }

        _publicTerms.Add(new(label, bus, numerator, [.. tuple]));
    }

    /// <summary>
    /// A table whose rows are those of the batch: on every row it offers a tuple, as often as a multiplicity of its own says.
    /// </summary>
    /// <param name="label">Names bus and term in every report.</param>
    /// <param name="tuple">Over columns, not over cells of one row.</param>
    /// <exception cref="ArgumentException">The tuple reads cells.</exception>
    public Bus OfferEveryRow(string label, params IReadOnlyList<Expression> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        if (Read(label, tuple).HasCells)
        {
            throw new ArgumentException($"'{label}' reads cells: what is offered on every row is over columns.", nameof(tuple));
        }

        Bus bus = AddBus(label, tuple.Count);
        Expression multiplicity = Expression.Column(ColumnKind.Witness, AddWitnessColumn($"{label} multiplicity"));
        AddTerm(label, bus, -multiplicity, tuple, isCounted: true);
        return bus;
    }

    private void AddTerm(string label, Bus bus, Expression numerator, IReadOnlyList<Expression> tuple, bool isCounted)
    {
        RequireTuple(label, bus, tuple);
        FormulaReader reader = Read(label, [numerator, .. tuple]);
        if (reader.HasCells && (reader.Row < 0 || reader.Row + (reader.ReadsNextRow ? 1 : 0) >= Shape.Rows))
        {
            throw new ArgumentException($"'{label}' reads another slot.");
        }

        if (!reader.HasCells && reader.Parameters.Length > 0)
        {
            throw new ArgumentException($"'{label}' holds on every row: parameters have no row to belong to.");
        }

        if (isCounted && reader.Formulas[0].Right!.Rotation > 0)
        {
            throw new ArgumentException($"'{label}' counts on row {reader.Row + 1}, but its tuple begins a row earlier.");
        }

        UInt128 identity = reader.Formulas.Aggregate(Expression.One, (all, part) => (all * Expression.Of(Symbol.Y)) + part).Identity;
        if (!_terms.TryGetValue((label, bus.Tag, identity), out TermUses? term))
        {
            term = new(label, bus, reader.Formulas, reader.HasCells, isCounted, new(label));
            _terms.Add((label, bus.Tag, identity), term);
        }
        else if (!reader.HasCells || term.Uses.Contains(reader.Row))
        {
            throw new ArgumentException($"'{label}' is added twice on the same row.");
        }

        if (reader.HasCells)
        {
            term.Uses.Add(reader.Row, reader.Parameters);
        }
    }

    private void RequireTuple(string label, Bus bus, IReadOnlyList<Expression> tuple)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(tuple);
        if ((!_buses.Contains(bus) && !IsSharedTable(bus)) || tuple.Count != bus.Arity)
        {
            throw new ArgumentException($"'{label}' has {tuple.Count} elements; bus '{bus.Name}' of this builder takes {bus.Arity}.");
        }
    }

    private BusTerm Place(TermUses term)
    {
        List<Expression> formulas = PlaceParameters(term.Uses, term.Formulas);
        IReadOnlyList<int> rows = term.Uses.Rows;
        int selector = term.HasCells ? _fixed.Selector([rows]) : -1;
        (Bus bus, IReadOnlyList<Expression> tuple) = InSharedTable(term.Bus, formulas[1..]);
        return new(term.Label, bus, formulas[0], tuple, selector, rows);
    }

    private sealed record TermUses(
        string Label, Bus Bus, IReadOnlyList<Expression> Formulas, bool HasCells, bool IsCounted, RowUses Uses);
}
