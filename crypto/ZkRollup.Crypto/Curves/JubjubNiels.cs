using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>An affine Jubjub point prepared as the second operand of an addition: (y + x, y − x, 2d·x·y).</summary>
internal readonly struct JubjubNiels(in Fr yPlusX, in Fr yMinusX, in Fr xy2D)
{
    internal readonly Fr YPlusX = yPlusX;
    internal readonly Fr YMinusX = yMinusX;
    internal readonly Fr Xy2D = xy2D;

    /// <summary>The neutral element.</summary>
    internal static JubjubNiels Identity => new(Fr.One, Fr.One, Fr.Zero);

    /// <summary>Prepares a point given by its affine coordinates.</summary>
    internal static JubjubNiels FromAffine(in Fr x, in Fr y) => new(y + x, y - x, x * y * JubjubPoint.TwiceD);

    /// <summary>Sets <paramref name="result"/> to whenOne if choice is 1 and to whenZero if it is 0, without a branch.</summary>
    internal static void Select(ulong choice, in JubjubNiels whenZero, in JubjubNiels whenOne, out JubjubNiels result)
    {
        Fr.Select(choice, whenZero.YPlusX, whenOne.YPlusX, out Fr yPlusX);
        Fr.Select(choice, whenZero.YMinusX, whenOne.YMinusX, out Fr yMinusX);
        Fr.Select(choice, whenZero.Xy2D, whenOne.Xy2D, out Fr xy2D);
        result = new JubjubNiels(yPlusX, yMinusX, xy2D);
    }

    /// <summary>Sets <paramref name="result"/> to −point if choice is 1 and to point if it is 0, without a branch.</summary>
    internal static void NegateIf(ulong choice, in JubjubNiels point, out JubjubNiels result) =>
        Select(choice, point, new JubjubNiels(point.YMinusX, point.YPlusX, -point.Xy2D), out result);
}

/// <summary>A Jubjub point prepared as the second operand of an addition: (Y + X, Y − X, 2Z, 2d·T).</summary>
internal readonly struct JubjubCached(in Fr yPlusX, in Fr yMinusX, in Fr z2, in Fr t2D)
{
    internal readonly Fr YPlusX = yPlusX;
    internal readonly Fr YMinusX = yMinusX;
    internal readonly Fr Z2 = z2;
    internal readonly Fr T2D = t2D;

    /// <summary>Prepares a point; one product.</summary>
    internal JubjubCached(in JubjubPoint point)
        : this(point.Y + point.X, point.Y - point.X, point.Z + point.Z, point.T * JubjubPoint.TwiceD)
    {
    }

    /// <summary>Sets <paramref name="result"/> to whenOne if choice is 1 and to whenZero if it is 0, without a branch.</summary>
    internal static void Select(ulong choice, in JubjubCached whenZero, in JubjubCached whenOne, out JubjubCached result)
    {
        Fr.Select(choice, whenZero.YPlusX, whenOne.YPlusX, out Fr yPlusX);
        Fr.Select(choice, whenZero.YMinusX, whenOne.YMinusX, out Fr yMinusX);
        Fr.Select(choice, whenZero.Z2, whenOne.Z2, out Fr z2);
        Fr.Select(choice, whenZero.T2D, whenOne.T2D, out Fr t2D);
        result = new JubjubCached(yPlusX, yMinusX, z2, t2D);
    }

    /// <summary>Sets <paramref name="result"/> to −point if choice is 1 and to point if it is 0, without a branch.</summary>
    internal static void NegateIf(ulong choice, in JubjubCached point, out JubjubCached result) =>
        Select(choice, point, new JubjubCached(point.YMinusX, point.YPlusX, point.Z2, -point.T2D), out result);
}
