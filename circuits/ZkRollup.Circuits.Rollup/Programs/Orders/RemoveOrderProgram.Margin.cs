using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <content>§8.7, cause 10: a fill of the whole order at its price fails §8.4.</content>
internal sealed partial class RemoveOrderProgram
{
    private void WriteOfMargin()
    {
        Value instrument = _removal.Instrument;
        RecordPort terms = _p.Open(RecordClass.Terms, Addresses.Terms(instrument));
        RecordPort limits = _p.Open(RecordClass.Limits, Addresses.Limits(instrument));
        RecordPort risk = _p.Open(RecordClass.Risk, Addresses.Risk(instrument));
        _p.Rule("CauseNotGiven");
        _p.RequireEqual(_message["cause"], (int)RemovalCause.MarginInsufficient);
        _p.Rule("8.7 MarginInsufficient, epoch");
        _p.Require(_removal.IsCurrent);
        _p.Rule("8.7 MarginInsufficient, mark");
        _p.Require(Marks.IsUsable(_p, risk, _time));

        _p.Rule("8.4 fill");
        Value quantity = _order[Fields.Order.Quantity];
        Value sold = _p.Materialize(_removal.Sells * quantity);
        Value change = quantity - (2 * sold);
        Value markWorth = _p.Materialize(risk[Fields.Risk.Mark] * terms[Fields.Terms.Multiplier]);
        Value notional = Notional(terms);
        _p.Rule("4.6 fee");

        // The instrument of a live order is listed.
        Value fee = _p.DivideCeiling(notional * limits.OfLive(Fields.Limits.MakerFee), Million);
        Value payment = _p.Materialize(-Signed(notional) - fee);

        // What is bought or sold is a position smaller, of the opposite side.
        Value margin = _removal.Sells.Select(risk[Fields.Risk.MaintenanceLong], risk[Fields.Risk.MaintenanceShort]);
        Value value = _p.Materialize(Signed(markWorth));
        TriedMargin.Side side = new(
            Bought: quantity - sold,
            Sold: sold,
            Rise: payment + (change * markWorth),
            Room: -_p.Materialize(Signed(_removal.Position[Fields.Position.Size]) + quantity),
            Gain: payment + (quantity * _p.Materialize(margin + value)));
        OpenLots left = _removal.TakeOut();
        ProgramWriter.ScanResult scan = _p.Scan(0, _owner, _account);
        Bit passes = new TriedMargin(_p, risk).Passes(side, scan, _removal.Position, left);
        _p.Rule("8.7 MarginInsufficient, allUsable");
        _p.Require(scan.AllUsable);
        _p.Rule("8.7 MarginInsufficient");
        _p.Require(!passes);
    }
}
