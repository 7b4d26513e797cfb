using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>A fill of n lots at the maker's price, whether it takes place or is only tried (docs/protocol.md, 8.3 to 8.5).</summary>
internal sealed class Fill
{
    private const long Million = 1_000_000;

    private readonly ProgramWriter _p;
    private readonly Taker _taker;
    private Value? _roomOfMaker;

    /// <param name="p">The writer.</param>
    /// <param name="taker">Who takes.</param>
    /// <param name="maker">Who makes.</param>
    /// <param name="lots">n.</param>
    internal Fill(ProgramWriter p, Taker taker, Maker maker, Value lots)
    {
        (_p, _taker) = (p, taker);
        p.Rule("8.3 e notional");
        Lots = p.Materialize(lots);
        Notional = p.Materialize(Lots * p.Materialize(maker.Order[Fields.Order.Price] * taker.Multiplier));
        Sold = p.Materialize(taker.Sells * Lots);
    }

    /// <summary>The fill that is tried: n = min(remaining, the maker's quantity).</summary>
    internal static Fill Tried(ProgramWriter p, Taker taker, Maker maker)
    {
        p.Rule("8.3 e lots");
        return new(p, taker, maker, p.Min(taker.Remaining, maker.Quantity));
    }

    /// <summary>n.</summary>
    internal Value Lots { get; }

    /// <summary>N.</summary>
    internal Value Notional { get; }

    /// <summary>The lots that the taker sells and the maker buys: n or 0.</summary>
    internal Value Sold { get; }

    /// <summary>The lots that the taker buys and the maker sells.</summary>
    internal Value Bought => Lots - Sold;

    /// <summary>σ·n: how the taker's size changes; the maker's changes by −σ·n.</summary>
    internal Value Change => Lots - (2 * Sold);

    /// <summary>What the maker is paid: σ·N less its fee.</summary>
    internal Value? PaymentOfMaker { get; private set; }

    /// <summary>What the taker is paid: −σ·N less its fee.</summary>
    internal Value? PaymentOfTaker { get; private set; }

    /// <summary>Both fees.</summary>
    internal Value? Fees { get; private set; }

    /// <summary>fee(N, rate) of both (4.6), and what they are paid.</summary>
    internal void ComputePayments()
    {
        _p.Rule("4.6 fees");
        Value ofMaker = _p.DivideCeiling(Notional * _p.Import(_taker.Context.MakerFee), Million);
        Value ofTaker = _p.DivideCeiling(Notional * _p.Import(_taker.Context.TakerFee), Million);
        Fees = ofMaker + ofTaker;
        _p.Rule("8.5, 1 payments");
        Value flow = _p.Materialize(_taker.Signed(Notional));
        PaymentOfMaker = _p.Materialize(flow - ofMaker);
        PaymentOfTaker = _p.Materialize(-flow - ofTaker);
    }

    /// <summary>σ·size − n: 0 or more if the fill makes the maker's position smaller, on its side (8.4, "reducing").</summary>
    internal Value RoomOfMaker(RecordPort position) =>
        _roomOfMaker ??= _p.Materialize(_taker.Signed(position[Fields.Position.Size]) - Lots);

    /// <summary>−σ·size − n: the same of the taker's position.</summary>
    internal Value RoomOfTaker(RecordPort position) => _p.Materialize(-_taker.Signed(position[Fields.Position.Size]) - Lots);

    /// <summary>How the maker's E − M changes by a reducing fill: its payment, and what each lot adds.</summary>
    internal Value GainOfMaker() => PaymentOfMaker! + (Lots * _p.Import(_taker.Context.MakerGain));

    /// <summary>How that of an order's account changes.</summary>
    internal Value GainOfTaker() => PaymentOfTaker! + (Lots * _p.Import(MatchingContext.Instance.TakerGain));
}
