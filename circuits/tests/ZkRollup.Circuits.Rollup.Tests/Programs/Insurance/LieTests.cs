using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Liquidation;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Circuits.Rollup.Tests.Programs.Matching;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Choice = ZkRollup.Circuits.Rollup.Programs.Place;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Insurance;

/// <summary>What a prover could gain by in forced trades, tried: the rule that forbids it is named.</summary>
public sealed class LieTests
{
    private const int Place = 2;

    private static RecordAddress Insurance => RecordAddress.Insurance(MatchingWorld.Instrument);

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "4.3 E")]
    [InlineData(-1, "4.3 E")]
    [InlineData(1_000_000, "4.3 E")]
    public void LiquidateInsurance_AnotherEquity_IsFoundByTheScan(long lie, string rule)
    {
        // The insurance takes two lots and covers 1,000.
        MatchingWorld world = PreconditionTests.World();
        world.Write(Insurance, new InsuranceRecord { Exists = true, Cash = new(1L << 40) }.ToRecord());
        StepSequence steps = Matched(world);
        StepInputs inputs = Closing(-1_000 + lie);
        Assert.Equal(rule.Length == 0 ? [] : [rule], ForcedRun.Failures(LiquidationPrograms.LiquidateTaken, inputs, steps));
        Assert.Equal(["10.2, 3 refusal"], ForcedRun.Failures(LiquidationPrograms.LiquidateLeft, Closing(-1_000), steps).Take(1));
    }

    [Fact]
    public void LiquidateEnd_NothingToClose_IsNotProvable()
    {
        StepSequence steps = Matched(PreconditionTests.World());
        Assert.Equal(["NothingToClose"], ForcedRun.Failures(LiquidationPrograms.LiquidateLeft, Closing(-1_000), steps));
        Assert.Equal(["10.2, 3 refusal"], ForcedRun.Failures(LiquidationPrograms.LiquidateTaken, Closing(-1_000), steps));
    }

    [Fact]
    public void ForcedClose_CounterpartyPassedOver_IsNotProvable()
    {
        StepSequence steps = BegunClose(PreconditionTests.World(), largest: 10);
        steps.Step(new(), InsurancePrograms.ForcedCloseFirstNone);
        Assert.Equal(["6.7, 2 no counterparty is left"], ForcedRun.Failures(InsurancePrograms.ForcedCloseLast, new(), steps));
        Assert.Equal(["6.7 all lots are taken"], ForcedRun.Failures(InsurancePrograms.Restore, Held(1), steps).Take(1));
    }

    [Fact]
    public void ForcedClose_InsuranceCouldTakeLots_CannotBePassedOver()
    {
        MatchingWorld world = PreconditionTests.World();
        world.Write(Insurance, new InsuranceRecord { Exists = true, Cash = new(30_000) }.ToRecord());
        StepSequence steps = BegunClose(world, largest: 10);
        Assert.Equal(["6.7, 1"], ForcedRun.Failures(InsurancePrograms.ForcedCloseFirstNone, new(), steps));
        Assert.Empty(ForcedRun.Failures(InsurancePrograms.ForcedCloseFirst, new(), steps));
    }

    [Fact]
    public void ForcedClose_DebtOfTheClosingAccount_CannotBeLeft()
    {
        StepSequence steps = BegunClose(PreconditionTests.World(), largest: 10);
        steps.Step(new(), InsurancePrograms.ForcedCloseFirstNone);
        steps.Step(Taker(2), InsurancePrograms.ForcedCloseCounterparty);
        Assert.Equal(["10.1, no debt: held"], ForcedRun.Failures(InsurancePrograms.Restore, Held(1), steps));
        steps.Step(new(), InsurancePrograms.DebtPaid);
        Assert.Empty(ForcedRun.Failures(InsurancePrograms.Restore, Held(1), steps));
        Assert.Contains("10.1, no debt: cash below 0", ForcedRun.Failures(InsurancePrograms.DebtPaid, new(), steps));
    }

    [Fact]
    public void NoDebt_AccountThatHoldsSomething_IsNotPaid()
    {
        // After 4 of 10 lots the account still holds 6.
        StepSequence steps = BegunClose(PreconditionTests.World(), largest: 4);
        steps.Step(new(), InsurancePrograms.ForcedCloseFirstNone);
        steps.Step(Taker(2), InsurancePrograms.ForcedCloseCounterparty);
        Assert.Equal(["10.1, no debt: no size but 0"], ForcedRun.Failures(InsurancePrograms.DebtPaid, new(), steps));
        Assert.Equal(["10.1, no debt: held"], ForcedRun.Failures(InsurancePrograms.Restore, Held(Place + 1), steps));
        Assert.Empty(ForcedRun.Failures(InsurancePrograms.Restore, Held(Place), steps));
        Assert.Contains("10.1, no debt: whose", ForcedRun.Failures(InsurancePrograms.DebtHeld, Held(Place), steps));
    }

    [Fact]
    public void ForcedClose_PositionNamedElsewhere_IsSearchedFor()
    {
        MatchingWorld world = PreconditionTests.World();
        world.Write(RecordAddress.Owner(new(1)), new OwnerRecord { Address = ForcedWorld.OwnerOf(1) }.ToRecord());
        StepSequence steps = new(world, ForcedRun.Carried());
        StepInputs inputs = ForcedRun.Inputs(Operation(10));
        steps.Step(Choice.Choose(inputs, ForcedCloseOpening.PlaceInput, Place + 1), InsurancePrograms.ForcedCloseRefused);
        Assert.Equal(["6.7 NoSuchPosition"], ForcedRun.Failures(InsurancePrograms.ForcedCloseSearch, new(), steps));
    }

    /// <summary>At no age of the mark is the refusal provable, and at each the close is.</summary>
    [Theory]
    [InlineData(60_000)]
    [InlineData(63_000)]
    [InlineData(MatchingWorld.Now)]
    public void ForcedClose_AtAMarkOfAnyAge_CannotBeRefused(long age)
    {
        MatchingWorld world = PreconditionTests.World();
        RecordAddress risk = RecordAddress.Risk(MatchingWorld.Instrument);
        RiskRecord old = RiskRecord.FromRecord(world.Read(risk)) with { IndexRound = new((MatchingWorld.Now - age) / 3_000) };
        world.Write(risk, old.ToRecord());
        StepSequence steps = BegunClose(world, largest: 10);
        Assert.Equal(InsurancePrograms.ForcedClose, steps.Steps[^1].Program);
    }

    private static ForcedClose Operation(long largest) =>
        new(new(1), MatchingWorld.Instrument, Side.Buy, new(largest), ForcedWorld.OwnerOf(1));

    private static StepSequence BegunClose(MatchingWorld world, long largest)
    {
        world.Write(RecordAddress.Owner(new(1)), new OwnerRecord { Address = ForcedWorld.OwnerOf(1) }.ToRecord());
        StepSequence steps = new(world, ForcedRun.Carried());
        StepInputs inputs = Choice.Choose(ForcedRun.Inputs(Operation(largest)), ForcedCloseOpening.PlaceInput, Place);
        Assert.Equal(["6.7 Closed"], ForcedRun.Failures(InsurancePrograms.ForcedCloseRefused, inputs, steps));
        steps.Step(inputs, InsurancePrograms.ForcedClose);
        return steps;
    }

    private static StepSequence Matched(MatchingWorld world)
    {
        StepSequence steps = new(world, ForcedRun.Carried());
        StepInputs inputs = ForcedRun.Inputs(new Liquidate(new(1), MatchingWorld.Instrument));
        steps.Step(Choice.Choose(inputs, LiquidationOpening.PlaceInput, Place), LiquidationPrograms.Liquidate);
        MatchingPlan.MatchLiquidation(steps);
        return steps;
    }

    private static StepInputs Closing(long equity) =>
        Choice.Choose(new(), LiquidationClose.PlaceInput, Place).Set(LiquidationClose.EquityInput, equity);

    private static StepInputs Taker(long account) => Choice.Choose(new(), AccountTrade.TakerPlaceInput, Place)
        .Set(ForcedClosePrograms.CounterpartyInput, account);

    private static StepInputs Held(int place) => Choice.Choose(new(), NoDebtPrograms.HeldPlace, place);
}
