using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Programs.Orders;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Orders;

public sealed class CancelOrderTests
{
    [Theory]
    [InlineData(OrderDesk.FirstBid, true)]
    [InlineData(OrderDesk.SecondBid, true)]
    [InlineData(OrderDesk.FirstAsk, false)]
    [InlineData(OrderDesk.SecondAsk, false)]
    public void CancelOrder_OfALiveOrder_TakesItOut(int leaf, bool isNamed)
    {
        OrderDesk desk = Own(leaf);
        CancelOrder cancel = CancelOf(desk, leaf, isNamed ? leaf : 0);
        Assert.Equal(Cause.Accepted, desk.Refer(cancel, out ReferenceExchange exchange));
        StepResult step = Assert.Single(desk.Prove(cancel, exchange, Touched(exchange)).Steps);
        Assert.Equal("CancelOrder", step.Program.Name);

        // Whether an order that was not named is looked for is the sequencer's choice.
        Assert.Equal(isNamed ? ["7.4 the order"] : [], desk.Failures(OrdersPrograms.Cancel[1], Inputs(desk, cancel)));
    }

    /// <summary>An order of a passed epoch does not touch the position; the last one clears it.</summary>
    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 20)]
    public void CancelOrder_LastLots_ClearsAVacantPositionOfItsEpoch(int epoch, int size)
    {
        OrderDesk desk = Own(OrderDesk.FirstBid);
        desk.SetOrder(OrderDesk.FirstBid, desk.OrderAt(OrderDesk.FirstBid) with { OrderEpoch = new(epoch) });
        desk.Position = desk.Position with { Size = new(size), OpenBuys = new(15), OpenSells = new(0) };
        CancelOrder cancel = CancelOf(desk, OrderDesk.FirstBid, OrderDesk.FirstBid);
        Assert.Equal(Cause.Accepted, desk.Refer(cancel, out ReferenceExchange exchange));
        _ = desk.Prove(cancel, exchange, Touched(exchange));
        bool isVacant = epoch == 4 && size == 0;
        Assert.Equal(isVacant, exchange.Read(RecordAddress.Position(OrderDesk.Trader, OrderDesk.PlaceOfPosition)) == default);
    }

    public static TheoryData<string> Strangers => ["free leaf", "account", "serial", "nonce"];

    [Theory]
    [MemberData(nameof(Strangers))]
    public void CancelOrder_NamesALeafWithoutTheOrder_IsAcceptedWithoutEffectAlone(string stranger)
    {
        OrderDesk desk = Own(OrderDesk.FirstBid);
        CancelOrder cancel = CancelOf(desk, OrderDesk.FirstBid, OrderDesk.FirstBid);
        cancel = stranger switch
        {
            "free leaf" => cancel with { Leaf = new(OrderDesk.FreeLeaf) },
            "serial" => cancel with { Target = cancel.Target with { Serial = new(2) } },
            "nonce" => cancel with { Target = cancel.Target with { Nonce = new(3) } },
            _ => CancelOf(desk, OrderDesk.SecondBid, OrderDesk.SecondBid),
        };
        Assert.Equal(Cause.Accepted, desk.Refer(cancel, out ReferenceExchange exchange));
        StepResult step = Assert.Single(desk.Prove(cancel, exchange, Touched(exchange)).Steps);
        Assert.Equal("CancelOrder of none", step.Program.Name);
        StepInputs found = Inputs(desk, cancel).Set("leaf", cancel.Leaf.Value);
        Assert.Contains("7.4 the order", desk.Failures(OrdersPrograms.Cancel[0], found));
    }

    [Fact]
    public void CancelOrder_OfAnotherLeafThanNamed_Fails()
    {
        OrderDesk desk = Own(OrderDesk.FirstBid);
        CancelOrder cancel = CancelOf(desk, OrderDesk.FirstBid, OrderDesk.FreeLeaf);
        StepInputs inputs = First(Inputs(desk, cancel), OrderDesk.FirstBid);
        Assert.Equal(["7.4 leaf"], desk.Failures(OrdersPrograms.Cancel[0], inputs));
    }

    [Theory]
    [InlineData(OrderDesk.SecondBid, 1, 0, "3.4 head")]
    [InlineData(OrderDesk.FirstBid, 0, OrderDesk.SecondAsk, "3.4 predecessor")]
    [InlineData(OrderDesk.SecondBid, 0, OrderDesk.FirstAsk, "3.4 predecessor")]
    [InlineData(OrderDesk.SecondBid, 0, OrderDesk.SecondBid, "3.4 predecessor")]
    public void CancelOrder_WrongPlaceInItsList_Fails(int leaf, int isFirst, int predecessor, string rule)
    {
        OrderDesk desk = Own(leaf);
        if (predecessor == leaf)
        {
            // An order that is its own successor is in no list: the lie is that it is its own predecessor.
            desk.SetOrder(leaf, desk.OrderAt(leaf) with { NextLeaf = new(leaf) });
        }

        StepInputs inputs = First(Inputs(desk, CancelOf(desk, leaf, leaf)), leaf).Set("first", isFirst).Set("predecessor", predecessor);
        Assert.Contains(rule, desk.Failures(OrdersPrograms.Cancel[0], inputs));
    }

    private static StepInputs First(StepInputs inputs, int leaf) =>
        Place.Choose(inputs, "place", OrderDesk.PlaceOfPosition).Set("leaf", leaf).Set("first", 1);

    private static StepInputs Inputs(OrderDesk desk, CancelOrder cancel)
    {
        StepInputs inputs = desk.Inputs();
        MessageFields.Fill(inputs, cancel);
        return inputs;
    }

    /// <summary>An order of the book becomes the trader's.</summary>
    private static OrderDesk Own(int leaf)
    {
        OrderDesk desk = new();
        desk.SetOrder(leaf, desk.OrderAt(leaf) with
        {
            OwnerReference = OrderRecord.OwnerReferenceOf(OrderDesk.Trader, OrderDesk.Slot),
            OrderEpoch = new(4),
        });
        desk.Position = desk.Position with { OpenBuys = new(20), OpenSells = new(15) };
        return desk;
    }

    private static CancelOrder CancelOf(OrderDesk desk, int order, int leaf) =>
        new(desk.Order.Header, desk.OrderAt(order).Id, new OrderLeaf(leaf));

    private static RecordAddress[] Touched(ReferenceExchange exchange) => [.. exchange.Touched.Select(access => access.Address)];
}
