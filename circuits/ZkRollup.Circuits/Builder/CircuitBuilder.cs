using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>Writes down one slot of a circuit: its regions, gates, copies, lookups and bus terms, and how to compute the witness.</summary>
/// <remarks>
/// Gates are written over cells. Two uses of a label with the same formula relative to their row are one gate with one selector. Cells that
/// no region asked for and no step writes are zero in an honest witness and free otherwise.
/// </remarks>
public sealed partial class CircuitBuilder
{
    private readonly string _name;
    private readonly GridLayout _layout;
    private readonly FixedColumnSet _fixed;
    private readonly List<FixedColumn> _tables = [];
    private readonly List<string> _witness = [];
    private readonly List<WitnessStep> _steps = [];
    private readonly List<Cell> _inputs = [];
    private readonly HashSet<Cell> _written = [];
    private int _instanceColumns;
    private int _publicScalars;

    /// <summary>An empty slot.</summary>
    /// <param name="name">Name of the circuit.</param>
    /// <param name="shape">The grid.</param>
    /// <param name="instanceStride">Word j of the instance columns lies on row j·stride; 0 for one word a slot, on its first row.</param>
    /// <param name="sharesTables">
    /// Whether all tables of constants lie in one, below each other: one multiplicity and one term for all of them. A batch must then hold
    /// as many rows as they have together.
    /// </param>
    public CircuitBuilder(string name, GridShape shape, int instanceStride = 0, bool sharesTables = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!int.IsPow2(shape.Rows) || shape.Copied < 0 || shape.Local < 0 || shape.Limbs < 0 || shape.Columns == 0)
        {
            throw new ArgumentException($"Not a grid: {shape}.", nameof(shape));
        }

