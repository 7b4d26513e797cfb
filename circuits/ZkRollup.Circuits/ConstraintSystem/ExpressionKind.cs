namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The node types of <see cref="Expression"/>.</summary>
public enum ExpressionKind
{
    /// <summary>A field element.</summary>
    Constant,

    /// <summary>A column at rotation 0 or 1.</summary>
    Column,

    /// <summary>A challenge or a selector in closed form.</summary>
    Symbol,

    /// <summary>A public input that is not on the grid.</summary>
    PublicScalar,

    /// <summary>A cell of the slot; only before the builder has laid out the circuit.</summary>
    Cell,

    /// <summary>A constant that differs from use to use of the same gate; only before the layout.</summary>
    Parameter,

    /// <summary>Left plus right.</summary>
    Sum,

    /// <summary>Left minus right.</summary>
    Difference,

    /// <summary>Left times right.</summary>
    Product,
}
