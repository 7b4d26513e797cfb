using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Where a record lies on two neighbouring rows: enable, address and fields, all in copied columns.</summary>
/// <remarks>
/// Every record of a circuit lies in the same columns, whether a port finds it, leaves it, or a tree holds it: so all tuples of the memory
/// are the same formula of the fields, and its products are paid for once. On the first row are enable, address and packed fields from the
/// first on, on the second one a spare cell, the whole fields and the rest: for the records of the rollup
/// (enable, address, a0, a1, a2, a3, a4, b0) and (spare, x, y, b1, b2, b3, b4, b5).
/// </remarks>
public sealed class RecordCells
{
    /// <summary>Rows of a record.</summary>
    public const int Rows = 2;

    private const int FirstRowOthers = 2;
    private const int SecondRowOthers = 1;

    private readonly Region _region;
    private readonly int _row;
    private readonly int _packedOnFirstRow;

    internal RecordCells(Region region, int row, RecordFormat format)
    {
        _region = region;
        _row = row;
        _packedOnFirstRow = ColumnsOf(format) - FirstRowOthers;
        Fields = [.. Enumerable.Range(0, format.Count).Select(CellOf)];
    }

    /// <summary>The cell of the flag that says whether the record counts.</summary>
    public Cell Enable => _region[_row, 0];

    /// <summary>The cell of its address.</summary>
    public Cell Address => _region[_row, 1];

    /// <summary>The cell that no tuple but the last one of a record reads: there it is the time.</summary>
    public Cell Spare => _region[_row + 1, 0];

    /// <summary>The cells of its fields, x and y first.</summary>
    public IReadOnlyList<Cell> Fields { get; }

    /// <summary>Columns of a record.</summary>
    internal static int ColumnsOf(RecordFormat format) => (format.Count + FirstRowOthers + SecondRowOthers + 1) / Rows;

    private Cell CellOf(int field)
    {
        if (RecordFormat.IsWhole(field))
        {
            return _region[_row + 1, SecondRowOthers + field];
        }

        int packed = field - RecordFormat.WholeFields;
        return packed < _packedOnFirstRow
            ? _region[_row, FirstRowOthers + packed]
            : _region[_row + 1, SecondRowOthers + RecordFormat.WholeFields + packed - _packedOnFirstRow];
    }
}
