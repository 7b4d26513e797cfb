using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>Circuits with one constraint taken out.</summary>
internal static class CircuitWithout
{
    internal static Circuit Gate(Circuit circuit, int index) =>
        new(Parts(circuit) with { Gates = [.. circuit.Gates.Where((_, i) => i != index)] });

    /// <summary>One term does not contribute; the offers of a table are not taken out, but what is looked up in it.</summary>
    internal static Circuit Term(Circuit circuit, BusTerm term) => Terms(circuit, other => other != term);

    /// <summary>A bus with all its terms does not exist.</summary>
    internal static Circuit Bus(Circuit circuit, Bus bus)
    {
        Circuit rest = Terms(circuit, term => term.Bus != bus);
        return new(Parts(rest) with { PublicTerms = [.. rest.PublicTerms.Where(term => term.Bus != bus)] });
    }

    /// <summary>Some gates and some buses alone, with no copies: cheap to check where nothing else can fail.</summary>
    internal static Circuit Others(Circuit circuit, Func<Gate, bool> keepsGate, Func<Bus, bool> keepsBus)
    {
        Circuit rest = Terms(circuit, term => keepsBus(term.Bus));
        return new(Parts(rest) with
        {
            Gates = [.. rest.Gates.Where(keepsGate)],
            PublicTerms = [.. rest.PublicTerms.Where(term => keepsBus(term.Bus))],
        });
    }

    internal static Circuit PublicTerm(Circuit circuit, PublicBusTerm term) =>
        new(Parts(circuit) with { PublicTerms = [.. circuit.PublicTerms.Where(other => other != term)] });

    /// <summary>A cell leaves its copy class; the others stay together.</summary>
    internal static Circuit CopiedCell(Circuit circuit, IReadOnlyList<Cell> copyClass, Cell cell)
    {
        List<FixedColumn> columns = [.. circuit.Fixed];
        for (int i = 0; i < circuit.Copies.OffsetColumns.Count; i++)
        {
            int index = circuit.Copies.OffsetColumns[i];
            Fr[] values = [.. columns[index].Values];
            foreach (Cell other in copyClass.Where(other => other.Column == circuit.Copies.Columns[i]))
            {
                values[other.Row] = Fr.Zero;
            }

            columns[index] = columns[index] with { Values = values };
        }

        List<Cell> rest = [.. copyClass.Where(other => other != cell)];
        for (int i = 0; i < rest.Count; i++)
        {
            int from = Label(circuit, rest[i]);
            int to = Label(circuit, rest[(i + 1) % rest.Count]);
            int column = circuit.Copies.OffsetColumns[circuit.Copies.Columns.ToList().IndexOf(rest[i].Column)];
            ((Fr[])columns[column].Values)[rest[i].Row] = Fr.FromInt64(to - from);
        }

        return new(Parts(circuit) with { Fixed = columns });
    }

    internal static CircuitParts Parts(Circuit circuit) => new()
    {
        Name = circuit.Name,
        RowsPerSlot = circuit.RowsPerSlot,
        Fixed = circuit.Fixed,
        Tables = circuit.Tables,
        Witness = circuit.Witness,
        InstanceColumnCount = circuit.InstanceColumnCount,
        InstanceStride = circuit.InstanceStride,
        PublicScalarCount = circuit.PublicScalarCount,
        Gates = circuit.Gates,
        Copies = circuit.Copies,
        Buses = circuit.Buses,
        HelperGroups = circuit.HelperGroups,
        PublicTerms = circuit.PublicTerms,
        Multiplicities = circuit.Multiplicities,
    };

    private static int Label(Circuit circuit, Cell cell) =>
        (cell.Row * circuit.Copies.Columns.Count) + circuit.Copies.Columns.ToList().IndexOf(cell.Column);

    private static Circuit Terms(Circuit circuit, Func<BusTerm, bool> keep)
    {
        List<IReadOnlyList<BusFraction>> groups = [];
        foreach (IReadOnlyList<BusFraction> group in circuit.HelperGroups)
        {
            List<BusFraction> fractions = [];
            foreach (BusFraction fraction in group)
            {
                List<BusTerm> terms = [.. fraction.Terms.Where(keep)];
                if (terms.Count > 0)
                {
                    fractions.Add(new(terms));
                }
            }

            if (fractions.Count > 0)
            {
                groups.Add(fractions);
            }
        }

        return new(Parts(circuit) with
        {
            HelperGroups = groups,
            Multiplicities = [.. circuit.Multiplicities.Where(offer => keep(offer.Term))],
        });
    }
}
