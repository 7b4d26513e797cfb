using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Small circuits with valid witnesses.</summary>
internal static class SampleCircuits
{
    /// <summary>Column of the chain in <see cref="Everything"/>.</summary>
    internal const int ChainColumn = 7;

    /// <summary>Column of <see cref="Everything"/> that holds a slot's instance word on its first row.</summary>
    internal const int WordColumn = 9;

    /// <summary>Limb column of <see cref="Everything"/>.</summary>
    internal const int LimbColumn = 10;

    /// <summary>Multiplicities of the limb table of <see cref="Everything"/>.</summary>
    internal const int MultiplicityColumn = 11;

    private const int Rows = 8;

    /// <summary>
    /// Every feature in slots of 8 rows: gates on two rows, with parameters, of degree 6, at the slot boundary, the first and the last row;
    /// seven copied columns in two chunks; a limb table that fits a slot or, with more than three bits, does not; a bus whose terms share
    /// a fraction, and one whose terms do not, in another group; a bus that the public inputs close; an instance column.
    /// </summary>
    internal static Statement Everything(int slots, int limbBits, int seed, int publicNumerator = -1)
    {
        BuiltCircuit built = BuildEverything(limbBits, publicNumerator);
        SeededScalars random = new(seed);
        Fr start = random.Next();
        Fr note = random.Next();
        Fr[] first = new Fr[slots];
        Fr[] words = random.Next(slots);
        Fr chain = start;
        for (int slot = 0; slot < slots; slot++)
        {
            first[slot] = chain;
            for (int row = 1; row < Rows; row++)
            {
                chain = (chain * chain) + chain + Parameter(row - 1);
            }

            chain += Fr.One;
        }

        Trace trace = WitnessGenerator.Generate(built, slots, (slot, inputs) =>
        {
            SeededScalars values = new((1000 * seed) + slot);
            inputs[0] = first[slot];
            inputs[1] = words[slot];
            inputs[2] = slot == slots - 1 ? Fr.One : Fr.Zero;
            inputs[3] = slot == slots - 1 ? note : values.Next();
            for (int i = 0; i < 4; i++)
            {
                inputs[4 + i] = values.Next();
            }

            for (int row = 0; row < Rows; row++)
            {
                inputs[8 + row] = Fr.FromUInt64((ulong)((((seed + slot) * Rows) + (row * 5)) % (1 << limbBits)));
            }
        });
        return new(built, trace, new([start, chain - Fr.One, note], [words]));
    }

    /// <summary>Squares from row to row in slots of 4 rows, and an unused column: a proof of a few hundred bytes.</summary>
    internal static Statement Squares(int slots, int seed)
    {
        CircuitBuilder builder = new("squares", new(4, 0, 2));
        Expression start = builder.AddPublicScalar();
        Expression end = builder.AddPublicScalar();
        Region region = builder.Allocate("squares", new(4, 0, 2));
        builder.Input(region[0, 0]);
        for (int row = 0; row < 3; row++)
        {
            Expression value = region[row, 0];
            builder.Constrain("square", (Expression)region[row + 1, 0] - (value * value));
            builder.Hint("square", [region[row, 0]], [region[row + 1, 0]], (read, write) => write[0] = read[0] * read[0]);
        }

        Expression last = region[3, 0];
        builder.ConstrainSlotBoundary("carry", (Expression)new Cell(4, 0) - (last * last));
        builder.ConstrainFirstRow("start", (Expression)region[0, 0] - start);
        builder.ConstrainLastRow("end", last - end);
        BuiltCircuit built = builder.Build();
        Fr[] values = new Fr[4 * slots];
        values[0] = new SeededScalars(seed).Next();
        for (int i = 1; i < values.Length; i++)
        {
            values[i] = values[i - 1] * values[i - 1];
        }

        Trace trace = WitnessGenerator.Generate(built, slots, (slot, inputs) => inputs[0] = values[4 * slot]);
        return new(built, trace, new([values[0], values[^1]], []));
    }

    /// <summary>Limbs of three bits in slots of 8 rows and nothing else: one group of fractions, which has no column.</summary>
    internal static Statement Limbs(int slots, int seed)
    {
        CircuitBuilder builder = new("limbs", new(Rows, 0, 0, 1, LimbBits: 3));
        Region region = builder.Allocate("limbs", new(Rows, 0, 0, 1));
        for (int row = 0; row < Rows; row++)
        {
            builder.Input(region.Limb(row, 0));
        }

        BuiltCircuit built = builder.Build();
        Trace trace = WitnessGenerator.Generate(built, slots, (slot, inputs) =>
        {
            for (int row = 0; row < Rows; row++)
            {
                inputs[row] = Fr.FromUInt64((ulong)((seed + slot + (row * row)) % Rows));
            }
        });
        return new(built, trace, PublicInputs.None);
    }

