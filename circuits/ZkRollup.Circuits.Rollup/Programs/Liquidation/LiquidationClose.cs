using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Liquidation;

/// <summary>The end of Liquidate: the insurance's part or refusal, Cover, Restore (docs/protocol.md, 10.2, 3 and 4).</summary>
/// <remarks>
/// E decides what is stored, but a scan sees what was stored. So the prover names E, and the scan must find what E has become: it
/// falls by the concession, rises by what Cover pays, and falls by what Restore charges the lots that are left. Only the E of the account
/// as it was before does that.
/// </remarks>
internal sealed class LiquidationClose
{
    /// <summary>The input with the place of the position.</summary>
    internal const string PlaceInput = "place";

    /// <summary>The input with E.</summary>
    internal const string EquityInput = "equity";

    private static readonly BigInteger EquityMax = (BigInteger.One << 59) - 1;

    private readonly ProgramWriter _p;
    private readonly Value _number;
    private readonly RecordPort _account;
    private readonly RecordPort _position;
    private readonly Market _market;
    private readonly InsuranceState _insurance;
    private readonly Holding _holding;
    private readonly Bit _wasLong;
    private readonly Value _lots;
    private readonly Value _change;
    private readonly Bit _isExhausted;
    private readonly Value _touched;
    private readonly Value _equity;
    private readonly Value _concession;

    private LiquidationClose(ProgramWriter p)
    {
        LiquidationMatchedContext context = LiquidationMatchedContext.Instance;
        _p = p;
        p.Begin(context.Context);
        p.Rule("10.2 position");
        _number = p.Import(context.Account);
        Value instrument = p.Import(context.Instrument);
        (_wasLong, _isExhausted) = (p.ImportBit(context.WasLong), p.ImportBit(context.IsExhausted));
        (_lots, _touched) = (p.Import(context.Remaining), p.Import(context.Touched));
        Place place = Place.Chosen(p, PlaceInput);
        Value address = p.Materialize(Addresses.Position(_number, place.Number));
        p.RequireEqual(address, p.Import(context.Position));
        _account = p.Open(RecordClass.Account, Addresses.Account(_number));
        _position = p.Open(RecordClass.Position, address);
        p.RequireEqual(_position[Fields.Position.Instrument], instrument);
        _market = Market.Open(p, instrument);
        _insurance = _market.Insurance();
        _holding = new(p, _account, _position, place, _market.Risk);

        p.Rule("10.2, 3 concession");
        _equity = p.RequireWithin(p.Input(EquityInput), -EquityMax, EquityMax);
        Value half = LiquidationOpening.HalfMargin(p, _market.Risk, !_wasLong);
        _concession = Concession.Of(p, _lots * half, _equity);
        _change = p.Materialize(_lots * ((2 * (Value)_wasLong) - 1));
    }

    /// <summary>The insurance takes all that remains.</summary>
    internal static StepProgram WriteTaken()
    {
        ProgramWriter p = new("Liquidate, insurance");
        LiquidationClose close = new(p);
        p.Rule("10.2, 3 lots remain");
        p.Require(close._isExhausted);
        p.Rule("10.2, 3 refusal");
        Bit refuses = close._insurance.Refuses(close._change, close._concession, close._equity);
        p.Require(!refuses);

        Value payment = InsuranceTrade.Write(
            p,
            close._market,
            close._insurance,
            close._holding,
            close._wasLong,
            close._lots,
            close._concession,
            close._account[Fields.Account.OrderEpoch]);
        close.Finish(payment, p.Materialize(close._equity - close._concession));
        return p.Finish();
    }

    /// <summary>Nothing remains, or matching ended otherwise, or the insurance refuses.</summary>
    internal static StepProgram WriteLeft()
    {
        ProgramWriter p = new("Liquidate, end");
        LiquidationClose close = new(p);
        p.Rule("10.2, 3 refusal");
        p.RequireIf(close._isExhausted, close._insurance.Refuses(close._change, close._concession, close._equity));
        p.Rule("NothingToClose");
        _ = p.RequireNotNegative(close._touched - close._isExhausted);
        p.Rule("4.7");
        close._holding.ClearIfVacant(close._account[Fields.Account.OrderEpoch]);
        close.Finish(0, close._equity);
        return p.Finish();
    }

    /// <summary>Cover, Restore, and the scan that must agree with E.</summary>
    /// <param name="payment">What the account is paid by the trade.</param>
    /// <param name="equity">E after the trade.</param>
    private void Finish(Value payment, Value equity)
    {
        _p.Rule("10.1, cover");
        Value covered = _p.Materialize(_p.IsNegative(equity) * -equity).WithBounds(0, EquityMax);
        Value cash = _p.Materialize(_account[Fields.Account.Cash] + payment + covered);
        _account.Set(Fields.Account.Cash, cash);
        _insurance.Pay(covered);
        Value mask = _holding.Mask;
        RecordPort treasury = _p.Open(RecordClass.Treasury, Addresses.Treasury);
        Restoration restoration = Restoration.Write(
            _p, _insurance, _market.Risk, treasury, _market.LongLots, _market.ShortLots, _wasLong);

        _p.Rule("4.3 E");
        ProgramWriter.ScanResult scan = _p.Scan(0, Bit.True, _number, _account[Fields.Account.OrderEpoch], mask, cash);
        Value isOther = _p.Materialize(restoration.ChargesLongs + _wasLong - (2 * (restoration.ChargesLongs * _wasLong)));
        Value charged = (1 - isOther) * _p.Materialize(restoration.PerLot * _holding.LotsLeft!);
        _p.RequireEqual(scan.Equity, _p.Materialize(equity + covered) - charged);
        _p.End(null);
    }
}
