using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>The values of the rows of a double-base multiplication, from the key and both scalars.</summary>
internal sealed class WindowWitness
{
    private readonly WindowLayout _layout;
    private readonly int[] _places;
    private readonly Fr[] _digits;
    private readonly JubjubStep[] _steps;
    private readonly int _count;

    /// <summary>For a layout.</summary>
    internal WindowWitness(WindowLayout layout)
    {
        _layout = layout;
        _places = new int[layout.DigitRows * layout.Width];
        _digits = [.. Enumerable.Range(0, 1 << layout.RowBits).Select(digit => Fr.FromInt64(digit))];
        for (int row = 0; row < layout.DigitRows; row++)
        {
            for (int column = 0; column < layout.Width; column++)
            {
                _places[(row * layout.Width) + column] = IsWritten(row, column) ? _count++ : -1;
            }
        }

        List<JubjubStep> steps = [];
        for (int row = 0; row < layout.DigitRows; row++)
        {
            AddRow(steps, layout, row, PlaceOf, isFirst: row == 0);
        }

        _steps = [.. steps];
    }

    /// <summary>The cells, row by row; not the result, the scalars themselves, or what the first row leaves out.</summary>
    internal Cell[] Cells(Region region)
    {
        List<Cell> cells = [];
        for (int row = 0; row < _layout.DigitRows; row++)
        {
            IEnumerable<int> written = Enumerable.Range(0, _layout.Width).Where(column => IsWritten(row, column));
            cells.AddRange(written.Select(column => region[row, column]));
        }

        return [.. cells];
    }

    /// <summary>Computes the cells.</summary>
    /// <param name="inputs">A.x, A.y, h and s.</param>
    /// <param name="outputs">The cells in the order of <see cref="Cells"/>.</param>
    internal void Compute(ReadOnlySpan<Fr> inputs, Span<Fr> outputs)
    {
        WriteDigits(inputs, outputs);
        JubjubChain.RunVarTime(JubjubPoint.Identity, _steps, outputs);
    }

    /// <summary>Computes the cells in each slot of a group.</summary>
    internal void ComputeGroup(ReadOnlySpan<Fr> inputs, Span<Fr> outputs)
    {
        const int slots = WitnessGenerator.SlotsOfGroup;
        int length = inputs.Length / slots;
        for (int slot = 0; slot < slots; slot++)
        {
            WriteDigits(inputs.Slice(slot * length, length), outputs.Slice(slot * _count, _count));
        }

        bool isDone = JubjubChain.TryRunGroupVarTime(_steps, outputs);
        for (int slot = 0; slot < slots && !isDone; slot++)
        {
            JubjubChain.RunVarTime(JubjubPoint.Identity, _steps, outputs.Slice(slot * _count, _count));
        }
    }

    /// <summary>
    /// One row by itself, and the sum on the next: the digits are zero, and in the place of the multiple of G lies a point of small order.
    /// </summary>
    /// <param name="layout">The layout.</param>
    /// <param name="start">The sum on the row.</param>
    /// <param name="small">The point of small order.</param>
    /// <param name="grid">Two rows of zeros.</param>
    internal static void ComputeRow(WindowLayout layout, JubjubPoint start, (Fr X, Fr Y) small, Span<Fr> grid)
    {
        for (int window = 0; window < layout.Windows; window++)
        {
            grid[Window(window) + KeyMultiple + 1] = Fr.One;
        }

        (grid[layout.GeneratorMultiple], grid[layout.GeneratorMultiple + 1]) = small;
        List<JubjubStep> steps = [];
        AddRow(steps, layout, 0, (_, column) => column, isFirst: false);
        steps.Add(new(JubjubStepKind.Note, layout.Width + Sum));
        JubjubChain.RunVarTime(start, [.. steps], grid);
    }

    /// <summary>The first row has no point to double in its first window, only a multiple and the identity as the sum.</summary>
    private static bool IsWritten(int row, int column) => row > 0 || column is Challenge or Scalar || column >= Window(0) + KeyMultiple;

