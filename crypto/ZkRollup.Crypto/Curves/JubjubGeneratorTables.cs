using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>Multiples of the generator, computed when first used (about a millisecond).</summary>
internal static class JubjubGeneratorTables
{
    /// <summary>Window of <see cref="OddMultiples"/>.</summary>
    internal const int WnafWidth = 8;

    /// <summary>Multiples of each power of 16 in <see cref="Comb"/>: 1 to 8.</summary>
    internal const int CombEntries = 8;

    /// <summary>Entry 8·i + j − 1 is j·16^i·G, for i in 0..63 and j in 1..8.</summary>
    internal static readonly JubjubNiels[] Comb = MakeComb();

    /// <summary>Entry j is (2j + 1)·G, for j in 0..63.</summary>
    internal static readonly JubjubNiels[] OddMultiples = MakeOddMultiples(1 << (WnafWidth - 2));

    private static JubjubNiels[] MakeComb()
    {
        JubjubPoint[] points = new JubjubPoint[CombEntries * ScalarRecoding.SignedHexLength];
        JubjubPoint power = JubjubPoint.Generator;
        for (int i = 0; i < points.Length; i += CombEntries)
        {
            points[i] = power;
            for (int j = 1; j < CombEntries; j++)
            {
                points[i + j] = points[i + j - 1] + power;
            }

            JubjubPoint.Double(points[i + CombEntries - 1], out power);
        }

        return Normalize(points);
    }

    /// <summary>G, 3·G, 5·G and so on.</summary>
    internal static JubjubNiels[] MakeOddMultiples(int count)
    {
        JubjubPoint[] points = new JubjubPoint[count];
        JubjubPoint.Double(JubjubPoint.Generator, out JubjubPoint twice);
        points[0] = JubjubPoint.Generator;
        for (int i = 1; i < points.Length; i++)
        {
            points[i] = points[i - 1] + twice;
        }

        return Normalize(points);
    }

    private static JubjubNiels[] Normalize(JubjubPoint[] points)
    {
        Fr[] inverses = [.. points.Select(p => p.Z)];
        Fr.BatchInvert(inverses);
        return [.. points.Select((p, i) => JubjubNiels.FromAffine(p.X * inverses[i], p.Y * inverses[i]))];
    }
}
