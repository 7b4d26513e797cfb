using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <content>§8.2: what becomes of an accepted order in its first slot.</content>
internal sealed partial class PlaceOrderProgram
{
    /// <summary>§8.2, 3, as nothing crosses.</summary>
    private void Rest()
    {
        _p.Rule("PostOnlyWouldCross");
        _lists.RequireNoCross(_book, _price);
        RecordPort? predecessor = _path == OrderPath.RestsBehind ? _lists.OpenPredecessor(_message["instrument"]) : null;
        NewOrder order = new(_p)
        {
            Market = _lists.MarketOf(_message["instrument"], _message["reduceOnly"]),
            Nonce = _message["nonce"],
            Expiry = _message["orderExpiry"],
            OwnerReference = (16 * _message["account"]) + _message["slot"],
            Serial = _message["serial"],
            MaximumFee = _message["maximumFee"],
            OrderEpoch = _account[Fields.Account.OrderEpoch],
            Price = _price,

            // At most twice the position limit.
            Quantity = _quantity.WithBounds(1, Fields.Order.Quantity.High),
        };
        order.Rest(_lists, _book, predecessor);
        _p.End(null);
    }

    /// <summary>What matching and what follows it must know.</summary>
    private void LeaveToMatching(Value worth, Value bandProduct)
    {
        MatchingContext context = MatchingContext.Instance;
        int sign = _sells ? -1 : 1;
        _p.Rule("8.3 context");
        Value mark = _risk[Fields.Risk.Mark];
        Value markWorth = _p.Materialize(mark * _terms[Fields.Terms.Multiplier]);

        // The instrument is listed, so its records are live. Account 0 never exists and instrument 0 is never listed.
        _p.Export(context.Account, _message["account"].WithBounds(1, context.Account.High));
        _p.Export(context.Instrument, _message["instrument"].WithBounds(1, context.Instrument.High));
        _p.Export(context.Position, Addresses.Position(_message["account"], _place.Number));
        _p.Export(context.Session, Addresses.Session(_message["account"], _message["slot"]));
        _p.Export(context.Sells, _sells ? 1 : 0);

        // From 1 to twice the position limit (§8.1, 5).
        _p.Export(context.Remaining, _quantity.WithBounds(1, Fields.Order.Quantity.High));
        _p.Export(context.Bound, sign * _price);
        _p.Export(context.SelfTradeMode, _message["selfTradeMode"].WithBounds(0, 2));
        _p.Export(
            context.Resting, MatchingContext.Pack(_message["orderExpiry"], _message["maximumFee"], _message.Flag("reduceOnly")));
        _p.Export(context.Near, (sign * Million * mark) - bandProduct);
        _p.Export(context.Multiplier, _terms[Fields.Terms.Multiplier]);
        _p.Export(context.TakerFee, _limits.OfLive(Fields.Limits.TakerFee));
        _p.Export(context.MakerFee, _limits.OfLive(Fields.Limits.MakerFee));
        _p.Export(context.OpenInterestCap, _limits[Fields.Limits.OpenInterestCap]);
        _p.Export(context.LongIndex, _risk.OfLive(Fields.Risk.LongIndex));
        _p.Export(context.ShortIndex, _risk.OfLive(Fields.Risk.ShortIndex));
        (RecordField ofLong, RecordField ofShort) = (Fields.Risk.MaintenanceLong, Fields.Risk.MaintenanceShort);
        _p.Export(context.MakerGain, _risk[_sells ? ofShort : ofLong] - (sign * markWorth));
        _p.Export(context.TakerGain, _risk[_sells ? ofLong : ofShort] + (sign * markWorth));
        _p.Export(context.Touched, 0);
        _p.End(context);
    }
}