    /// <summary>The steps of a row: 16 times the sum, of the points between x of twice and eight times it, and additions.</summary>
    private static void AddRow(List<JubjubStep> steps, WindowLayout layout, int row, Func<int, int, int> placeOf, bool isFirst)
    {
        if (!isFirst)
        {
            Add(JubjubStepKind.Note, Sum);
        }

        for (int i = 0; i < layout.Windows; i++)
        {
            int window = Window(i);
            if (!isFirst || i > 0)
            {
                Add(JubjubStepKind.Double, window);
                Add(JubjubStepKind.NoteX, window + TwiceX);
                Add(JubjubStepKind.Double, window);
                Add(JubjubStepKind.Note, window + Fourfold);
                Add(JubjubStepKind.Double, window);
                Add(JubjubStepKind.NoteX, window + EightfoldX);
                Add(JubjubStepKind.Double, window);
                Add(JubjubStepKind.Note, window + Sixteenfold);
                Add(JubjubStepKind.Add, window + KeyMultiple);
            }

            Add(JubjubStepKind.Note, window + KeySum);
        }

        Add(JubjubStepKind.Add, layout.GeneratorMultiple);

        void Add(JubjubStepKind kind, int column) => steps.Add(new(kind, kind == JubjubStepKind.Double ? 0 : placeOf(row, column)));
    }

    private int PlaceOf(int row, int column) => _places[(row * _layout.Width) + column];

    /// <summary>Digits, what the rows before have taken of the scalars, and the multiples that belong to the digits.</summary>
    private void WriteDigits(ReadOnlySpan<Fr> inputs, Span<Fr> outputs)
    {
        Span<Fr> x = stackalloc Fr[KeyTable.Size];
        Span<Fr> y = stackalloc Fr[KeyTable.Size];
        KeyTable.ComputeMultiples(inputs[0], inputs[1], x, y);
        Span<ulong> challenge = stackalloc ulong[Fr.LimbCount];
        Span<ulong> scalar = stackalloc ulong[Fr.LimbCount];
        inputs[2].WriteCanonicalLimbs(challenge);
        inputs[3].WriteCanonicalLimbs(scalar);
        Fr weight = Fr.FromUInt64(1UL << _layout.RowBits);
        Fr takenOfChallenge = Fr.Zero;
        Fr takenOfScalar = Fr.Zero;
        for (int row = 0; row < _layout.DigitRows; row++)
        {
            int digits = Digit(challenge, row);
            int ofGenerator = Digit(scalar, row);
            outputs[PlaceOf(row, Challenge)] = takenOfChallenge;
            outputs[PlaceOf(row, Scalar)] = takenOfScalar;
            takenOfChallenge = (takenOfChallenge * weight) + _digits[digits];
            takenOfScalar = (takenOfScalar * weight) + _digits[ofGenerator];
            for (int window = 0; window < _layout.Windows; window++)
            {
                int digit = (digits >> (WindowBits * (_layout.Windows - 1 - window))) & ((1 << WindowBits) - 1);
                int place = PlaceOf(row, Window(window) + KeyMultiple);
                (outputs[place], outputs[place + 1]) = (x[digit], y[digit]);
            }

            if (_layout.Windows > 1)
            {
                outputs[PlaceOf(row, _layout.HighDigit)] = _digits[digits >> WindowBits];
            }

            int multiple = PlaceOf(row, _layout.GeneratorMultiple);
            (outputs[multiple], outputs[multiple + 1]) = DigitTables.Multiple(ofGenerator);
        }
    }

    /// <summary>The bits of a number that a row takes: rows take whole digits, and words hold whole digits.</summary>
    private int Digit(ReadOnlySpan<ulong> number, int row)
    {
        int shift = (_layout.DigitRows - 1 - row) * _layout.RowBits;
        return (int)(number[shift / 64] >> (shift % 64)) & ((1 << _layout.RowBits) - 1);
    }
}
