using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Prover.Cpu.Evaluator;

namespace ZkRollup.Prover.Tests.Cpu.Evaluator;

/// <summary>Columns of several periods, made from a seed, with values at the edges of what lanes hold.</summary>
internal sealed class RowSamples : IRowInputs
{
    /// <summary>Columns of each kind.</summary>
    internal const int ColumnCount = 6;

    /// <summary>Public scalars.</summary>
    internal const int ScalarCount = 3;

    private static readonly Fr[] Edges = MakeEdges();

    private readonly Dictionary<(ColumnKind Kind, int Index), Fr[]> _columns = [];
    private readonly Dictionary<Symbol, Fr[]> _selectors = [];
    private readonly Dictionary<Symbol, Fr> _symbols = [];
    private readonly Fr[] _scalars;

    internal RowSamples(int rows, int seed)
    {
        Rows = rows;
        Random random = new(seed);
        List<int> periods = [.. Enumerable.Range(0, 31).Select(i => 1 << i).Where(period => rows % period == 0)];
        foreach (ColumnKind kind in Enum.GetValues<ColumnKind>())
        {
            for (int i = 0; i < ColumnCount; i++)
            {
                int length = kind is ColumnKind.Fixed or ColumnKind.Table ? periods[random.Next(periods.Count)] : rows;
                _columns.Add((kind, i), Elements(length, random));
            }
        }

        foreach (Symbol symbol in Enum.GetValues<Symbol>())
        {
            _selectors.Add(symbol, Elements(rows, random));
            _symbols.Add(symbol, Element(random));
        }

        _scalars = Elements(ScalarCount, random);
    }

    /// <summary>Number of rows.</summary>
    internal int Rows { get; }

    public ReadOnlyMemory<Fr> Column(ColumnKind kind, int index) => _columns[(kind, index)];

    public ReadOnlyMemory<Fr> Selector(Symbol symbol) => _selectors[symbol];

    public Fr Symbol(Symbol symbol) => _symbols[symbol];

    public Fr PublicScalar(int index) => _scalars[index];

    /// <summary>Replaces a column.</summary>
    internal void Set(ColumnKind kind, int index, Fr[] values) => _columns[(kind, index)] = values;

    /// <summary>Sets every symbol, scalar and column to an element, columns on some rows to another one.</summary>
    internal void SetAll(Fr element, Fr other)
    {
        foreach (((ColumnKind _, int index), Fr[] values) in _columns)
        {
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = row % (ColumnCount - 1) == index ? other : element;
            }
        }

        foreach (Symbol symbol in _symbols.Keys)
        {
            _symbols[symbol] = element;
        }

        Array.Fill(_scalars, element);
    }

    /// <summary>The variables of one row, found by their definition.</summary>
    internal IExpressionInputs AtRow(int row) => new Row(this, row);

    /// <summary>A random element, or one of the edges.</summary>
    internal static Fr Element(Random random)
    {
        if (random.Next(3) == 0)
        {
            return Edges[random.Next(Edges.Length)];
        }

        byte[] bytes = new byte[48];
        random.NextBytes(bytes);
        return Fr.FromBigEndianReduced(bytes);
    }

    /// <summary>The element whose limbs, in the radix of lane products, are those of an integer below r/2 in magnitude.</summary>
    internal static Fr WithLaneValue(BigInteger value)
    {
        BigInteger r = new(Words(Fr.Modulus), isUnsigned: true);
        BigInteger raw = value * BigInteger.ModPow(16, r - 2, r) % r;
        raw += raw.Sign < 0 ? r : 0;
        BigInteger mask = ulong.MaxValue;
        return new((ulong)(raw & mask), (ulong)((raw >> 64) & mask), (ulong)((raw >> 128) & mask), (ulong)(raw >> 192));
    }

    /// <summary>The integer with the same digit at the lower four limbs and another one on top.</summary>
    internal static BigInteger Digits(long digit, long last)
    {
        BigInteger value = last;
        for (int i = 0; i < Fr8.Limbs - 1; i++)
        {
            value = (value << Fr8.LimbBits) + digit;
        }

        return value;
    }

    private static byte[] Words(ReadOnlySpan<ulong> words) => [.. words.ToArray().SelectMany(BitConverter.GetBytes)];

    private static Fr[] MakeEdges() =>
    [
        Fr.Zero,
        Fr.One,
        -Fr.One,
        Fr.FromInt64(-2),
        Fr.FromUInt64(2),
        Fr.FromUInt64(ulong.MaxValue),
        new(1, 0, 0, 0),
        WithLaneValue(Digits(-(1L << 51), 0)),
        WithLaneValue(Digits(-(1L << 51), (1L << 45) + 5)),
        WithLaneValue(Digits(-(1L << 51), -(1L << 45))),
        WithLaneValue(Digits((1L << 51) - 1, (1L << 45) + 5)),
        WithLaneValue(Digits((1L << 51) - 1, -(1L << 45))),
        WithLaneValue((new BigInteger(Words(Fr.Modulus), isUnsigned: true) - 1) / 2),
        WithLaneValue(-(new BigInteger(Words(Fr.Modulus), isUnsigned: true) - 1) / 2),
    ];

    private static Fr[] Elements(int count, Random random)
    {
        Fr[] values = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Element(random);
        }

        return values;
    }

    private sealed class Row(RowSamples samples, int row) : IExpressionInputs
    {
        public Fr Column(ColumnKind kind, int index, int rotation)
        {
            Fr[] values = samples._columns[(kind, index)];
            return values[(row + rotation) % samples.Rows % values.Length];
        }

        public Fr Symbol(Symbol symbol) =>
            symbol is Circuits.ConstraintSystem.Symbol.FirstRow or Circuits.ConstraintSystem.Symbol.LastRow
                or Circuits.ConstraintSystem.Symbol.ExceptLastRow
                ? samples._selectors[symbol][row]
                : samples._symbols[symbol];

        public Fr PublicScalar(int index) => samples._scalars[index];
    }
}
