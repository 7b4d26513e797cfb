using System.Globalization;
using ZkRollup.Crypto.Curves;
using ZkRollup.Prover.Plonk;
using static ZkRollup.Prover.Solidity.StraightLine;

namespace ZkRollup.Prover.Solidity;

/// <summary>The lines of a verifier that put the points of the key into memory.</summary>
internal static class KeyText
{
    private const int Word = 32;

    /// <summary>Commitments, the counter of this T, both generators and [τ] of G2.</summary>
    internal static IEnumerable<string> Lines(VerifyingKey key, MemoryMap map)
    {
        List<string> lines = [];
        for (int i = 0; i < key.Commitments.Count; i++)
        {
            lines.AddRange(Point(map.Point(i), key.Commitments[i]));
        }

        if (key.CounterCommitments.Count > 0)
        {
            lines.Add("switch slots");
            for (int i = 0; i < key.CounterCommitments.Count; i++)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"case {key.Shape.SlotsMin << i} {{"));
                lines.AddRange(Point(map.Point(key.Commitments.Count), key.CounterCommitments[i]).Select(line => $"    {line}"));
                lines.Add("}");
            }
        }

        lines.AddRange(Point(map.Point(map.SumCount - 1), G1Affine.Generator));
        lines.Add("// −[1]₂ and [τ]₂; the points of G1 follow later.");
        lines.AddRange(Point(map.Pairing + G1Affine.Eip2537Length, -G2Affine.Generator));
        lines.AddRange(Point(map.Pairing + (2 * G1Affine.Eip2537Length) + G2Affine.Eip2537Length, key.TauG2));
        return lines;
    }

    private static IEnumerable<string> Point(int address, G1Affine point)
    {
        byte[] bytes = new byte[G1Affine.Eip2537Length];
        point.WriteEip2537(bytes);
        return Words(address, bytes);
    }

    private static IEnumerable<string> Point(int address, G2Affine point)
    {
        byte[] bytes = new byte[G2Affine.Eip2537Length];
        point.WriteEip2537(bytes);
        return Words(address, bytes);
    }

    private static IEnumerable<string> Words(int address, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i += Word)
        {
            string digits = Convert.ToHexStringLower(bytes.AsSpan(i, Word)).TrimStart('0');
            string value = digits.Length == 0 ? "0" : $"0x{(digits.Length % 2 == 0 ? "" : "0")}{digits}";
            yield return $"mstore({Hex(address + i)}, {value})";
        }
    }
}
