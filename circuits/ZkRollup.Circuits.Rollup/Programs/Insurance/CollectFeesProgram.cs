using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>CollectFees (docs/protocol.md, 10.5).</summary>
internal static class CollectFeesProgram
{
    private const int InsuranceShareDivisor = 5;

    internal static StepProgram Write()
    {
        ProgramWriter p = new("CollectFees");
        Value instrument = Opening.Of<CollectFees>(p).Message["instrument"];
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(AccountId.Operator.Value));
        Market market = Market.Open(p, instrument);
        RecordPort limits = p.Open(RecordClass.Limits, Addresses.Limits(instrument));
        RecordPort treasury = p.Open(RecordClass.Treasury, Addresses.Treasury);
        p.Rule("UnknownInstrument");
        p.RequireNotZero(market.Terms[Fields.Terms.Kind]);
        p.Rule("OperatorMissing");
        p.RequireEqual(account[Fields.Account.Live], 1);

        p.Rule("10.5, 1");
        Value fees = market.Book[Fields.Book.Fees];
        Value share = p.DivideCeiling(fees, InsuranceShareDivisor);
        market.Book.Set(Fields.Book.Fees, 0);
        account.Set(Fields.Account.Cash, account[Fields.Account.Cash] + fees - share);

        p.Rule("10.5, 2");
        Bit isOver = new(p.Materialize(
            p.Equal(market.Risk[Fields.Risk.Status], (int)MarkStatus.Settled) & p.IsZero(market.LongLots + market.ShortLots)));
        InsuranceState insurance = market.Insurance();
        Value target = (1 - (Value)isOver) * limits[Fields.Limits.InsuranceTarget];
        Value missing = p.Materialize(p.Max(target - insurance.Equity, 0));
        Value kept = p.Materialize(p.Min(share, missing));
        Value fund = treasury[Fields.Treasury.Fund] + share - kept;

        p.Rule("10.5, 3");

        // The insurance keeps at most what it lacks.
        Value refill = p.Materialize(p.Min(fund, (missing - kept).WithBounds(0, missing.High)));
        insurance.Receive(kept + refill);

        p.Rule("10.5, 4");
        Value left = p.Materialize(isOver * p.Max(insurance.Cash, 0));
        insurance.Pay(left);
        insurance.Store();
        treasury.Set(Fields.Treasury.Fund, fund - refill + left);

        p.Rule("NothingToCollect");
        p.RequireNotZero(fees + refill + left);
        p.End(null);
        return p.Finish();
    }
}
