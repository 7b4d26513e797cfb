using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// The cells of the step machine: a result on each row, operands and line on the rows that have a line, and the limbs of the rows that may
/// use them.
/// </summary>
/// <remarks>
/// All of them are inputs of the slot. Results are copied column 0, third operands copied column 1, so that devices can be tied to both;
/// what only the unit of a row reads is local. Allocate it first.
/// </remarks>
public sealed class MachineColumns
{
    /// <summary>Copied columns: w and c.</summary>
    public const int Copied = 2;

    /// <summary>Local columns: a, b, the line and the program.</summary>
    public const int Local = LineStart + LineCode.Columns + 1;

    private const int LineStart = 2;

    private readonly Region _results;
    private readonly Region _lines;
    private readonly Region _limbs;

    /// <summary>Sets the cells aside.</summary>
    /// <param name="builder">An empty slot.</param>
    public MachineColumns(CircuitBuilder builder)
        : this(builder, MachineShape.FirstLineRow, MachineShape.FirstLimbRow)
    {
    }

    /// <summary>Of a machine of other size.</summary>
    /// <param name="builder">An empty slot.</param>
    /// <param name="firstLineRow">The rows above have no line.</param>
    /// <param name="firstLimbRow">The limbs of the rows above belong to devices.</param>
    internal MachineColumns(CircuitBuilder builder, int firstLineRow, int firstLimbRow)
    {
        ArgumentNullException.ThrowIfNull(builder);
        GridShape shape = builder.Shape;
        _results = builder.Allocate("machine.results", new(shape.Rows, 1));
        _lines = builder.Allocate("machine.lines", new(shape.Rows - firstLineRow, Copied - 1, Local), firstLineRow);
        _limbs = builder.Allocate("machine.limbs", new(shape.Rows - firstLimbRow, 0, 0, shape.Limbs), firstLimbRow);
        Rows = shape.Rows;
        Limbs = shape.Limbs;
        LimbBits = shape.LimbBits;
        FirstLineRow = firstLineRow;
        FirstLimbRow = firstLimbRow;
        if (Result(0).Column != 0 || Third(firstLineRow).Column != 1)
        {
            throw new ArgumentException("The machine takes the first two copied columns: allocate it first.", nameof(builder));
        }

        DeclareInputs(builder);
    }

    /// <summary>R.</summary>
    internal int Rows { get; }

    /// <summary>Limbs of a row.</summary>
    internal int Limbs { get; }

    /// <summary>Bits of a limb.</summary>
    internal int LimbBits { get; }

    /// <summary>Bits of all limbs of a row.</summary>
    internal int RangeBits => Limbs * LimbBits;

    /// <summary>This row and the ones below have a line.</summary>
    internal int FirstLineRow { get; }

    /// <summary>Rows that have a line.</summary>
    internal int LineRows => Rows - FirstLineRow;

    /// <summary>The limbs of this row and the ones below are the machine's.</summary>
    internal int FirstLimbRow { get; }

    /// <summary>The result w of a row.</summary>
    public Cell Result(int row) => _results[row, 0];

    /// <summary>The third operand c of a row from <see cref="FirstLineRow"/> on.</summary>
    public Cell Third(int row) => LineCell(row, 0);

    /// <summary>The operand a of a row.</summary>
    internal Cell First(int row) => LineCell(row, Copied - 1);

    /// <summary>The operand b of a row.</summary>
    internal Cell Second(int row) => LineCell(row, Copied);

    /// <summary>A cell of the line of a row.</summary>
    internal Cell Line(int row, LineColumn column) => LineCell(row, Copied - 1 + LineStart + (int)column);

    /// <summary>The key of the program, the same on all rows that have a line.</summary>
    internal Cell Program(int row) => LineCell(row, Copied - 1 + LineStart + LineCode.Columns);

    /// <summary>A limb of a row from <see cref="FirstLimbRow"/> on.</summary>
    internal Cell Limb(int row, int index) => _limbs.Limb(row - FirstLimbRow, index);

    /// <summary>A limb of any row: rows above <see cref="FirstLimbRow"/> have lines that do not use it.</summary>
    internal Cell LimbOfAnyRow(int row, int index) => new(row, Limb(FirstLimbRow, index).Column);

    private Cell LineCell(int row, int column) => _lines[row - FirstLineRow, column];

    /// <summary>Column by column, so that the inputs of a slot can be filled by whole columns; the limbs row by row.</summary>
    private void DeclareInputs(CircuitBuilder builder)
    {
        for (int row = 0; row < Rows; row++)
        {
            builder.Input(Result(row));
        }

        for (int column = 0; column < Copied - 1 + Local; column++)
        {
            for (int row = FirstLineRow; row < Rows; row++)
            {
                builder.Input(LineCell(row, ColumnOfInput(column)));
            }
        }

        for (int row = FirstLimbRow; row < Rows; row++)
        {
            for (int limb = 0; limb < Limbs; limb++)
            {
                builder.Input(Limb(row, limb));
            }
        }
    }

    /// <summary>The order of the inputs is w, a, b, c, line, program.</summary>
    private static int ColumnOfInput(int input) => input switch
    {
        0 => Copied - 1,
        1 => Copied,
        2 => 0,
        _ => input,
    };
}
