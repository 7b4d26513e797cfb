using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Builder;

/// <summary>Multiplicities against a count that goes row by row, tuple by tuple.</summary>
public sealed class MultiplicityCounterTests
{
    private const int Slots = 32;
    private const ulong Seed = 4409;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fill_AnyTrace_CountsAsRowByRow(bool sharesTables)
    {
        SeededElements random = new(Seed);
        BuiltCircuit built = Build(sharesTables);
        Trace trace = new(built.Circuit, Slots);
        for (int column = 0; column < built.Circuit.Witness.Count; column++)
        {
            // Numbers beyond every table, negative ones and rows that do not exist among them; most of them fit.
            foreach (ref Fr cell in trace.Column(column).Span)
            {
                int number = random.NextBelow(12);
                cell = number < 10 ? Fr.FromInt64(number % 5) : number == 10 ? Fr.FromInt64(random.NextBelow(300)) : -Fr.One;
            }
        }

        Clear(built.Circuit, trace);
        Fr[][] expected = Count(built.Circuit, trace);
        MultiplicityCounter.Fill(built.Circuit, trace, PublicInputs.None, new());
        Assert.Contains(expected, column => column.Count(count => !count.IsZero && count != Fr.One) > 2);
        for (int column = 0; column < expected.Length; column++)
        {
            Assert.Equal(expected[column], trace.Column(column).ToArray());
        }
    }

    /// <summary>
    /// Limbs; a table with rows that are offered twice; one whose rows are those of the batch, which is asked for this row and others; and
    /// tuples that slots offer.
    /// </summary>
    private static BuiltCircuit Build(bool sharesTables)
    {
        CircuitBuilder builder = new("counts", new(Rows: 8, Copied: 0, Local: 5, Limbs: 2, LimbBits: 3), sharesTables: sharesTables);
        LookupTable table = builder.AddTable(
            "pairs", [.. Enumerable.Range(0, 20).Select(i => new[] { Fr.FromInt64(i % 5), Fr.FromInt64(i % 3) })]);
        Bus rows = builder.OfferEveryRow("rows", builder.Counter, Expression.Column(ColumnKind.Witness, 1));
        Bus slots = builder.AddBus("slots", 2);
        for (int row = 0; row < 6; row++)
        {
            Expression first = new Cell(row, 0);
            Expression second = new Cell(row, 1);
            builder.Lookup("pair", table, 1, first, second);
            builder.Lookup("weighted", table, new Cell(row, 2), first + second, new Cell(row, 3));
            builder.Send("own", rows, 1, builder.Counter, second);
            builder.Send("other", rows, new Cell(row, 2), builder.SlotStart + first - second, second);
            builder.Send("slot", slots, 1, builder.SlotStart, second);
        }

        builder.Offer("offer", slots, new(7, 4), builder.SlotStart + new Cell(7, 0) - new Cell(7, 1), new Cell(7, 2));
        return builder.Build();
    }

    private static void Clear(Circuit circuit, Trace trace)
    {
        foreach (MultiplicityColumn offer in circuit.Multiplicities)
        {
            foreach (int row in RowsOf(offer.Term, trace))
            {
                trace[row, offer.Column] = Fr.Zero;
            }
        }
    }

    private static Fr[][] Count(Circuit circuit, Trace trace)
    {
        Fr[][] columns = [.. Enumerable.Range(0, trace.ColumnCount).Select(column => trace.Column(column).ToArray())];
        HashSet<BusTerm> offered = [.. circuit.Multiplicities.Select(offer => offer.Term)];
        Dictionary<(int Tag, FieldTuple Tuple), (int Row, int Column)> places = [];
        foreach (MultiplicityColumn offer in circuit.Multiplicities)
        {
            foreach (int row in RowsOf(offer.Term, trace))
            {
                places.TryAdd((offer.Term.Bus.Tag, Read(circuit, trace, offer.Term, row, out _)), (row, offer.Column));
            }
        }

        foreach (BusTerm term in circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
        {
            foreach (int row in offered.Contains(term) ? [] : RowsOf(term, trace))
            {
                if (places.TryGetValue((term.Bus.Tag, Read(circuit, trace, term, row, out Fr numerator)), out (int Row, int Column) place))
                {
                    columns[place.Column][place.Row] += numerator;
                }
            }
        }

        return columns;
    }

    private static FieldTuple Read(Circuit circuit, Trace trace, BusTerm term, int row, out Fr numerator)
    {
        RowInputs inputs = new(circuit, trace, PublicInputs.None) { Row = row };
        Fr[] values = ExpressionProgram.Compile([term.Numerator, .. term.Tuple]).Evaluate(inputs);
        numerator = values[0];
        return new(values[1..]);
    }

    private static IEnumerable<int> RowsOf(BusTerm term, Trace trace) =>
        from slot in Enumerable.Range(0, trace.Slots)
        from row in term.Selector < 0 ? Enumerable.Range(0, trace.RowsPerSlot) : term.Rows
        select (slot * trace.RowsPerSlot) + row;
}
