using System.Numerics;
using ZkRollup.Prover.Plonk;
using static ZkRollup.Prover.Solidity.StraightLine;

namespace ZkRollup.Prover.Solidity;

/// <summary>The lines of a verifier that follow from its packs: powers, divisors, remainders and scalars.</summary>
internal sealed class OpeningText(VerifyingKey key, MemoryMap map, IReadOnlyList<PackGroup> groups)
{
    private readonly CircuitShape _shape = key.Shape;

    /// <summary>The periods of columns, longest first, then R, which fixed columns have.</summary>
    internal static IReadOnlyList<int> Periods(CircuitShape shape) =>
        [.. shape.TablePeriods.Append(shape.RowsPerSlot).Distinct().OrderDescending()];

    /// <summary>Variables that the lines need.</summary>
    internal static IEnumerable<string> Variables(CircuitShape shape, IReadOnlyList<PackGroup> groups) =>
        [.. Periods(shape).Select(period => $"ZETA_{period}"), .. groups.Select(group => group.Power).Distinct()];

    /// <summary>ζ^(n/P) for all periods, ζ^n and ζ^m, from x = ζ^(n/P) for the longest period.</summary>
    internal IEnumerable<string> ZetaPowers()
    {
        IReadOnlyList<int> periods = Periods(_shape);
        List<(string Name, int Exponent)> targets = [.. periods.Select(period => ($"ZETA_{period}", periods[0] / period))];
        targets.Add(("ZETA_N", periods[0]));
        targets.Add(("ZETA_PIECE", periods[0] * _shape.PackingFactor));
        int exponent = 1;
        foreach ((string name, int wanted) in targets)
        {
            for (; exponent < wanted; exponent *= 2)
            {
                yield return "x := mulmod(x, x, r)";
            }

            yield return $"mstore({name}, x)";
        }
    }

    /// <summary>z^F for all factors, by squares and products.</summary>
    internal IEnumerable<string> ZPowers()
    {
        foreach (int factor in groups.Select(group => group.Factor).Distinct())
        {
            yield return "x := z";
            for (int bit = BitOperations.Log2((uint)factor) - 1; bit >= 0; bit--)
            {
                yield return "x := mulmod(x, x, r)";
                if (((factor >> bit) & 1) == 1)
                {
                    yield return "x := mulmod(x, z, r)";
                }
            }

            yield return $"mstore(Z_{factor}, x)";
        }
    }

    /// <summary>The divisors of all groups at z.</summary>
    internal IEnumerable<string> DivisorLines()
    {
        for (int i = 0; i < groups.Count; i++)
        {
            PackGroup group = groups[i];
            string offset = $"addmod(mload({group.Power}), {(group.Period == 0 ? "minusZeta" : $"sub(r, mload({group.Point}))")}, r)";
            yield return group.IsRotated
                ? $"mstore({Hex(Divisor(i))}, mulmod({offset}, addmod(mload({group.Power}), sub(r, next), r), r))"
                : $"mstore({Hex(Divisor(i))}, {offset})";
        }
    }

    /// <summary>Remainders and scalars of all packs.</summary>
    internal IEnumerable<string> PackLines()
    {
        if (groups.Any(group => group.IsRotated))
        {
            string power = groups.First(group => group.IsRotated).Power;
            yield return "// (z^F − ζ)/(ζω − ζ): how far z^F is from ζ towards ζω.";
            yield return $"let step := mulmod(addmod(mload({power}), sub(r, mload(ZETA)), r), mload(STEP), r)";
        }

        IReadOnlyList<Pack> packs = key.Plan.Packs;
        for (int i = 0; i < packs.Count; i++)
        {
            Pack pack = packs[i];
            yield return $"// Pack {i}: {pack.Kind} columns {string.Join(' ', pack.Columns)}.";
            foreach (string line in PackLines(pack, i))
            {
                yield return line;
            }
        }
    }

    /// <summary>The divisor of a group, later its inverse.</summary>
    internal int Divisor(int group) => map.Divisors + (32 * group);

    private IEnumerable<string> PackLines(Pack pack, int number)
    {
        foreach (string line in Horner("a", pack, 0))
        {
            yield return line;
        }

        if (pack.IsRotated)
        {
            foreach (string line in Horner("b", pack, 1))
            {
                yield return line;
            }

            // Both are below 2r; the difference of two such needs addmod.
            yield return "a := addmod(a, mulmod(addmod(b, sub(rr, a), r), step, r), r)";
        }

        int group = groups.ToList().IndexOf(PackGroup.Of(pack));
        yield return $"weight := mulmod(power, mload({Hex(Divisor(group))}), r)";
        yield return $"mstore({Hex(map.Scalar(number))}, weight)";
        yield return "constant_ := addmod(constant_, mulmod(weight, a, r), r)";
        yield return "power := mulmod(power, v, r)";
    }

    /// <summary>Σ_j z^j·value_j by Horner's rule; the sum stays below 2r.</summary>
    private IEnumerable<string> Horner(string variable, Pack pack, int rotation)
    {
        for (int j = pack.Columns.Count - 1; j >= 0; j--)
        {
            string value = $"mload({Hex(map.Evaluation(key.Layout.Evaluation(pack.Kind, pack.Columns[j], rotation)))})";
            yield return j == pack.Columns.Count - 1
                ? $"{variable} := {value}"
                : $"{variable} := add(mulmod({variable}, z, r), {value})";
        }
    }
}