    private static Fr Parameter(int row) => Fr.FromUInt64((ulong)(row + 3));

    private static BuiltCircuit BuildEverything(int limbBits, int publicNumerator)
    {
        CircuitBuilder builder = new("everything", new(Rows, 7, 3, 1, limbBits));
        Expression start = builder.AddPublicScalar();
        Expression end = builder.AddPublicScalar();
        Expression note = builder.AddPublicScalar();
        Expression word = builder.AddInstanceColumn();
        Region region = builder.Allocate("all", new(Rows, 7, 3, 1));
        builder.Input(region[0, 7]);
        builder.Input(region[0, 9]);
        builder.Constrain("word", (Expression)region[0, 9] - word);
        AddChain(builder, region, start, end);
        AddCopies(builder, region);
        builder.ConstrainBit("flag", builder.Input(region[3, 9]));
        builder.Input(region[3, 8]);
        AddBuses(builder, region, note, publicNumerator);
        for (int row = 0; row < Rows; row++)
        {
            builder.Input(region.Limb(row, 0));
        }

        return builder.Build();
    }

    private static void AddChain(CircuitBuilder builder, Region region, Expression start, Expression end)
    {
        for (int row = 0; row + 1 < Rows; row++)
        {
            Fr parameter = Parameter(row);
            Expression value = region[row, 7];
            Expression next = region[row + 1, 7];
            builder.Constrain("chain", next - (value * value) - value - Expression.Parameter(0, parameter));
            builder.Hint(
                "chain", [region[row, 7]], [region[row + 1, 7]], (read, write) => write[0] = (read[0] * read[0]) + read[0] + parameter);
        }

        Expression x = region[0, 7];
        builder.Constrain("fifth", (Expression)region[0, 8] - (x * x * x * x * x));
        builder.Hint("fifth", [region[0, 7]], [region[0, 8]], (read, write) => write[0] = Fr.PowVarTime(read[0], [5]));
        builder.ConstrainSlotBoundary("carry", (Expression)new Cell(Rows, 7) - region[Rows - 1, 7] - 1);
        builder.ConstrainFirstRow("start", x - start);
        builder.ConstrainLastRow("end", (Expression)region[Rows - 1, 7] - end);
    }

    private static void AddCopies(CircuitBuilder builder, Region region)
    {
        builder.Constrain("copied", (Expression)region[0, 0] - region[0, 7]);
        builder.Hint("copied", [region[0, 7]], [region[0, 0]], (read, write) => write[0] = read[0]);
        Element element = Element.FromUnchecked(region[0, 0]);
        for (int i = 1; i < 7; i++)
        {
            element = builder.Import(element, region[i, i]);
        }

        element = builder.Import(element, region[7, 0]);
        builder.Constrain("tail", (Expression)element - region[7, 8]);
        builder.Hint("tail", [region[7, 0]], [region[7, 8]], (read, write) => write[0] = read[0]);
    }

    private static void AddBuses(CircuitBuilder builder, Region region, Expression note, int publicNumerator)
    {
        Bus pairs = builder.AddBus("pairs", 2);
        Bus notes = builder.AddBus("notes", 1);
        Bus echoes = builder.AddBus("echoes", 1);
        int[] receivers = [5, 4];
        for (int i = 0; i < 2; i++)
        {
            builder.Input(region[1 + i, 8]);
            builder.Input(region[1 + i, 9]);
            builder.Hint("pair", [region[1 + i, 8], region[1 + i, 9]], [region[receivers[i], 8], region[receivers[i], 9]], (read, write) =>
                read.CopyTo(write));
            builder.Send("pair.send", pairs, 1, region[1 + i, 8], region[1 + i, 9]);
            builder.Receive("pair.receive", pairs, 1, region[receivers[i], 8], region[receivers[i], 9]);
        }

        builder.Send("echo.send", echoes, 1, region[1, 8]);
        builder.Receive("echo.receive", echoes, 1, region[receivers[0], 8]);
        builder.Send("note.send", notes, region[3, 9], region[3, 8]);
        builder.SendPublic("note.public", notes, publicNumerator, note);
    }
}
