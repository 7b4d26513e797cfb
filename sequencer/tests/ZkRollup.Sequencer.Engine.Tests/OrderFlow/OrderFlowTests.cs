using Xunit.Abstractions;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>An exchange against a matcher and a venue that nobody in this project wrote.</summary>
public abstract class OrderFlowTests(ITestOutputHelper output)
{
    /// <summary>200 orders each; the deepest case has 5,000 on one side.</summary>
    private const int AccountsPerSide = 32;

    public static TheoryData<string> EdgeCases => [.. FlowFiles.ReadEdgeCases().Select(edge => edge.Name)];

    [SharedDataFact(FlowFiles.Folder)]
    public void EdgeCases_File_HasThirtyFour() => Assert.Equal(34, FlowFiles.ReadEdgeCases().Select(edge => edge.Name).Distinct().Count());

    [SharedDataTheory(FlowFiles.Folder)]
    [MemberData(nameof(EdgeCases))]
    public void Exchange_EdgeCase_WritesExpectedReports(string name)
    {
        FlowCase edge = Assert.Single(FlowFiles.ReadEdgeCases(), candidate => candidate.Name == name);
        OpenMarket market = new(NewExchange(), AccountsPerSide);
        Assert.Equal(edge.Expected, FlowAdapter.Run(market, edge.Messages));
    }

    [SharedDataFact(FlowFiles.Folder)]
    public void Exchange_SweepOfFiveThousandOrders_IsContinuedAfterEverySixtyFour()
    {
        FlowCase edge = Assert.Single(FlowFiles.ReadEdgeCases(), candidate => candidate.Name == "deep_recursive_sweep_5000");
        OpenMarket market = new(NewExchange(), AccountsPerSide);
        FlowAdapter.Run(market, edge.Messages);
        Assert.Equal((5_000 - 1) / 64, market.Continuations);
    }

    [SharedDataTheory(FlowFiles.Folder)]
    [InlineData("normal_n100000_s23", 199_833)]
    [InlineData("static_n20000_s23", 39_878)]
    public void Exchange_GeneratedFlow_WritesExpectedReports(string name, int messages)
    {
        FlowCase flow = FlowFiles.ReadFlow(name);
        Assert.Equal(messages, flow.Messages.Count);
        OpenMarket market = new(NewExchange(), AccountsPerSide);
        string reports = FlowAdapter.Run(market, flow.Messages);
        RequireEqual(flow.Expected, reports);
    }

    /// <summary>The bounds are what the data's readme says that a correct price-time engine reaches.</summary>
    [SharedDataFact(FlowFiles.Folder)]
    public void Exchange_VenueDay_AgreesWithVenue()
    {
        using VenueDay day = new();
        OpenMarket market = new(NewExchange(), AccountsPerSide);
        VenueReplay replay = new(market, day.ReadMessages());
        replay.Run(day.ReadRows());
        output.WriteLine($"{replay.RowsEqualToFive} of {replay.Rows} rows equal, {replay.ExecutionsAtHead} of {replay.Executions} at the head");
        Assert.Equal(147_916, replay.Rows);
        Assert.Equal(7_765, replay.Executions);
        Assert.True(replay.RowsEqualToFive >= 0.9994 * replay.Rows, $"{replay.RowsEqualToFive} of {replay.Rows} rows are equal.");
        Assert.InRange(replay.ExecutionsAtHead, 7_689, replay.Executions);
    }

    /// <summary>One without anything in it.</summary>
    private protected abstract IExchange NewExchange();

    /// <summary>Whole files; the message names the first line that differs.</summary>
    private static void RequireEqual(string expected, string actual)
    {
        if (expected == actual)
        {
            return;
        }

        string[] wanted = expected.Split('\n');
        string[] got = actual.Split('\n');
        int line = 0;
        while (line < Math.Min(wanted.Length, got.Length) && wanted[line] == got[line])
        {
            line++;
        }

        Assert.Fail($"Line {line + 1} of {wanted.Length}: expected {wanted.ElementAtOrDefault(line)}, got {got.ElementAtOrDefault(line)}.");
    }
}
