using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;

namespace ZkRollup.Prover.Plonk;

/// <summary>Groups the commitments of a proof by the points at which they are opened.</summary>
internal static class ProofOpenings
{
    /// <summary>
    /// One group for the fixed columns, one for each period of tables, one for columns opened at ζ, one for those opened at ζω too, one
    /// for the counter and the quotient.
    /// </summary>
    internal static List<OpeningGroup> Groups(PackPlan plan, int rows, Fr zeta, Fr omega, Fr v)
    {
        List<OpeningGroup> groups = [];
        SortedDictionary<int, (Pack First, List<OpeningPack> All)> periods = [];
        List<OpeningPack> atOne = [];
        List<OpeningPack> atTwo = [];
        List<OpeningPack> single = [];
        Fr weight = Fr.One;
        foreach (Pack pack in plan.Packs)
        {
            OpeningPack opening = new(pack.Kind, pack.Columns, weight);
            if (pack.Period > 0)
            {
                _ = periods.TryAdd(pack.Period, (pack, []));
                periods[pack.Period].All.Add(opening);
            }
            else if (pack.Kind == ColumnKind.Counter)
            {
                single.Add(opening);
            }
            else
            {
                (pack.IsRotated ? atTwo : atOne).Add(opening);
            }

            weight *= v;
        }

        foreach ((Pack first, List<OpeningPack> all) in periods.Values)
        {
            groups.Add(new(first.Factor, [Fr.PowVarTime(zeta, [(ulong)first.Exponent(rows)])], all));
        }

        Add(groups, new(plan.Shape.PackingFactor, [zeta], atOne));
        Add(groups, new(plan.Shape.PackingFactor, [zeta, zeta * omega], atTwo));
        groups.Add(new(1, [zeta], [.. single, new(null, [], weight)]));
        return groups;
    }

    /// <summary>D(z) = ∏ (z^F − point) of a group.</summary>
    internal static Fr Divisor(OpeningGroup group, in Fr z)
    {
        Fr power = Fr.PowVarTime(z, [(ulong)group.Factor]);
        Fr product = Fr.One;
        foreach (Fr point in group.Points)
        {
            product *= power - point;
        }

        return product;
    }

    private static void Add(List<OpeningGroup> groups, OpeningGroup group)
    {
        if (group.Packs.Count > 0)
        {
            groups.Add(group);
        }
    }
}
