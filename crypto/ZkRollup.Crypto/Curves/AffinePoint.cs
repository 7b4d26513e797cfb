using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A pair (x, y) on a curve y² = x³ + b with b ≠ 0; infinity is (0, 0), which no such curve contains.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
[SkipLocalsInit]
internal readonly struct AffinePoint<TField>
    where TField : unmanaged, IField<TField>
{
    internal readonly TField X;
    internal readonly TField Y;

    internal AffinePoint(in TField x, in TField y)
    {
        X = x;
        Y = y;
    }

    internal bool IsInfinity => X.IsZero && Y.IsZero;

    internal AffinePoint<TField> Negated
    {
        get
        {
            TField.Negate(Y, out TField y);
            return new(X, y);
        }
    }

    /// <summary>True for infinity and for solutions of y² = x³ + b.</summary>
    internal bool IsOnCurve<TCurve>()
        where TCurve : struct, ICurve<TField>
    {
        TField.Square(Y, out TField left);
        TField.Square(X, out TField right);
        TField.Multiply(right, X, out right);
        TField.Add(right, TCurve.B, out right);
        return left == right || IsInfinity;
    }
}
