using System.Text;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

public class CauseTests
{
    private static readonly DefectSet[] Sets =
        [OrderDefects.PlaceOrder, .. QueueDefects.All, .. SignedDefects.All, .. PriceDefects.All, .. RiskDefects.All];

    public static TheoryData<string> Names => new(Sets.Select(set => set.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Transaction_WithoutDefect_IsAccepted(string name)
    {
        ScriptResult result = ScriptRunner.Run(SetOf(name).Base());
        Assert.Null(result.Failure);
        Assert.Empty(result.Applying);
        Assert.Equal(Refusal.None, result.Refusal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Transaction_WithOneDefect_IsRefusedForIt(string name)
    {
        DefectSet set = SetOf(name);
        HashSet<Refusal> reached = [];
        StringBuilder faults = new();
        foreach (Defect defect in set.Defects)
        {
            Script script = set.Base();
            defect.Apply(script);
            ScriptResult result = ScriptRunner.Run(script);
            if (result.Failure is not null || result.Refusal != defect.Refusal)
            {
                faults.AppendLine($"{defect.Refusal}: got {result.Refusal} of {string.Join(", ", result.Applying)}; {result.Failure}");
            }

            reached.Add(result.Refusal);
        }

        foreach (Refusal refusal in set.Preconditions.Select(p => p.Refusal))
        {
            if (reached.Contains(refusal) == set.Unreachable.ContainsKey(refusal))
            {
                faults.AppendLine($"{refusal}: reached {reached.Contains(refusal)}");
            }
        }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ImpossiblePairs_AreListedOnceAndInOrder(string name)
    {
        DefectSet set = SetOf(name);
        List<Refusal> order = [.. set.Preconditions.Select(p => p.Refusal).Where(r => !set.Unreachable.ContainsKey(r))];
        (int First, int Second)[] pairs =
            [.. set.Impossible.SelectMany(item => item.Others, (item, other) => (order.IndexOf(item.First), order.IndexOf(other)))];

        Assert.Equal(order.Distinct(), order);
        Assert.All(pairs, pair => Assert.InRange(pair.First, 0, pair.Second - 1));
        Assert.Equal(pairs.Distinct().Order(), pairs);
        Assert.All(set.Impossible, item => Assert.NotEmpty(item.Reason));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Transaction_WithTwoDefects_IsRefusedForTheFirst(string name)
    {
        DefectSet set = SetOf(name);
        StringBuilder faults = new();
        Refusal[] order = [.. set.Preconditions.Select(p => p.Refusal).Where(r => !set.Unreachable.ContainsKey(r))];
        for (int i = 0; i < order.Length; i++)
        {
            for (int j = i + 1; j < order.Length; j++)
            {
                CheckPair(set, order[i], order[j], faults);
            }
        }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    private static DefectSet SetOf(string name) => Sets.Single(set => set.Name == name);

    /// <summary>In one and the same script both apply and the first is answered; or the pair is listed, and no script has both.</summary>
    /// <remarks>
    /// A listed pair is refuted by any script in which both apply, whatever else does and whatever is answered. A pair that is not
    /// listed needs one in which nothing before the first applies, so that the answer says something about these two.
    /// </remarks>
    private static void CheckPair(DefectSet set, Refusal first, Refusal second, StringBuilder faults)
    {
        bool isImpossible = set.Impossible.Any(item => item.First == first && item.Others.Contains(second));
        bool areTogether = false;
        bool isTested = false;
        foreach ((Defect a, Defect b) in PairsOf(set, first, second))
        {
            Script script = set.Base();
            a.Apply(script);
            b.Apply(script);
            ScriptResult result = ScriptRunner.Run(script);
            if (!result.IsConsistent)
            {
                faults.AppendLine($"{first}, {second}: got {result.Refusal} of {string.Join(", ", result.Applying)}; {result.Failure}");
            }

            areTogether |= result.Apply(first, second);
            isTested |= result.Apply(first, second) && result.Refusal == first;
        }

        if (isImpossible ? areTogether : !isTested)
        {
            string found = isTested ? "apply together" : areTogether ? "apply together, but never alone" : "do not apply together";
            faults.AppendLine($"{first}, {second}: {found}, and are {(isImpossible ? "" : "not ")}listed");
        }
    }

    /// <summary>All pairs of defects for two preconditions, in both orders of application.</summary>
    private static IEnumerable<(Defect First, Defect Second)> PairsOf(DefectSet set, Refusal first, Refusal second)
    {
        foreach (Defect a in set.Defects.Where(defect => defect.Refusal == first))
        {
            foreach (Defect b in set.Defects.Where(defect => defect.Refusal == second))
            {
                yield return (a, b);
                yield return (b, a);
            }
        }
    }
}
