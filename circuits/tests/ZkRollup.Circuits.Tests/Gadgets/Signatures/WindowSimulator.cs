using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

/// <summary>The table and the windows in affine coordinates, straight from the equations: what a cheating prover writes.</summary>
/// <remarks>
/// Every value is numbered by its row and column. A lie adds to the value there, after which everything that follows is computed from
/// the lie by the equations, so that a witness comes out in which as few constraints fail as possible.
/// </remarks>
internal sealed class WindowSimulator(WindowLayout layout)
{
    private readonly Dictionary<(int Row, int Column), Fr> _lies = [];
    private readonly Dictionary<(int Row, int Column), Fr> _tableLies = [];

    /// <summary>The cells of the windows, the result row included.</summary>
    internal Fr[,] Grid { get; } = new Fr[layout.ResultRow + 1, layout.Width];

    /// <summary>The cells of the table: x, y, A.x, A.y in each row.</summary>
    internal Fr[,] Table { get; } = new Fr[KeyTable.Size, 4];

    /// <summary>
    /// Digits that are other ones: of h by the first column of their window, of s by <see cref="Scalar"/>; the multiple is that of the
    /// digit all the same, modulo the size of the table.
    /// </summary>
    internal Dictionary<(int Row, int Column), int> OtherDigits { get; } = [];

    /// <summary>What the rows have taken of h and s when they are done, if not the digits' own sum.</summary>
    internal Dictionary<(int Row, int Column), Fr> OtherSums { get; } = [];

    /// <summary>Where it lies, for messages.</summary>
    internal string Places => string.Join(' ', [.. _lies.Keys, .. OtherDigits.Keys, .. OtherSums.Keys, .. _tableLies.Keys]);

    internal (Fr X, Fr Y) Result => (Grid[layout.ResultRow, Sum], Grid[layout.ResultRow, Sum + 1]);

    internal WindowSimulator Lie(int row, int column, ulong amount = 1)
    {
        _lies.Add((row, column), Fr.FromUInt64(amount));
        return this;
    }

    internal WindowSimulator LieInTable(int row, int column)
    {
        _tableLies.Add((row, column), Fr.One);
        return this;
    }

    /// <summary>Computes everything from a key and both scalars, which may exceed r.</summary>
    internal WindowSimulator Run(Fr keyX, Fr keyY, BigInteger challenge, BigInteger scalar)
    {
        MakeTable(keyX, keyY);
        MakeWindows(challenge, scalar);
        return this;
    }

    /// <summary>Writes what was computed over the hints of the table and the windows of a slot.</summary>
    internal HintOverride Override(BuiltCircuit built, int signature = 0)
    {
        WitnessStep table = built.Steps.Where(step => step.Label == KeyTable.HintLabel).ElementAt(signature);
        WitnessStep windows = built.Steps.Where(step => step.Label == WindowRows.HintLabel).ElementAt(signature);
        Region region = built.Regions.Where(candidate => candidate.Kind == WindowRows.Kind).ElementAt(signature);
        Dictionary<Cell, Fr> values = [];
        for (int row = 0; row < layout.DigitRows; row++)
        {
            for (int column = 0; column < layout.Width; column++)
            {
                values.Add(region[row, column], Grid[row, column]);
            }
        }

        return (_, step, _, outputs) =>
        {
            for (int i = 0; i < outputs.Length && ReferenceEquals(step, table); i++)
            {
                outputs[i] = Table[i / 4, i % 4];
            }

            for (int i = 0; i < outputs.Length && ReferenceEquals(step, windows); i++)
            {
                outputs[i] = values[step.Outputs[i]];
            }
        };
    }

    private void MakeTable(Fr keyX, Fr keyY)
    {
        (Fr X, Fr Y) multiple = (Fr.Zero, Fr.One);
        (Fr X, Fr Y) key = (keyX, keyY);
        for (int row = 0; row < KeyTable.Size; row++)
        {
            multiple = (multiple.X + TableLie(row, 0), multiple.Y + TableLie(row, 1));
            key = (key.X + TableLie(row, 2), key.Y + TableLie(row, 3));
            (Table[row, 0], Table[row, 1], Table[row, 2], Table[row, 3]) = (multiple.X, multiple.Y, key.X, key.Y);
            multiple = Add(multiple, (-key.X, key.Y));
        }
    }

