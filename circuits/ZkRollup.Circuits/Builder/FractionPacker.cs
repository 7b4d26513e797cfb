using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Builder;

/// <summary>Chooses which terms share a fraction and which fractions share a helper column.</summary>
/// <remarks>
/// A term alone has a denominator of the degree of its tuple. Terms on disjoint rows can share one, at one degree more for the selectors,
/// which pays from three terms on, and is possible while tuple and selector leave a degree for the helper column. A helper column takes
/// fractions as long as its constraint stays within <see cref="Circuit.DegreeMax"/>: one for the column and the denominators, and for
/// each numerator with the other denominators. The running sum stands in the place of the last group's column, at the same degree.
/// </remarks>
internal static class FractionPacker
{
    private const int TermsPerSharedFractionMin = 3;

    /// <summary>Groups of fractions, one helper column each: the fewest that the terms give in one of two orders.</summary>
    /// <remarks>Which terms find a fraction to share depends on which come first; those that fit with the fewest others find
    /// least.</remarks>
    internal static IReadOnlyList<IReadOnlyList<BusFraction>> Pack(IReadOnlyList<BusTerm> terms)
    {
        List<List<BusFraction>> asGiven = Group(Share(terms));
        List<List<BusFraction>> hardestFirst = Group(
            Share([.. terms.OrderByDescending(term => terms.Count(other => Overlap(term, other)))]));
        return hardestFirst.Count < asGiven.Count ? hardestFirst : asGiven;
    }

    private static List<List<BusFraction>> Group(List<BusFraction> fractions)
    {
        List<List<BusFraction>> groups = [];
        foreach (BusFraction fraction in fractions.OrderByDescending(fraction => fraction.Denominator.Degree))
        {
            List<BusFraction>? group = groups.Find(candidate => Fits([.. candidate, fraction]));
            if (group is null)
            {
                group = [];
                groups.Add(group);
            }

            group.Add(fraction);
        }

        return groups;
    }

    private static List<BusFraction> Share(IReadOnlyList<BusTerm> terms)
    {
        List<List<BusTerm>> classes = [];
        List<BusFraction> fractions = [];
        foreach (BusTerm term in terms)
        {
            if (term.Selector < 0 || term.Compressed.Degree + 2 > Circuit.DegreeMax)
            {
                fractions.Add(new([term]));
                continue;
            }

            List<BusTerm>? disjoint = classes.Find(members => !members.Exists(member => Overlap(member, term)));
            if (disjoint is null)
            {
                disjoint = [];
                classes.Add(disjoint);
            }

            disjoint.Add(term);
        }

        // A term that found too few others to share with may still find a place among those who do.
        List<List<BusTerm>> shared = classes.FindAll(members => members.Count >= TermsPerSharedFractionMin);
        foreach (BusTerm term in classes.Except(shared).SelectMany(members => members))
        {
            if (shared.Find(members => !members.Exists(member => Overlap(member, term))) is { } members)
            {
                members.Add(term);
            }
            else
            {
                fractions.Add(new([term]));
            }
        }

        fractions.AddRange(shared.Select(members => new BusFraction(members)));
        return fractions;
    }

    private static bool Overlap(BusTerm first, BusTerm second) => first.Rows.Intersect(second.Rows).Any();

    private static bool Fits(IReadOnlyList<BusFraction> group)
    {
        int denominators = group.Sum(fraction => fraction.Denominator.Degree);
        return denominators + 1 <= Circuit.DegreeMax
            && group.All(fraction => denominators - fraction.Denominator.Degree + fraction.Numerator.Degree <= Circuit.DegreeMax);
    }
}
