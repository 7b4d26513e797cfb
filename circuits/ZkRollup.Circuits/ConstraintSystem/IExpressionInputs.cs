using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The values of the variables of an expression at one point or on one row.</summary>
public interface IExpressionInputs
{
    /// <summary>A column at rotation 0 or 1.</summary>
    Fr Column(ColumnKind kind, int index, int rotation);

    /// <summary>A challenge or a selector in closed form.</summary>
    Fr Symbol(Symbol symbol);

    /// <summary>A public input that is not on the grid.</summary>
    Fr PublicScalar(int index);
}
