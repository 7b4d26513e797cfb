using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Where the values of a double-base multiplication lie: a row for each byte of the scalars, and one for the result.</summary>
internal static class WindowLayout
{
    /// <summary>Rows that take a byte of each scalar.</summary>
    internal const int ByteRows = 32;

    /// <summary>The row of the result and of both scalars.</summary>
    internal const int ResultRow = ByteRows;

    /// <summary>The row before which the higher half of each scalar has been taken.</summary>
    internal const int MiddleRow = ByteRows / 2;

    /// <summary>The sum so far.</summary>
    internal const int Sum = 0;

    /// <summary>The part of h that the rows before have taken.</summary>
    internal const int Challenge = 2;

    /// <summary>The part of s that the rows before have taken.</summary>
    internal const int Scalar = 3;

    /// <summary>First column of the window of the higher digit of h.</summary>
    internal const int HighWindow = 4;

    /// <summary>First column of the window of the lower digit of h.</summary>
    internal const int LowWindow = 14;

    /// <summary>
    /// Within a window: x of twice the point, four times it, x of eight times it, sixteen times it, the multiple of −A, the sum.
    /// </summary>
    internal const int TwiceX = 0;

    /// <summary>Four times the point.</summary>
    internal const int Fourfold = 1;

    /// <summary>x of eight times the point.</summary>
    internal const int EightfoldX = 3;

    /// <summary>Sixteen times the point.</summary>
    internal const int Sixteenfold = 4;

    /// <summary>The multiple of −A.</summary>
    internal const int KeyMultiple = 6;

    /// <summary>The sum of both.</summary>
    internal const int KeySum = 8;

    /// <summary>The multiple of G.</summary>
    internal const int GeneratorMultiple = 24;

    /// <summary>The higher digit of h.</summary>
    internal const int HighDigit = 26;

    /// <summary>The rectangle: four copied columns, for the result and the scalars.</summary>
    internal static readonly RegionSize Size = new(ByteRows + 1, 4, 23);
}
