using ZkRollup.Protocol.Ids;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>Drives a market with a generated flow and writes the reports.</summary>
/// <remarks>
/// The exchange accepts every signed cancel, known order or not: whether something was cancelled is told by its event. So every cancel of
/// the flow is sent, with the identity and the leaf that the order had, though another order may lie at that leaf by now. A modify is a
/// cancel and, if something was cancelled, a new order with the same number.
/// </remarks>
internal sealed class FlowAdapter
{
    private readonly OpenMarket _market;
    private readonly FlowReport _report = new();

    /// <summary>The order that last had a number: resting, or as it was placed if it never rested.</summary>
    private readonly Dictionary<long, (AccountId Account, OrderId Id, RestingOrder? Resting)> _orders = [];

    private FlowAdapter(OpenMarket market)
    {
        _market = market;
    }

    /// <summary>The report file that the market leads to.</summary>
    internal static string Run(OpenMarket market, IEnumerable<FlowMessage> messages)
    {
        FlowAdapter adapter = new(market);
        foreach (FlowMessage message in messages)
        {
            adapter.Apply(message);
            adapter._report.EndMessage();
        }

        return adapter._report.ToString();
    }

    private void Apply(in FlowMessage message)
    {
        switch (message.Kind)
        {
            case 'N':
                _report.Acknowledge(message);
                Place(message);
                break;
            case 'C':
                if (Cancel(message))
                {
                    RestingOrder order = _orders[message.OrderId].Resting!;
                    _report.AddCancelled(message.Sequence, order.Side, message.OrderId, order.Price);
                }
                else
                {
                    _report.RejectCancel(message);
                }

                break;
            case 'M':
                if (Cancel(message))
                {
                    _report.AddModified(message);
                    Place(message);
                }
                else
                {
                    _report.RejectModify(message);
                }

                break;
            default:
                Assert.Fail($"Message {message} is of no known kind.");
                break;
        }
    }

    private void Place(in FlowMessage message)
    {
        Placement placement = _market.Place(message.Side, message.Price, message.Lots, message.IsImmediate, message.OrderId);
        foreach (Fill fill in _market.Fills)
        {
            _report.AddTrade(message, fill);
        }

        if (placement.Cancelled != 0)
        {
            _report.AddCancelled(message.Sequence, message.Side, message.OrderId, message.Price);
        }

        _orders[message.OrderId] = (placement.Account, placement.Id, placement.Resting);
    }

    /// <summary>True if something was cancelled. Every other cancel leaves it to the exchange to find the order.</summary>
    private bool Cancel(in FlowMessage message)
    {
        bool withLeaf = message.Sequence % 2 == 0;
        if (!_orders.TryGetValue(message.OrderId, out (AccountId Account, OrderId Id, RestingOrder? Resting) order))
        {
            // Nobody's order: an identity of an account that this account never used.
            OrderId unused = new(new SessionSerial(1), new Nonce(Nonce.MaxValue));
            return _market.Cancel(_market.NextAccount(message.Side), unused, OrderLeaf.None) != 0;
        }

        return order.Resting is null
            ? _market.Cancel(order.Account, order.Id, OrderLeaf.None) != 0
            : _market.Cancel(order.Resting, withLeaf) != 0;
    }
}
