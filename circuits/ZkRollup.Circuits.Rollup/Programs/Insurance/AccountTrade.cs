using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>A forced trade between accounts (docs/protocol.md, 10.1). Both positions become smaller.</summary>
internal sealed class AccountTrade
{
    /// <summary>The input with the place of the taking account's position.</summary>
    internal const string TakerPlaceInput = "taker's place";

    private readonly ProgramWriter _p;
    private readonly Market _market;
    private readonly Value _number;
    private readonly Value _instrument;
    private readonly RecordPort _account;
    private readonly Holding _closing;
    private Value? _takerNumber;
    private RecordPort? _takerAccount;
    private Holding? _taking;

    /// <param name="p">The writer.</param>
    /// <param name="market">The instrument.</param>
    /// <param name="number">The closing account.</param>
    /// <param name="instrument">The instrument's number.</param>
    /// <param name="place">Where its position lies.</param>
    internal AccountTrade(ProgramWriter p, Market market, Value number, Value instrument, Place place)
    {
        (_p, _market, _number, _instrument) = (p, market, number, instrument);
        p.Rule("10.1 closing position");
        (_account, _closing) = Open(number, place);
    }

    /// <summary>1 if the closing position is short.</summary>
    internal Bit IsShort => _closing.IsShort;

    /// <summary>Lots of the taking position.</summary>
    internal Value LotsOfTaker => _taking!.Lots;

    /// <summary>Opens the taking account's records and demands that it is another one with an opposite position.</summary>
    internal void OpenTaker(Value number, string rule)
    {
        _p.Rule(rule);
        _p.RequireNotZero(number - _number);
        Place place = Place.Chosen(_p, TakerPlaceInput);
        (_takerAccount, _taking) = Open(number, place);
        _takerNumber = number;
        _p.RequireEqual(_takerAccount[Fields.Account.Live], 1);
        _p.RequireEqual(_closing.IsShort + (Value)_taking.IsShort, 1);
        _p.RequireNotZero(_taking.Lots);
    }

    /// <summary>The trade.</summary>
    /// <param name="lots">n, 1 or more, not beyond either position: lines demand it.</param>
    /// <param name="concession">c.</param>
    /// <param name="covered">What the insurance pays the closing account by Cover.</param>
    /// <returns>The taking account if it has cash below 0 and no position here any more: No debt must look into it; else 0.</returns>
    internal Value Execute(Value lots, Value concession, Value covered)
    {
        _p.Rule("10.1 lots");
        _market.Move(-lots, -lots);
        Value value = _p.Materialize(lots * _market.PerLot);
        Value signed = _p.Materialize(value - (2 * (_closing.IsShort * value)));

        _p.Rule("10.1 closing");
        Value owed = _p.Materialize(_closing.Close(lots, _account[Fields.Account.OrderEpoch]));
        _account.Set(Fields.Account.Cash, _p.Materialize(_account[Fields.Account.Cash] + owed + signed - concession + covered));

        _p.Rule("10.1 taking");
        Value owedToTaker = _p.Materialize(_taking!.Close(lots, _takerAccount![Fields.Account.OrderEpoch]));
        Value cash = _p.Materialize(_takerAccount[Fields.Account.Cash] + owedToTaker - signed + concession);
        _takerAccount.Set(Fields.Account.Cash, cash);

        _p.Rule("10.1, no debt");
        Bit isDue = new(_p.Materialize(_p.IsNegative(cash) & _taking.IsGone!));
        return _p.Materialize(isDue * _takerNumber!);
    }

    private (RecordPort Account, Holding Holding) Open(Value number, Place place)
    {
        RecordPort account = _p.Open(RecordClass.Account, Addresses.Account(number));
        RecordPort position = _p.Open(RecordClass.Position, Addresses.Position(number, place.Number));
        _p.RequireEqual(position[Fields.Position.Instrument], _instrument);
        return (account, new(_p, account, position, place, _market.Risk));
    }
}