    private void MakeWindows(BigInteger challenge, BigInteger scalar)
    {
        (Fr X, Fr Y) sum = (Fr.Zero, Fr.One);
        Fr taken = Honest(0, Challenge, Fr.Zero);
        Fr takenScalar = Honest(0, Scalar, Fr.Zero);
        Fr weight = Fr.FromUInt64(1UL << layout.RowBits);
        for (int row = 0; row < layout.DigitRows; row++)
        {
            (Grid[row, Challenge], Grid[row, Scalar]) = (taken, takenScalar);
            int digits = WriteChallengeDigits(row, challenge);
            int ofGenerator = Digit(row, Scalar, scalar, 0, layout.RowBits);
            taken = Honest(row + 1, Challenge, (taken * weight) + Fr.FromInt64(digits));
            takenScalar = Honest(row + 1, Scalar, (takenScalar * weight) + Fr.FromInt64(ofGenerator));
            Write(row, layout.GeneratorMultiple, DigitTables.Multiple(ofGenerator & ((1 << layout.RowBits) - 1)));
            if (row > 0)
            {
                sum = Write(row, Sum, sum, isLied: true);
            }

            for (int i = 0; i < layout.Windows; i++)
            {
                int window = Window(i);
                sum = row == 0 && i == 0 ? sum : Add(FourTimesTwice(row, window, sum), Read(row, window + KeyMultiple));
                sum = Write(row, window + KeySum, sum);
            }

            sum = Add(sum, Read(row, layout.GeneratorMultiple));
            bool isResult = row + 1 == layout.ResultRow;
            sum = isResult ? Write(row + 1, Sum, sum) : (sum.X + LieAt(row + 1, Sum), sum.Y + LieAt(row + 1, Sum + 1));
        }

        (Grid[layout.ResultRow, Challenge], Grid[layout.ResultRow, Scalar]) = (taken, takenScalar);
    }

    /// <summary>The multiples of −A; returns what the row takes of h.</summary>
    private int WriteChallengeDigits(int row, BigInteger challenge)
    {
        int digits = 0;
        for (int i = 0; i < layout.Windows; i++)
        {
            int digit = Digit(row, Window(i), challenge, WindowBits * (layout.Windows - 1 - i), WindowBits);
            Write(row, Window(i) + KeyMultiple, (Table[digit & 15, 0], Table[digit & 15, 1]));
            if (i + 1 < layout.Windows)
            {
                Grid[row, layout.HighDigit] = Fr.FromInt64(digit);
            }

            digits = (digits << WindowBits) + digit;
        }

        return digits;
    }

    private (Fr X, Fr Y) FourTimesTwice(int row, int window, (Fr X, Fr Y) point)
    {
        (Fr X, Fr Y) fourfold = FourTimes(row, window + TwiceX, window + Fourfold, point);
        return FourTimes(row, window + EightfoldX, window + Sixteenfold, fourfold);
    }

    private (Fr X, Fr Y) FourTimes(int row, int twiceColumn, int column, (Fr X, Fr Y) p)
    {
        (Fr twiceX, (Fr x, Fr y)) = FourTimes(p, LieAt(row, twiceColumn), LieAt(row, column), LieAt(row, column + 1));
        Grid[row, twiceColumn] = twiceX;
        (Grid[row, column], Grid[row, column + 1]) = (x, y);
        return (x, y);
    }

    /// <summary>Each value from the equation that determines it, given what is added to those before.</summary>
    internal static (Fr TwiceX, (
        Fr X, Fr Y) Fourfold) FourTimes((Fr X, Fr Y) p, Fr lieTwiceX = default, Fr lieX = default, Fr lieY = default)
    {
        Fr difference = (p.Y * p.Y) - (p.X * p.X);
        Fr total = (p.Y * p.Y) + (p.X * p.X);
        Fr twiceX = Divide(p.X * p.Y * Fr.FromUInt64(2), difference) + lieTwiceX;
        Fr square = twiceX * twiceX;
        Fr scaled = JubjubPoint.D * square;
        Fr y = Divide(Fr.One + square + square - (scaled * square), Fr.One - scaled - scaled - (scaled * square)) + lieY;
        Fr x = Divide(total * twiceX * (Fr.One + y), (Fr.FromUInt64(2) - difference) * (y - square)) + lieX;
        return (twiceX, (x, y));
    }

    internal static (Fr X, Fr Y) Add((Fr X, Fr Y) p, (Fr X, Fr Y) q)
    {
        Fr delta = JubjubPoint.D * p.X * q.X * p.Y * q.Y;
        return (Divide((p.X * q.Y) + (p.Y * q.X), Fr.One + delta), Divide((p.Y * q.Y) + (p.X * q.X), Fr.One - delta));
    }

    private static Fr Divide(Fr numerator, Fr denominator)
    {
        _ = Fr.TryInvert(denominator, out Fr inverse);
        return numerator * inverse;
    }

    private int Digit(int row, int place, BigInteger number, int shift, int bits) => OtherDigits.TryGetValue((row, place), out int digit)
        ? digit
        : (int)((number >> ((layout.RowBits * (layout.DigitRows - 1 - row)) + shift)) & ((1 << bits) - 1));

    private Fr Honest(int row, int column, Fr value) => OtherSums.TryGetValue((row, column), out Fr other) ? other : value;

    private (Fr X, Fr Y) Read(int row, int column) => (Grid[row, column], Grid[row, column + 1]);

    private (Fr X, Fr Y) Write(int row, int column, (Fr X, Fr Y) point, bool isLied = false)
    {
        Fr x = point.X + (isLied ? Fr.Zero : LieAt(row, column));
        Fr y = point.Y + (isLied ? Fr.Zero : LieAt(row, column + 1));
        (Grid[row, column], Grid[row, column + 1]) = (x, y);
        return (x, y);
    }

    private Fr LieAt(int row, int column) => _lies.GetValueOrDefault((row, column));

    private Fr TableLie(int row, int column) => _tableLies.GetValueOrDefault((row, column));

    /// <summary>A number modulo r.</summary>
    internal static Fr Reduce(BigInteger number) => FieldInteger.ToField(number % FieldInteger.Modulus);
}
