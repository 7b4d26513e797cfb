using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Liquidation;

/// <summary>How Liquidate and Deleverage begin: up to AccountHealthy, s, q, h, and the order epoch (docs/protocol.md, 10.2).</summary>
internal sealed class LiquidationOpening
{
    /// <summary>The input with the place of the position that is closed.</summary>
    internal const string PlaceInput = "place";

    private const int StepDivisor = 5;

    private readonly ProgramWriter _p;
    private readonly RecordPort _account;
    private readonly Value _orderEpoch;

    private LiquidationOpening(ProgramWriter p, MessageFields message, Value time)
    {
        _p = p;
        Message = message;
        p.Rule("UnknownAccount");
        Account = p.RequireWithin(message["account"], 1, message["account"].High!.Value);
        _account = p.Open(RecordClass.Account, Addresses.Account(Account));
        p.RequireEqual(_account[Fields.Account.Live], 1);

        p.Rule("NoSuchPosition");
        Instrument = p.RequireWithin(message["instrument"], 1, message["instrument"].High!.Value);
        Place = Place.Chosen(p, PlaceInput);
        PositionAddress = p.Materialize(Addresses.Position(Account, Place.Number));
        RecordPort position = p.Open(RecordClass.Position, PositionAddress);
        p.RequireEqual(position[Fields.Position.Instrument], Instrument);
        Terms = p.Open(RecordClass.Terms, Addresses.Terms(Instrument));
        Risk = p.Open(RecordClass.Risk, Addresses.Risk(Instrument));
        Holding holding = new(p, _account, position, Place, Risk);
        p.RequireNotZero(holding.Lots);
        IsLong = !holding.IsShort;

        p.Rule("InstrumentClosed");
        p.Require(!Marks.IsClosed(p, Terms, Risk, time));
        p.Rule("MarkUnusable");
        p.Require(Marks.IsUsable(p, Risk, time));

        p.Rule("10.2, q and h");

        // A fifth of at least one lot, rounded up.
        Value lots = p.DivideCeiling(holding.Lots, StepDivisor);
        Lots = lots.WithBounds(1, lots.High);
        Half = HalfMargin(p, Risk, holding.IsShort);
        PerLot = p.Materialize(Risk[Fields.Risk.Mark] * Terms[Fields.Terms.Multiplier]);
        p.Rule("10.2, 1");
        _orderEpoch = p.Materialize(_account[Fields.Account.OrderEpoch] + 1);
        _account.Set(Fields.Account.OrderEpoch, _orderEpoch);
    }

    internal MessageFields Message { get; }

    internal Value Account { get; }

    internal Value Instrument { get; }

    internal Place Place { get; }

    internal Value PositionAddress { get; }

    internal RecordPort Terms { get; }

    internal RecordPort Risk { get; }

    /// <summary>1 if the position is long.</summary>
    internal Bit IsLong { get; }

    /// <summary>q.</summary>
    internal Value Lots { get; }

    /// <summary>h.</summary>
    internal Value Half { get; }

    /// <summary>mark·multiplier.</summary>
    internal Value PerLot { get; }

    /// <summary>Begins the transaction. Records may be opened until <see cref="RequireUnhealthy"/>.</summary>
    internal static LiquidationOpening Of<T>(ProgramWriter p)
        where T : struct, ITransaction<T>
    {
        Opening opening = Opening.Of<T>(p);
        return new(p, opening.Message, opening.Time);
    }

    /// <summary>⌊m/2⌋ with m the maintenance margin per lot of a side.</summary>
    internal static Value HalfMargin(ProgramWriter p, RecordPort risk, Bit isShort) => p.DivideFloor(
        p.Materialize(isShort.Select(risk[Fields.Risk.MaintenanceShort], risk[Fields.Risk.MaintenanceLong])), 2);

    /// <summary>AccountHealthy. The scan sees the raised epoch, of which E and M know nothing.</summary>
    /// <returns>E.</returns>
    internal Value RequireUnhealthy()
    {
        _p.Rule("AccountHealthy");
        ProgramWriter.ScanResult scan = _p.Scan(
            0, Bit.True, Account, _orderEpoch, _account[Fields.Account.PositionMask], _account[Fields.Account.Cash]);
        _p.RequireLess(scan.Equity, scan.Maintenance);
        return scan.Equity;
    }

    /// <summary>B·band of §4.4: 10^6 times the half width, before it is rounded.</summary>
    internal Value BandWidth(RecordPort limits)
    {
        Bit isOption = _p.AtLeast(Terms[Fields.Terms.Kind], (int)InstrumentKind.Call);
        return _p.Materialize(
            isOption.Select(Risk[Fields.Risk.IndexPrice], Risk[Fields.Risk.Mark]) * limits[Fields.Limits.Band]);
    }
}
