using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>A cell with any field element that its constraints allow: the result of a gate, or a free input of the statement.</summary>
public readonly record struct Element
{
    internal Element(Cell cell) => Cell = cell;

    /// <summary>Where it lies.</summary>
    public Cell Cell { get; }

    /// <summary>Declares that the statement holds for any value, or that constraints out of the builder's sight fix the cell.</summary>
    public static Element FromUnchecked(Cell cell) => new(cell);

    /// <summary>The cell as a variable.</summary>
    public static implicit operator Expression(Element wire) => Expression.Of(wire.Cell);
}
