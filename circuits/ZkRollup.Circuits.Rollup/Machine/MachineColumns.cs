using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>The cells of the step machine: on each row result, operands and line, and the limbs of the rows that may use them.</summary>
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

    private readonly Region _cells;
    private readonly Region _limbs;

    /// <summary>Sets the cells aside.</summary>
    /// <param name="builder">An empty slot.</param>
    public MachineColumns(CircuitBuilder builder)
        : this(builder, MachineShape.FirstLimbRow)
    {
    }

    /// <summary>Of a machine of other size.</summary>
    /// <param name="builder">An empty slot.</param>
    /// <param name="firstLimbRow">The limbs of the rows above belong to devices.</param>
    internal MachineColumns(CircuitBuilder builder, int firstLimbRow)
    {
        ArgumentNullException.ThrowIfNull(builder);
        GridShape shape = builder.Shape;
        _cells = builder.Allocate("machine", new(shape.Rows, Copied, Local));
        _limbs = builder.Allocate("machine.limbs", new(shape.Rows - firstLimbRow, 0, 0, shape.Limbs), firstLimbRow);
        Rows = shape.Rows;
        Limbs = shape.Limbs;
        LimbBits = shape.LimbBits;
        FirstLimbRow = firstLimbRow;
        if (Result(0).Column != 0 || Third(0).Column != 1)
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

    /// <summary>The limbs of this row and the ones below are the machine's.</summary>
    internal int FirstLimbRow { get; }

    /// <summary>The result w of a row.</summary>
    public Cell Result(int row) => _cells[row, 0];

    /// <summary>The third operand c of a row.</summary>
    public Cell Third(int row) => _cells[row, 1];

    /// <summary>The operand a of a row.</summary>
    internal Cell First(int row) => _cells[row, Copied];

    /// <summary>The operand b of a row.</summary>
    internal Cell Second(int row) => _cells[row, Copied + 1];

    /// <summary>A cell of the line of a row.</summary>
    internal Cell Line(int row, LineColumn column) => _cells[row, Copied + LineStart + (int)column];

    /// <summary>The key of the program, the same on all rows.</summary>
    internal Cell Program(int row) => _cells[row, Copied + LineStart + LineCode.Columns];

    /// <summary>A limb of a row from <see cref="FirstLimbRow"/> on.</summary>
    internal Cell Limb(int row, int index) => _limbs.Limb(row - FirstLimbRow, index);

    /// <summary>The column of a cell, on whatever row.</summary>
    internal static Expression OnEveryRow(Cell cell) => Expression.Column(ColumnKind.Witness, cell.Column);

    /// <summary>Column by column, so that the inputs of a slot can be filled by whole columns; the limbs row by row.</summary>
    private void DeclareInputs(CircuitBuilder builder)
    {
        for (int column = 0; column < Copied + Local; column++)
        {
            for (int row = 0; row < Rows; row++)
            {
                builder.Input(_cells[row, ColumnOfInput(column)]);
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
        1 => Copied,
        2 => Copied + 1,
        3 => 1,
        _ => input,
    };
}
