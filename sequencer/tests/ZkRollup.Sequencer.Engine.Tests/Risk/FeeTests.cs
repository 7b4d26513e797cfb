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
    public void Collect_WithoutOperator_IsRefused()
    {
        RiskWorld world = RiskWorld.WithPerpetual(Charged);
        Assert.Equal(Cause.OperatorMissing, world.CollectFees());
        Assert.Equal(Cause.UnknownInstrument, world.CollectFees(9));
    }

    private static long InsuranceCash(RiskWorld world) => world.View.Insurance(RiskWorld.Perpetual).Cash.Value;

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
