using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using ZkRollup.Crypto.Tests.Lanes;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>Chains against the group law, and sixteen of them against single ones.</summary>
public class JubjubChainTests
{
    private const int Group = JubjubChain.Group;
    private const int Operands = 6;
    private const int Cells = 64;

    /// <summary>Additions after each other and after doublings, notes before, between and after, of the same point twice.</summary>
    private static readonly JubjubStep[] Steps =
    [
        new(JubjubStepKind.Note, 12), new(JubjubStepKind.Add, 0), new(JubjubStepKind.NoteX, 14), new(JubjubStepKind.Add, 2),
        new(JubjubStepKind.Double), new(JubjubStepKind.Note, 15), new(JubjubStepKind.Note, 17), new(JubjubStepKind.Double),
        new(JubjubStepKind.NoteX, 19), new(JubjubStepKind.Add, 4), new(JubjubStepKind.Note, 20), new(JubjubStepKind.Double),
        new(JubjubStepKind.Double), new(JubjubStepKind.Add, 0), new(JubjubStepKind.Add, 6), new(JubjubStepKind.Note, 62),
        new(JubjubStepKind.Add, 8), new(JubjubStepKind.Add, 10), new(JubjubStepKind.Double), new(JubjubStepKind.Note, 22),
    ];

    [Fact]
    public void RunVarTime_AnyPoints_MatchesTheGroupLaw()
    {
        List<JubjubPoint> samples = JubjubSamples.Points(4, seed: 63);
        foreach (JubjubPoint start in samples)
        {
            Fr[] cells = Fill(samples, first: samples.IndexOf(start));
            Fr[] expected = [.. cells];
            JubjubPoint point = start;
            foreach (JubjubStep step in Steps)
            {
                Take(ref point, step, expected);
            }

            JubjubChain.RunVarTime(start, Steps, cells);
            Assert.Equal(expected, cells);
        }
    }

    [RequiresLanesFact]
    public void TryRunGroupVarTime_AnyPoints_MatchesSingleChains()
    {
        List<JubjubPoint> samples = JubjubSamples.Points(10, seed: 64);
        Fr[] cells = [.. Enumerable.Range(0, Group).SelectMany(chain => Fill(samples, first: 5 * chain))];
        Fr[] expected = [.. cells];
        for (int chain = 0; chain < Group; chain++)
        {
            JubjubChain.RunVarTime(JubjubPoint.Identity, Steps, expected.AsSpan(chain * Cells, Cells));
        }

        Assert.True(JubjubChain.TryRunGroupVarTime(Steps, cells));
        Assert.Equal(expected, cells);
    }

    [Fact]
    public void TryRunGroupVarTime_SumWithoutAffineForm_ChangesNothing()
    {
        // (1, 1) and (1, 1/d) are not on the curve, and their sum has a denominator 1 − d·x₁·x₂·y₁·y₂ = 0.
        List<JubjubPoint> samples = JubjubSamples.Points(4, seed: 65);
        Fr[] cells = [.. Enumerable.Range(0, Group).SelectMany(chain => Fill(samples, first: chain))];
        (cells[Cells], cells[Cells + 1], cells[Cells + 2]) = (Fr.One, Fr.One, Fr.One);
        Assert.True(Fr.TryInvertVarTime(JubjubPoint.D, out cells[Cells + 3]));
        Fr[] before = [.. cells];
        JubjubStep[] steps = [.. Steps[..4], new(JubjubStepKind.Note, 15)];
        Assert.False(JubjubChain.TryRunGroupVarTime(steps, cells));
        Assert.Equal(before, cells);
        Assert.Equal(Fr8.IsAccelerated, JubjubChain.TryRunGroupVarTime(steps.AsSpan(0, 4), cells));
    }

    [Fact]
    public void TryRunGroupVarTime_StepBeyondTheCells_Throws()
    {
        Fr[] cells = new Fr[Group * Cells];
        foreach (JubjubStep step in (JubjubStep[])
            [new(JubjubStepKind.Note, Cells - 1), new(JubjubStepKind.NoteX, Cells), new(JubjubStepKind.Add, -1)])
        {
            string message = Assert.Throws<ArgumentException>("steps", () => JubjubChain.TryRunGroupVarTime([step], cells)).Message;
            Assert.Contains($"leaves the {Cells} cells", message, StringComparison.Ordinal);
        }
    }

    private static Fr[] Fill(List<JubjubPoint> samples, int first)
    {
        Fr[] cells = new Fr[Cells];
        for (int i = 0; i < Operands; i++)
        {
            samples[(first + (3 * i)) % samples.Count].ToAffine(out cells[2 * i], out cells[(2 * i) + 1]);
        }

        return cells;
    }

    private static void Take(ref JubjubPoint point, JubjubStep step, Fr[] cells)
    {
        switch (step.Kind)
        {
            case JubjubStepKind.Double:
                point += point;
                break;
            case JubjubStepKind.Add:
                Assert.True(JubjubPoint.TryFromAffine(cells[step.Place], cells[step.Place + 1], out JubjubPoint operand));
                point += operand;
                break;
            case JubjubStepKind.Note:
                point.ToAffine(out cells[step.Place], out cells[step.Place + 1]);
                break;
            default:
                point.ToAffine(out cells[step.Place], out _);
                break;
        }
    }
}