        _name = name;
        _sharesTables = sharesTables;
        Shape = shape;
        InstanceStride = instanceStride == 0 ? shape.Rows : instanceStride;
        _layout = new(shape);
        _fixed = new(shape.Rows);
        _copies = new(shape.Rows, shape.Copied);
        _witness.AddRange(Enumerable.Range(0, shape.Copied).Select(i => $"copied {i}"));
        _witness.AddRange(Enumerable.Range(0, shape.Local).Select(i => $"local {i}"));
        _witness.AddRange(Enumerable.Range(0, shape.Limbs).Select(i => $"limb {i}"));
        AddLimbTable();
    }

    /// <summary>The grid.</summary>
    public GridShape Shape { get; }

    /// <summary>Word j of the instance columns lies on row j·stride.</summary>
    public int InstanceStride { get; }

    /// <summary>The layout so far, a line a row.</summary>
    public string Picture => _layout.Picture();

    /// <summary>The row counter: 0 on the first row of the batch, one more on each.</summary>
    public Expression Counter { get; } = Expression.Column(ColumnKind.Counter, 0);

    /// <summary>R times the number of the slot, on any row: the counter less the row within the slot.</summary>
    public Expression SlotStart => Counter - RowInSlot;

    /// <summary>The row within the slot, on any row.</summary>
    public Expression RowInSlot => FixedRowNumbers();

    /// <summary>Sets aside cells.</summary>
    /// <param name="kind">The kind of gadget; regions of one kind begin in the same columns, and share gates, while rows are left.</param>
    /// <param name="size">The extent.</param>
    /// <param name="atRow">The first row if it must be that one; −1 for any.</param>
    /// <param name="atColumn">The first copied column if it must be that one; −1 for any.</param>
    /// <exception cref="CircuitLayoutException">No place is left.</exception>
    public Region Allocate(string kind, RegionSize size, int atRow = -1, int atColumn = -1)
    {
        RequireUnbuilt();
        return _layout.Allocate(kind, size, atRow, atColumn);
    }

    /// <summary>Declares the next input of the slot, which lands in a cell.</summary>
    public Unconstrained Input(Cell cell)
    {
        NoteWritten("input", cell);
        _inputs.Add(cell);
        return new(cell);
    }

    /// <summary>Notes how the prover computes some cells from others. It constrains nothing.</summary>
    /// <param name="label">Names the hint, to replace it in tests.</param>
    /// <param name="inputs">Cells that are computed already.</param>
    /// <param name="outputs">Cells that nothing has written yet.</param>
    /// <param name="compute">The computation.</param>
    /// <param name="computeGroup">The same for a group of slots, see <see cref="WitnessStep.ComputeGroup"/>; may be null.</param>
    /// <exception cref="ArgumentException">An input is not computed yet, or an output is already.</exception>
    public void Hint(
        string label, IReadOnlyList<Cell> inputs, IReadOnlyList<Cell> outputs, HintFunction compute, HintFunction? computeGroup = null)
    {
        ArgumentNullException.ThrowIfNull(compute);
        AddStep(new(label, [.. inputs], [.. outputs], compute) { ComputeGroup = computeGroup });
    }

    /// <summary>Forces two cells of copied columns to be equal. Neither is computed by it.</summary>
    /// <exception cref="ArgumentException">A cell lies outside the copied columns.</exception>
    public void Copy(Cell first, Cell second)
    {
        RequireCopied(first);
        RequireCopied(second);
        RequireUnbuilt();
        _copies.Join(first, second);
    }

    /// <summary>Brings a value to another cell of a copied column and forces both to be equal.</summary>
    /// <exception cref="ArgumentException">A cell lies outside the copied columns, or the target is computed already.</exception>
    public Element Import(Element source, Cell target)
    {
        Copy(source.Cell, target);
        AddStep(new("copy", [source.Cell], [target], null));
        return new(target);
    }

    /// <summary>Brings a bit to another cell; see <see cref="Import(Element, Cell)"/>.</summary>
    public Bit Import(Bit source, Cell target) => new(Import((Element)source, target).Cell);

    /// <summary>Brings a bounded number to another cell; see <see cref="Import(Element, Cell)"/>.</summary>
    public Bounded Import(Bounded source, Cell target) => new(Import((Element)source, target).Cell, source.Maximum);

    /// <summary>Adds a fixed column with R values; read it by a formula over cells of the same row.</summary>
    public Expression AddFixedColumn(string name, IReadOnlyList<Fr> values) =>
        Expression.Column(ColumnKind.Fixed, _fixed.Add(name, [.. values]));

    /// <summary>Adds an instance column: a word of the public inputs on every row j·stride, zero on the others.</summary>
    public Expression AddInstanceColumn() => Expression.Column(ColumnKind.Instance, _instanceColumns++);

    /// <summary>Adds a public input that is not on the grid.</summary>
    public Expression AddPublicScalar() => Expression.PublicScalar(_publicScalars++);

    private void AddStep(WitnessStep step)
    {
        foreach (Cell cell in step.Inputs)
        {
            if (!_written.Contains(cell))
            {
                throw new ArgumentException($"'{step.Label}' reads {cell} before it is computed.");
            }
        }

        foreach (Cell cell in step.Outputs)
        {
            NoteWritten(step.Label, cell);
        }

        _steps.Add(step);
    }

    private void NoteWritten(string label, Cell cell)
    {
        RequireUnbuilt();
        if ((uint)cell.Row >= (uint)Shape.Rows || (uint)cell.Column >= (uint)Shape.Columns)
        {
            throw new ArgumentException($"'{label}' writes {cell}, outside the grid of a slot.");
        }

        if (!_written.Add(cell))
        {
            throw new ArgumentException($"'{label}' writes {cell}, which is computed already.");
        }
    }

    private int AddWitnessColumn(string name)
    {
        _witness.Add(name);
        return _witness.Count - 1;
    }

    private void RequireCopied(Cell cell)
    {
        if ((uint)cell.Row >= (uint)Shape.Rows || (uint)cell.Column >= (uint)Shape.Copied)
        {
            throw new ArgumentException($"{cell} lies outside the {Shape.Copied} copied columns.");
        }
    }
}
