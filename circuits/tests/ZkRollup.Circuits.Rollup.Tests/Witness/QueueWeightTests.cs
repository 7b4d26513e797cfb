using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;
using ZkRollup.WorkingTree;

namespace ZkRollup.Circuits.Rollup.Tests.Witness;

/// <summary>
/// What L1 may demand of a batch (docs/settlement.md, 3.5) fits into one of the smallest T, with prices of its own time.
/// </summary>
public sealed class QueueWeightTests(ITestOutputHelper output)
{
    /// <summary>A ForcedClose: its first step and a wait, the insurance, 16 counterparties with debts, the insurance, Restore.</summary>
    private const int StepsOfClose = 2 + 1 + (16 * 2) + 1 + 1;

    /// <summary>A ForcedWithdraw: eight positions, the first in its first step, three in each of the others, and a wait.</summary>
    private const int StepsOfWithdrawal = 5;

    private static readonly long CloseWeight = Constant("CLOSE_WEIGHT");

    private static readonly long WithdrawalWeight = Constant("WITHDRAWAL_WEIGHT");

    private static readonly long WeightMax = Constant("OPERATIONS_MAX");

    /// <summary>Numbers of closes and withdrawals that together weigh no more than the most.</summary>
    public static TheoryData<int, int> Mixes
    {
        get
        {
            TheoryData<int, int> mixes = [];
            for (int closes = 0; closes * CloseWeight <= WeightMax; closes++)
            {
                int withdrawals = (int)((WeightMax - (closes * CloseWeight)) / WithdrawalWeight);
                foreach (int some in new[] { 0, withdrawals / 2, withdrawals }.Distinct())
                {
                    mixes.Add(closes, some);
                }
            }

            return mixes;
        }
    }

    [Fact]
    public void Weights_OfTheContracts_AreOfAsManyOperationsAsABatchTakes()
    {
        Assert.Equal(BatchPublicData.OperationsMax, WeightMax);
        Assert.InRange(CloseWeight, 2, WeightMax);
        Assert.InRange(WithdrawalWeight, 2, WeightMax);
    }

    /// <summary>Closes and withdrawals take their weights, other operations 1; together it is just the most.</summary>
    [Theory]
    [MemberData(nameof(Mixes))]
    public void Batch_OfOperationsOfTheMostWeight_FitsTheSmallestT(int closes, int withdrawals)
    {
        int others = (int)(WeightMax - (closes * CloseWeight) - (withdrawals * WithdrawalWeight));
        Action<WorstQueue>[] kinds =
            [queue => queue.Deposit(), queue => queue.CancelAll(), queue => queue.ChangeMasterKey(), queue => queue.ListInstrument()];
        foreach (Action<WorstQueue> other in kinds)
        {
            WorstQueue queue = new();
            Repeat(closes, queue.Close);
            Repeat(withdrawals, queue.Withdraw);
            Repeat(others, () => other(queue));
            BatchTransaction[] marks = [.. queue.FreshMarks()];
            BatchCollector batch = Collect(queue, marks);
            output.WriteLine($"{closes} closes, {withdrawals} withdrawals, {others} others: {Use(batch)}");
            Assert.Equal(marks.Length + (closes * StepsOfClose) + (withdrawals * StepsOfWithdrawal) + others, batch.StepCount);
        }
    }

    private static BatchCollector Collect(WorstQueue queue, IEnumerable<BatchTransaction> first)
    {
        BatchCollector batch = new(default, new(WorstQueue.Now), default, default, queue, WholeBatch.Limits);
        foreach (BatchTransaction transaction in first.Concat(queue.Operations))
        {
            BatchRoom room = batch.TryAdd(transaction);
            Assert.True(room == BatchRoom.Enough, $"{room}: {Use(batch)}");
        }

        return batch;
    }

    private static string Use(BatchCollector batch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{batch.Transactions.Count} transactions take {batch.StepCount} of {WholeBatch.Limits.Slots} slots, {batch.Touched.Count()} of "
        + $"{WholeBatch.Limits.TouchedPerSlot * WholeBatch.Limits.Slots} records, {batch.NodeCount} of "
        + $"{WholeBatch.Limits.NodesPerSlot * WholeBatch.Limits.Slots} nodes");

    private static void Repeat(int count, Action action)
    {
        for (int i = 0; i < count; i++)
        {
            action();
        }
    }

    /// <summary>A constant of the queue's contract.</summary>
    private static long Constant(string name)
    {
        string source = File.ReadAllText(SourceTree.PathOf("contracts", "src", "core", "L1Queue.sol"));
        Match match = Regex.Match(source, $"uint256 public constant {name} = ([0-9]+);");
        return long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
