using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A program as cells: its lines encoded once, and what follows from the results of a slot that runs it.</summary>
internal sealed class MachineWitness
{
    private const int Operands = 3;

    private readonly MachineColumns _columns;
    private readonly ProgramLine[] _lines;
    private readonly LineKind[] _kinds;
    private readonly Fr[] _cells;

    /// <summary>Encodes a program.</summary>
    /// <exception cref="ArgumentException">A line does not fit the machine; the message names it.</exception>
    internal MachineWitness(MachineColumns columns, StepProgram program, in Fr key)
    {
        if (program.Lines.Count != columns.Rows)
        {
            throw new ArgumentException($"Program '{program.Name}' has {program.Lines.Count} lines; a slot has {columns.Rows} rows.");
        }

        _columns = columns;
        _lines = [.. program.Lines];
        _kinds = new LineKind[_lines.Length];
        _cells = new Fr[columns.LineRows * LineCode.Columns];
        Key = key;
        Span<Fr> line = stackalloc Fr[LineCode.Columns];
        for (int row = 0; row < _lines.Length; row++)
        {
            Require(columns, program, row);
            _kinds[row] = LineCode.KindOf(_lines[row], columns.RangeBits);
            if (row < columns.FirstLineRow)
            {
                continue;
            }

            LineCode.Encode(_lines[row], columns.RangeBits, line);
            for (int column = 0; column < line.Length; column++)
            {
                _cells[(column * columns.LineRows) + row - columns.FirstLineRow] = line[column];
            }
        }
    }

    /// <summary>The key of its line on a row, less the row.</summary>
    internal Fr Key { get; }

    /// <summary>The cells of the line of a row that has one.</summary>
    internal IEnumerable<Fr> LineAt(int row) =>
        Enumerable.Range(0, LineCode.Columns).Select(column => _cells[(column * _columns.LineRows) + row - _columns.FirstLineRow]);

    /// <summary>Fills the inputs of a slot in the order in which the columns declare them.</summary>
    internal void Fill(Span<Fr> inputs, ReadOnlySpan<Fr> results, ReadOnlySpan<Fr> before)
    {
        int rows = _lines.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(results.Length, rows, nameof(results));
        if (!before.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(before.Length, rows, nameof(before));
        }

        int lineRows = _columns.LineRows;
        results.CopyTo(inputs);
        Span<Fr> columns = inputs[rows..];
        Span<Fr> a = columns[..lineRows];
        Span<Fr> b = columns.Slice(lineRows, lineRows);
        Span<Fr> c = columns.Slice(2 * lineRows, lineRows);
        Span<Fr> limbs = columns[((Operands + LineCode.Columns + 1) * lineRows)..];
        for (int i = 0; i < lineRows; i++)
        {
            int row = _columns.FirstLineRow + i;
            ref readonly ProgramLine line = ref _lines[row];
            a[i] = Operand(line.A, results, before);
            b[i] = Operand(line.B, results, before);
            c[i] = Operand(line.C, results, before);
            if (_kinds[row] is LineKind.Range or LineKind.Comparison)
            {
                Split(LimbSum(row, a[i], b[i], c[i], results[row]), limbs.Slice((row - _columns.FirstLimbRow) * _columns.Limbs));
            }
        }

        _cells.CopyTo(columns[(Operands * lineRows)..]);
        columns.Slice((Operands + LineCode.Columns) * lineRows, lineRows).Fill(Key);
    }

    /// <summary>
    /// What cannot be in a slot: a line or limbs of a row that has none, operands further away than the slot before.
    /// </summary>
    private static void Require(MachineColumns columns, StepProgram program, int row)
    {
        ProgramLine line = program.Lines[row];
        foreach (int operand in (int[])[line.A, line.B, line.C])
        {
            if (operand < -columns.Rows || operand >= columns.Rows)
            {
                throw new ArgumentException($"Program '{program.Name}', row {row}: there is no operand row {operand}.");
            }
        }

        if (row < columns.FirstLineRow && line != ProgramLine.Nothing(row))
        {
            throw new ArgumentException(
                $"Program '{program.Name}', row {row} has no line: the first row that has is {columns.FirstLineRow}.");
        }

        if (row < columns.FirstLimbRow && !line.Qr.IsZero)
        {
            throw new ArgumentException(
                $"Program '{program.Name}', row {row} has no limbs: the first row that has is {columns.FirstLimbRow}.");
        }
    }

    /// <summary>A row before the first slot has no result; nothing that is written there satisfies the lookup.</summary>
    private static Fr Operand(int row, ReadOnlySpan<Fr> results, ReadOnlySpan<Fr> before) =>
        row >= 0 ? results[row] : before.IsEmpty ? Fr.Zero : before[before.Length + row];

    private Fr LimbSum(int row, in Fr a, in Fr b, in Fr c, in Fr w)
    {
        ref readonly ProgramLine line = ref _lines[row];
        Fr value = (a * ((line.Qm * b) + (line.Qn * c) + line.Qa)) + (line.Qb * b) + (line.Qc * c) + line.K;
        return value + (line.Qw * w);
    }

    /// <summary>The lowest bits; if there are more, the row fails.</summary>
    private void Split(in Fr sum, Span<Fr> limbs)
    {
        Span<ulong> words = stackalloc ulong[Fr.LimbCount];
        sum.WriteCanonicalLimbs(words);
        ulong rest = words[0];
        for (int i = 0; i < _columns.Limbs; i++)
        {
            limbs[i] = Fr.FromUInt64(rest & ((1UL << _columns.LimbBits) - 1));
            rest >>= _columns.LimbBits;
        }
    }
}
