using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>A maker is taken out (docs/protocol.md, 8.6). It is a head, so it has no predecessor.</summary>
internal static class TakingOut
{
    /// <param name="p">The writer.</param>
    /// <param name="taker">The taker.</param>
    /// <param name="maker">The maker.</param>
    /// <param name="position">Its position, open where the order is of the account's epoch.</param>
    /// <param name="place">Its place.</param>
    /// <param name="isCurrent">Whether the order is of the account's epoch; its lots count in the position then.</param>
    /// <returns>The open lots that are left.</returns>
    internal static OpenLots Write(ProgramWriter p, Taker taker, Maker maker, RecordPort position, Place place, Bit isCurrent)
    {
        p.Rule("8.6 list");
        taker.AdvanceHead(maker.Order, Bit.True);
        p.Rule("8.6 open orders");
        maker.Account.Set(Fields.Account.OpenOrders, p.Materialize(maker.Account[Fields.Account.OpenOrders] - 1));
        p.Rule("8.6 open lots");
        Value counted = p.Materialize(isCurrent * maker.Quantity);
        Value bought = p.Materialize(taker.Sells * counted);
        OpenLots lots = new(p, position, bought, counted - bought);
        lots.Leave(maker.Account, place, isCurrent);
        p.Rule("8.6 record");
        maker.Order.Clear();
        return lots;
    }
}
