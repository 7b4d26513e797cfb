using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

public class FeeTests
{
    private static LimitsRecord Charged { get; } = RiskWorld.Limits with { TakerFee = new(501), MakerFee = new(-99) };

    [Fact]
    public void Collect_GivesAFifthRoundedUpToTheInsuranceAndTheRestToTheOperator()
    {
        RiskWorld world = WithFees(Charged with { InsuranceTarget = new(5) });

        // A notional of 22,000: the taker pays ⌈11.022⌉ = 12, the maker receives ⌊2.178⌋ = 2. g = ⌈10/5⌉ = 2.
        Assert.Equal(10, world.View.Book(RiskWorld.Perpetual).Fees.Value);
        RiskWorld.Require(world.CollectFees());
        ExchangeEvent collected = world.Event(EventKind.FeesCollected);
        Assert.Equal((8, 2), (collected.Money.Value, collected.SecondMoney.Value));
        Assert.Equal((9, 2, 0), (world.Cash(RiskWorld.Operator), InsuranceCash(world), world.View.Treasury.Fund.Value));
        Assert.Equal(Cause.NothingToCollect, world.CollectFees());
        world.RequireConservation();
    }

    [Fact]
    public void Collect_AboveTheTarget_GivesTheRestToTheFund()
    {
        RiskWorld world = WithFees(Charged with { InsuranceTarget = new(1) });
        RiskWorld.Require(world.CollectFees());
        Assert.Equal((1, 1), (InsuranceCash(world), world.View.Treasury.Fund.Value));
    }

    [Fact]
    public void Collect_BelowTheTarget_DrawsTheFundAndTheShareOfTheFees()
    {
        RiskWorld world = WithFees(Charged with { InsuranceTarget = new(50) });
        world.Deposit(0, 40);
        RiskWorld.Require(world.CollectFees());
        Assert.Equal((42, 0), (InsuranceCash(world), world.View.Treasury.Fund.Value));
        world.Deposit(0, 40);
        RiskWorld.Require(world.CollectFees());
        Assert.Equal((50, 32), (InsuranceCash(world), world.View.Treasury.Fund.Value));
        Assert.Equal(Cause.NothingToCollect, world.CollectFees());
    }

    [Fact]
    public void Collect_ForAnInsuranceWithLongLots_CountsWhatTheyAreWorth()
    {
        RiskWorld world = WithInventory(isLong: true);

        // 2,000 and a concession of 10·46, less 10·920·2 for the lots: deep in debt, and yet worth 2,460.
        Assert.Equal((10, -15_940), (Inventory(world), InsuranceCash(world)));
        world.Deposit(0, 5_000);
        world.SetLimits(RiskWorld.Perpetual, Charged with { InsuranceTarget = new(2_460) });
        Assert.Equal(Cause.NothingToCollect, world.CollectFees());

        // A notional of 18,400: 10 of the taker, less 1 for the maker. None of g = 2 is wanted.
        world.Trade(4, 3, 920, 10);
        RiskWorld.Require(world.CollectFees());
        Assert.Equal((-15_940, 5_002), (InsuranceCash(world), world.View.Treasury.Fund.Value));
        world.SetLimits(RiskWorld.Perpetual, Charged with { InsuranceTarget = new(3_000) });
        RiskWorld.Require(world.CollectFees());
        Assert.Equal((-15_400, 4_462), (InsuranceCash(world), world.View.Treasury.Fund.Value));
        Assert.Equal(Cause.NothingToCollect, world.CollectFees());
        world.RequireConservation();
    }

    [Fact]
    public void Collect_ForAnInsuranceWithShortLots_CountsWhatTheyCost()
    {
        RiskWorld world = WithInventory(isLong: false);

        // 2,000, a concession of 10·54 and 10·1,080·2 for the lots, which cost 10·1,090·2 by now: worth 2,340.
        Assert.Equal((-10, 24_140), (Inventory(world), InsuranceCash(world)));
        world.MoveTo(1_090, RiskWorld.Perpetual);
        world.Deposit(0, 5_000);
        world.SetLimits(RiskWorld.Perpetual, RiskWorld.Limits with { InsuranceTarget = new(2_350) });
        RiskWorld.Require(world.CollectFees());
        Assert.Equal((24_150, 4_990), (InsuranceCash(world), world.View.Treasury.Fund.Value));
        Assert.Equal(Cause.NothingToCollect, world.CollectFees());
        world.RequireConservation();
    }

    [Fact]
    public void Collect_WithoutOperator_IsRefused()
    {
        RiskWorld world = RiskWorld.WithPerpetual(Charged);
        Assert.Equal(Cause.OperatorMissing, world.CollectFees());
        Assert.Equal(Cause.UnknownInstrument, world.CollectFees(9));
    }

    private static long InsuranceCash(RiskWorld world) => world.View.Insurance(RiskWorld.Perpetual).Cash.Value;

    private static long Inventory(RiskWorld world) => world.View.Insurance(RiskWorld.Perpetual).Inventory.Value;

    /// <summary>An insurance of 2,000 took a fifth of account 2's 50 lots, at a mark 8 % worse than theirs.</summary>
    private static RiskWorld WithInventory(bool isLong)
    {
        RiskWorld world = RiskWorld.WithPerpetual();
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 10_000);
        world.Deposit(3, 50_000);
        world.Deposit(4, 50_000);
        world.Insure(2_000);
        world.Trade(isLong ? 2 : 3, isLong ? 3 : 2, 1_000, 50);
        world.MoveTo(isLong ? 920 : 1_080, RiskWorld.Perpetual);
        RiskWorld.Require(world.Liquidate(2));
        return world;
    }

    private static RiskWorld WithFees(LimitsRecord limits)
    {
        RiskWorld world = RiskWorld.WithPerpetual(limits);
        world.Deposit(RiskWorld.Operator, 1);
        world.Deposit(2, 50_000);
        world.Deposit(3, 50_000);
        world.Trade(2, 3, 1_100, 10);
        return world;
    }
}
